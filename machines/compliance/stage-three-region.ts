import { duties, ended } from './duties.ts'
import {
  discardStageLetters,
  draftPublicationNotice,
  draftStageLetter,
  sendStageLetter,
  tellEnding,
  tellReassessed,
  tellReopened,
  writeOfGrant,
} from './effects.ts'
import {
  answering,
  backBeforeAnyLetter,
  besideStageThree,
  held,
  mayPropose,
  mayPutReassessment,
  satisfied,
  whenWanting,
  whenWantingAtStage,
} from './escalation-arrows.ts'
import { lifecycle, waits } from './lifecycle.ts'
import { all, when } from './rules.ts'

/** The third stage: two people agree what is done, and each step has its date (C22c, C22f, C22g, C23). */

const at = '#compliance.open.escalation.stage3'
const mayAgree = ['agreedByTheDirector', 'notTheirOwnProposal', 'datesStillAhead'] as const

const conferring = lifecycle.createStateConfig({
  description: 'A deputy director confers with the director',
  initial: 'toPropose',
  states: {
    toPropose: {
      entry: ['conferringBegins', duties.proposeStep],
      exit: ended('proposeStep'),
      ...waits('stepDue', 'The deputy director is to propose a step'),
      on: {
        PROPOSE_STEP: { target: 'proposed', guard: all(...mayPropose), actions: 'recordProposal' },
        EVIDENCE_RECEIVED: backBeforeAnyLetter,
      },
    },
    proposed: {
      entry: duties.agreeStep,
      exit: ended('agreeStep'),
      ...waits('stepDue', 'The director is to agree the step'),
      on: {
        AGREE_STEP: [
          { target: `${at}.letterDue`, guard: when('furtherLetterProposed', ...mayAgree), actions: 'recordAgreement' },
          {
            target: '#compliance.open.escalation.none',
            guard: when('newDateProposed', ...mayAgree, 'tellingOfTheNewDateConsidered'),
            actions: ['recordAgreement', 'recordNewDate', duties.noteExtension, duties.tellOfExtension, ...writeOfGrant],
          },
          { target: `${at}.withExecutive`, guard: when('referralProposed', ...mayAgree), actions: ['recordAgreement', 'executiveBegins'] },
          { target: `${at}.reassessing`, guard: when('reopeningProposed', ...mayAgree), actions: ['recordAgreement', 'reassessingBegins'] },
          { target: `${at}.stepRunning`, guard: all(...mayAgree), actions: 'recordAgreement' },
        ],
        SEND_BACK_STEP: { target: 'toPropose', guard: all('agreedByTheDirector', 'notTheirOwnProposal') },
      },
    },
  },
})

const reassessing = lifecycle.createStateConfig({
  description: 'Is the case suitable for investigation?',
  initial: 'toPropose',
  on: {
    SEND_BACK_REASSESSMENT: [
      // Not reopened after all: an intervention's item goes on as any other (setting a).
      { target: `${at}.conferring`, guard: when('isOfAnIntervention', 'agreedByADirectorOrDeputy', 'notTheirOwnReassessment') },
      {
        target: `${at}.reassessing`,
        guard: all('agreedByADirectorOrDeputy', 'notTheirOwnReassessment', 'reassessmentIsPut'),
        actions: 'reassessingBegins',
      },
    ],
  },
  states: {
    toPropose: {
      entry: duties.putReassessment,
      exit: ended('putReassessment', 'putReassessmentCaseworker'),
      ...waits('stepDue', 'The reassessment is to be put'),
      on: {
        PROPOSE_REASSESSMENT: { target: 'proposed', guard: all(...mayPutReassessment), actions: 'recordReassessmentPut' },
      },
    },
    proposed: {
      entry: duties.agreeReassessment,
      exit: ended('agreeReassessment'),
      ...waits('stepDue', 'A director or deputy director is to agree the reassessment'),
      on: {
        REASSESS_ENQUIRY: {
          target: '#compliance.closed.notComplied',
          guard: all('agreedByADirectorOrDeputy', 'notTheirOwnReassessment', 'pursuedThroughStageThree', 'nothingLeftToJudgeThere'),
          actions: ['recordWhy', 'endNotComplied', tellReassessed, tellReopened],
        },
      },
    },
  },
})

const wantingAtStageThree = whenWantingAtStage(`${at}.reassessing`, `${at}.conferring`, 'reassessingBegins')

export const stageThree = lifecycle.createStateConfig({
  description: 'Stage 3',
  initial: 'conferring',
  entry: discardStageLetters,
  on: besideStageThree,
  states: {
    conferring,
    letterDue: {
      entry: ['furtherLetterDue', draftStageLetter.stage3, duties.issueFurtherLetter],
      exit: ended('issueStageLetter'),
      ...waits('stepDue', 'The further letter is to be issued'),
      on: {
        ISSUE_FURTHER_LETTER: {
          target: 'awaitingReply',
          guard: all('laterLettersAreADeputyDirectors', 'replyDateIsAhead', 'repliesInOneToTwoWeeks', 'letterSaysWhatItMust'),
          actions: ['recordFurtherLetter', sendStageLetter('stage3')],
        },
      },
    },
    awaitingReply: {
      description: 'The further letter waits for its reply',
      after: { noReply: 'noReply' },
      on: { ...answering(`${at}.replyToJudge`), ...wantingAtStageThree },
    },
    noReply: {
      description: 'No reply to the further letter by its date',
      tags: 'overdue',
      entry: ['recordNoReply', duties.actOnNoReply],
      exit: ended('actOnNoReply'),
      on: {
        ...answering(`${at}.replyToJudge`),
        ...wantingAtStageThree,
        PROPOSE_STEP: { target: 'conferring.proposed', guard: all(...mayPropose), actions: 'recordProposal' },
      },
    },
    replyToJudge: {
      entry: [discardStageLetters, 'replyToJudgeBegins', duties.judgeReply],
      ...waits('stepDue', 'A reply at stage 3 is to be judged'),
      on: {
        ...held,
        JUDGE_REPLY: [
          satisfied,
          {
            target: 'reassessing',
            guard: when('isPremature', 'replyIsTheMonitorsToJudge'),
            actions: ['recordReplyJudged', ended('judgeReply'), 'reassessingBegins'],
          },
          { target: 'conferring', guard: all('replyIsTheMonitorsToJudge'), actions: ['recordReplyJudged', ended('judgeReply')] },
        ],
        ...wantingAtStageThree,
      },
    },
    stepRunning: {
      description: 'The step agreed is under way until its review',
      after: { stepReview: 'conferring' },
      on: {
        ...whenWanting(`${at}.conferring`, 'recordWantingReply'),
        PROPOSE_STEP: { target: 'conferring.proposed', guard: all(...mayPropose), actions: 'recordProposal' },
      },
    },
    withExecutive: {
      entry: duties.decideClosing,
      exit: ended('decideClosing'),
      ...waits('stepDue', 'Put to an executive, who closes it or returns it to be pursued'),
      on: {
        CLOSE_EXCEPTIONALLY: {
          target: '#compliance.closed.notSecured',
          guard: all(
            'closedByOneOfFour',
            'pursuedThroughStageThree',
            'nothingLeftToJudge',
            'regulatorConsidered',
            'publishingConsidered',
            'umbrellaConsidered',
          ),
          actions: [
            'recordWhy',
            'recordConsidered',
            'endNotSecured',
            duties.afterClosing,
            draftPublicationNotice,
            tellEnding('notSecured'),
          ],
        },
        RETURN_TO_PURSUE: { target: 'conferring', guard: all('returnedByOneOfFour'), actions: 'recordReturn' },
      },
    },
    reassessing,
  },
})
