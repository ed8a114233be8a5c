import type { z } from 'zod'
import type { PersonId } from '../../../../machines/kernel/authority.ts'
import type { Instant } from '../../../../machines/kernel/calendar.ts'
import { MOST_CHARACTERS } from '../../../../machines/kernel/words.ts'
import { type Draft, type DraftFields, type DraftOf, discardDraft, draftsBegun, saveDraft } from '../../../beside/drafts.ts'
import type { Services } from '../../../services.ts'
import type { Field, Reference } from '../../forms/field.ts'
import { fieldsOf } from '../../forms/fields.ts'
import { typedOf } from '../../forms/prefill.ts'
import { inputsIn } from '../../forms/size.ts'
import { valueAt } from '../../forms/typed.ts'
import type { Shown, Typed, Visit } from '../../page.ts'
import type { Put, Putting } from './putting.ts'

const MANY = 4

/** A form that nobody fills in at one go. */
export function isLong(fields: readonly Field[]): boolean {
  return inputsIn(fields) >= MANY || fields.some((field) => field.kind === 'text' && field.most > MOST_CHARACTERS)
}

/** What an address names for a form, by the fields of its event: an action, a letter, an organisation. */
export type Named = Readonly<Record<string, string>>

/** Of the query, what the form has a field for. */
export const namedIn = ({ shape }: z.ZodObject, query: Readonly<Record<string, unknown>>): Named =>
  Object.fromEntries(Object.entries(query).flatMap(([name, text]) => (name in shape && typeof text === 'string' ? [[name, text]] : [])))

/** Which event is put, and to what; null where it opens a file. */
type At = Omit<DraftOf, 'about'>

/** Name of what a form carries of what its address named. */
export const ABOUT = '_about'
const LONGEST = 500
const OF_THE_FILE: ReadonlySet<Reference> = new Set(['letter', 'action', 'entry', 'decision', 'duty'])

/** The thing in the file that the form is about, chosen in it or named by the address: what is written of another is another draft. */
function aboutIn(schema: z.ZodObject, typed: Typed): string {
  const [subject] = fieldsOf(schema).flatMap((field) => {
    const id = isOfTheFile(field) ? field.key : field.kind === 'group' && field.fields.some(isOwnId) ? `${field.key}.id` : undefined
    const value = id && (valueAt(typed, id) || valueAt(typed, field.key))
    return value ? [new URLSearchParams({ [field.key]: value }).toString()] : []
  })
  return within(subject ?? valueAt(typed, ABOUT))
}
const isOfTheFile = (field: Field) => 'of' in field && field.of !== undefined && OF_THE_FILE.has(field.of)
const isOwnId = (field: Field) => field.key === 'id' && isOfTheFile(field)
const within = (about: string) => (about.length > LONGEST ? '' : about)

/** What the form begins with, and where it was begun before: the draft of what the address names; the newest, where it names nothing. */
export async function begunAt(
  { pool }: Services,
  { reader }: Visit,
  at: At,
  schema: z.ZodObject,
  named: Named = {},
): Promise<{ readonly draft: Draft | undefined; readonly begunAs: Typed }> {
  const about = aboutIn(schema, { ...named, [ABOUT]: new URLSearchParams(named).toString() })
  const asked = Object.entries(typedOf(schema, named))
  const isIt = ({ fields }: Draft) => asked.length > 0 && asked.every(([name, value]) => valueAt(fields, name) === value)
  const begun = await draftsBegun(pool, reader, at)
  const draft = about === '' ? begun[0] : (begun.find((each) => each.about === about) ?? begun.find(isIt))
  return { draft, begunAs: { [ABOUT]: draft?.about ?? about } }
}

/** What somebody is writing in one form, saved and let go. */
export interface Drafts {
  readonly about: string
  readonly save: (fields: DraftFields) => Promise<Instant>
  /** With what the form was begun as, where it has come to be about something else. */
  readonly discard: () => Promise<void>
}
export function draftsAt({ pool }: Services, person: PersonId, at: At, schema: z.ZodObject, typed: Typed): Drafts {
  const about = aboutIn(schema, typed)
  return {
    about,
    save: (fields) => saveDraft(pool, person, { ...at, about }, fields),
    discard: async () => {
      for (const each of new Set([about, within(valueAt(typed, ABOUT))])) await discardDraft(pool, person, { ...at, about: each })
    },
  }
}

/** Where the form is, with what it is about. */
export const draftAddress = (address: string, about: string): string => (about ? `${address}?${about}` : address)

/**
 * Saves what was typed, or lets go of what was saved once that was asked, where a button says so; nothing where the form was sent. A page that saves on its
 * own is only told when.
 */
export async function savedOrDiscarded({ drafts, address, title, around }: Putting, typed: Typed): Promise<Shown | undefined> {
  const [save, discard] = [valueAt(typed, '_save'), valueAt(typed, '_discard')]
  if (!drafts || !(save || discard)) return undefined
  if (discard) {
    const back = draftAddress(address, drafts.about)
    if (discard !== CONFIRMED) return discardAsked(title, address, { back, about: drafts.about })
    await drafts.discard()
    return { redirect: back, notice: { kind: 'information', text: 'What you had saved is discarded.' } }
  }
  const savedAt = await drafts.save(fieldsIn(typed))
  if (save === 'quietly') return { download: JSON.stringify({ savedAt }), type: 'application/json', name: 'saved.json' }
  const { place, back } = around as { place?: { href: string }; back?: string }
  const link = { text: 'Go on with it', href: draftAddress(address, drafts.about) }
  return { redirect: place?.href ?? back ?? '/', notice: { kind: 'success', text: `“${title}” is saved, and has not been sent.`, link } }
}

const CONFIRMED = 'confirmed'

/** Nothing brings back what is discarded: it is asked first. */
const discardAsked = (event: string, address: string, { back, about }: { back: string; about: string }): Shown => ({
  view: 'submit-event/discard',
  title: 'Do you want to discard what you saved?',
  data: { event, address, back, hidden: [{ name: '_discard', value: CONFIRMED }, ...(about ? [{ name: ABOUT, value: about }] : [])] },
})

/** What of the file had been seen by whoever filled in the form. */
export function seenIn(typed: Typed): Pick<Put, 'seen'> {
  const seen = valueAt(typed, SEEN)
  return /^\d{1,9}$/.test(seen) ? { seen: Number(seen) } : {}
}
const SEEN = '_seen'

/** Of a form what people type, and what they had seen when they did; its key is new each time. */
export const fieldsIn = (typed: Typed): DraftFields =>
  Object.fromEntries(Object.entries(typed).filter(([name]) => name === SEEN || !name.startsWith('_')))
