import type { z } from 'zod'
import type { Definition } from '../../../machines/kernel/definition.ts'

/** The parts of zod's own description that are read here. */
interface Described {
  readonly type: string
  readonly shape?: Readonly<Record<string, z.ZodType>>
  readonly element?: z.ZodType
  readonly innerType?: z.ZodType
}

/** Of an event what says nothing of any person: what was chosen from a list, yes or no, figures and days. Whatever anybody wrote is left out. */
export function impersonal(definition: Definition, type: string, payload: Readonly<Record<string, unknown>>): { readonly type: string } {
  const schema = definition.events[type]
  return { type, ...(schema && (left(schema, payload) as object)) }
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

function left(schema: z.ZodType, value: unknown): unknown {
  if (value === undefined || value === null) return undefined
  const { type, shape, element, innerType } = schema.def as unknown as Described
  switch (type) {
    case 'object':
      return fieldsOf(shape!, value as Readonly<Record<string, unknown>>)
    case 'array':
      return (value as readonly unknown[]).flatMap((each) => left(element!, each) ?? [])
    case 'optional':
    case 'nullable':
    case 'default':
      return left(innerType!, value)
    case 'literal':
    case 'enum':
    case 'boolean':
    case 'number':
      return value
    case 'string':
      return DAY.test(String(value)) ? value : undefined
    // What nobody thought of yet is not sent.
    default:
      return undefined
  }
}

function fieldsOf(shape: Readonly<Record<string, z.ZodType>>, value: Readonly<Record<string, unknown>>): object {
  const fields = Object.entries(shape).map(([name, field]) => [name, left(field, value[name])] as const)
  return Object.fromEntries(fields.filter(([, field]) => field !== undefined))
}
