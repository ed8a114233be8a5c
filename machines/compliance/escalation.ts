import { duties, ended } from './duties.ts'
import { discardStageLetters, draftStageLetter, sendStageLetter } from './effects.ts'
import {
  committing,
  goingToStage,
  held,
  refusing,
  refusingAtAStage,
  refusingWhenDue,
  satisfied,
  starting,
  straightToStageThree,
  whenWanting,
  whenWantingAtAStage,
  whenWantingAtStageTwo,
} from './escalation-arrows.ts'
import { lifecycle, waits } from './lifecycle.ts'
import { all, alongside, when } from './rules.ts'
import { stageThree } from './stage-three-region.ts'

/** The escalation procedure: due, held back, and its three stages (C19–C22g). The clock records; people write and close. */

const due = lifecycle.createStateConfig({
  description: 'Escalation is due',
  entry: discardStageLetters,
  tags: 'overdue',
  initial: 'toBegin',
  on: {
    ...starting,
    ORGANISATION_COMMITTED: committing('#compliance.open.escalation.due.commitmentToJudge'),
    ORGANISATION_REFUSED: refusingWhenDue,
    EVIDENCE_RECEIVED: { target: '#compliance.open.escalation.none', guard: alongside('answersTheMissedDate'), actions: 'notDue' },
  },
  states: {
    toBegin: {
      description: 'To be begun, or held back',
      entry: duties.beginEscalation,
      exit: ended('beginEscalation', 'beginEscalationCaseworker', 'decideHoldingBack'),
      on: {
        ASK_TO_HOLD_BACK: {
          guard: all('askedByWhoeverHears', 'notAskedAlready'),
          actions: ['recordAsking', duties.decideHoldingBack],
        },
        HOLD_BACK: {
          target: '#compliance.open.escalation.heldBack',
          guard: all(
            'heldBackByALineManager',
            'holdingBackIsAsked',
            'notTheirOwnAsking',
            'refusalIsNotHeldBack',
            'reviewIsAhead',
            'reviewWithinTwoWeeks',
          ),
          actions: 'recordHoldingBack',
        },
      },
    },
    commitmentToJudge: {
      entry: [discardStageLetters, 'replyToJudgeBegins', duties.judgeReply],
      exit: ended('judgeReply'),
      ...waits('stepDue', 'The organisation committed itself in writing: to be judged'),
      on: {
        JUDGE_REPLY: [satisfied, { target: 'toBegin', guard: all('replyIsTheMonitorsToJudge'), actions: 'recordReplyJudged' }],
      },
    },
  },
})

const heldBack = lifecycle.createStateConfig({
  description: 'Held back until a review date',
  after: { holdBackReview: 'due' },
  on: {
    ...starting,
    ORGANISATION_COMMITTED: committing('#compliance.open.escalation.due.commitmentToJudge'),
    EVIDENCE_RECEIVED: { target: '#compliance.open.escalation.none', guard: alongside('answersTheMissedDate'), actions: 'notDue' },
    ...whenWanting('#compliance.open.escalation.due', 'dueForTheJudgement'),
  },
})

/** What an organisation may say at any moment of a stage that has no reply to judge. */
const saysSomething = (stage: 'stage1' | 'stage2') =>
  ({
    REPLY_RECEIVED: {
      target: `#compliance.open.escalation.${stage}.replyToJudge`,
      guard: all('replyIsRecordedBy'),
      actions: 'recordReply',
    },
    ORGANISATION_COMMITTED: committing(`#compliance.open.escalation.${stage}.replyToJudge`),
    ORGANISATION_REFUSED: refusingAtAStage(`#compliance.open.escalation.${stage}.replyToJudge`),
  }) as const
/** Evidence during a stage is also the reply to its letter. */
const evidenceReplies = (stage: 'stage1' | 'stage2') =>
  ({
    EVIDENCE_RECEIVED: { target: `#compliance.open.escalation.${stage}.replyToJudge`, guard: alongside(), actions: 'recordReply' },
  }) as const

const stage1 = lifecycle.createStateConfig({
  description: 'Stage 1',
  initial: 'letterDue',
  entry: discardStageLetters,
  on: goingToStage,
  states: {
    letterDue: {
      entry: [draftStageLetter.stage1, duties.issueFirstLetter],
      exit: ended('issueStageLetter'),
      ...waits('stepDue', 'The stage 1 letter is to be issued'),
      on: {
        ...saysSomething('stage1'),
        EVIDENCE_RECEIVED: {
          target: '#compliance.open.escalation.none',
          guard: alongside('answersTheMissedDate'),
          actions: 'notBegunAfterAll',
        },
        ISSUE_STAGE_1_LETTER: {
          target: 'awaitingReply',
          guard: all('firstLetterIsTheMonitors', 'asksForAResponse', 'replyDateIsAhead', 'repliesInOneToTwoWeeks', 'letterSaysWhatItMust'),
          actions: ['recordFirstLetter', sendStageLetter('stage1')],
        },
      },
    },
    awaitingReply: {
      description: 'The stage 1 letter waits for its reply',
      after: { noReply: 'noReply' },
      on: { ...saysSomething('stage1'), ...evidenceReplies('stage1') },
    },
    replyToJudge: {
      entry: [discardStageLetters, 'replyToJudgeBegins', duties.judgeReply],
      exit: ended('judgeReply'),
      ...waits('stepDue', 'A reply to stage 1 is to be judged'),
      on: {
        ...held,
        JUDGE_REPLY: [
          satisfied,
          {
            target: 'letterDue',
            guard: when('letterStillToWrite', 'replyIsTheMonitorsToJudge'),
            actions: ['recordReplyJudged', 'enterStageOne'],
          },
          {
            target: '#compliance.open.escalation.stage2',
            guard: all('replyIsTheMonitorsToJudge'),
            actions: ['recordReplyJudged', 'enterStageTwo'],
          },
        ],
        ...whenWantingAtAStage('#compliance.open.escalation.stage1.letterDue', '#compliance.open.escalation.stage2', 'enterStageTwo'),
      },
    },
    noReply: {
      description: 'No reply to stage 1 by its date',
      tags: 'overdue',
      entry: ['recordNoReply', duties.actOnNoReply, draftStageLetter.stage2],
      exit: ended('actOnNoReply'),
      on: {
        ...saysSomething('stage1'),
        ...evidenceReplies('stage1'),
        ISSUE_STAGE_2_LETTER: {
          target: '#compliance.open.escalation.stage2.awaitingReply',
          guard: all('laterLettersAreADeputyDirectors', 'replyDateIsAhead', 'repliesInOneToTwoWeeks', 'letterSaysWhatItMust'),
          actions: ['enterStageTwo', 'recordSecondLetter', sendStageLetter('stage2')],
        },
      },
    },
  },
})

const stage2 = lifecycle.createStateConfig({
  description: 'Stage 2',
  initial: 'letterDue',
  entry: discardStageLetters,
  on: goingToStage,
  states: {
    letterDue: {
      entry: [draftStageLetter.stage2, duties.issueSecondLetter],
      exit: ended('issueStageLetter'),
      ...waits('stepDue', 'The stage 2 letter is to be issued'),
      on: {
        ...saysSomething('stage2'),
        ISSUE_STAGE_2_LETTER: {
          target: 'awaitingReply',
          guard: all('laterLettersAreADeputyDirectors', 'replyDateIsAhead', 'repliesInOneToTwoWeeks', 'letterSaysWhatItMust'),
          actions: ['recordSecondLetter', sendStageLetter('stage2')],
        },
      },
    },
    awaitingReply: {
      description: 'The stage 2 letter waits for its reply',
      after: { noReply: 'noReply' },
      on: { ...saysSomething('stage2'), ...evidenceReplies('stage2') },
    },
    replyToJudge: {
      entry: [discardStageLetters, 'replyToJudgeBegins', duties.judgeReply],
      exit: ended('judgeReply'),
      ...waits('stepDue', 'A reply to stage 2 is to be judged'),
      on: {
        ...held,
        JUDGE_REPLY: [
          satisfied,
          {
            target: 'letterDue',
            guard: when('letterStillToWrite', 'replyIsTheMonitorsToJudge'),
            actions: ['recordReplyJudged', 'enterStageTwo'],
          },
          {
            target: '#compliance.open.escalation.stage3.reassessing',
            guard: when('isPremature', 'replyIsTheMonitorsToJudge'),
            actions: ['recordReplyJudged', 'enterStageThree'],
          },
          {
            target: '#compliance.open.escalation.stage3',
            guard: all('replyIsTheMonitorsToJudge'),
            actions: ['recordReplyJudged', 'enterStageThree'],
          },
        ],
        ...whenWantingAtStageTwo,
      },
    },
    noReply: {
      description: 'No reply to stage 2 by its date',
      tags: 'overdue',
      entry: ['recordNoReply', duties.actOnNoReply],
      exit: ended('actOnNoReply'),
      on: {
        ...saysSomething('stage2'),
        ...evidenceReplies('stage2'),
        ...straightToStageThree,
      },
    },
  },
})

export const escalationRegion = lifecycle.createStateConfig({
  description: 'Escalation',
  initial: 'none',
  on: {
    ORGANISATION_REFUSED: refusing,
    EXTEND_TARGET_DATE: { target: '.none', guard: alongside() },
  },
  states: {
    none: {
      description: 'Nothing is escalated',
      entry: discardStageLetters,
      after: { escalationDue: { target: 'due', actions: 'dueForTheDate' } },
      on: { ...starting, ...whenWanting('#compliance.open.escalation.due', 'dueForTheJudgement') },
    },
    due,
    heldBack,
    stage1,
    stage2,
    stage3: stageThree,
  },
})
