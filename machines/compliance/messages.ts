import type { CasefileChanged } from '../casefile/facts.ts'
import type { CalendarDate } from '../kernel/calendar.ts'
import type { OrganisationId } from '../kernel/definition.ts'
import type { WordsRef } from '../kernel/words.ts'
import type { RecommendationWasAccepted } from './accepted.ts'
import type { Ending } from './record.ts'

/**
 * Follows `open` at once: where an item begins depends on what came before it. Evidence that is here already is to be judged, work that
 * was refused is reassessed, and otherwise the organisation has until the target date.
 */
export interface Begin {
  readonly type: 'BEGIN'
}
/** How an item tells its opener that it has ended: the item that an umbrella organisation took over tells the one it replaced (C23). */
export interface ItemEnded {
  readonly type: 'ITEM_ENDED'
  readonly action: string
  readonly ending: Ending
  /** Why the enquiry is reopened, where two people agreed that at stage 3 (C22g). */
  readonly reopened?: WordsRef
}
/** An umbrella organisation has taken the place of one that did not comply: the item that it has now, for whoever waits for the old one (C23). */
export interface UmbrellaItemOpened {
  readonly type: 'UMBRELLA_ITEM_OPENED'
  readonly action: string
  readonly key: string
  readonly organisation: OrganisationId
}

/** A summary that names individuals was published, and is recorded on the casefile (C23). */
export interface SummaryPublished {
  readonly type: 'SUMMARY_PUBLISHED'
}

/** One of its letters has gone: the stamp names which. */
export interface LetterWasSent {
  readonly type: 'LETTER_WAS_SENT'
  readonly letter: string
  readonly on: CalendarDate
}

export type ToCompliance =
  | Begin
  | CasefileChanged
  | ItemEnded
  | UmbrellaItemOpened
  | RecommendationWasAccepted
  | SummaryPublished
  | LetterWasSent

/** Everything an item hears from other instances. */
export const messages = [
  'BEGIN',
  'CASEFILE_CHANGED',
  'ITEM_ENDED',
  'UMBRELLA_ITEM_OPENED',
  'RECOMMENDATION_WAS_ACCEPTED',
  'SUMMARY_PUBLISHED',
  'LETTER_EDITED',
  'LETTER_WAS_SENT',
] as const

/** The `tell` that belongs after the `open` of an item, by the key it was opened under. */
export const beginningOf = (key: string) => ({ to: { child: 'compliance', key }, event: { type: 'BEGIN' } }) as const
