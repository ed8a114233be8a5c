import { z } from 'zod'
import { aLineManagerOrAbove } from '../casefile/authority.ts'
import { ofTheRecord, ofTheSubmission } from '../kernel/arrow.ts'
import { addDays, type CalendarDate } from '../kernel/calendar.ts'
import type { Stamp, SubmissionOf } from '../kernel/definition.ts'
import { recordingIn } from '../kernel/recording.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { act, day, saying, words } from '../kernel/words.ts'
import { isUnaccepted } from './accepted.ts'
import { actingIn, aDeputyDirectorOrAbove, otherThanWhoAskedToHoldBack, theMonitor, whoeverHears } from './authority.ts'
import { type Escalation, letterOf, type Reason, reasons, type StageName, type StageNumber, stages } from './escalation-record.ts'
import { providedWith } from './evidence.ts'
import { type Compliance, escalatesAfter } from './record.ts'

const reason = saying(z.enum(reasons), {
  missedTargetDate: 'The target date was missed',
  extendedDelay: 'Delay that goes on',
  prevarication: 'Prevarication',
  flawedRemedy: 'The remedy provided is flawed',
  absoluteRefusal: 'An absolute refusal',
}).meta({ label: 'Reason' })

const saidStage: Readonly<Record<StageName, string>> = { stage1: 'Stage 1', stage2: 'Stage 2', stage3: 'Stage 3' }

/** Escalation begins, is held back, or takes another order than the guidance's (C19, C20, C22e). */
export const escalateEvents = {
  START_ESCALATION: act(
    'START_ESCALATION',
    { reason, why: words('What happened') },
    { title: 'Begin escalation', done: 'began escalation' },
  ),
  ASK_TO_HOLD_BACK: act(
    'ASK_TO_HOLD_BACK',
    { why: words('Why it should wait') },
    { title: 'Ask to have escalation held back', done: 'asked to have escalation held back' },
  ),
  HOLD_BACK: act(
    'HOLD_BACK',
    { why: words('Reasons'), reviewOn: day('When it is looked at again') },
    { title: 'Hold escalation back', done: 'held escalation back' },
  ),
  GO_TO_STAGE: act(
    'GO_TO_STAGE',
    { stage: saying(z.enum(stages), saidStage).meta({ label: 'Stage' }), reason, why: words('What the circumstances are') },
    { title: 'Go to another stage', done: 'went to another stage of escalation' },
  ),
}
export type EscalateEvent = SubmissionOf<typeof escalateEvents>

const { must, normally } = rulesAbout<Compliance>()
const MOST_DAYS_HELD_BACK = 'holdBackDays'
type Reasoned = { reason: Reason }
type Staged = { stage: StageName }
const numberOf = (stage: StageName) => Number(stage.at(-1)) as StageNumber

/** The stage that comes next: after the one reached, which an extension keeps (setting n), once that has written; the third is not passed. */
export const nextStage = ({ escalation }: Compliance): StageNumber => {
  const { stageReached } = escalation
  const isWritten = stageReached === 0 || stageReached === 3 || letterOf(escalation) !== undefined
  return isWritten ? (Math.min(stageReached + 1, 3) as StageNumber) : stageReached
}

const isPremature = ({ source }: Compliance) => source === 'premature'
const isNext = (record: Compliance, stage: StageName) => numberOf(stage) === nextStage(record)
const outOfOrder = {
  because: (record: Compliance, { stage }: Staged) =>
    `${saidStage[stage]} would be out of order, or repeated: the next is stage ${nextStage(record)}. Say what the circumstances dictate`,
  always: 'The stage would be out of order, or repeated: say what the circumstances dictate',
}

export const escalateRules = {
  escalationIsTheMonitors: must('C16a', { who: theMonitor }),
  reasonFitsTheDate: normally<Reasoned>('C20', {
    field: 'reason',
    because: (record) => `The date, ${escalatesAfter(record)}, has not passed: give the reason that applies, or say why this one does`,
    always: 'The date has not passed: give the reason that applies, or say why this one does',
    holds: (record, event) => event.reason !== 'missedTargetDate' || event.today > escalatesAfter(record),
  }),
  refusalIsOnRecord: must<Reasoned>('C21', {
    field: 'reason',
    because: 'No absolute refusal is on record: record what the organisation said first',
    unlockedBy: 'ORGANISATION_REFUSED',
    holds: ({ escalation }, event) => event.reason !== 'absoluteRefusal' || escalation.refusals.some(({ absolute }) => absolute),
  }),
  askedByWhoeverHears: must('C20', { who: whoeverHears }),
  notAskedAlready: must('C20', {
    because: 'Holding back has been asked for: a line manager decides about it',
    unlockedBy: 'HOLD_BACK',
    holds: ({ escalation }) => escalation.holdBackAsked === undefined,
  }),
  holdingBackIsAsked: must('C20', {
    because: 'Nobody has asked to have it held back, with the reason: one person asks and another decides',
    unlockedBy: 'ASK_TO_HOLD_BACK',
    holds: ({ escalation }) => escalation.holdBackAsked !== undefined,
  }),
  heldBackByALineManager: must('C20', { who: aLineManagerOrAbove }),
  notTheirOwnAsking: must('C20', { who: otherThanWhoAskedToHoldBack }),
  reviewIsAhead: must<{ reviewOn: CalendarDate }>('C20', {
    field: 'reviewOn',
    because: 'Enter a review date after today',
    holds: (_record, { reviewOn, today }) => reviewOn > today,
  }),
  reviewWithinTwoWeeks: normally<{ reviewOn: CalendarDate }>('C20', {
    field: 'reviewOn',
    because: ({ escalation }, { settings, today }) =>
      `It is held back until ${addDays(today, settings[MOST_DAYS_HELD_BACK])} at most (held back ${escalation.heldBack.length} times before)`,
    always: 'Escalation would be held back for longer at a time than the setting allows',
    holds: (_record, { reviewOn, today, settings }) => reviewOn <= addDays(today, settings[MOST_DAYS_HELD_BACK]),
  }),
  refusalIsNotHeldBack: normally('C19', {
    because: 'The organisation refuses what it agreed to: escalation is due at once, and holding it back needs a reason',
    holds: ({ escalation }) => escalation.dueBecause !== 'refused',
  }),
  otherOrderIsForADeputyDirector: must('C22e', { who: aDeputyDirectorOrAbove }),
  otherOrderIsForTheMonitor: must('C22e', { who: theMonitor }),
  stagesInOrder: normally<Staged>('C22e', {
    field: 'stage',
    ...outOfOrder,
    holds: (record, { stage }) => stage === 'stage3' || isNext(record, stage),
  }),
  stageThreeInOrder: normally<Staged>('C22f', {
    field: 'stage',
    ...outOfOrder,
    holds: (record, { stage }) => stage !== 'stage3' || isPremature(record) || isNext(record, stage),
  }),
  reassessingInOrder: normally<Staged>('C22g', {
    field: 'stage',
    ...outOfOrder,
    holds: (record, { stage }) => stage !== 'stage3' || !isPremature(record) || isNext(record, stage),
  }),
}
const goesTo = (stage: StageName) => ofTheSubmission<Compliance, Staged>((_record, event) => event.stage === stage)
const nextIs = (stage: StageNumber, premature?: boolean) =>
  ofTheRecord<Compliance>((record) => nextStage(record) === stage && (premature === undefined || isPremature(record) === premature))
export const escalateConditions = {
  isPremature: ofTheRecord<Compliance>(isPremature),
  isOfAnIntervention: ofTheRecord<Compliance>(({ source }) => source === 'intervention'),
  absoluteReason: ofTheSubmission<Compliance, Reasoned>(
    (record, event) => event.reason === 'absoluteRefusal' && !isUnaccepted(record, event.today),
  ),
  absoluteReasonIfPremature: ofTheSubmission<Compliance, Reasoned>(
    (record, event) => event.reason === 'absoluteRefusal' && isPremature(record),
  ),
  stageTwoIsNext: nextIs(2),
  stageThreeIsNext: nextIs(3, false),
  reassessingIsNext: nextIs(3, true),
  goesToStageOneAgain: ofTheSubmission<Compliance, Staged>(
    ({ escalation }, { stage }) => stage === 'stage1' && escalation.stageReached < 2,
  ),
  goesToStageOne: goesTo('stage1'),
  goesToStageTwo: goesTo('stage2'),
  goesToReassessing: ofTheSubmission<Compliance, Staged>((record, { stage }) => stage === 'stage3' && isPremature(record)),
  /** The same, and no stage has written since it was begun, for the first time or again. */
  answersBeforeAnyLetter: ofTheSubmission<Compliance, { providedOn?: CalendarDate | undefined }>(
    (record, event) =>
      record.escalation.dueBecause === 'missedDate' &&
      providedWith(record, event) <= escalatesAfter(record) &&
      (record.escalation.letters.at(-1)?.on ?? '') < (record.escalation.reasons.at(-1)?.on ?? ''),
  ),
  /** Only the missed date made it due, and the remedy was provided by then: it was not due (Dates). */
  answersTheMissedDate: ofTheSubmission<Compliance, { providedOn?: CalendarDate | undefined }>(
    (record, event) => record.escalation.dueBecause === 'missedDate' && providedWith(record, event) <= escalatesAfter(record),
  ),
}

/** Escalation with some of it changed. */
export const escalated = ({ escalation }: Compliance, change: Partial<Escalation>): Pick<Compliance, 'escalation'> => ({
  escalation: { ...escalation, ...change },
})
/** A stage is entered: it is told once to the compliance officer, and the next letter is due the same day (C22, setting f). */
export const enter =
  (stage: StageNumber) =>
  (record: Compliance, { today, settings }: Stamp): Pick<Compliance, 'escalation'> =>
    escalated(record, {
      stageReached: stage,
      underWay: true,
      startedOn: record.escalation.startedOn ?? today,
      holdBackAsked: undefined,
      dueSince: undefined,
      committedUntil: undefined,
      stepBy: addDays(
        today,
        stage === 3 ? (isPremature(record) ? settings.reassessingDays : settings.conferringDays) : settings.promptDays,
      ),
    })

const { on, always } = recordingIn<Compliance, EscalateEvent>()
const withReason = (record: Compliance, { reason: given, why, today }: Reasoned & Stamp & { why: string }) =>
  escalated(record, { reasons: [...record.escalation.reasons, { on: today, reason: given, why }] })
export const escalateRecordings = {
  recordReason: on(['START_ESCALATION', 'GO_TO_STAGE'], withReason),
  recordAsking: on('ASK_TO_HOLD_BACK', (record, event) =>
    escalated(record, { holdBackAsked: { on: event.today, why: event.why, by: actingIn(event) } }),
  ),
  recordHoldingBack: on('HOLD_BACK', (record, { today, reviewOn, why }) =>
    escalated(record, { holdBackAsked: undefined, heldBack: [...record.escalation.heldBack, { on: today, until: reviewOn, why }] }),
  ),
  enterStageOne: always(enter(1)),
  enterStageTwo: always(enter(2)),
  enterStageThree: always(enter(3)),
  dueForTheDate: always((record, { happenedOn }) => escalated(record, { dueBecause: 'missedDate', dueSince: happenedOn })),
  dueForTheJudgement: always((record, { happenedOn }) => escalated(record, { dueBecause: 'judged', dueSince: happenedOn })),
  /** Due since then already, it is not due later for it. */
  dueForTheRefusal: always((record, { happenedOn }) =>
    escalated(record, { dueBecause: 'refused', dueSince: earlier(record.escalation.dueSince, happenedOn) }),
  ),
  dueAgain: always((record, { today }) => escalated(record, { dueSince: today })),
  notDue: always((record) => escalated(record, { dueBecause: undefined, dueSince: undefined, holdBackAsked: undefined })),
  /** It had begun for a date that was not missed, and nothing was written yet: the stage reached before stands. */
  notBegunAfterAll: always((record) => {
    const { stageReached, startedOn } = record.escalation
    const before = Math.max(stageReached - 1, 0) as StageNumber
    return escalated(record, {
      dueBecause: undefined,
      underWay: false,
      stageReached: before,
      startedOn: before === 0 ? undefined : startedOn,
    })
  }),
}
function earlier(one: CalendarDate | undefined, other: CalendarDate): CalendarDate {
  return one !== undefined && one < other ? one : other
}
