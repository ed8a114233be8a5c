import type { Casefile, Person } from '../../machines/casefile/record.ts'
import type { Settings } from '../../machines/guidance/settings.ts'
import type { CalendarDate } from '../../machines/kernel/calendar.ts'
import type { OrganisationFacts, OrganisationId } from '../../machines/kernel/definition.ts'
import type { LetterHeld } from '../../machines/kernel/effect.ts'
import type { WordsRef } from '../../machines/kernel/words.ts'
import type { Letterhead } from '../../machines/office/letterhead.ts'

export interface Somebody {
  readonly name: string
  readonly address?: string
}
export interface Signatory {
  readonly name: string
  /** What the post is called: "Caseworker". */
  readonly post: string
}
export interface OrganisationOnPaper extends OrganisationFacts {
  readonly id: OrganisationId
  readonly name: string
  /** What the organisation is called that took its place: it is written to, and by its contact (C6). */
  readonly successor?: string
  /** Whom we write to there, and how they are reached. */
  readonly contact?: { readonly name: string; readonly details?: string }
}

export type Letter = Pick<LetterHeld, 'letter' | 'to'>

/** What every letter may say of its case, as plain words and dates: nothing here refers to anything elsewhere. */
export interface CaseOnPaper {
  readonly reference: string
  readonly today: CalendarDate
  /** How we are reached. */
  readonly letterhead: Letterhead
  readonly complainant?: Somebody
  /** Who speaks for the complainant, or goes on with the complaint after their death; written to in their place. */
  readonly representative?: Somebody
  readonly aggrievedName?: string
  readonly diedOn?: CalendarDate
  /** Who writes: the holder of the caseworker's post on this day. */
  readonly signatory?: Signatory
  /** The organisation written to. */
  readonly organisation?: OrganisationOnPaper
  readonly complainedAbout: readonly OrganisationOnPaper[]
}

/** Where a letter's content is kept: the records of the instance that drafted it and of the casefile, and what their references stand for. */
export interface LetterSource<Recorded = unknown> {
  readonly record: Recorded
  readonly casefile: Casefile
  readonly words: (ref: WordsRef) => string
  readonly organisation: (id: OrganisationId) => Omit<OrganisationOnPaper, 'id'> | undefined
  readonly signatory?: Signatory
  readonly reference: string
  readonly today: CalendarDate
  readonly settings: Settings
  readonly letterhead: Letterhead
  /** The event that sends the letter, where it says something that the letter is to say. */
  readonly submitting?: { readonly type: string } & Readonly<Record<string, unknown>>
  /** Who puts that event: a letter that is a person's act carries their name. */
  readonly signing?: Signatory
}

/** One family of letters: what they are made of, taken from the record of the machine that drafts them. */
export type ContextOf<Recorded, Context extends CaseOnPaper> = (letter: Letter, source: LetterSource<Recorded>) => Context

export function caseOnPaper({ to }: Letter, source: LetterSource): CaseOnPaper {
  const { casefile, reference, today, letterhead, signatory, words } = source
  return given<CaseOnPaper>({
    reference,
    today,
    letterhead,
    signatory,
    complainant: somebody(casefile.complainant, words),
    representative: somebody(casefile.representative, words),
    aggrievedName: casefile.aggrieved && words(casefile.aggrieved.name),
    diedOn: casefile.casefile.diedOn,
    organisation: 'organisation' in to ? onPaper(to.organisation, source) : undefined,
    complainedAbout: casefile.casefile.organisations.map(({ id }) => onPaper(id, source)),
  })
}

export const onPaper = (id: OrganisationId, { organisation }: Pick<LetterSource, 'organisation'>): OrganisationOnPaper => ({
  id,
  ...(organisation(id) ?? unknownOrganisation),
})
const unknownOrganisation = { name: 'an organisation that is not registered here', sector: 'parliamentary' } as const

const somebody = (person: Person | undefined, words: LetterSource['words']): Somebody | undefined =>
  person && { name: words(person.name), ...(person.address && { address: words(person.address) }) }

type Loose<T> = { [K in keyof T]: T[K] | undefined }
/** Leaves out what is not known, so that "not there" is said one way. */
export const given = <T extends object>(parts: Loose<T>): T =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as T
