import { duties, ended } from './duties.ts'
import { all, alongside, when } from './rules.ts'

/** Arrows that several states of the escalation have alike: how it begins, what the organisation says, and how what it sent is judged. */

const at = '#compliance.open.escalation'
const stage1 = `${at}.stage1` as const
const stage2 = `${at}.stage2` as const
const stage3 = `${at}.stage3` as const
const reassessing = `${at}.stage3.reassessing` as const

const beginning = ['escalationIsTheMonitors', 'reasonFitsTheDate', 'refusalIsOnRecord'] as const
const inOrder = ['stagesInOrder', 'stageThreeInOrder', 'reassessingInOrder', 'reasonFitsTheDate', 'refusalIsOnRecord'] as const
/** Told once, with its reason, before the stage is recorded (C20, C22). */
const begun = [duties.noteEscalation, 'recordReason'] as const

/** Another order, or a stage repeated: by the post that signs the later stage (C22e). */
export const goingToStage = {
  GO_TO_STAGE: [
    {
      target: stage1,
      reenter: true,
      guard: when('goesToStageOneAgain', 'otherOrderIsForTheMonitor', ...inOrder),
      actions: [...begun, 'enterStageOne'],
    },
    {
      target: stage1,
      reenter: true,
      guard: when('goesToStageOne', 'otherOrderIsForADeputyDirector', ...inOrder),
      actions: [...begun, 'enterStageOne'],
    },
    {
      target: stage2,
      reenter: true,
      guard: when('goesToStageTwo', 'otherOrderIsForADeputyDirector', ...inOrder),
      actions: [...begun, 'enterStageTwo'],
    },
    {
      target: reassessing,
      guard: when('goesToReassessing', 'otherOrderIsForADeputyDirector', ...inOrder),
      actions: [...begun, 'enterStageThree'],
    },
    { target: stage3, guard: all('otherOrderIsForADeputyDirector', ...inOrder), actions: [...begun, 'enterStageThree'] },
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
/** Whatever it said before is overtaken. */
const straight = ['recordRefusal', 'recordOvertaken', ended('judgeReply'), duties.noteEscalation, 'enterStageThree'] as const
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

/** Whatever comes is judged; unsatisfactory, it leaves what goes on as it is, unless it answers the letter that this stage wrote. */
const judgedBeside = ['replyIsTheMonitorsToJudge', 'aReplyWaits'] as const
export const satisfied = {
  target: `${at}.none`,
  guard: when('replySatisfies', ...judgedBeside, 'backToMonitoringWithADate'),
  actions: ['recordReplyJudged', 'recordBackToMonitoring', ended('judgeReply')],
} as const
const kept = { guard: all('replyIsRecordedBy'), actions: ['recordReply', duties.judgeReplyBeside] } as const
const committed = ['recordCommitment', 'recordReply'] as const
const keptCommitment = { guard: all('refusalIsRecordedBy'), actions: [...committed, duties.judgeReplyBeside] } as const
const keptRefusal = { guard: all(...refused), actions: ['recordRefusal', 'recordReply', duties.judgeReplyBeside] } as const
const judging = {
  JUDGE_REPLY: [satisfied, { guard: all(...judgedBeside), actions: ['recordReplyJudged', ended('judgeReply')] }],
} as const
/** At any moment of a stage (C22e): also an absolute refusal, which leads on. */
export const besideAStage = {
  REPLY_RECEIVED: kept,
  ORGANISATION_COMMITTED: keptCommitment,
  ORGANISATION_REFUSED: [...absolutely, keptRefusal],
  ...judging,
} as const
/** At the third stage a refusal changes nothing any more. */
export const besideStageThree = {
  REPLY_RECEIVED: kept,
  ORGANISATION_COMMITTED: keptCommitment,
  ORGANISATION_REFUSED: { guard: all('refusalIsRecordedBy'), actions: 'recordRefusal' },
  ...judging,
} as const
/** Held back, a commitment in writing may end it; unsatisfactory, it stays held back. */
export const besideHoldingBack = { ORGANISATION_COMMITTED: keptCommitment, ...judging } as const
export const besideWhatIsDue = judging

/** What answers the letter that waits for its reply. Evidence during a stage is also the reply (Shape). */
export const answering = <T extends string>(replyToJudge: T) =>
  ({
    REPLY_RECEIVED: [{ target: replyToJudge, guard: when('answersThisStage', 'replyIsRecordedBy'), actions: 'recordReply' }, kept],
    ORGANISATION_COMMITTED: [
      { target: replyToJudge, guard: when('answersThisStage', 'refusalIsRecordedBy'), actions: committed },
      keptCommitment,
    ],
    ORGANISATION_REFUSED: [
      ...absolutely,
      { target: replyToJudge, guard: when('answersThisStage', ...refused), actions: ['recordRefusal', 'recordReply'] },
      keptRefusal,
    ],
    EVIDENCE_RECEIVED: { target: replyToJudge, guard: alongside('answersThisStage'), actions: 'recordReply' },
  }) as const
/** A commitment before any stage is judged like a reply, also after a refusal (C22e). */
export const committing = <T extends string>(toJudge: T) =>
  ({ target: toJudge, guard: all('refusalIsRecordedBy'), actions: committed }) as const

/** Begun for a date that was not missed, and nothing written since: it was not due (Dates). */
export const backBeforeAnyLetter = {
  target: `${at}.none`,
  guard: alongside('answersBeforeAnyLetter'),
  actions: 'notBegunAfterAll',
} as const

/** What else comes while a reply is being judged is kept with it. */
export const held = {
  REPLY_RECEIVED: { guard: all('replyIsRecordedBy'), actions: 'recordReply' },
  ORGANISATION_COMMITTED: { guard: all('refusalIsRecordedBy'), actions: committed },
  ORGANISATION_REFUSED: [...absolutely, { guard: all(...refused), actions: 'recordRefusal' }],
  EVIDENCE_RECEIVED: { guard: alongside(), actions: 'recordReply' },
} as const

/** Evidence that is judged wanting makes escalation due; during a stage it is an unsatisfactory answer (Shape). */
export const whenWanting = <T extends string, A extends string>(target: T, action: A) =>
  ({
    JUDGE_EVIDENCE: { target, guard: alongside('judgedWanting'), actions: action },
    GIVE_VIEW: { target, guard: alongside('viewedWanting'), actions: action },
    DECIDE_COMPLIANCE: { target, guard: alongside('judgedWanting'), actions: action },
  }) as const
/** A premature item is reassessed at the third stage (C22g). */
export const whenWantingAtStage = <P extends string, T extends string, A extends string>(ifPremature: P, next: T, enter: A) => {
  const premature = { target: ifPremature, actions: ['recordWantingReply', ended('judgeReply'), enter] } as const
  const other = { target: next, actions: ['recordWantingReply', ended('judgeReply'), enter] } as const
  return {
    JUDGE_EVIDENCE: [
      { ...premature, guard: alongside('wantingIfPremature') },
      { ...other, guard: alongside('judgedWanting') },
    ],
    GIVE_VIEW: [
      { ...premature, guard: alongside('viewWantingIfPremature') },
      { ...other, guard: alongside('viewedWanting') },
    ],
    DECIDE_COMPLIANCE: [
      { ...premature, guard: alongside('wantingIfPremature') },
      { ...other, guard: alongside('judgedWanting') },
    ],
  } as const
}

export const mayPropose = [
  'proposedByTheDeputyDirector',
  'newDateIsSet',
  'newDateIsAhead',
  'delayIsAttributed',
  'executiveIsNamed',
  'stepIsSaid',
  'reviewIsSet',
  'reviewIsSoon',
  'reopensAnIntervention',
] as const
export const mayPutReassessment = ['reassessmentIsPutBy', 'suitabilityConsidered', 'reassessedSomewhere', 'reopensOrGoesBack'] as const
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
