import type { Deadline } from '../kernel/deadline.ts'
import type { Recommendation } from './record.ts'

type Wait = Deadline<Recommendation>
const ownWait = (title: string): Wait => ({
  cites: 'C10',
  title,
  because: 'the day after the last day we gave ourselves',
  from: ({ waitUntil }) => waitUntil,
  days: 1,
})

export const deadlines = {
  answerDue: {
    cites: 'C10',
    title: 'The recommendation is not answered in time',
    because: 'the day after the report was to be answered',
    from: ({ answerBy }) => answerBy,
    days: 1,
  },
  passingOnDue: ownWait('Passing the refusal on is overdue'),
  decisionDue: ownWait('The decision about the refusal is overdue'),
} satisfies Record<string, Wait>
