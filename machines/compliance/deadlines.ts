import type { Deadline } from '../kernel/deadline.ts'
import { type Compliance, escalatesAfter, withUsBy } from './record.ts'

const deadline = (body: Deadline<Compliance>) => body

/** When a date of an item has passed. Evidence that came in time and is with us holds the target's consequences back until it is judged (Dates). */
export const deadlines = {
  reminderDue: deadline({
    cites: 'C14',
    title: 'The organisation is reminded',
    because: 'seven days before the target date, or at once where that is nearer',
    // While refused work is reassessed there is nothing to remind of; nor of what is all with us (setting t).
    from: ({ remindOn, withUs, refusedOn, escalation }) => (withUs?.all || (refusedOn && escalation.underWay) ? undefined : remindOn),
    days: 0,
  }),
  targetPassed: deadline({
    cites: 'C20',
    title: 'The target date passes',
    because: 'the day after the target date',
    from: (record) => (withUsBy(record, record.targetDate) ? undefined : record.targetDate),
    days: 1,
  }),
  targetPassedWithEvidence: deadline({
    cites: 'C14',
    title: 'The target date passes while evidence is with us',
    because: 'the day after the target date',
    from: (record) => (withUsBy(record, record.targetDate) ? record.targetDate : undefined),
    days: 1,
  }),
  extensionDue: deadline({
    cites: 'C13',
    title: 'The time to decide about an extension runs out',
    because: 'the day after it was to be decided',
    from: ({ extensionBy }) => extensionBy,
    days: 1,
  }),
  judgingDue: deadline({
    cites: 'C16',
    title: 'The time to judge the evidence runs out',
    because: 'the day after it was to be judged',
    from: ({ judgeBy }) => judgeBy,
    days: 1,
  }),
  escalationDue: deadline({
    cites: 'C20',
    title: 'Escalation falls due',
    because: 'the day after the target date, or after the day until which it was put off',
    from: (record) => (withUsBy(record, escalatesAfter(record)) ? undefined : escalatesAfter(record)),
    days: 1,
  }),
  holdBackReview: deadline({
    cites: 'C20',
    title: 'What was held back is looked at again',
    because: 'the review date that was set',
    from: ({ escalation }) => escalation.heldBack.at(-1)?.until,
    days: 0,
  }),
  stepDue: deadline({
    cites: 'C22',
    title: 'The time for our own next step runs out',
    because: 'the day after it was due',
    from: ({ escalation }) => escalation.stepBy,
    days: 1,
  }),
  noReply: deadline({
    cites: 'C22d',
    title: 'No reply has come',
    because: 'the day after the reply date that the letter set',
    from: ({ escalation }) => escalation.letters.at(-1)?.replyBy,
    days: 1,
  }),
  stepReview: deadline({
    cites: 'C22f',
    title: 'The step agreed at stage 3 is reviewed',
    because: 'the review date that was agreed',
    from: ({ escalation }) => escalation.stepsAgreed.at(-1)?.reviewOn,
    days: 0,
  }),
}
