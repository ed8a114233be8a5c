import type { z } from 'zod'
import { sayState } from '../../machines/kernel/chart.ts'
import { dateInWords, money } from '../letters/format.ts'
import { wordsOfValue } from './value-words.ts'

/** One answer of an event, under the words it was asked with: a text, or answers of its own. */
export type Said = { readonly label: string } & ({ readonly text: string } | { readonly parts: readonly Said[] })

/** What something outside the event is called: an organisation, a post, a duty, a letter; undefined where nobody knows. */
export type NameOf = (id: string) => string | undefined

const AROUND = ['optional', 'nullable', 'default', 'prefault', 'readonly', 'nonoptional']
interface Meta {
  readonly label?: string
  readonly asks?: string
  readonly says?: Readonly<Record<string, string>>
  readonly pence?: boolean
}

function unwrapped(whole: z.ZodType): { schema: z.ZodType; meta: Meta } {
  let schema = whole
  let meta = (schema.meta() ?? {}) as Meta
  while (AROUND.includes(schema.def.type)) {
    schema = (schema.def as unknown as { innerType: z.ZodType }).innerType
    meta = { ...(schema.meta() as Meta | undefined), ...meta }
  }
  return { schema, meta }
}

/** Words that were erased by law. */
export const ERASED = 'Erased'

/**
 * What an event said, in the words of its own form: no name of the code, no id.
 *
 * @param payload with its words in place; null where they were erased
 */
export function saidBy(schema: z.ZodObject, payload: Readonly<Record<string, unknown>>, nameOf: NameOf): readonly Said[] {
  return Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([key, field]) =>
    key === 'type' || key === 'happenedOn' || key === 'id' ? [] : saidIn(key, field, payload[key], nameOf),
  )
}

function saidIn(key: string, whole: z.ZodType, value: unknown, nameOf: NameOf): readonly Said[] {
  if (value === undefined) return []
  const { schema, meta } = unwrapped(whole)
  const label = meta.label ?? meta.asks ?? sayState(key)
  if (value === null) return [{ label, text: ERASED }]
  const considered = considerationIn(value)
  if (considered !== undefined) return [{ label, text: considered }]
  if (typeof value === 'object' && !Array.isArray(value)) {
    const parts = partsOf(schema, value as Record<string, unknown>, nameOf)
    return parts.length === 0 ? [] : [{ label, parts }]
  }
  if (!Array.isArray(value)) return [{ label, text: textOf(value, meta, nameOf) }]
  const element = (schema.def as unknown as { element?: z.ZodType }).element
  if (!element || value.length === 0) return []
  return listed(label, element, value, nameOf)
}

function listed(label: string, element: z.ZodType, values: readonly unknown[], nameOf: NameOf): readonly Said[] {
  const { schema, meta } = unwrapped(element)
  if (values.some((value) => typeof value === 'object' && value !== null))
    return values.map((value, at) => ({
      label: values.length > 1 ? `${label}, ${at + 1} of ${values.length}` : label,
      parts: partsOf(schema, value as Record<string, unknown>, nameOf),
    }))
  return [{ label, text: values.map((value) => (value === null ? ERASED : textOf(value, meta, nameOf))).join('; ') }]
}

function partsOf(schema: z.ZodType, value: Readonly<Record<string, unknown>>, nameOf: NameOf): readonly Said[] {
  const shape = (schema as z.ZodObject).shape as Record<string, z.ZodType> | undefined
  if (!shape) return Object.entries(value).map(([key, inner]) => ({ label: sayState(key), text: textOf(inner, {}, nameOf) }))
  return Object.entries(shape).flatMap(([key, field]) => (key === 'id' ? [] : saidIn(key, field, value[key], nameOf)))
}

/** The answer to a "consider whether": yes or no, and why. */
function considerationIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { answer, why, ...rest } = value as Readonly<Record<string, unknown>>
  if (typeof answer !== 'boolean' || Object.keys(rest).length > 0) return undefined
  return `${yesOrNo(answer)}. ${why === null || why === undefined ? ERASED : String(why)}`
}

const DAY = /^\d{4}-\d{2}-\d{2}$/
const KEY = /^[a-z]+(?:[A-Z][a-z]*)+$/
const yesOrNo = (value: boolean) => (value ? 'Yes' : 'No')

function textOf(value: unknown, { says, pence }: Meta, nameOf: NameOf): string {
  if (typeof value === 'boolean') return yesOrNo(value)
  if (typeof value === 'number') return pence ? money(value) : String(value)
  const text = String(value)
  if (says?.[text]) return says[text]
  if (DAY.test(text)) return dateInWords(text)
  return nameOf(text) ?? (KEY.test(text) ? (wordsOfValue(text) ?? sayState(text)) : text)
}
