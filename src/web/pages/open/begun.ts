import { randomUUID } from 'node:crypto'
import { type Draft, draftsBegun } from '../../../beside/drafts.ts'
import type { Services } from '../../../services.ts'
import { valueAt } from '../../forms/typed.ts'
import type { Typed, Visit } from '../../page.ts'
import { ABOUT, draftAddress } from '../submit-event/drafts.ts'
import type { Putting } from '../submit-event/putting.ts'

/** Whoever opens two files at once writes two forms: each is kept by itself, and is gone on with where its own address says so. */
const ITS_OWN = 'begun'

export interface Begun {
  /** What is gone on with; a form that is asked for anew has nothing of any other. */
  readonly draft: Draft | undefined
  /** As what it is kept. */
  readonly begunAs: Typed
  /** Beside a form that is begun anew: those that were begun before. */
  readonly before: readonly Draft[]
}

/** @param query of the address, as it was asked for */
export async function begunToOpen(
  { pool }: Services,
  { reader }: Visit,
  event: string,
  query: Readonly<Record<string, unknown>>,
): Promise<Begun> {
  const begun = await draftsBegun(pool, reader, { instance: null, event })
  const asked = new URLSearchParams(Object.entries(query).map(([name, text]): [string, string] => [name, String(text)])).toString()
  const draft = begun.find(({ about }) => resuming(about) === asked)
  if (draft) return { draft, begunAs: { [ABOUT]: draft.about }, before: [] }
  return { draft, begunAs: { [ABOUT]: `${ITS_OWN}=${randomUUID()}` }, before: begun }
}

/** One that was kept without a name is gone on with, too. */
const resuming = (about: string): string => about || `${ITS_OWN}=`

/** Where each can be gone on with, under the name of whom or what it is about. */
export const linksTo = (before: readonly Draft[], { address, schema }: Pick<Putting, 'address' | 'schema'>) =>
  before.map(({ about, fields, savedAt }) => ({
    href: draftAddress(address, resuming(about)),
    of: valueAt(fields, 'name' in schema.shape ? 'name' : 'complainant.name').trim(),
    savedAt,
  }))
