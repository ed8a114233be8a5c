import type { CalendarDate } from '../kernel/calendar.ts'

/** What an organisation hears: that a casefile asked a remedy of it. The day is that of the first; of later ones it hears no more. */
export interface ToOrganisation {
  readonly type: 'REMEDY_ASKED'
  readonly on: CalendarDate
}

export const messages = ['REMEDY_ASKED'] as const satisfies readonly ToOrganisation['type'][]
