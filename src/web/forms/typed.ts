import type { Typed } from '../page.ts'

/** Reading of what was typed, by the names of inputs. Names that no field has are never asked for, so they do no harm. */

export const valuesAt = (typed: Typed, name: string): readonly string[] => {
  if (!Object.hasOwn(typed, name)) return []
  const value = typed[name]!
  return (typeof value === 'string' ? [value] : value).map(plainLines)
}
/** Of a name that came more than once, the first that says something. */
export const valueAt = (typed: Typed, name: string): string => {
  const values = valuesAt(typed, name)
  return values.find((value) => value.trim() !== '') ?? values[0] ?? ''
}

/** What a list is looked through for: typed beside it, or in the box that completes it (choose.js). */
export const SEARCH = '_search'
export const TYPED = '_typed'
export const soughtAt = (typed: Typed, path: string): string =>
  (valueAt(typed, `${path}.${TYPED}`) || valueAt(typed, `${path}.${SEARCH}`)).trim()

/** A browser ends lines as nobody counts them. */
const plainLines = (text: string) => text.replaceAll('\r\n', '\n')

/** The numbers of the rows of a list, in their order, whether or not anything is in them. */
export function rowsAt(typed: Typed, list: string): readonly number[] {
  const found = new Set<number>()
  for (const name of Object.keys(typed)) {
    if (!name.startsWith(`${list}.`)) continue
    const [row = ''] = name.slice(list.length + 1).split('.')
    if (/^\d{1,6}$/.test(row)) found.add(Number(row))
  }
  return [...found].sort((a, b) => a - b)
}

/** Whether anything at all was sent of this field: a form that is shown first has nothing of it. */
export const isTyped = (typed: Typed, path: string): boolean =>
  Object.keys(typed).some((name) => name === path || name.startsWith(`${path}.`))
