import type { Deadline } from '../kernel/deadline.ts'
import { type Approach, SIGNIFICANT_DELAY_DAYS } from './record.ts'

type Day = Deadline<Approach>
const DAYS_TO_ESCALATE = 14 // I20

/** A wait of our own (setting x): the last day was worked out, and kept, when the state was entered. */
const ownWait = (title: string): Day => ({
  cites: 'I20',
  title,
  because: 'the day after the last day we gave ourselves',
  from: ({ waitUntil }) => waitUntil,
  days: 1,
})
const responseDate = ({ respondBy }: Approach) => respondBy
const confirmationDate = ({ confirmBy }: Approach) => confirmBy

export const deadlines = {
  responseDue: { cites: 'I18', title: 'The response date passes', because: 'the day after the response date', from: responseDate, days: 1 },
  significantDelay: {
    cites: 'I20',
    title: 'The response is significantly delayed',
    because: 'more than 7 days past the response date',
    from: responseDate,
    days: SIGNIFICANT_DELAY_DAYS + 1,
  },
  confirmationDue: {
    cites: 'I21',
    title: 'The confirmation is overdue',
    because: 'the day after the confirmation was due',
    from: confirmationDate,
    days: 1,
  },
  confirmationDelayed: {
    cites: 'I20',
    title: 'The confirmation is significantly delayed',
    because: 'more than 7 days past the day the confirmation was due',
    from: confirmationDate,
    days: SIGNIFICANT_DELAY_DAYS + 1,
  },
  escalationDue: {
    cites: 'I20',
    title: 'Escalating is overdue',
    because: 'escalation begins within 14 days of the refusal',
    from: ({ escalateFrom }) => escalateFrom,
    days: DAYS_TO_ESCALATE + 1,
  },
  offerDue: ownWait('Considering the offer is overdue'),
  nextStepDue: ownWait('Deciding what to ask is overdue'),
  passingOnDue: ownWait('Passing on is overdue'),
  outcomeDue: ownWait('The directorate’s decision is overdue'),
} satisfies Record<string, Day>
