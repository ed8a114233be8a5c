import { issuing as goesOut, goingOnWithout, mayGoOnWithout, mayIssue, mayReturn, objecting, submissionFalls, waits } from './arrows.ts'
import { duty, ended, signOffDuty, waiting } from './duties.ts'
import { beginItems, deliverWorkAsked, openItems, sendAllBack, tellAttemptEnded, tellDecided } from './effects.ts'
import { discardDecisionLetters, sendLetters } from './letters.ts'
import { lifecycle } from './lifecycle.ts'
import { all, when } from './rules.ts'

/** The last states of an attempt: a decision is submitted, signed and issued, or thought over again (I23, I26–I30). */

/** With its letters drafted, a decision is submitted. */
export const readyForSignOff = lifecycle.createStateConfig({
  description: 'The letters are written; the decision is to be submitted',
  ...waits('submissionDue'),
  entry: [waiting('readyForSignOffDays'), duty('submitDecision', 'caseworker', 'Submit the decision for sign-off', 'I26')],
  exit: ended('submitDecision'),
  on: {
    SUBMIT_AGAIN: {
      target: 'awaitingSignOff',
      guard: when('anotherDecisionReturned', 'byTheCaseworker', 'complaintStands'),
      actions: 'recordSubmittingAgain',
    },
    SUBMIT_FOR_SIGN_OFF: {
      target: 'awaitingSignOff',
      actions: 'recordSubmission',
      guard: all(
        'byTheCaseworker',
        'stillAtAssessment',
        'complaintStands',
        'assessmentRecorded',
        'suitableForAnIntervention',
        'remedyClearAndFinal',
        'simpleEnoughToResolve',
        'remediesCompared',
        'agreedInWriting',
        'nobodyStillAnswers',
        'individualRemedyAgreed',
        'complainantsViewTaken',
        'everyActionHasItsPlan',
        'finallyResolvesTheComplaint',
        'moreThanTheirOwnProcedure',
      ),
    },
    RECONSIDER: {
      target: 'reconsidering',
      guard: all('byTheCaseworker'),
      actions: ['recordReconsidering', discardDecisionLetters],
    },
    COMPLAINANT_OBJECTED: objecting,
    LETTER_EDITED: { guard: when('letterOfTheDecision'), actions: 'recordLetterEditor' },
  },
})

/** Somebody else signs it, or says where it goes back to. */
export const awaitingSignOff = lifecycle.createStateConfig({
  description: 'With whom the Delegation Scheme lets sign',
  ...waits('signOffDue'),
  entry: [waiting('signOffDays'), signOffDuty],
  exit: ended('signOff'),
  on: {
    SIGN_OFF: {
      target: 'issuing',
      actions: 'recordSignature',
      guard: all(
        'signedUnderTheScheme',
        'notTheirOwnSubmission',
        'complaintStands',
        'nobodyStillAnswers',
        'everyLetterIsThere',
        'everyLetterSaysWhatItMust',
      ),
    },
    RETURN: [
      { target: 'readyForSignOff', guard: when('backToTheLetter', ...mayReturn), actions: 'recordReturn' },
      {
        target: 'negotiating',
        guard: when('backToTheRemedy', ...mayReturn),
        actions: ['recordReturn', ...submissionFalls, sendAllBack],
      },
      {
        target: 'informingComplainant',
        guard: when('backToTheComplainant', ...mayReturn),
        actions: ['recordReturn', ...submissionFalls],
      },
      { target: 'reconsidering', guard: all(...mayReturn), actions: ['recordReturn', ...submissionFalls] },
    ],
    COMPLAINANT_OBJECTED: objecting,
    LETTER_EDITED: { target: 'readyForSignOff', guard: when('letterOfTheDecision'), actions: 'recordLetterEditor' },
  },
})

/** What was signed goes out. */
export const issuing = lifecycle.createStateConfig({
  description: 'Signed: the letters go out as they were signed',
  ...waits('issuingDue'),
  entry: [waiting('issuingDays'), duty('issueDecision', 'caseworker', 'Issue the decision with all its letters', 'I28')],
  exit: ended('issueDecision'),
  on: {
    ISSUE_DECISION: [
      {
        target: '#intervention.monitoring',
        meta: { cites: 'I29' },
        guard: when('resolved', ...mayIssue, 'nobodyStillAnswers', 'everyActionHasItsPlan'),
        actions: ['recordDecision', sendLetters, tellDecided, openItems, beginItems, 'recordItems', tellAttemptEnded],
      },
      { target: '#intervention.closed.valueAdded', guard: when('valueAdded', ...mayIssue), actions: goesOut },
      { target: '#intervention.workRequested', guard: when('prematureWithWork', ...mayIssue), actions: [...goesOut, deliverWorkAsked] },
      { target: '#intervention.closed.premature', guard: when('premature', ...mayIssue), actions: goesOut },
      { target: '#intervention.closed.declined', guard: all(...mayIssue), actions: goesOut },
    ],
    COMPLAINANT_OBJECTED: objecting,
    LETTER_EDITED: {
      target: 'readyForSignOff',
      guard: when('letterOfTheDecision'),
      actions: ['recordLetterEditor', 'forgetSignature'],
    },
  },
})

/** Nothing reasonable was secured: investigate, or decline (I23). */
export const reconsidering = lifecycle.createStateConfig({
  description: 'No reasonable remedy could be secured: investigate, or decline',
  ...waits('decisionDue'),
  entry: [waiting('reconsiderDays'), duty('reconsider', 'caseworker', 'Decide between proposing an investigation and declining', 'I23')],
  exit: ended('reconsider'),
  on: {
    GO_ON_WITHOUT: [
      { target: 'explanationPending', guard: when('restOwesAnExplanation', ...mayGoOnWithout), actions: goingOnWithout },
      { target: 'informingComplainant', guard: when('restHasConfirmed', ...mayGoOnWithout), actions: goingOnWithout },
      { guard: all(...mayGoOnWithout), actions: goingOnWithout },
    ],
  },
})
