import type { z } from 'zod'
import type { Definition, Stamp } from '../../machines/kernel/definition.ts'
import { rulesMeant } from '../../machines/kernel/step.ts'
import type { Look } from '../engine/engine.ts'
import { schemaOf } from './actions.ts'
import { standing } from './instance.ts'

/** A field that may be left out, as far as its form goes, and is refused when it is: whatever else is answered, or for some answers. */
export type Need = 'always' | 'sometimes'

/**
 * Which fields a rule asks for as things stand, by their paths: the rules themselves are asked, of the event with nothing but one answer of
 * it given at a time. What a rule cannot judge for want of other answers is not known.
 */
export function needsOf(
  definition: Definition,
  { instance, stamp }: Pick<Look, 'instance' | 'stamp'>,
  type: string,
): ReadonlyMap<string, Need> {
  const schema = schemaOf(definition, type)
  const { snapshot } = standing({ [definition.name]: definition }, instance)
  const refused = (event: Readonly<Record<string, unknown>> & Stamp, name: string): readonly string[] => {
    const { field, holds, parts } = definition.rules[name]!
    if (field === undefined || asking(() => holds(snapshot.context, event)) !== false) return []
    return [field, ...(parts?.(snapshot.context, event) ?? []).map((part) => part.field)]
  }
  const tried = (schema ? answersTo(schema) : []).flatMap(({ given, answers }) => {
    const submission = { ...answers, type }
    const rules = asking(() => rulesMeant(definition, snapshot, submission, stamp)) ?? []
    return [{ given, needs: new Set(rules.flatMap((name) => refused({ ...submission, ...stamp }, name))) }]
  })
  const paths = new Set(tried.flatMap(({ needs }) => [...needs]))
  return new Map(
    [...paths].map((path) => {
      const without = tried.filter(({ given }) => given !== path)
      return [path, without.every(({ needs }) => needs.has(path)) ? 'always' : 'sometimes']
    }),
  )
}

/** Rules read what the schema demands: of what is left out they say nothing. */
function asking<T>(ask: () => T): T | undefined {
  try {
    return ask()
  } catch {
    return undefined
  }
}

type Def = {
  readonly type: string
  readonly innerType?: z.ZodType
  readonly defaultValue?: unknown
  readonly entries?: Readonly<Record<string, string>>
}
const defOf = (field: z.ZodType) => field.def as unknown as Def

/** Nothing, and each answer alone to a question that has few; what is left out has its default, where it has one. */
function answersTo(schema: z.ZodObject): readonly { readonly given?: string; readonly answers: Readonly<Record<string, unknown>> }[] {
  const fields = Object.entries(schema.shape as Readonly<Record<string, z.ZodType>>)
  const left = Object.fromEntries(
    fields.flatMap(([key, field]) => (defOf(field).type === 'default' ? [[key, defOf(field).defaultValue]] : [])),
  )
  const alone = fields.flatMap(([given, field]) => choicesIn(field).map((value) => ({ given, answers: { ...left, [given]: value } })))
  return [{ answers: left }, ...alone]
}

function choicesIn(field: z.ZodType): readonly unknown[] {
  const { type, innerType, entries } = defOf(field)
  if (innerType) return choicesIn(innerType)
  if (type === 'boolean') return [true, false]
  return type === 'enum' ? Object.values(entries ?? {}) : []
}
