import type { PersonId } from '../kernel/authority.ts'
import { addYears, type CalendarDate } from '../kernel/calendar.ts'
import type { Rating } from '../kernel/definition.ts'
import type { WordsRef } from '../kernel/words.ts'
import type { FactorName, RecordedFactor } from './factors.ts'

/** B has two meanings (C8): too little is known to judge by, or what is known gives no reason for another rating. */
export const information = ['sufficient', 'insufficient'] as const
export type Information = (typeof information)[number]

export const bearings = ['favourable', 'adverse'] as const
export type Bearing = (typeof bearings)[number]

/** A factor of the annex that a suggestion rests on. */
export interface ReliedOn {
  readonly factor: FactorName
  readonly bears: Bearing
  readonly words?: WordsRef | undefined
  /** References of the casefiles that show it. */
  readonly casefiles: readonly string[]
}

/** What an organisation showed of itself, as one of us met it (CA). */
export interface Engagement {
  readonly on: CalendarDate
  readonly factor: RecordedFactor
  readonly favourable: boolean
  readonly casefile?: string
  readonly words: WordsRef
  readonly by: PersonId
}

/** A rating as it was put forward. */
export interface Suggestion {
  readonly rating: Rating
  readonly information: Information
  readonly why: WordsRef
  readonly factors: readonly ReliedOn[]
  readonly on: CalendarDate
  readonly by: PersonId
  /** Who made it, and under whose delegation: none of them agrees it. */
  readonly authors: readonly PersonId[]
  readonly answerBy: CalendarDate
}

/** Each time somebody looked at the rating: what was put forward, by whom, and what came of it. */
export interface Looked extends Pick<Suggestion, 'rating' | 'information' | 'why' | 'factors' | 'by'> {
  /** The day it was settled. */
  readonly on: CalendarDate
  /** Overtaken: the organisation was succeeded before anybody answered. */
  readonly outcome: 'agreed' | 'declined' | 'noChange' | 'overtaken'
  readonly suggestedOn?: CalendarDate
  readonly answeredBy?: PersonId
  readonly answer?: WordsRef
}

/** What is remembered of an organisation's rating. */
export interface RatingRecord {
  readonly rating: Rating
  readonly information: Information
  /** The day the rating in force was agreed; missing while it is the default. */
  readonly agreedOn?: CalendarDate
  readonly firstRemedyOn?: CalendarDate
  /** The last rating agreed or looked at again. */
  readonly lookedOn?: CalendarDate
  /** By when it is to be looked at again; kept as worked out when the year began. */
  readonly reviewBy?: CalendarDate
  /** It is somebody's duty to look at it again: until a suggestion is answered, or it is recorded that it stays. */
  readonly reviewAsked?: true | undefined
  readonly suggestion?: Suggestion | undefined
  readonly engagement: readonly Engagement[]
  /** Oldest first. */
  readonly history: readonly Looked[]
  readonly succeededOn?: CalendarDate
}

/** The default (C8): B, because nothing is known yet. */
export const begun: RatingRecord = { rating: 'B', information: 'insufficient', engagement: [], history: [] }

/** The same day a year later; of 29 February the day before the year is over. */
export const yearAfter = (day: CalendarDate): CalendarDate => addYears(day, 1)
