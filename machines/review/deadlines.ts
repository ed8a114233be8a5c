import type { Deadline } from '../kernel/deadline.ts'
import type { Review } from './record.ts'

/** Waits of the Review Team (setting z): the last day was worked out when the wait began, and is kept. */
export const deadlines = {
  acceptanceDue: {
    cites: 'I33',
    title: 'Whether the complaint is taken up should be settled',
    because: 'the day after the last day to accept or decline it',
    from: ({ acceptBy }) => acceptBy,
    days: 1,
  },
  conclusionDue: {
    cites: 'I33',
    title: 'The review should be concluded',
    because: 'the day after the last day to conclude it',
    from: ({ concludeBy }) => concludeBy,
    days: 1,
  },
} as const satisfies Record<string, Deadline<Review>>
