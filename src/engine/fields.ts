import type { z } from 'zod'

/** What the engine must see to in a submission beside its shape: words to keep apart, and ids to look up. */
export type FieldKind = 'words' | 'organisation' | 'post' | 'gradedPost' | 'casefile'

/** Where in a schema such fields are; undefined where there are none. */
export type Plan =
  | { readonly kind: FieldKind }
  | { readonly fields: readonly (readonly [string, Plan])[] }
  | { readonly each: Plan }
  | { readonly values: Plan }
  | { readonly some: readonly { readonly schema: z.ZodType; readonly plan: Plan | undefined }[] }
  | { readonly every: readonly Plan[] }

const plans = new WeakMap<z.ZodType, { plan: Plan | undefined }>()

/** The plan of a schema, worked out once. */
export function planOf(schema: z.ZodType): Plan | undefined {
  const known = plans.get(schema)
  if (known) return known.plan
  const plan = madeFrom(schema)
  plans.set(schema, { plan })
  return plan
}

/** The parts of zod's own description that are read here. */
interface Described {
  readonly type: string
  readonly shape?: Readonly<Record<string, z.ZodType>>
  readonly element?: z.ZodType
  readonly innerType?: z.ZodType
  readonly valueType?: z.ZodType
  readonly options?: readonly z.ZodType[]
  readonly left?: z.ZodType
  readonly right?: z.ZodType
  readonly out?: z.ZodType
}

function madeFrom(schema: z.ZodType): Plan | undefined {
  const meta = (schema.meta() ?? {}) as { words?: boolean; organisation?: boolean; post?: boolean | 'graded'; casefile?: boolean }
  if (meta.post === 'graded') return { kind: 'gradedPost' }
  for (const kind of ['words', 'organisation', 'post', 'casefile'] as const) if (meta[kind]) return { kind }
  const { type, shape, element, innerType, valueType, options, left, right, out } = schema.def as unknown as Described
  if (shape) return fieldsOf(shape)
  if (element) return wrapped(planOf(element), (each) => ({ each }))
  if (innerType) return planOf(innerType)
  if (valueType) return wrapped(planOf(valueType), (values) => ({ values }))
  if (options) return alternatives(options)
  if (left && right) return together([planOf(left), planOf(right)])
  if (out) return planOf(out)
  if (type === 'lazy' || type === 'tuple' || type === 'map' || type === 'set')
    throw new Error(`An event cannot have a field of zod's type ${type}: free text in it would not be found`)
  return undefined
}

function fieldsOf(shape: Readonly<Record<string, z.ZodType>>): Plan | undefined {
  const fields = Object.entries(shape).flatMap(([name, field]) => {
    const plan = planOf(field)
    return plan ? [[name, plan] as const] : []
  })
  return fields.length > 0 ? { fields } : undefined
}

function alternatives(options: readonly z.ZodType[]): Plan | undefined {
  const some = options.map((schema) => ({ schema, plan: planOf(schema) }))
  return some.some(({ plan }) => plan) ? { some } : undefined
}

function together(plans: readonly (Plan | undefined)[]): Plan | undefined {
  const every = plans.filter((plan) => plan !== undefined)
  return every.length > 0 ? { every } : undefined
}

const wrapped = (plan: Plan | undefined, around: (plan: Plan) => Plan): Plan | undefined => plan && around(plan)

/** What stands in place of one field's value. */
export type Replace = (kind: FieldKind, value: string, pointer: string) => string

/** A parsed value with its planned fields replaced; everything else is left as it is. */
export function replaced(plan: Plan | undefined, value: unknown, replace: Replace, pointer = ''): unknown {
  if (plan === undefined || value === undefined || value === null) return value
  if ('kind' in plan) return typeof value === 'string' ? replace(plan.kind, value, pointer) : value
  if ('each' in plan) return (value as unknown[]).map((item, index) => replaced(plan.each, item, replace, `${pointer}/${index}`))
  if ('fields' in plan) return withFields(plan.fields, value as Record<string, unknown>, replace, pointer)
  if ('values' in plan)
    return withFields(
      Object.keys(value as object).map((name): readonly [string, Plan] => [name, plan.values]),
      value as Record<string, unknown>,
      replace,
      pointer,
    )
  if ('every' in plan) return plan.every.reduce<unknown>((held, each) => replaced(each, held, replace, pointer), value)
  return replaced(plan.some.find(({ schema }) => schema.safeParse(value).success)?.plan, value, replace, pointer)
}

function withFields(fields: readonly (readonly [string, Plan])[], value: Record<string, unknown>, replace: Replace, pointer: string) {
  const present = fields.filter(([name]) => value[name] !== undefined)
  return {
    ...value,
    ...Object.fromEntries(present.map(([name, plan]) => [name, replaced(plan, value[name], replace, `${pointer}/${escaped(name)}`)])),
  }
}

/** A name as part of a JSON pointer. */
export const escaped = (name: string): string => name.replace(/~/g, '~0').replace(/\//g, '~1')
