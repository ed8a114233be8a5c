import type { Typed } from '../page.ts'
import { rowsAt } from './typed.ts'

/** Buttons that send the form only to change how it looks: one row more, one row less, something to be found. */
export const ADD = '_add'
export const REMOVE = '_remove'
export const FIND = '_find'

/** The form with the row that was asked for, or without it; nothing where it was sent to be taken. Works without JavaScript. */
export function changedForm(typed: Typed): Typed | undefined {
  const [add, remove, find] = [ADD, REMOVE, FIND].map((button) => nameIn(typed, button))
  const rest = Object.fromEntries(Object.entries(typed).filter(([name]) => ![ADD, REMOVE, FIND, NEWEST].includes(name)))
  if (add) return withRow(rest, add)
  if (remove) return without(rest, remove)
  return find ? rest : undefined
}

/** A row is there that nobody has written in yet; the newest is where the page opens. */
export const ROW = '_row'
export const NEWEST = '_newest'

function withRow(typed: Typed, list: string): Typed {
  const row = `${list}.${(rowsAt(typed, list).at(-1) ?? -1) + 1}`
  return { ...typed, [`${row}.${ROW}`]: '1', [NEWEST]: row }
}

/** Names of lists only: whatever else a button says, there is nothing of it in the form. */
function nameIn(typed: Typed, button: string): string | undefined {
  const value = Object.hasOwn(typed, button) ? typed[button] : undefined
  return typeof value === 'string' && /^[a-z]\w*(\.\w+)*$/i.test(value) ? value : undefined
}

/** Those after it move up. */
function without(typed: Typed, row: string): Typed {
  const [, list = '', at = ''] = /^(.+)\.(\d{1,6})$/.exec(row) ?? []
  return Object.fromEntries(
    Object.entries(typed).flatMap(([name, value]) => {
      const [, index, rest = ''] =
        list && name.startsWith(`${list}.`) ? (/^(\d{1,6})((?:\.|$).*)$/s.exec(name.slice(list.length + 1)) ?? []) : []
      if (index === undefined) return [[name, value] as const]
      if (index === at) return []
      return [[`${list}.${Number(index) > Number(at) ? Number(index) - 1 : Number(index)}${rest}`, value] as const]
    }),
  )
}
