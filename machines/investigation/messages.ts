import type { CasefileChanged } from '../casefile/facts.ts'
import type { CalendarDate } from '../kernel/calendar.ts'
import type { WordsRef } from '../kernel/words.ts'
import type { FromRecommendation } from '../recommendation/messages.ts'
import type { Finding, Investigation } from './record.ts'

/** What an investigation hears of its recommendations and the casefile. */
export type ToInvestigation =
  | FromRecommendation
  | CasefileChanged
  /** Opened on a complaint that was withdrawn before. */
  | { readonly type: 'COMPLAINT_WAS_WITHDRAWN' }
  | { readonly type: 'LETTER_EDITED'; readonly letter: string; readonly body: WordsRef }
  | { readonly type: 'LETTER_WAS_SENT'; readonly letter: string; readonly on: CalendarDate }

export const messages = [
  'RECOMMENDATION_CHANGED',
  'RECOMMENDATION_SPLIT',
  'CASEFILE_CHANGED',
  'COMPLAINT_WAS_WITHDRAWN',
  'LETTER_EDITED',
  'LETTER_WAS_SENT',
] as const satisfies readonly ToInvestigation['type'][]

/** What it tells the casefile. */
export type FromInvestigation =
  | {
      readonly type: 'REPORT_ISSUED'
      readonly key: string
      readonly report: 'draft' | 'final'
      readonly on: CalendarDate
      readonly finding?: Finding
    }
  | {
      readonly type: 'INVESTIGATION_ENDED'
      readonly key: string
      readonly how: NonNullable<Investigation['endedHow']>
      readonly finding?: Finding
    }
