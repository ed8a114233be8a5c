import { duties } from './duties.ts'
import { all, alongside, when } from './rules.ts'

/** Arrows that several states of the escalation have alike: how it begins, what the organisation says, and how what it sent is judged. */

const at = '#compliance.open.escalation'
const stage1 = `${at}.stage1` as const
const stage2 = `${at}.stage2` as const
const stage3 = `${at}.stage3` as const
const reassessing = `${at}.stage3.reassessing` as const

const beginning = ['escalationIsTheMonitors', 'reasonFitsTheDate'] as const
const other = ['stagesInOrder', 'stageThreeInOrder', 'reassessingInOrder', 'reasonFitsTheDate'] as const
/** Told once, with its reason, before the stage is recorded (C20, C22). */
const begun = [duties.noteEscalation, 'recordReason'] as const

/** Another order, or a stage repeated: by the post that signs the later stage (C22e). */
export const goingToStage = {
  GO_TO_STAGE: [
    {
      target: stage1,
      reenter: true,
      guard: when('goesToStageOneAgain', 'otherOrderIsForTheMonitor', ...other),
      actions: [...begun, 'enterStageOne'],
    },
    {
      target: stage1,
      reenter: true,
      guard: when('goesToStageOne', 'otherOrderIsForADeputyDirector', ...other),
      actions: [...begun, 'enterStageOne'],
    },
    {
      target: stage2,
      reenter: true,
      guard: when('goesToStageTwo', 'otherOrderIsForADeputyDirector', ...other),
      actions: [...begun, 'enterStageTwo'],
    },
    {
      target: reassessing,
      guard: when('goesToReassessing', 'otherOrderIsForADeputyDirector', ...other),
      actions: [...begun, 'enterStageThree'],
    },
    { target: stage3, guard: all('otherOrderIsForADeputyDirector', ...other), actions: [...begun, 'enterStageThree'] },
  ],
} as const

/** Whoever monitors the item begins at the stage after the one already reached; an absolute refusal leads straight to the third (C21). */
export const starting = {
  START_ESCALATION: [
    { target: reassessing, guard: when('absoluteReasonIfPremature', ...beginning), actions: [...begun, 'enterStageThree'] },
    { target: stage3, guard: when('absoluteReason', ...beginning), actions: [...begun, 'enterStageThree'] },
    { target: stage2, guard: when('stageTwoIsNext', ...beginning), actions: [...begun, 'enterStageTwo'] },
    { target: stage3, guard: when('stageThreeIsNext', ...beginning), actions: [...begun, 'enterStageThree'] },
    { target: reassessing, guard: when('reassessingIsNext', ...beginning), actions: [...begun, 'enterStageThree'] },
    { target: stage1, guard: all(...beginning), actions: [...begun, 'enterStageOne'] },
  ],
  ...goingToStage,
} as const

const refused = ['refusalIsRecordedBy', 'absoluteGoesStraightToStageThree'] as const
const straight = ['recordRefusal', duties.noteEscalation, 'enterStageThree'] as const
const absolutely = [
  { target: reassessing, guard: when('refusedAbsolutelyIfPremature', ...refused), actions: straight },
  { target: stage3, guard: when('refusedAbsolutely', ...refused), actions: straight },
] as const
/** From anywhere: refusing what was agreed makes escalation due at once, and absolutely leads straight to the third stage (C19, C21). */
export const refusing = [
  ...absolutely,
  { target: `${at}.due`, guard: all(...refused), actions: ['recordRefusal', 'dueForTheRefusal'] },
] as const
export const refusingWhenDue = [...absolutely, { guard: all(...refused), actions: ['recordRefusal', 'dueForTheRefusal'] }] as const
/** During a stage it is an answer to be judged. */
export const refusingAtAStage = <T extends string>(replyToJudge: T) =>
  [...absolutely, { target: replyToJudge, guard: all(...refused), actions: ['recordRefusal', 'recordReply'] }] as const

/** A commitment in writing is judged like a reply, also after an absolute refusal (C22e). */
export const committing = <T extends string>(replyToJudge: T) =>
  ({ target: replyToJudge, guard: all('refusalIsRecordedBy'), actions: ['recordCommitment', 'recordReply'] }) as const

/** What else comes while a reply is being judged is kept with it. */
export const held = {
  REPLY_RECEIVED: { guard: all('replyIsRecordedBy'), actions: 'recordReply' },
  ORGANISATION_COMMITTED: { guard: all('refusalIsRecordedBy'), actions: ['recordCommitment', 'recordReply'] },
  ORGANISATION_REFUSED: [...absolutely, { guard: all(...refused), actions: ['recordRefusal'] }],
  EVIDENCE_RECEIVED: { guard: alongside(), actions: 'recordReply' },
} as const

export const satisfied = {
  target: `${at}.none`,
  guard: when('replySatisfies', 'replyIsTheMonitorsToJudge', 'backToMonitoringWithADate'),
  actions: ['recordReplyJudged', 'recordBackToMonitoring'],
} as const

/** Evidence that is judged wanting makes escalation due; during a stage it is an unsatisfactory answer (Shape). */
export const whenWanting = <T extends string, A extends string>(target: T, action: A) =>
  ({
    JUDGE_EVIDENCE: { target, guard: alongside('judgedWanting'), actions: action },
    GIVE_VIEW: { target, guard: alongside('viewedWanting'), actions: action },
    DECIDE_COMPLIANCE: { target, guard: alongside('judgedWanting'), actions: action },
  }) as const
/** The next stage, or the letter that this one has not written yet. */
export const whenWantingAtAStage = <L extends string, T extends string, A extends string>(letterDue: L, next: T, enter: A) => {
  const unwritten = { target: letterDue, actions: ['recordWantingReply', 'letterDueAgain'] } as const
  const onwards = { target: next, actions: ['recordWantingReply', enter] } as const
  return {
    JUDGE_EVIDENCE: [
      { ...unwritten, guard: alongside('wantingUnwritten') },
      { ...onwards, guard: alongside('judgedWanting') },
    ],
    GIVE_VIEW: [
      { ...unwritten, guard: alongside('viewWantingUnwritten') },
      { ...onwards, guard: alongside('viewedWanting') },
    ],
    DECIDE_COMPLIANCE: [
      { ...unwritten, guard: alongside('wantingUnwritten') },
      { ...onwards, guard: alongside('judgedWanting') },
    ],
  } as const
}
/** A premature item is reassessed (C22g). */
const toReassessing = { target: reassessing, actions: ['recordWantingReply', 'enterStageThree'] } as const
const letterDueAtTwo = whenWantingAtAStage(`${stage2}.letterDue`, stage3, 'enterStageThree')
export const whenWantingAtStageTwo = {
  JUDGE_EVIDENCE: [
    letterDueAtTwo.JUDGE_EVIDENCE[0],
    { ...toReassessing, guard: alongside('wantingIfPremature') },
    letterDueAtTwo.JUDGE_EVIDENCE[1],
  ],
  GIVE_VIEW: [letterDueAtTwo.GIVE_VIEW[0], { ...toReassessing, guard: alongside('viewWantingIfPremature') }, letterDueAtTwo.GIVE_VIEW[1]],
  DECIDE_COMPLIANCE: [
    letterDueAtTwo.DECIDE_COMPLIANCE[0],
    { ...toReassessing, guard: alongside('wantingIfPremature') },
    letterDueAtTwo.DECIDE_COMPLIANCE[1],
  ],
} as const

export const mayPropose = [
  'proposedByTheDeputyDirector',
  'newDateIsSet',
  'newDateIsAhead',
  'executiveIsNamed',
  'stepIsSaid',
  'reviewIsSet',
  'reopensAnIntervention',
] as const
export const mayPutReassessment = ['reassessmentIsPutBy', 'suitabilityConsidered', 'reassessedSomewhere'] as const
/** From "no reply" to stage 2 its first act leads on to the third (C22e). */
export const straightToStageThree = {
  PROPOSE_STEP: {
    target: `${stage3}.conferring.proposed`,
    guard: all('isNotPremature', ...mayPropose),
    actions: ['enterStageThree', 'recordProposal'],
  },
  PROPOSE_REASSESSMENT: {
    target: `${reassessing}.proposed`,
    guard: all('isForAPrematureItem', ...mayPutReassessment),
    actions: ['enterStageThree', 'recordReassessmentPut'],
  },
} as const
