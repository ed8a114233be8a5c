import { duties, ended } from './duties.ts'
import { discardStageLetters, draftStageLetter, sendStageLetter } from './effects.ts'
import {
  answering,
  backBeforeAnyLetter,
  besideAStage,
  besideHoldingBack,
  besideWhatIsDue,
  committing,
  goingToStage,
  held,
  refusing,
  refusingWhenDue,
  satisfied,
  starting,
  straightToStageThree,
  whenWanting,
  whenWantingAtStage,
} from './escalation-arrows.ts'
import { lifecycle, waits } from './lifecycle.ts'
import { all, alongside, when } from './rules.ts'
import { stageThree } from './stage-three-region.ts'

/** The escalation procedure: due, held back, and its three stages (C19–C22g). The clock records; people write and close. */

/** A pursued recommendation was accepted after all, with a date that is still ahead (C10). */
const noLongerMissed = { target: '#compliance.open.escalation.none', guard: alongside('missesNoDateAnyMore'), actions: 'notDue' } as const

const due = lifecycle.createStateConfig({
  meta: { says: 'Escalation due' },
  description: 'Escalation is due',
  entry: discardStageLetters,
  tags: 'overdue',
  initial: 'toBegin',
  on: {
    ...starting,
    ORGANISATION_COMMITTED: committing('#compliance.open.escalation.due.commitmentToJudge'),
    ORGANISATION_REFUSED: refusingWhenDue,
    ...besideWhatIsDue,
    EVIDENCE_RECEIVED: { target: '#compliance.open.escalation.none', guard: alongside('answersTheMissedDate'), actions: 'notDue' },
    RECOMMENDATION_WAS_ACCEPTED: noLongerMissed,
  },
  states: {
    toBegin: {
      description: 'To be begun, or held back',
      entry: [duties.beginEscalation, duties.decideHoldingBack],
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
      ...waits('stepDue', 'The organisation committed itself in writing: to be judged'),
      on: {
        JUDGE_REPLY: [
          satisfied,
          { target: 'toBegin', guard: all('replyIsTheMonitorsToJudge'), actions: ['recordReplyJudged', ended('judgeReply')] },
        ],
      },
    },
  },
})

const heldBack = lifecycle.createStateConfig({
  meta: { says: 'Escalation held back' },
  description: 'Held back until a review date',
  after: { holdBackReview: { target: 'due', actions: 'dueAgain' } },
  on: {
    ...starting,
    ...besideHoldingBack,
    EVIDENCE_RECEIVED: { target: '#compliance.open.escalation.none', guard: alongside('answersTheMissedDate'), actions: 'notDue' },
    RECOMMENDATION_WAS_ACCEPTED: noLongerMissed,
    ...whenWanting('#compliance.open.escalation.due', 'dueForTheJudgement'),
  },
})

/** Judged wanting once a stage has written, evidence is an unsatisfactory answer to it, whenever it came (Shape). */
const wantingAtStageOne = whenWantingAtStage('#compliance.open.escalation.stage2', '#compliance.open.escalation.stage2', 'enterStageTwo')
const wantingAtStageTwo = whenWantingAtStage(
  '#compliance.open.escalation.stage3.reassessing',
  '#compliance.open.escalation.stage3',
  'enterStageThree',
)

const stage1 = lifecycle.createStateConfig({
  description: 'Stage 1',
  initial: 'letterDue',
  entry: discardStageLetters,
  on: { ...goingToStage, ...besideAStage },
  states: {
    letterDue: {
      entry: [draftStageLetter.stage1, duties.issueFirstLetter],
      exit: ended('issueStageLetter'),
      ...waits('stepDue', 'The stage 1 letter is to be issued'),
      on: {
        EVIDENCE_RECEIVED: backBeforeAnyLetter,
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
      on: { ...answering('#compliance.open.escalation.stage1.replyToJudge'), ...wantingAtStageOne },
    },
    replyToJudge: {
      entry: [discardStageLetters, 'replyToJudgeBegins', duties.judgeReply],
      ...waits('stepDue', 'A reply to stage 1 is to be judged'),
      on: {
        ...held,
        JUDGE_REPLY: [
          satisfied,
          {
            target: '#compliance.open.escalation.stage2',
            guard: all('replyIsTheMonitorsToJudge'),
            actions: ['recordReplyJudged', ended('judgeReply'), 'enterStageTwo'],
          },
        ],
        ...wantingAtStageOne,
      },
    },
    noReply: {
      description: 'No reply to stage 1 by its date',
      tags: 'overdue',
      entry: ['recordNoReply', duties.actOnNoReply, draftStageLetter.stage2],
      exit: ended('actOnNoReply'),
      on: {
        ...answering('#compliance.open.escalation.stage1.replyToJudge'),
        ...wantingAtStageOne,
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
  on: { ...goingToStage, ...besideAStage },
  states: {
    letterDue: {
      entry: [draftStageLetter.stage2, duties.issueSecondLetter],
      exit: ended('issueStageLetter'),
      ...waits('stepDue', 'The stage 2 letter is to be issued'),
      on: {
        EVIDENCE_RECEIVED: backBeforeAnyLetter,
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
      on: { ...answering('#compliance.open.escalation.stage2.replyToJudge'), ...wantingAtStageTwo },
    },
    replyToJudge: {
      entry: [discardStageLetters, 'replyToJudgeBegins', duties.judgeReply],
      ...waits('stepDue', 'A reply to stage 2 is to be judged'),
      on: {
        ...held,
        JUDGE_REPLY: [
          satisfied,
          {
            target: '#compliance.open.escalation.stage3.reassessing',
            guard: when('isPremature', 'replyIsTheMonitorsToJudge'),
            actions: ['recordReplyJudged', ended('judgeReply'), 'enterStageThree'],
          },
          {
            target: '#compliance.open.escalation.stage3',
            guard: all('replyIsTheMonitorsToJudge'),
            actions: ['recordReplyJudged', ended('judgeReply'), 'enterStageThree'],
          },
        ],
        ...wantingAtStageTwo,
      },
    },
    noReply: {
      description: 'No reply to stage 2 by its date',
      tags: 'overdue',
      entry: ['recordNoReply', duties.actOnNoReply],
      exit: ended('actOnNoReply'),
      on: {
        ...answering('#compliance.open.escalation.stage2.replyToJudge'),
        ...wantingAtStageTwo,
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
    REPLY_RECEIVED: { guard: all('replyIsRecordedBy', 'aLetterHasGone'), actions: 'recordLateReply' },
    EXTEND_TARGET_DATE: { target: '.none', guard: alongside() },
  },
  states: {
    none: {
      description: 'Nothing is escalated',
      tags: 'quiet',
      entry: [discardStageLetters, ended('judgeReply')],
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
