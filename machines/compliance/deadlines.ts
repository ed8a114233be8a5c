import type { Deadline } from '../kernel/deadline.ts'
import type { Compliance } from './record.ts'

const deadline = (body: Deadline<Compliance>) => body

export const deadlines = {
  targetPassed: deadline({
    cites: 'C20',
    title: 'The target date passes',
    because: 'the day after the target date',
    from: ({ targetDate }) => targetDate,
    days: 1,
  }),
  judgingDue: deadline({
    cites: 'C16',
    title: 'The time to judge the evidence runs out',
    because: 'the day after it was to be judged',
    from: ({ judgeBy }) => judgeBy,
    days: 1,
  }),
}
