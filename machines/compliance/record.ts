import { type CasefileFacts, nothingKnown } from '../casefile/facts.ts'
import type { CalendarDate } from '../kernel/calendar.ts'
import type { OrganisationId } from '../kernel/definition.ts'
import type { WordsRef } from '../kernel/words.ts'
import type { AgreedAction } from '../remedy/action.ts'

/** What an organisation sent to show that it did what it agreed: when it did it counts, not when we looked. */
export interface Evidence {
  readonly what: WordsRef
  readonly from?: WordsRef | undefined
  readonly reference?: string | undefined
  readonly receivedOn: CalendarDate
  /** The day the remedy was provided; where it is not said, the day the evidence arrived. */
  readonly providedOn: CalendarDate
}

/** What came of an agreed action before the item was opened. */
export interface Provided {
  readonly on: CalendarDate
  readonly evidence: WordsRef
}

/** What an item begins with; the machine that opens it says so. */
export interface ComplianceInput {
  /** What its opener calls it; it ends under that name. */
  readonly key: string
  readonly casefile: CasefileFacts
  readonly source: 'intervention' | 'premature'
  readonly organisation: OrganisationId
  /** The exact words, how we shall know, and by when. */
  readonly action: AgreedAction
  readonly agreedOn: CalendarDate
  readonly openedOn: CalendarDate
  readonly targetDate: CalendarDate
  /** The organisation understands the remedy and what is expected (C12). */
  readonly understood?: WordsRef
  readonly provided?: Provided
  /** The organisation refused the work that a premature closure asked for (I2): the item is recorded all the same. */
  readonly refusedOn?: CalendarDate
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

/** What an item remembers. */
export interface Compliance extends ComplianceInput {
  readonly evidence: readonly Evidence[]
  /** By when the evidence that is with us is to be judged. */
  readonly judgeBy?: CalendarDate
  /** The first day on which the remedy was late. */
  readonly overdueSince?: CalendarDate | undefined
  readonly judged: readonly { readonly on: CalendarDate; readonly judgement: Judgement; readonly why: WordsRef }[]
  readonly endedOn?: CalendarDate
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
  judged: [],
}
