import type { Deadline } from '../kernel/deadline.ts'
import { explanationDueOn } from './explain.ts'
import type { Intervention } from './record.ts'
import { nextAnswerDue } from './work.ts'

type Wait = Deadline<Intervention>
/** A wait of our own (setting x): the last day was worked out, and kept, when the state was entered. */
const ownWait = (cites: Wait['cites'], title: string): Wait => ({
  cites,
  title,
  because: 'the day after the last day we gave ourselves',
  from: ({ waitUntil }) => waitUntil,
  days: 1,
})

export const deadlines = {
  explanationDue: {
    cites: 'I6',
    title: 'The explanation is overdue',
    because: 'the day after the explanation was promised',
    from: explanationDueOn,
    days: 1,
  },
  tellingDue: ownWait('I22', 'Telling the complainant is overdue'),
  objectionsDue: ownWait('I22', 'Considering the objections is overdue'),
  submissionDue: ownWait('I26', 'Submitting for sign-off is overdue'),
  signOffDue: ownWait('I26', 'Sign-off is overdue'),
  issuingDue: ownWait('I28', 'Issuing the decision is overdue'),
  decisionDue: {
    cites: 'I23',
    title: 'The decision after reconsidering is overdue',
    because: 'the day after the last day for deciding quickly',
    from: ({ waitUntil }) => waitUntil,
    days: 1,
  },
  answerDue: {
    cites: 'I2',
    title: 'No answer to the work asked for',
    because: 'the day after the answer was due',
    from: nextAnswerDue,
    days: 1,
  },
} satisfies Record<string, Wait>
