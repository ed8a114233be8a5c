import { createHash } from 'node:crypto'
import type { PersonId } from '../../machines/kernel/authority.ts'
import { canonical } from '../../machines/kernel/stored.ts'
import type { Answer, FileLook, Submitted } from '../engine/engine.ts'
import { ChangedSince } from '../engine/errors.ts'
import { type ProblemKind, problemOf } from '../problem.ts'
import { ownInstances } from '../reports/casefiles.ts'
import type { Services } from '../services.ts'

/** What one of several casefiles is to take. */
export interface Meant {
  readonly reference: string
  readonly event: Submitted
  /** Tells it from what else the same form means for the same casefile. */
  readonly part?: string
}

/** What became of it, or would: done, or every reason why not. */
export type Outcome = Pick<Meant, 'reference' | 'part'> & ({ readonly done: true; readonly repeated: boolean } | Undone)
export interface Undone {
  readonly done: false
  readonly code: ProblemKind
  readonly because: readonly { readonly text: string; readonly cites?: string }[]
}

/** Who puts it, by which form. */
export interface Sending {
  readonly person: PersonId
  /** Of the form: the keys of the single events are derived from it, so that a form sent twice does each once. */
  readonly key: string
  /** The revisions that the form was made from, by reference: what changed since is left to be looked at. */
  readonly seen?: ReadonlyMap<string, number>
}

const AT_ONCE = 4

/**
 * Each by its own event, as if it were put by itself: what is refused for one stands in the way of no other. Of what the same form has done
 * in a casefile just before it is not told as of a change since.
 */
export function putToEach(services: Services, sending: Sending, all: readonly Meant[]): Promise<readonly Outcome[]> {
  const seen = new Map(sending.seen)
  return outcomes(services, sending.person, all, async (instance, { reference, event, part }) => {
    const before = seen.get(reference)
    const answer = await put(services, sending, { instance, event, part, seen: before })
    if (before !== undefined) seen.set(reference, Math.max(before, answer.transition.seq))
    return answer
  })
}

/** What would become of each: judged as it would be then, and nothing of it is kept. */
export const foreseenForEach = (services: Services, person: PersonId, all: readonly Meant[]): Promise<readonly Outcome[]> =>
  outcomes(services, person, all, async (instance, { event }) => {
    await services.engine.check({ person, instance, event })
    return { repeated: false }
  })

/** @throws as `dispatch` of the engine */
export function put(
  { engine }: Services,
  { person, key }: Sending,
  {
    instance,
    event,
    part,
    seen,
  }: Pick<Meant, 'event'> & {
    readonly instance: string
    readonly part?: string | undefined
    readonly seen?: number | undefined
  },
): Promise<Answer> {
  return engine.dispatch({
    person,
    instance,
    event,
    key: hash([key, instance, ...(part === undefined ? [] : [part])]),
    digest: hash([person, instance, event]),
    ...(seen !== undefined && { seen }),
  })
}
const hash = (parts: readonly unknown[]) => createHash('sha256').update(canonical(parts)).digest('base64url')

/** The lifecycle of the casefile itself. */
export const ownInstance = ({ file }: Pick<FileLook, 'file'>): string =>
  file.instances.find(({ machine, parent }) => machine === 'casefile' && parent === undefined)!.id

type Doing = (instance: string, meant: Meant) => Promise<{ readonly repeated: boolean }>

/** Several casefiles at a time, and what one of them is to take one after the other. */
async function outcomes(services: Services, person: PersonId, all: readonly Meant[], does: Doing): Promise<readonly Outcome[]> {
  const own = await ownInstances(
    services.lists,
    all.map(({ reference }) => reference),
  )
  const results = new Map<Meant, Outcome>()
  const inTurn = async (casefile: string) => {
    for (const meant of all.filter(({ reference }) => reference === casefile))
      results.set(meant, await outcome(own.get(casefile), person, meant, does))
  }
  const casefiles = [...new Set(all.map(({ reference }) => reference))]
  for (let from = 0; from < casefiles.length; from += AT_ONCE) await Promise.all(casefiles.slice(from, from + AT_ONCE).map(inTurn))
  return all.map((meant) => results.get(meant)!)
}

/** What may not be seen is refused by the engine as if it were not there. */
async function outcome(instance: string | undefined, person: PersonId, meant: Meant, does: Doing): Promise<Outcome> {
  const { reference, part } = meant
  const of = { reference, ...(part !== undefined && { part }) }
  try {
    if (instance === undefined) return { ...of, ...NOT_THERE }
    const { repeated } = await does(instance, meant)
    return { ...of, done: true, repeated }
  } catch (error) {
    return { ...of, ...whyNot(error, person) }
  }
}

const NOT_THERE: Undone = { done: false, code: 'not-found', because: [{ text: 'There is no such casefile, or you may not see it' }] }

/** @throws what is a fault of the service */
function whyNot(error: unknown, person: PersonId): Undone {
  if (error instanceof ChangedSince) {
    const { code, by, what } = error
    const text = `${by.id === person ? 'You' : by.name} ${what} after you checked: look at it as it is now`
    return { done: false, code, because: [{ text }] }
  }
  const { code, message, members } = problemOf(error)
  if (code === 'internal') throw error
  if (code === 'not-found') return NOT_THERE
  const refusals = (members['refusals'] ?? []) as readonly { because: string; cites: string }[]
  return {
    done: false,
    code,
    because: refusals.length > 0 ? refusals.map(({ because, cites }) => ({ text: because, cites })) : [{ text: message }],
  }
}
