import type { Draft } from '../../../beside/drafts.ts'
import { changeSince } from '../../../engine/history.ts'
import type { Services } from '../../../services.ts'
import { seenIn } from './drafts.ts'
import type { Setting } from './setting.ts'
import { changedFor, NO_TROUBLE, type Trouble } from './trouble.ts'

/**
 * What is said of a form that is gone on with: who has changed the file since it was written. Its words were written on how things stood
 * then, and may be about to take the place of newer ones.
 */
export async function troubleOnResuming({ pool, engine }: Services, { look }: Setting, draft: Draft | undefined): Promise<Trouble> {
  const { seen } = draft ? seenIn(draft.fields) : {}
  const { id, revision } = look.file
  if (seen === undefined || seen === revision) return NO_TROUBLE
  const change = await changeSince(pool, engine.definitions, id, seen, revision)
  return change ? { ...NO_TROUBLE, changed: changedFor(look.stamp.by.id, change) } : NO_TROUBLE
}
