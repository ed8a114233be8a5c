import type { Deadline } from '../kernel/deadline.ts'
import type { RatingRecord } from './record.ts'

/** How long before its day the yearly look falls to somebody: the annex's figures are to be read, and others to be asked (our reading). */
export const REVIEW_LEAD_DAYS = 28

export const deadlines = {
  reviewComes: {
    cites: 'C9',
    title: 'The rating is to be looked at again',
    because: `${REVIEW_LEAD_DAYS} days before a year is over since it was last looked at, or since the first remedy was asked for`,
    from: ({ reviewBy }) => reviewBy,
    days: -REVIEW_LEAD_DAYS,
  },
  reviewComesMeanwhile: {
    cites: 'C9',
    title: 'The rating is to be looked at again, whatever becomes of the suggestion',
    because: `${REVIEW_LEAD_DAYS} days before a year is over, while a suggestion is not answered`,
    from: ({ reviewBy, reviewAsked }) => (reviewAsked ? undefined : reviewBy),
    days: -REVIEW_LEAD_DAYS,
  },
  reviewPasses: {
    cites: 'C9',
    title: 'Looking at the rating again is overdue',
    because: 'the day after the year was over',
    from: ({ reviewBy }) => reviewBy,
    days: 1,
  },
  answerPasses: {
    cites: 'C7',
    title: 'Agreeing or declining the suggested rating is overdue',
    because: 'the day after the last day we gave ourselves',
    from: ({ suggestion }) => suggestion?.answerBy,
    days: 1,
  },
} satisfies Record<string, Deadline<RatingRecord>>
