import type { CasefileChanged } from '../casefile/facts.ts'
import type { CalendarDate } from '../kernel/calendar.ts'
import type { WordsRef } from '../kernel/words.ts'
import type { Outcome } from './record.ts'

export type ToReview =
  | CasefileChanged
  | { readonly type: 'LETTER_EDITED'; readonly letter: string; readonly body: WordsRef }
  | { readonly type: 'LETTER_WAS_SENT'; readonly letter: string; readonly on: CalendarDate }

/** Everything a review hears from other instances. */
export const messages = ['CASEFILE_CHANGED', 'LETTER_EDITED', 'LETTER_WAS_SENT'] as const satisfies readonly ToReview['type'][]

/** What a review tells its casefile when it ends. */
export interface ReviewEnded {
  readonly type: 'REVIEW_ENDED'
  readonly key: string
  readonly how: 'declined' | Outcome
}
