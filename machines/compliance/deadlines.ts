import type { Deadline } from '../kernel/deadline.ts'
import type { Compliance } from './record.ts'

const deadline = (body: Deadline<Compliance>) => body
const fresh = ({ evidence, judged }: Compliance) => evidence.length === 0 && judged.length === 0

export const deadlines = {
  evidenceIsHere: deadline({
    cites: 'I34', title: 'Evidence that came before the decision is to be judged', because: 'the day the item was opened',
    from: (record) => (record.provided && fresh(record) ? record.openedOn : undefined), days: 0,
  }),
  workWasRefused: deadline({
    cites: 'C22g', title: 'The refusal of the work that was asked for is recorded', because: 'the day the item was opened',
    from: (record) => (record.refusedOn && fresh(record) ? record.openedOn : undefined), days: 0,
  }),
  targetPassed: deadline({
    cites: 'C20', title: 'The target date passes', because: 'the day after the target date', from: ({ targetDate }) => targetDate, days: 1,
  }),
  judgingDue: deadline({
    cites: 'C16', title: 'The time to judge the evidence runs out', because: 'the day after it was to be judged', from: ({ judgeBy }) => judgeBy, days: 1,
  }),
}
