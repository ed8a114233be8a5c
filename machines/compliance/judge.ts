import { z } from 'zod'
import { aLineManagerOrAbove, assessmentOutcomesOfficer, theCaseworker } from '../casefile/authority.ts'
import { ofTheRecord, ofTheSubmission } from '../kernel/arrow.ts'
import { addDays, type CalendarDate } from '../kernel/calendar.ts'
import type { SubmissionOf } from '../kernel/definition.ts'
import { recordingIn } from '../kernel/recording.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { act, day, fact, plain, words } from '../kernel/words.ts'
import type { ToCompliance } from './messages.ts'
import { type Compliance, isSatisfactory, type Judgement, judgements } from './record.ts'

export const events = {
  EVIDENCE_RECEIVED: fact(
    'EVIDENCE_RECEIVED',
    {
      what: words('What the evidence is', { most: 5_000 }),
      from: words('From whom', { most: 500 }).optional(),
      reference: plain('Reference', { most: 200 }).optional(),
      providedOn: day(
        'The day the remedy was provided',
        'An item is measured by it; left out, the day the evidence arrived counts',
      ).optional(),
    },
    { title: 'Record evidence', done: 'recorded evidence' },
  ),
  DIRECT_DOUBT: act(
    'DIRECT_DOUBT',
    { why: words('What is in doubt') },
    { title: 'Put a doubt to the assessment outcomes officer', done: 'put a doubt to the assessment outcomes officer' },
  ),
  JUDGE_EVIDENCE: act(
    'JUDGE_EVIDENCE',
    { judgement: z.enum(judgements).meta({ label: 'Judgement' }), why: words('Reasons') },
    { title: 'Judge the evidence', done: 'judged the evidence' },
  ),
  RECORD_CORRESPONDENCE: fact(
    'RECORD_CORRESPONDENCE',
    {
      from: words('From whom', { most: 500 }),
      what: words('What was said'),
      considered: words('How it was considered'),
    },
    { title: 'Record correspondence about the remedy', done: 'recorded correspondence about the remedy' },
  ),
}
export type Submission = SubmissionOf<typeof events> | ToCompliance

const { must } = rulesAbout<Compliance>()
type Judges = { judgement: Judgement }

export const rules = {
  /** The officer monitors; the assessor judges where there is no doubt, and a line manager in their stead. */
  byTheMonitor: must('C16a', { who: { some: [assessmentOutcomesOfficer, theCaseworker, aLineManagerOrAbove] } }),
  doubtIsTheOfficers: must('I34', { who: { some: [assessmentOutcomesOfficer, aLineManagerOrAbove] } }),
  onTheWayBeforeTheTarget: must<Judges>('C16', {
    field: 'judgement',
    because: ({ targetDate }) => `The target date, ${targetDate}, has passed: what is only on its way is late`,
    holds: ({ targetDate }, { judgement, today }) => judgement !== 'onTheWay' || today <= targetDate,
  }),
  providedByToday: must<{ providedOn?: CalendarDate | undefined }>('C16', {
    field: 'providedOn',
    because: (_record, { providedOn }) => `The day the remedy was provided, ${providedOn}, is in the future`,
    holds: (_record, { providedOn, today }) => providedOn === undefined || providedOn <= today,
  }),
  caseIsNotPublished: must('C18', {
    because: "The case is published: the Ombudsman's Casework Team gives its view before an item ends as complied",
    holds: ({ casefile }) => casefile.publishedOn === undefined,
  }),
}

export const conditions = {
  weAreSatisfied: ofTheSubmission<Compliance, Judges>((_record, { judgement }) => isSatisfactory(judgement)),
  itIsOnTheWay: ofTheSubmission<Compliance, Judges>((_record, { judgement }) => judgement === 'onTheWay'),
  wasProvidedAlready: ofTheRecord<Compliance>(({ provided }) => provided !== undefined),
  workWasRefused: ofTheRecord<Compliance>(({ refusedOn }) => refusedOn !== undefined),
  targetHasPassed: ofTheSubmission<Compliance, unknown>(({ targetDate }, { today }) => today > targetDate),
}

const { on, always } = recordingIn<Compliance, Submission>()

export const recording = {
  hearOfCasefile: on('CASEFILE_CHANGED', (_record, { casefile }) => ({ casefile })),
  /** Provided after its date, it was late; that we look at it only now makes it no later (ab). */
  recordProvided: on('BEGIN', ({ provided, targetDate }) =>
    provided && provided.on > targetDate ? { overdueSince: addDays(targetDate, 1) } : {},
  ),
  /** In time, but entered late, it answers what the clock recorded: while it is with us the item counts as overdue nowhere. */
  recordEvidence: on('EVIDENCE_RECEIVED', ({ evidence, targetDate, overdueSince }, { what, from, reference, providedOn, happenedOn }) => ({
    overdueSince: (providedOn ?? happenedOn) <= targetDate ? undefined : overdueSince,
    evidence: [
      ...evidence,
      { what, receivedOn: happenedOn, providedOn: providedOn ?? happenedOn, ...(from && { from }), ...(reference && { reference }) },
    ],
  })),
  recordJudgement: on('JUDGE_EVIDENCE', ({ judged }, { judgement, why, today }) => ({
    judged: [...judged, { on: today, judgement, why }],
  })),
  recordEnding: always((_record, { today }) => ({ endedOn: today })),
  recordOverdue: always(({ targetDate }) => ({ overdueSince: addDays(targetDate, 1) })),
  beginJudging: always((_record, { today, settings }) => ({ judgeBy: addDays(today, settings.judgingEvidenceDays) })),
  beginDoubt: always((_record, { today, settings }) => ({ judgeBy: addDays(today, settings.doubtDays) })),
}
