import type { z } from 'zod'
import type { Typed } from '../page.ts'
import { below, type Field } from './field.ts'
import { fieldsOf } from './fields.ts'
import { dayWritten, penceWritten } from './read.ts'

/**
 * A form as it would have been typed for this event, or for as much of one as is proposed: `payloadOf` reads it back. A part may be named
 * by its id, and a list by one of its rows.
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
      return [[path, [value].flat().map(String)]]
    case 'flags':
      return field.flags.flatMap(({ key }) =>
        own(value as Record<string, unknown>, key) === true ? [[below(path, key), 'yes'] as const] : [],
      )
    case 'consideration':
      return considered(path, value as { answer?: unknown; why?: unknown })
    default:
      return [[path, written(field, value)]]
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

function written({ kind }: Field, value: unknown): string {
  if (kind === 'yesNo') return value === true ? 'yes' : 'no'
  if (kind === 'money') return penceWritten(Number(value))
  return kind === 'date' ? dayWritten(String(value)) : String(value)
}
