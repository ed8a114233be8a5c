import { z } from 'zod'
import { type CasefileFacts, nothingKnown } from '../casefile/facts.ts'
import type { PersonId } from '../kernel/authority.ts'
import type { CalendarDate } from '../kernel/calendar.ts'
import type { OrganisationFacts, OrganisationId, Rating } from '../kernel/definition.ts'
import { saying, type WordsRef } from '../kernel/words.ts'
import type { AgreedAction } from '../remedy/action.ts'
import { type Escalation, notEscalated } from './escalation-record.ts'

/** What an organisation sent to show that it did what it agreed: when it did it counts, not when we looked. */
export interface Evidence {
  readonly what: WordsRef
  readonly from?: WordsRef | undefined
  readonly reference?: string | undefined
  readonly receivedOn: CalendarDate
  /** The day the remedy was provided; where it is not said, the day the evidence arrived. */
  readonly providedOn: CalendarDate
  /** More is to come. */
  readonly partial?: true
}

/** What came of an agreed action before the item was opened. */
export interface Provided {
  readonly on: CalendarDate
  readonly evidence: WordsRef
}

export const sources = ['investigation', 'premature', 'intervention'] as const
export type Source = (typeof sources)[number]

/** What an item begins with; the machine that opens it says so. */
export interface ComplianceInput {
  /** What its opener calls it; it ends under that name. */
  readonly key: string
  readonly casefile: CasefileFacts
  readonly source: Source
  readonly organisation: OrganisationId
  /** The exact words, how we shall know, and by when. */
  readonly action: AgreedAction
  readonly agreedOn: CalendarDate
  readonly openedOn: CalendarDate
  readonly targetDate: CalendarDate
  /** The organisation understands the remedy and what is expected (C12). */
  readonly understood?: WordsRef
  /** What was discussed with it about the date (C4). */
  readonly discussed?: WordsRef
  readonly provided?: Provided
  /** The organisation refused the work that a premature closure asked for (I2): the item is recorded all the same. */
  readonly refusedOn?: CalendarDate
  /** The recommendation was not accepted, and is pursued all the same (C10): it begins at stage 1. */
  readonly pursued?: { readonly on: CalendarDate; readonly why: WordsRef; readonly words?: WordsRef }
  /** The recommendation was not accepted, and is not pursued (C10): recorded, and closed as it is recorded. */
  readonly notAccepted?: { readonly on: CalendarDate; readonly why: WordsRef }
  /** The item that could not be secured, in whose place this one is asked of an umbrella organisation (C23). */
  readonly linkedTo?: string
}

export const judgements = [
  'provided',
  'reasonableSteps',
  'onTheWay',
  'somethingDifferent',
  'incomplete',
  'inadequate',
  'flawed',
  'notProvided',
] as const
export type Judgement = (typeof judgements)[number]
export const isSatisfactory = (judgement: Judgement): boolean => judgement === 'provided' || judgement === 'reasonableSteps'
export const isWanting = (judgement: Judgement): boolean => !isSatisfactory(judgement) && judgement !== 'onTheWay'

export const delays = ['organisation', 'complainant', 'ombudsman', 'other'] as const
export const whoseDelay = saying(z.enum(delays), {
  organisation: 'The organisation’s',
  complainant: 'The complainant’s',
  ombudsman: 'Ours',
  other: 'Somebody else’s',
})
export type WhoseDelay = (typeof delays)[number]

/** An extension that was asked for, and what was decided about it (C13). */
export interface Extension {
  readonly askedOn: CalendarDate
  readonly askedBy: 'organisation' | 'us'
  /** Whoever put it, and whose delegation they acted under: none of them decides about it. */
  readonly by: readonly PersonId[]
  readonly why: WordsRef
  readonly until: CalendarDate
  readonly whoseDelay: WhoseDelay
  readonly outcome?: 'granted' | 'declined'
  readonly decidedOn?: CalendarDate
  readonly decidedWhy?: WordsRef
  /** Asked for or granted after the date had passed, or while escalating (setting c). */
  readonly late?: true
}

export type Ending = 'complied' | 'notAccepted' | 'notComplied' | 'notSecured'

/** What an item remembers. */
export interface Compliance extends ComplianceInput {
  /** The day a pursued recommendation was accepted after all: from then on it is an agreed one (C10, C21). */
  readonly acceptedOn?: CalendarDate
  readonly evidence: readonly Evidence[]
  /** Of the evidence that is with us and not judged: the day the remedy was provided, as last entered, and whether all of it is here. */
  readonly withUs?: { readonly providedOn: CalendarDate; readonly all: boolean } | undefined
  /** By when the evidence that is with us is to be judged. */
  readonly judgeBy?: CalendarDate
  readonly clinicalAdvice: readonly { readonly on: CalendarDate; readonly from: WordsRef; readonly advice: WordsRef }[]
  readonly judged: readonly Judged[]
  readonly views: readonly View[]

  /** The first target date, and each agreed later (C13): the first is kept for ever. */
  readonly targetDates: readonly {
    readonly date: CalendarDate
    readonly from: CalendarDate
    readonly whoseDelay?: WhoseDelay
    /** Agreed when a pursued recommendation was accepted, before the recommended date was missed. */
    readonly firstAgreed?: true
  }[]
  readonly extensions: readonly Extension[]
  readonly extensionBy?: CalendarDate
  /** The day the organisation is reminded, or was to be (C14). */
  readonly remindOn?: CalendarDate | undefined
  readonly remindedOn: readonly CalendarDate[]
  /** Each time the target date was missed; answered where it turned out that the remedy was provided in time (Dates). */
  readonly overdue: readonly { readonly since: CalendarDate; readonly answeredInTime?: true }[]
  /** What the last letter that was asked for tells the complainant: they are told when it goes. */
  readonly updateToSend?: { readonly said: WordsRef }
  /** When the complainant was told how it stands after the date was missed (C14). */
  readonly updates: readonly { readonly on: CalendarDate; readonly how: string; readonly said: WordsRef }[]

  readonly escalation: Escalation
  readonly disputes: readonly { readonly on: CalendarDate; readonly what: WordsRef }[]

  /** The day the remedy was provided: the item is measured by it (ab). */
  readonly providedOn?: CalendarDate
  readonly endedOn?: CalendarDate
  readonly ending?: Ending
  readonly endedWhy?: WordsRef
  /** Items of umbrella organisations that took its place, and how they ended. */
  readonly umbrellas: Readonly<Record<string, { readonly organisation: OrganisationId; readonly ending?: Ending }>>
}

/** How evidence was judged, with the rating and sector as they stood (C17). */
export interface Judged {
  readonly on: CalendarDate
  readonly by: PersonId
  readonly judgement: Judgement
  readonly why: WordsRef
  readonly rating: Rating
  readonly sector: OrganisationFacts['sector']
  readonly badFaith?: WordsRef | undefined
}

/** The Casework Team's view on a published case (C18). */
export interface View {
  readonly on: CalendarDate
  readonly judgement: Judgement
  readonly tellParliament: boolean
  readonly tellPublic: boolean
}

export const begun: Compliance = {
  key: '',
  casefile: nothingKnown,
  source: 'intervention',
  organisation: '',
  agreedOn: '1970-01-01',
  openedOn: '1970-01-01',
  targetDate: '1970-01-01',
  action: { id: '', kind: 'apology', what: '', measure: '', by: '1970-01-01', money: [] },
  evidence: [],
  clinicalAdvice: [],
  judged: [],
  views: [],
  targetDates: [],
  extensions: [],
  remindedOn: [],
  overdue: [],
  updates: [],
  escalation: notEscalated,
  disputes: [],
  umbrellas: {},
}

/** The extension that waits for an answer. */
export const extensionAsked = ({ extensions }: Compliance): Extension | undefined => extensions.find(({ outcome }) => outcome === undefined)
export const extensionsGranted = ({ extensions }: Compliance): number => extensions.filter(({ outcome }) => outcome === 'granted').length
/** The target date, or a later day until which a satisfactory answer put escalation off (C22e). */
export const escalatesAfter = ({ targetDate, escalation: { committedUntil } }: Compliance): CalendarDate =>
  committedUntil !== undefined && committedUntil > targetDate ? committedUntil : targetDate
/** Evidence is with us of a remedy provided by this day. */
export const withUsBy = ({ withUs }: Compliance, day: CalendarDate): boolean => withUs !== undefined && withUs.providedOn <= day
