import { createHash } from 'node:crypto'
import type { PersonId, PostId } from '../../machines/kernel/authority.ts'
import { canonical } from '../../machines/kernel/stored.ts'
import type { FileLook, Submitted } from '../engine/engine.ts'
import { ChangedSince } from '../engine/errors.ts'
import { type ProblemKind, problemOf } from '../problem.ts'
import { fileWith } from '../reports/casefiles.ts'
import type { Services } from '../services.ts'

/** One of several casefiles that were to be assigned: done, or why not. */
export type Assigned = { readonly reference: string } & (
  | { readonly done: true; readonly repeated: boolean }
  | { readonly done: false; readonly code: ProblemKind; readonly because: readonly { readonly text: string; readonly cites?: string }[] }
)

export interface Assigning {
  readonly person: PersonId
  readonly post: PostId
  readonly why?: string
  /** Of the form: the keys of the single events are derived from it, so that a form sent twice assigns once. */
  readonly key: string
  /** The revisions that the form was made from, by reference: what changed since is left to be looked at. */
  readonly seen?: ReadonlyMap<string, number>
}

const AT_ONCE = 4

/** Each by its own event, as if it were assigned by itself: what is refused for one stands in the way of no other. */
export async function assignAll(services: Services, assigning: Assigning, references: readonly string[]): Promise<readonly Assigned[]> {
  const results: Assigned[] = []
  for (let from = 0; from < references.length; from += AT_ONCE)
    results.push(
      ...(await Promise.all(references.slice(from, from + AT_ONCE).map((reference) => assigned(services, assigning, reference)))),
    )
  return results
}

async function assigned(services: Services, assigning: Assigning, reference: string): Promise<Assigned> {
  try {
    const file = await fileWith(services.lists, 'casefile', reference)
    if (file === undefined) return notThere(reference)
    const { repeated } = await assign(
      services,
      assigning,
      ownInstance(await services.engine.lookAt(assigning.person, file)),
      assigning.seen?.get(reference),
    )
    return { reference, done: true, repeated }
  } catch (error) {
    if (error instanceof ChangedSince) return changedSince(reference, assigning.person, error)
    const { code, message, members } = problemOf(error)
    if (code === 'internal') throw error
    const refusals = (members['refusals'] ?? []) as readonly { because: string; cites: string }[]
    return {
      reference,
      done: false,
      code,
      because: refusals.length > 0 ? refusals.map(({ because, cites }) => ({ text: because, cites })) : [{ text: message }],
    }
  }
}

const changedSince = (reference: string, person: PersonId, { code, by, what }: ChangedSince): Assigned => ({
  reference,
  done: false,
  code,
  because: [{ text: `${by.id === person ? 'You' : by.name} ${what} after you checked: look at it as it is now` }],
})

const notThere = (reference: string): Assigned => ({
  reference,
  done: false,
  code: 'not-found',
  because: [{ text: 'There is no such casefile, or you may not see it' }],
})

export const ownInstance = ({ file }: Pick<FileLook, 'file'>): string =>
  file.instances.find(({ machine, parent }) => machine === 'casefile' && parent === undefined)!.id

/** @throws as `dispatch` of the engine */
export function assign({ engine }: Services, { person, post, why, key }: Assigning, instance: string, seen?: number) {
  const event: Submitted = { type: 'ASSIGN', post, ...(why && { why }) }
  return engine.dispatch({
    person,
    instance,
    event,
    key: createHash('sha256')
      .update(canonical([key, instance]))
      .digest('base64url'),
    digest: createHash('sha256')
      .update(canonical([person, instance, event]))
      .digest('base64url'),
    ...(seen !== undefined && { seen }),
  })
}
