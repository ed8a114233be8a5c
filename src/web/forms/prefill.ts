import type { z } from 'zod'
import type { Typed } from '../page.ts'
import { below, type Field } from './field.ts'
import { fieldsOf } from './fields.ts'
import { dayRead, dayWritten, penceWritten, yesNoRead } from './read.ts'

/**
 * A form as it would have been typed for this event, or for as much of one as is proposed: `payloadOf` reads it back. A part may be named
 * by its id, and a list by one of its rows. An address is anybody's to write: what is no value of its field is left out.
 */
export const typedOf = (schema: z.ZodObject, event: object): Typed => Object.fromEntries(typedIn(fieldsOf(schema), '', event))

type Inputs = readonly (readonly [string, string | readonly string[]])[]

const typedIn = (fields: readonly Field[], path: string, values: object): Inputs =>
  fields.flatMap((field) =>
    typedFor(field, below(path, field.key), field.key === '' ? values : own(values as Readonly<Record<string, unknown>>, field.key)),
  )

const own = (values: Readonly<Record<string, unknown>>, key: string) => (Object.hasOwn(values, key) ? values[key] : undefined)

function typedFor(field: Field, path: string, value: unknown): Inputs {
  if (value === undefined) return []
  if (value === null) return 'presence' in field && field.presence ? [[`${path}._is`, 'none']] : []
  switch (field.kind) {
    case 'group':
      return [...presenceIn(field, path), ...typedIn(field.fields, path, typeof value === 'object' ? (value as object) : { id: value })]
    case 'list':
      return rowsOf(field, path, [value].flat())
    case 'choices':
      return [[path, [value].flat().flatMap((each) => (typeof each === 'string' ? each : []))]]
    case 'flags':
      return field.flags.flatMap(({ key }) =>
        own(value as Record<string, unknown>, key) === true ? [[below(path, key), 'yes'] as const] : [],
      )
    case 'consideration':
      return considered(path, value as { answer?: unknown; why?: unknown })
    default:
      return typeof value === 'object' ? [] : written(field, value).map((text) => [path, text] as const)
  }
}

const presenceIn = (field: Field, path: string): Inputs => ('presence' in field && field.presence ? [[`${path}._is`, 'give']] : [])

function rowsOf(field: Extract<Field, { kind: 'list' }>, path: string, values: readonly unknown[]): Inputs {
  if (field.presence && values.length === 0) return [[`${path}._is`, 'none']]
  return [...presenceIn(field, path), ...values.flatMap((each, row) => typedFor(field.row, `${path}.${row}`, each))]
}

const considered = (path: string, { answer, why }: { answer?: unknown; why?: unknown }): Inputs => [
  ...(typeof answer === 'boolean' ? [[`${path}.answer`, answer ? 'yes' : 'no'] as const] : []),
  ...(typeof why === 'string' ? [[`${path}.why`, why] as const] : []),
]

function written({ kind }: Field, value: unknown): readonly string[] {
  const text = String(value)
  if (kind === 'yesNo') return [yesNoRead(text)].flatMap((said) => (said === undefined ? [] : said ? 'yes' : 'no'))
  if (kind === 'money') return /^\d{1,14}$/.test(text) ? [penceWritten(Number(text))] : []
  if (kind === 'date') return dayRead(text) === undefined ? [] : [dayWritten(text)]
  return [text]
}
