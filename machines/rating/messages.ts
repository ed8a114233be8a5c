import type { CalendarDate } from '../kernel/calendar.ts'

/** What the organisation tells its rating. */
export type ToRating =
  | { readonly type: 'REMEDY_ASKED'; readonly on: CalendarDate }
  | { readonly type: 'ORGANISATION_WAS_SUCCEEDED'; readonly on: CalendarDate }

export const messages = ['REMEDY_ASKED', 'ORGANISATION_WAS_SUCCEEDED'] as const satisfies readonly ToRating['type'][]
