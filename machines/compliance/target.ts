import { z } from 'zod'
import { ofTheSubmission } from '../kernel/arrow.ts'
import { addDays, type CalendarDate, dayInLondon } from '../kernel/calendar.ts'
import type { Stamp, SubmissionOf } from '../kernel/definition.ts'
import { recordingIn } from '../kernel/recording.ts'
import { type Consideration, rulesAbout } from '../kernel/rule.ts'
import { act, consideration, day, saying, words } from '../kernel/words.ts'
import { actingIn, anOperationsManagerOrAbove, otherThanWhoAskedForTheExtension, whoeverHears } from './authority.ts'
import { remindingOf } from './begin.ts'
import { overtaken } from './escalation-record.ts'
import type { LetterWasSent } from './messages.ts'
import { type Compliance, type Extension, extensionAsked, extensionsGranted, whoseDelay } from './record.ts'

/** The date by which a remedy is to be in place: reminded of, extended, missed, and news of it for the complainant (C13, C14). */
export const targetEvents = {
  REQUEST_EXTENSION: act(
    'REQUEST_EXTENSION',
    {
      askedBy: saying(z.enum(['organisation', 'us']), { organisation: 'The organisation', us: 'We do' }).meta({ label: 'Who asks for it' }),
      why: words('The good reason'),
      until: day('The new date'),
      whoseDelay: whoseDelay.meta({
        label: 'Whose the delay is',
        hint: 'A delay the complainant caused does not count against the organisation',
      }),
    },
    { title: 'Ask for an extension', done: 'asked for an extension of the target date' },
  ),
  EXTEND_TARGET_DATE: act(
    'EXTEND_TARGET_DATE',
    {
      until: day('The new target date'),
      why: words('Reasons'),
      tellComplainant: consideration('Is the complainant told of the change and its reasons?').optional(),
    },
    { title: 'Grant the extension', done: 'granted an extension of the target date' },
  ),
  DECLINE_EXTENSION: act(
    'DECLINE_EXTENSION',
    { why: words('Reasons') },
    { title: 'Decline the extension', done: 'declined an extension of the target date' },
  ),
  UPDATE_COMPLAINANT: act(
    'UPDATE_COMPLAINANT',
    {
      how: saying(z.enum(['telephone', 'letter', 'email']), { telephone: 'By telephone', letter: 'By letter', email: 'By email' }).meta({
        label: 'How',
        asks: 'How is the complainant told?',
        hint: 'A letter is drafted, and they are told when it goes',
      }),
      said: words('What the complainant is told'),
    },
    { title: 'Keep the complainant up to date', done: 'kept the complainant up to date' },
  ),
}
export type TargetEvent = SubmissionOf<typeof targetEvents>

const { must, normally, consider } = rulesAbout<Compliance>()
type Until = { until: CalendarDate }

const escalating = ({ escalation }: Compliance) => escalation.underWay

export const targetRules = {
  extensionIsAskedBy: must('C13', { who: whoeverHears }),
  /** The first date stays on record beside it (C13). */
  extensionIsLonger: must<Until>('C13', {
    field: 'until',
    because: ({ targetDate }, { today }) =>
      `Enter a date after the target date, ${targetDate}, and after today, ${today}: an extension gives more time`,
    always: 'Enter a date after the target date and after today: an extension gives more time',
    holds: ({ targetDate }, { until, today }) => until > targetDate && until > today,
  }),
  grantedByAnOperationsManager: must('C13', { who: anOperationsManagerOrAbove }),
  notTheirOwnRequest: must('C13', { who: otherThanWhoAskedForTheExtension }),
  beforeTheTargetDate: normally('C13', {
    because: ({ targetDate }) => `The target date, ${targetDate}, has passed, or escalation has begun: extending it now needs a reason`,
    always: 'The target date has passed, or escalation has begun: extending it now needs a reason',
    holds: (record, { today }) => today <= record.targetDate && !escalating(record),
  }),
  extendedOnceOnly: normally('C13', {
    because: (record) => {
      const times = extensionsGranted(record)
      return `An extension is exceptional, and this date has been extended ${times === 1 ? 'once' : `${times} times`} before: another needs a reason`
    },
    always: 'An extension is exceptional, and this date has been extended before: another needs a reason',
    holds: (record) => extensionsGranted(record) === 0,
  }),
  tellingTheComplainantConsidered: consider<{ tellComplainant?: Consideration | undefined }>('C13', {
    field: 'tellComplainant',
    because: 'Say whether the complainant is told of the change, and why',
  }),
  complainantIsToldBy: must('C14', { who: whoeverHears }),
  letterIsOfALateRemedy: must('C14', {
    field: 'how',
    because: ({ targetDate }) =>
      `The letter says that the date was missed, and the target date, ${targetDate}, has not passed: tell them by telephone or email`,
    always: 'The letter says that the date was missed, and the target date has not passed: tell them by telephone or email',
    holds: ({ targetDate }, { today }) => today > targetDate,
  }),
}

export const targetConditions = {
  toldByLetter: ofTheSubmission<Compliance, { how: string }>((_record, { how }) => how === 'letter'),
  updateWasSent: ofTheSubmission<Compliance, LetterWasSent>((_record, { letters = [] }) =>
    letters.some(({ letter }) => letter === 'progressUpdate'),
  ),
}

/** The clock stood still until the date had passed: a letter leaves on the day it leaves, and none after the target date (C14). */
export const isTooLate = ({ targetDate }: Compliance, { now }: Stamp): boolean => dayInLondon(now) > targetDate

/** The extension that is open, decided. */
const decided = ({ extensions }: Compliance, decision: Partial<Extension>): readonly Extension[] =>
  extensions.map((each) => (each.outcome ? each : { ...each, ...decision }))

/** A new target date: it is reminded of anew, and what had put escalation off is past. */
export const newTarget = (record: Compliance, until: CalendarDate, { today }: Stamp, whoseDelay?: Extension['whoseDelay']) => ({
  targetDate: until,
  targetDates: [...record.targetDates, { date: until, from: today, ...(whoseDelay && { whoseDelay }) }],
  remindOn: remindingOf(until, today),
})

const { on, always } = recordingIn<Compliance, TargetEvent | LetterWasSent>()
export const targetRecordings = {
  recordRequest: on('REQUEST_EXTENSION', (record, event) => ({
    extensionBy: addDays(event.today, event.settings.extensionRequestDays),
    extensions: [
      ...record.extensions,
      {
        askedOn: event.today,
        askedBy: event.askedBy,
        by: actingIn(event),
        why: event.why,
        until: event.until,
        whoseDelay: event.whoseDelay,
        ...((event.today > record.targetDate || escalating(record)) && { late: true as const }),
      },
    ],
  })),
  recordGrant: on('EXTEND_TARGET_DATE', (record, event) => ({
    ...newTarget(record, event.until, event, extensionAsked(record)?.whoseDelay),
    extensions: decided(record, { outcome: 'granted', decidedOn: event.today, decidedWhy: event.why, until: event.until }),
    escalation: {
      ...record.escalation,
      underWay: false,
      replies: overtaken(record.escalation),
      committedUntil: undefined,
      dueBecause: undefined,
      holdBackAsked: undefined,
      step: undefined,
      reassessment: undefined,
    },
  })),
  recordDecline: on('DECLINE_EXTENSION', (record, { today, why }) => ({
    extensions: decided(record, { outcome: 'declined', decidedOn: today, decidedWhy: why }),
  })),
  recordReminder: always((record, stamp) =>
    isTooLate(record, stamp) ? {} : { remindedOn: [...record.remindedOn, dayInLondon(stamp.now)] },
  ),
  recordOverdue: always(({ overdue, targetDate }) => {
    const since = addDays(targetDate, 1)
    return { overdue: [...overdue.filter((each) => each.since !== since), { since }] }
  }),
  /** A remedy that was provided in time and told late was never late (Dates). */
  recordAnsweredInTime: always(({ overdue }) => ({
    overdue: overdue.map((each, place) => (place === overdue.length - 1 ? { ...each, answeredInTime: true as const } : each)),
  })),
  recordUpdate: on('UPDATE_COMPLAINANT', ({ updates }, { how, said, today }) => ({ updates: [...updates, { on: today, how, said }] })),
  recordUpdateToSend: on('UPDATE_COMPLAINANT', (_record, { said }) => ({ updateToSend: { said } })),
  recordUpdateSent: on('LETTER_WAS_SENT', ({ updates, updateToSend }, { on: day }) => ({
    updates: [...updates, { on: day, how: 'letter', said: updateToSend!.said }],
  })),
}
