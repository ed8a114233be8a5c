import type { Pool } from 'pg'
import type { PersonId, PostId } from '../../machines/kernel/authority.ts'
import type { Definitions } from '../../machines/kernel/definition.ts'
import type { Changeset } from './changeset.ts'
import type { Written } from './commit.ts'
import { shownNow, stampOf } from './decide.ts'
import type { Compose, FileLook, Lacks, Person, Requires } from './engine.ts'
import { NotFound } from './errors.ts'
import type { Asked, Found, Held } from './read.ts'

/** What the parts of one engine share. */
export interface Known {
  readonly pool: Pool
  readonly definitions: Definitions
  readonly compose: Compose
  readonly lacks: Lacks
  readonly requires: Requires
  readonly onDeliveries: (ids: readonly string[]) => void
  readonly onError: (error: unknown) => void
  readonly read: (asked: Asked) => Promise<Found>
  readonly write: (changeset: Changeset) => Promise<Written | undefined>
  readonly directory: (present: { authority: string; today: string }) => Promise<readonly Person[]>
}

/** Who sees a casefile that is sealed to these posts: whoever holds one of them, and auditors. */
export const seesSealed = (holdings: Person['holdings'], sealedTo: readonly PostId[]): boolean =>
  holdings.some(({ post, roles }) => sealedTo.includes(post) || roles.includes('auditor'))

/** @throws {NotFound} there is no such file, or this person may not see it: the two are not told apart */
export function seenBy({ held, holdings }: Found, throughSeal = false): Held {
  if (!held || holdings.length === 0) throw new NotFound()
  const { sealed = false, sealedTo = [] } = held.listed ?? {}
  const mayRead = !sealed || throughSeal || seesSealed(holdings, sealedTo)
  if (!mayRead) throw new NotFound()
  return held
}

/** @throws {NotFound} as `seenBy` */
export function lookOf({ definitions }: Known, found: Found, person: PersonId): FileLook {
  const { kind, file, listed } = seenBy(found)
  const stamp = stampOf(found, person)
  return { kind, file: shownNow(definitions, file, stamp), stamp, ...(listed && { reference: listed.reference }) }
}
