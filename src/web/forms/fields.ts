import type { z } from 'zod'
import { MOST_CHARACTERS } from '../../../machines/kernel/words.ts'
import type { Choice, Field, FormChoices, Presence, Reference } from './field.ts'
import { type Unwrapped, unwrapped } from './schema.ts'
import { inputsIn } from './size.ts'

/**
 * The fields of a form, from the schema of an event: what it asks, in which order, and what there is to choose from.
 *
 * Nothing is remembered of one casefile in the form of another: the choices are put in anew each time.
 */
export const fieldsOf = (schema: z.ZodObject, choices: FormChoices = {}): readonly Field[] => fieldsIn(schema.def.shape, choices)

const MOST_ON_ONE_LINE = 500

function fieldsIn(shape: Readonly<Record<string, z.core.$ZodType>>, choices: FormChoices): readonly Field[] {
  const parts = Object.entries(shape)
    .map(([key, field]) => unwrapped(key, field as z.ZodType))
    .filter(({ type }) => type !== 'literal')
  return runsOf(parts).flatMap((run) => (run.length > 1 ? [flagsBeside(run)] : [fieldOf(run[0]!, choices)]))
}

/** Statements beside each other that are false unless they are said stand in one box, as the points of one list. */
function runsOf(parts: readonly Unwrapped[]): readonly (readonly Unwrapped[])[] {
  const runs: Unwrapped[][] = []
  for (const part of parts) {
    const run = runs.at(-1)
    if (run && isStatement(part) && isStatement(run[0]!)) run.push(part)
    else runs.push([part])
  }
  return runs
}
const isStatement = ({ type, otherwise }: Unwrapped) => type === 'boolean' && otherwise === false

const flagsBeside = (run: readonly Unwrapped[]): Field => ({
  ...named({ ...run[0]!, key: '', label: run[0]!.meta.together ?? 'Which of these are so?', optional: true }),
  kind: 'flags',
  flags: run.map(flagOf),
})
const flagOf = ({ key, label, meta: { hint } }: Unwrapped) => ({ key, label: upper(label), ...(hint && { hint }) })

function fieldOf(part: Unwrapped, choices: FormChoices): Field {
  const { type, meta, schema } = part
  if (meta.consideration) return { ...named(part), kind: 'consideration', most: MOST_CHARACTERS }
  if (part.reference) return referenceField(part, part.reference, choices)
  switch (type) {
    case 'object':
      return groupOf(part, choices)
    case 'array':
      return listOf(part, choices)
    case 'enum':
      return {
        ...named(part),
        kind: 'choice',
        options: optionsOf(part),
        ...(typeof part.otherwise === 'string' && { otherwise: part.otherwise }),
      }
    case 'boolean':
      return { ...named(part), kind: 'yesNo' }
    case 'number':
      return { ...named(part), kind: meta.pence ? 'money' : 'number' }
    case 'string':
      return textOf(part, schema as z.ZodString)
    default:
      throw new Error(`A form knows no field of zod's type ${type}`)
  }
}

function textOf(part: Unwrapped, { format, maxLength }: z.ZodString): Field {
  if (format === 'date') return { ...named(part), kind: 'date' }
  const most = maxLength ?? MOST_CHARACTERS
  const lines = part.meta.lines ?? (most <= MOST_ON_ONE_LINE ? 1 : most <= 2_000 ? 3 : 5)
  const { names } = part.meta
  return { ...named(names ? { ...part, optional: true } : part), kind: 'text', most, lines, ...(names && { names }) }
}

function groupOf(part: Unwrapped, choices: FormChoices): Field {
  const { shape } = (part.schema as z.ZodObject).def
  const inner = Object.entries(shape).map(([key, field]) => unwrapped(key, field as z.ZodType))
  if (inner.every(({ type }) => type === 'boolean'))
    return { ...named({ ...part, optional: true }), kind: 'flags', flags: inner.map(flagOf) }
  const fields = fieldsIn(shape, choices)
  return { ...named(part), kind: 'group', fields, ...howGiven(part, inputsIn(fields)) }
}

/** More of them than this, and a part that may be left out is folded away until it is wanted, unless another answer brings it. */
const MOST_IN_SIGHT = 3

/** A part that may be left out says how: by not opening it, by leaving it empty, or by saying that there is none. */
function howGiven(part: Unwrapped, inputs: number) {
  if (part.nullable) return { presence: presenceOf(part) }
  if (!part.optional) return {}
  if (inputs > MOST_IN_SIGHT && !part.meta.onlyWhere) return { opensBy: part.meta.opensBy ?? part.label }
  return part.meta.hint ? {} : { hint: 'Leave all of it empty where it does not apply' }
}

function listOf(part: Unwrapped, choices: FormChoices): Field {
  const { element, checks = [] } = (part.schema as z.ZodArray).def
  const row = unwrapped('', element as z.ZodType)
  const bound = (check: string, name: 'minimum' | 'maximum') =>
    checks.map(({ _zod: { def } }) => def as unknown as Record<string, unknown>).find((def) => def['check'] === check)?.[name] as
      | number
      | undefined
  if (row.type === 'enum') return { ...named({ ...part, optional: true }), kind: 'choices', options: optionsOf(row) }
  const least = bound('min_length', 'minimum') ?? 0
  const most = bound('max_length', 'maximum') ?? Number.POSITIVE_INFINITY
  const ofFew = row.reference && !choices.searched?.includes(row.reference) ? choices[row.reference] : undefined
  const item = part.meta.item ?? itemOf(row)
  const all = {
    ...named({ ...part, optional: least === 0 || part.optional }),
    missing: part.meta.missing ?? `${part.label}: add at least one ${item}`,
  }
  if (row.reference && ofFew && ofFew.length <= MOST_TO_TICK) return { ...all, kind: 'choices', options: ofFew, of: row.reference }
  const presence = part.optional && part.otherwise === undefined && least === 0
  return {
    ...all,
    kind: 'list',
    row: fieldOf(row, choices),
    item,
    least,
    most,
    ...(presence && { presence: presenceOf(part) }),
  }
}
const MOST_TO_TICK = 20

const referenceField = (part: Unwrapped, reference: Reference, choices: FormChoices): Field => ({
  ...named(part),
  kind: 'choice',
  options: choices[reference] ?? [],
  of: reference,
  ...(choices.searched?.includes(reference) && { searched: true }),
  ...(part.type === 'number' && { numeric: true }),
})

/** @throws where a value has no words: no form shows the names that the code has for things */
function optionsOf({ schema, meta, label }: Unwrapped): readonly Choice[] {
  return Object.values((schema as z.ZodEnum).def.entries).map((value) => {
    const text = meta.says?.[value]
    if (!text) throw new Error(`"${label}" has no words for ${value}`)
    return { value: String(value), text }
  })
}

const presenceOf = ({ meta }: Unwrapped): Presence => ({
  leave: meta.presence?.leave ?? 'Leave it as it is',
  none: meta.presence?.none ?? 'There is none',
  give: meta.presence?.give ?? 'Change it',
})

const named = ({ key, label, optional, otherwise, meta, type, reference }: Unwrapped) => ({
  key,
  label,
  ...(meta.hint && { hint: meta.hint }),
  optional: optional || (otherwise !== undefined && type !== 'enum'),
  ...(meta.onlyWhere && { onlyWhere: meta.onlyWhere }),
  missing: meta.missing ?? missing(label, type, reference !== undefined),
})

function missing(label: string, type: string, refers: boolean): string {
  if (label.endsWith('?')) return `Answer the question “${label}”`
  if (type === 'boolean') return `Say whether ${lower(label)}`
  return `${(type === 'string' && !refers) || type === 'number' ? 'Enter' : 'Select'} ${withArticle(lower(label))}`
}

const SAYS_ITS_OWN =
  /^$|^(an?|the|our|its|what|which|when|where|whether|who(m|se)?|how|why|until|from|by|for|in)\b|^[^,]*?[^s]s( to | of |,|$)|^reports to$/
const IS_THE_ONE = / (of|to|sought)\b|^(last|first) /
/** "a note", "the name of the contact"; a question and what there are several of need none. */
function withArticle(noun: string): string {
  if (SAYS_ITS_OWN.test(noun)) return noun
  if (IS_THE_ONE.test(noun)) return `the ${noun}`
  return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`
}

/** "An organisation" is called "organisation" where there are several. */
const itemOf = ({ label }: Unwrapped) => lower(label.replace(/^an? /i, '')) || 'row'
export const lower = (label: string): string => (/^\p{Lu}\p{Lu}/u.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1))
export const upper = (label: string): string => `${label.charAt(0).toUpperCase()}${label.slice(1)}`
