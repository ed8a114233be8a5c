import type { z } from 'zod'
import { chartOf } from '../../machines/kernel/chart.ts'
import { RECORDED_IN_ERROR } from '../../machines/kernel/correct.ts'
import type { Definition } from '../../machines/kernel/definition.ts'
import type { Request } from '../../machines/kernel/file.ts'
import type { EventMeta } from '../../machines/kernel/words.ts'
import { type WordsRef, words } from '../../machines/kernel/words.ts'
import { inPlainWords } from '../fault-words.ts'
import type { TextKept } from './changeset.ts'
import type { Submitted } from './engine.ts'
import { type Fault, Invalid } from './errors.ts'
import { escaped, planOf, replaced } from './fields.ts'
import { textOf } from './texts.ts'

/** What was submitted, as the machine will see it, and what has to be kept or looked up beside it. */
export interface Submission {
  readonly event: Request['event']
  readonly reasons: Readonly<Record<string, WordsRef>>
  readonly texts: readonly TextKept[]
  readonly organisations: readonly Named[]
  readonly posts: readonly PostNamed[]
  /** By their references, or those that they had before. */
  readonly casefiles: readonly Named[]
  /** The event fixes the texts of letters, so they are composed for it. */
  readonly composes: EventMeta['composesLetters']
  /** It gives a letter its text. */
  readonly edits: EventMeta['editsLetter']
}
/** An id that must exist, and where it stood. */
export interface Named {
  readonly id: string
  readonly pointer: string
}
export interface PostNamed extends Named {
  /** It has to be one that has a grade. */
  readonly graded: boolean
}

const reason = words('Reason')
/** Ids of this form may be organisations: they are looked up together with the file, before the event is known to be well formed. */
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi
const MOST_IDS = 200
export const idsIn = (event: Submitted): readonly string[] =>
  [...new Set((JSON.stringify(event).match(ID) ?? []).map((id) => id.toLowerCase()))].slice(0, MOST_IDS)

/**
 * Reads an event by the schema of its type, and takes its free text out.
 *
 * @throws {Invalid} with every fault
 */
export function submissionOf(
  definition: Definition,
  file: string,
  submitted: Submitted,
  reasons: Readonly<Record<string, string>> = {},
): Submission {
  const schema = schemaOf(definition, submitted.type)
  if (!schema) throw new Invalid([{ pointer: '/type', detail: `A ${definition.name} knows no event ${shown(submitted.type)}` }])
  const parsed = schema.safeParse(submitted, inPlainWords)
  const faults = [...(parsed.success ? [] : parsed.error.issues.flatMap(faultsIn)), ...faultsOfReasons(definition, submitted.type, reasons)]
  if (faults.length > 0 || !parsed.success) throw new Invalid(faults)
  return takenApart(schema, file, parsed.data as Submitted, reasons)
}

export const schemaOf = ({ events }: Definition, type: unknown): z.ZodObject | undefined =>
  typeof type !== 'string'
    ? undefined
    : Object.hasOwn(events, type)
      ? events[type]
      : type === 'RECORDED_IN_ERROR'
        ? RECORDED_IN_ERROR
        : undefined

function takenApart(schema: z.ZodObject, file: string, event: Submitted, reasons: Readonly<Record<string, string>>): Submission {
  const texts: TextKept[] = []
  const organisations: Named[] = []
  const posts: PostNamed[] = []
  const casefiles: Named[] = []
  const kept = (said: string) => {
    const { text, ref } = textOf(file, said)
    texts.push(text)
    return ref
  }
  const replacedEvent = replaced(planOf(schema), event, (kind, value, pointer) => {
    if (kind === 'words') return kept(value)
    const id = kind === 'organisation' ? value.toLowerCase() : value
    if (kind === 'organisation') organisations.push({ id, pointer })
    else if (kind === 'casefile') casefiles.push({ id, pointer })
    else posts.push({ id, pointer, graded: kind === 'gradedPost' })
    return id
  })
  const { composesLetters, editsLetter } = (schema.meta() ?? {}) as Partial<EventMeta>
  return {
    event: replacedEvent as Request['event'],
    reasons: Object.fromEntries(Object.entries(reasons).map(([rule, said]) => [rule, kept(said.trim())])),
    texts,
    organisations,
    posts,
    casefiles,
    composes: composesLetters,
    edits: editsLetter,
  }
}

function faultsIn({ path, message, ...issue }: z.core.$ZodIssue): readonly Fault[] {
  const pointer = path.map((part) => `/${escaped(String(part))}`).join('')
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ pointer: `${pointer}/${escaped(key)}`, detail: 'There is no such field' }))
  return [{ pointer, detail: message }]
}

function faultsOfReasons(definition: Definition, type: string, reasons: Readonly<Record<string, string>>): readonly Fault[] {
  const known = rulesOf(definition).get(type)
  return Object.entries(reasons).flatMap(([rule, said]) => {
    const pointer = `/reasons/${escaped(rule)}`
    if (!known?.has(rule)) return [{ pointer, detail: `${shown(rule)} is no rule of ${type}` }]
    const parsed = reason.safeParse(said, inPlainWords)
    return parsed.success ? [] : [{ pointer, detail: parsed.error.issues[0]!.message }]
  })
}

const rules = new WeakMap<Definition, ReadonlyMap<string, ReadonlySet<string>>>()
/** The rules on the arrows of each event, whatever the state. */
function rulesOf(definition: Definition): ReadonlyMap<string, ReadonlySet<string>> {
  const known = rules.get(definition)
  if (known) return known
  const made = new Map<string, Set<string>>()
  for (const arrow of chartOf(definition).arrows) {
    const names = made.get(arrow.event) ?? new Set()
    for (const { name } of arrow.rules) names.add(name)
    made.set(arrow.event, names)
  }
  rules.set(definition, made)
  return made
}

/** What somebody sent, cut to what an answer may repeat. */
const shown = (text: unknown) => JSON.stringify(String(text).slice(0, 60))
