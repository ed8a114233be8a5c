import { z } from 'zod'
import { ofTheSubmission } from '../kernel/arrow.ts'
import { addDays, type CalendarDate } from '../kernel/calendar.ts'
import type { Stamp, SubmissionOf } from '../kernel/definition.ts'
import type { LetterComposed, LetterName } from '../kernel/effect.ts'
import { recordingIn } from '../kernel/recording.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { act, day, fact, saying, words } from '../kernel/words.ts'
import { aDeputyDirectorOrAbove, theMonitor, whoeverHears } from './authority.ts'
import { escalated } from './escalate.ts'
import { answeredOn, letterOf, type StageLetter, type StageName, unjudged } from './escalation-record.ts'
import { type Compliance, isWanting, type Judgement } from './record.ts'

const replyBy = day('The date by which it is to reply', 'Normally 7 to 14 days from today')
const concern = words('What concerns us', { most: 5_000 })

/** The letters of escalation, each with its own reply date, and what comes of them (C22a, C22b, C22d, C22e). */
export const stagesEvents = {
  ISSUE_STAGE_1_LETTER: act(
    'ISSUE_STAGE_1_LETTER',
    {
      replyBy,
      asks: saying(z.enum(['response', 'explanationAndResponse']), {
        response: 'For a response',
        explanationAndResponse: 'It explains our concern, and asks for a response',
      })
        .optional()
        .meta({ label: 'What it asks', hint: 'For a response; or it explains our concern, and asks for one' }),
      concern: concern.optional(),
    },
    { title: 'Issue the stage 1 letter', done: 'issued the stage 1 letter', composesLetters: ['stage1'] },
  ),
  ISSUE_STAGE_2_LETTER: act(
    'ISSUE_STAGE_2_LETTER',
    { replyBy, concern: concern.optional() },
    { title: 'Issue the stage 2 letter', done: 'issued the stage 2 letter', composesLetters: ['stage2'] },
  ),
  ISSUE_FURTHER_LETTER: act(
    'ISSUE_FURTHER_LETTER',
    { replyBy, concern: concern.optional() },
    { title: 'Issue the further letter', done: 'issued the further letter agreed at stage 3', composesLetters: ['stage3'] },
  ),
  REPLY_RECEIVED: fact(
    'REPLY_RECEIVED',
    { what: words('What it says'), from: words('From whom', { most: 500 }).meta({ asks: 'Whom it is from' }).optional() },
    { title: 'Record a reply', done: 'recorded a reply' },
  ),
  JUDGE_REPLY: act(
    'JUDGE_REPLY',
    {
      satisfactory: z.boolean().meta({ label: 'Is it satisfactory?' }),
      why: words('Reasons'),
      until: day(
        'Until when it is left to the organisation',
        'Where the reply is satisfactory: the item is monitored again until then',
      ).optional(),
    },
    { title: 'Judge the reply', done: 'judged the reply' },
  ),
}
export type StagesEvent = SubmissionOf<typeof stagesEvents>

const LEAST_DAYS = 7
export const MOST_DAYS_TO_REPLY = 14
type Replying = { replyBy: CalendarDate }
type Asking = { asks?: string | undefined; concern?: string | undefined }
/** It is to explain a concern that nobody has said. */
const explainsNothing = ({ asks, concern: said }: Asking) => asks === 'explanationAndResponse' && !said?.trim()
type Judging = { satisfactory: boolean; until?: CalendarDate | undefined }

const { must, normally } = rulesAbout<Compliance>()
export const stagesRules = {
  firstLetterIsTheMonitors: must('C16a', { who: theMonitor }),
  laterLettersAreADeputyDirectors: must('C22b', { who: aDeputyDirectorOrAbove }),
  asksForAResponse: normally<Asking>('C22a', {
    field: 'asks',
    because: 'The first letter asks for a response, or explains our concern and asks for one',
    holds: (_record, event) => event.asks !== undefined && !explainsNothing(event),
    parts: (_record, event) =>
      explainsNothing(event) ? [{ field: 'concern', because: 'Say what concerns us, or choose that it only asks for a response' }] : [],
  }),
  replyDateIsAhead: must<Replying>('C22d', {
    field: 'replyBy',
    because: 'Every letter of escalation sets its own reply date: enter one after today',
    holds: (_record, { replyBy: date, today }) => date > today,
  }),
  repliesInOneToTwoWeeks: normally<Replying>('C22d', {
    field: 'replyBy',
    because: (_record, { today }) => `Allow from ${addDays(today, LEAST_DAYS)} to ${addDays(today, MOST_DAYS_TO_REPLY)} (7 to 14 days)`,
    always: `A reply is allowed ${LEAST_DAYS} to ${MOST_DAYS_TO_REPLY} days`,
    holds: (_record, { replyBy: date, today }) => date >= addDays(today, LEAST_DAYS) && date <= addDays(today, MOST_DAYS_TO_REPLY),
  }),
  letterSaysWhatItMust: must('C22d', {
    because: (_record, { letters }) =>
      `The letter lacks what it must say. ${(letters ?? []).flatMap(({ lacks = [] }) => lacks).join('; ')}`,
    always: 'The letter lacks what it must say',
    unlockedBy: 'EDIT_LETTER',
    // What the form itself is asked for first is not asked of the letter (asksForAResponse).
    holds: (_record, { letters, ...event }) =>
      (explainsNothing(event as Asking) && !event.reasons['asksForAResponse']?.trim()) ||
      (letters ?? []).every(({ lacks = [] }) => lacks.length === 0),
  }),
  replyIsRecordedBy: must('C16a', { who: whoeverHears }),
  replyIsTheMonitorsToJudge: must('C16a', { who: theMonitor }),
  aLetterHasGone: must('C22d', {
    because: 'No letter of escalation has gone out that this could answer: record it as correspondence',
    unlockedBy: 'ISSUE_STAGE_1_LETTER',
    holds: ({ escalation }) => escalation.letters.length > 0,
  }),
  aReplyWaits: must('C22d', {
    because: 'No reply waits to be judged',
    unlockedBy: 'REPLY_RECEIVED',
    holds: ({ escalation }) => unjudged(escalation),
  }),
  backToMonitoringWithADate: must<Judging>('C22e', {
    field: 'until',
    because: 'A satisfactory reply ends the escalation: enter a date from today until when it is left to the organisation',
    holds: (_record, { satisfactory, until, today }) => !satisfactory || (until !== undefined && until >= today),
  }),
}

type Wanting = { judgement: Judgement }
export const stagesConditions = {
  replySatisfies: ofTheSubmission<Compliance, Judging>((_record, { satisfactory }) => satisfactory),
  /** It came after this stage had written: an answer to its letter. What came before is judged by itself, and the stage goes on. */
  answersThisStage: ofTheSubmission<Compliance, unknown>(({ escalation }, { happenedOn }) => {
    const letter = letterOf(escalation)
    return letter !== undefined && letter.on <= happenedOn
  }),
  wantingIfPremature: ofTheSubmission<Compliance, Wanting>((record, event) => isWanting(event.judgement) && record.source === 'premature'),
  viewWantingIfPremature: ofTheSubmission<Compliance, Wanting>(
    (record, event) => isWanting(event.judgement) && record.source === 'premature' && record.casefile.laidOn === undefined,
  ),
}

/** The draft of this name that the event composed. */
export const draftOf = (name: LetterName, letters: readonly LetterComposed[] | undefined): LetterComposed | undefined =>
  letters?.find(({ letter, sentOn }) => letter === name && sentOn === undefined)

const issued =
  (stage: StageName) =>
  (record: Compliance, { today, replyBy: date }: Replying & Stamp): Pick<Compliance, 'escalation'> =>
    escalated(record, { letters: [...record.escalation.letters, { stage, on: today, replyBy: date }] })
const changed = (
  { letters }: Compliance['escalation'],
  which: StageLetter | undefined,
  change: Partial<StageLetter>,
): readonly StageLetter[] => letters.map((each) => (each === which ? { ...each, ...change } : each))
/** A reply that came by its date and was entered after: the clock's "no reply" counts nowhere (Dates). */
const answered = (escalation: Compliance['escalation'], day: CalendarDate): readonly StageLetter[] => {
  const letter = answeredOn(escalation, day)
  return letter?.noReplySince && day <= letter.replyBy ? changed(escalation, letter, { answeredInTime: true }) : escalation.letters
}
const judgedAs = ({ replies }: Compliance['escalation'], satisfactory: boolean) =>
  replies.map((each) => (each.satisfactory === undefined ? { ...each, satisfactory } : each))

const { on, always } = recordingIn<Compliance, StagesEvent>()
export const stagesRecordings = {
  recordFirstLetter: on('ISSUE_STAGE_1_LETTER', issued('stage1')),
  recordSecondLetter: on('ISSUE_STAGE_2_LETTER', issued('stage2')),
  recordFurtherLetter: on('ISSUE_FURTHER_LETTER', issued('stage3')),
  recordNoReply: always((record, { today }) =>
    escalated(record, { letters: changed(record.escalation, record.escalation.letters.at(-1), { noReplySince: today }) }),
  ),
  /** A reply, or evidence that is one. */
  recordReply: always((record, { happenedOn }) =>
    escalated(record, {
      replies: [...record.escalation.replies, { on: happenedOn }],
      letters: answered(record.escalation, happenedOn),
    }),
  ),
  /** The stage it answers is past: whether it came in time still counts. */
  recordLateReply: always((record, { happenedOn }) => escalated(record, { letters: answered(record.escalation, happenedOn) })),
  recordReplyJudged: on('JUDGE_REPLY', (record, { satisfactory }) =>
    escalated(record, { replies: judgedAs(record.escalation, satisfactory) }),
  ),
  /** Evidence that is judged wanting during a stage is an unsatisfactory response to it. */
  recordWantingReply: always((record) => escalated(record, { replies: judgedAs(record.escalation, false) })),
  /** Escalation has ended: missing that day begins it again at the first stage (C22e). */
  recordBackToMonitoring: on('JUDGE_REPLY', (record, { until }) =>
    escalated(record, {
      stageReached: 0,
      underWay: false,
      startedOn: undefined,
      committedUntil: until,
      dueBecause: undefined,
      step: undefined,
      reassessment: undefined,
    }),
  ),
  replyToJudgeBegins: always((record, { today, settings }) => escalated(record, { stepBy: addDays(today, settings.judgingReplyDays) })),
}
