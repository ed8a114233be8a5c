import type { z } from 'zod'
import { definitions } from '../../machines/index.ts'

/** The words of a value by its field, and of values that are called the same wherever they stand. */
interface Catalogue {
  readonly ofField: ReadonlyMap<string, string>
  readonly ofValue: ReadonlyMap<string, string>
}

/**
 * What people call a value that stands in an event or in a record, such as `focalPoint`; undefined where it is no such value, or where only
 * the field could tell which of two things it is.
 *
 * @param field the name of the property that it stands in
 */
export const wordsOfValue = (value: string, field?: string): string | undefined =>
  (field === undefined ? undefined : catalogue().ofField.get(`${field} ${value}`)) ?? catalogue().ofValue.get(value)

let made: Catalogue | undefined
const catalogue = () => (made ??= catalogued())

function catalogued(): Catalogue {
  const said = Object.values(definitions).flatMap(({ events }) => Object.values(events).flatMap((schema) => valuesIn(schema, '')))
  return { ofField: unanimous(said, ({ field, value }) => `${field} ${value}`), ofValue: unanimous(said, ({ value }) => value) }
}

/** Words by name, of those that mean one thing under it. */
function unanimous(said: readonly Said[], nameOf: (each: Said) => string): ReadonlyMap<string, string> {
  const words = new Map<string, Set<string>>()
  for (const each of said) words.set(nameOf(each), (words.get(nameOf(each)) ?? new Set()).add(each.text))
  return new Map([...words].flatMap(([name, texts]) => (texts.size === 1 ? [[name, [...texts][0]!] as const] : [])))
}

/** A value of an event with its words. */
export interface Said {
  readonly field: string
  readonly value: string
  readonly text: string
}

interface Described {
  readonly shape?: Readonly<Record<string, z.ZodType>>
  readonly element?: z.ZodType
  readonly innerType?: z.ZodType
  readonly entries?: Readonly<Record<string, string>>
}

/**
 * Every value of a schema that is chosen among others, with what people read for it.
 *
 * @throws where a value was given no words: nothing is made up from the name that the code has for it
 */
export function valuesIn(schema: z.ZodType, field: string): readonly Said[] {
  const { shape, element, innerType, entries } = schema.def as unknown as Described
  if (shape) return Object.entries(shape).flatMap(([name, inner]) => valuesIn(inner, name))
  if (element) return valuesIn(element, field)
  if (innerType) return valuesIn(innerType, field)
  if (!entries) return []
  const says = (schema.meta()?.['says'] ?? {}) as Readonly<Record<string, string>>
  return Object.values(entries).map((value) => {
    const text = says[value]
    if (!text) throw new Error(`"${field}" has no words for ${value}`)
    return { field, value, text }
  })
}
