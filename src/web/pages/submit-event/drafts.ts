import type { PersonId } from '../../../../machines/kernel/authority.ts'
import type { Instant } from '../../../../machines/kernel/calendar.ts'
import { type Draft, type DraftFields, type DraftOf, discardDraft, draftOf, saveDraft } from '../../../beside/drafts.ts'
import type { Services } from '../../../services.ts'
import type { Field } from '../../forms/field.ts'
import { inputsIn } from '../../forms/size.ts'
import { valueAt } from '../../forms/typed.ts'
import type { Shown, Typed, Visit } from '../../page.ts'
import type { Putting } from './putting.ts'

const MANY = 4
const LONG_TEXT = 20_000

/** A form that nobody fills in at one go. */
export function isLong(fields: readonly Field[]): boolean {
  return inputsIn(fields) >= MANY || fields.some((field) => field.kind === 'text' && field.most > LONG_TEXT)
}

/** What somebody had typed into this form; not where the address asks for something else than they were writing about. */
export async function draftFor({ pool }: Services, { reader }: Visit, draft: DraftOf, named: Typed): Promise<Draft | undefined> {
  const kept = await draftOf(pool, reader, draft)
  const isOther = kept && Object.entries(named).some(([name, value]) => valueAt(kept.fields, name) !== value)
  return isOther ? undefined : kept
}

/** The one form of one person, saved and let go. */
export interface Drafts {
  readonly save: (fields: DraftFields) => Promise<Instant>
  readonly discard: () => Promise<void>
}
export const draftsAt = ({ pool }: Services, person: PersonId, of: DraftOf): Drafts => ({
  save: (fields) => saveDraft(pool, person, of, fields),
  discard: () => discardDraft(pool, person, of),
})

/**
 * Saves what was typed, or lets go of what was saved, where a button says so; nothing where the form was sent. A page that saves on its
 * own is only told when.
 */
export async function savedOrDiscarded({ drafts, address, title, around }: Putting, typed: Typed): Promise<Shown | undefined> {
  const [save, discard] = [valueAt(typed, '_save'), valueAt(typed, '_discard')]
  if (!drafts || !(save || discard)) return undefined
  if (discard) {
    await drafts.discard()
    return { redirect: address, notice: { kind: 'information', text: 'What you had saved is discarded.' } }
  }
  const savedAt = await drafts.save(fieldsIn(typed))
  if (save === 'quietly') return { download: JSON.stringify({ savedAt }), type: 'application/json', name: 'saved.json' }
  const { place, back } = around as { place?: { href: string }; back?: string }
  const link = { text: 'Go on with it', href: address }
  return { redirect: place?.href ?? back ?? '/', notice: { kind: 'success', text: `“${title}” is saved, and has not been sent.`, link } }
}

/** Of a form only what people type: its key and what was seen are new each time. */
const fieldsIn = (typed: Typed): DraftFields => Object.fromEntries(Object.entries(typed).filter(([name]) => !name.startsWith('_')))
