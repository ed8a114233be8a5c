import { type CasefileFacts, nothingKnown } from '../casefile/facts.ts'
import type { CalendarDate } from '../kernel/calendar.ts'
import type { WordsRef } from '../kernel/words.ts'

/** One of our decisions whose letter has gone out, by the key of the attempt or investigation that it ended. */
export interface DecisionTaken {
  readonly key: string
  readonly on: CalendarDate
}

/** What a review begins with; the casefile says so when it refers a complaint about our decision. */
export interface ReviewInput {
  /** What the casefile calls it. */
  readonly key: string
  readonly casefile: CasefileFacts
  /** What the complainant says is wrong with the decision or its remedy. */
  readonly complaint: WordsRef
  /** Missing where it was referred before any letter, with a reason. */
  readonly decision?: DecisionTaken
  readonly receivedOn: CalendarDate
  /** The correspondence on record that it rests on. */
  readonly correspondence?: WordsRef
  readonly referredOn: CalendarDate
  /** The last day to say whether it is taken up (setting z). */
  readonly acceptBy: CalendarDate
}

export const outcomes = ['decisionStands', 'toBeReconsidered'] as const
export type Outcome = (typeof outcomes)[number]

/** What a review remembers. */
export interface Review extends ReviewInput {
  readonly referralSentOn?: CalendarDate
  readonly acceptedOn?: CalendarDate
  /** The last day to conclude it: counted from the day it was taken up. */
  readonly concludeBy?: CalendarDate
  readonly outcome?: 'declined' | Outcome
  readonly endedOn?: CalendarDate
  readonly why?: WordsRef
}

export const begun: Review = {
  key: '',
  casefile: nothingKnown,
  complaint: '',
  receivedOn: '1970-01-01',
  referredOn: '1970-01-01',
  acceptBy: '1970-01-01',
}
