import type { CalendarDate } from '../kernel/calendar.ts'
import type { Rating } from '../kernel/definition.ts'

/** What an organisation hears: that a casefile asked a remedy of it, and what its own rating has become. */
export type ToOrganisation =
  | { readonly type: 'REMEDY_ASKED'; readonly on: CalendarDate }
  | { readonly type: 'RATING_AGREED'; readonly rating: Rating }

export const messages = ['REMEDY_ASKED', 'RATING_AGREED'] as const satisfies readonly ToOrganisation['type'][]
