import fc, { type Arbitrary } from 'fast-check'
import type { z } from 'zod'

/** The parts of zod's own description that are read here. */
interface Described {
  readonly type: string
  readonly shape?: Readonly<Record<string, z.ZodType>>
  readonly element?: z.ZodType
  readonly innerType?: z.ZodType
  readonly valueType?: z.ZodType
  readonly options?: readonly z.ZodType[]
  readonly values?: readonly unknown[]
  readonly entries?: Readonly<Record<string, string>>
  readonly left?: z.ZodType
  readonly in?: z.ZodType
}

const days = fc.constantFrom(
  '2012-11-05',
  '2012-11-20',
  '2012-12-02',
  '2012-12-03',
  '2012-12-04',
  '2012-12-10',
  '2012-12-17',
  '2012-12-18',
  '2013-01-31',
  '2020-02-29',
)
const sentences = fc.constantFrom(
  'Consider it',
  'Write a letter of apology to the complainant',
  'Pay 250 pounds',
  'é – ’ 😀',
  "Robert'); drop table text;--",
  'x',
)

/** Something of this shape, mostly right: a machine's rules are then asked, and not only its schema. */
export function submissionFor(schema: z.ZodType, organisation: () => string): Arbitrary<unknown> {
  const of = (each: z.ZodType) => submissionFor(each, organisation)
  const meta = (schema.meta() ?? {}) as { organisation?: boolean; post?: boolean; pence?: boolean }
  if (meta.organisation) return fc.oneof({ weight: 9, arbitrary: fc.constant(0).map(organisation) }, { weight: 1, arbitrary: fc.uuid() })
  if (meta.post) return fc.constantFrom('caseworker', 'secondCaseworker', 'lineManager', 'nobody')
  const def = schema.def as unknown as Described
  switch (def.type) {
    case 'object':
      return fc.record(Object.fromEntries(Object.entries(def.shape!).map(([name, field]) => [name, of(field)]))).map(withoutNothing)
    case 'array':
      return fc.array(of(def.element!), { minLength: 1, maxLength: 3 })
    case 'optional':
      return fc.option(of(def.innerType!), { nil: undefined })
    case 'nullable':
      return fc.option(of(def.innerType!), { nil: null })
    case 'record':
      return fc.dictionary(fc.constantFrom('a', 'apology', 'explanation'), of(def.valueType!), { maxKeys: 2 })
    case 'union':
      return fc.oneof(...def.options!.map(of))
    case 'literal':
      return fc.constantFrom(...def.values!)
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries!))
    case 'boolean':
      return fc.boolean()
    case 'number':
      return meta.pence ? fc.integer({ min: 0, max: 1_000_000 }) : fc.integer({ min: 1, max: 12 })
    case 'string':
      return textOf(schema)
    default: {
      const inner = def.innerType ?? def.in ?? def.left
      if (!inner) throw new Error(`Nothing is known of zod's type ${def.type}`)
      return of(inner)
    }
  }
}

/** The first of these kinds of text that the schema takes. */
function textOf(schema: z.ZodType): Arbitrary<unknown> {
  const takes = (text: string) => schema.safeParse(text).success
  if (takes('2012-12-10') && !takes('x')) return days
  if (takes('00000000-0000-4000-8000-000000000000') && !takes('x')) return fc.uuid()
  return takes('Pay 250 pounds') ? sentences : fc.constantFrom('apology', 'explanation', 'payment-1')
}

const withoutNothing = (value: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined))
