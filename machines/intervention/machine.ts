import type { CalendarDate } from '../kernel/calendar.ts'
import type { Definition } from '../kernel/definition.ts'
import * as afterwards from './afterwards.ts'
import * as agreed from './agreed.ts'
import { submissionFalls } from './arrows.ts'
import { deadlines } from './deadlines.ts'
import * as deciding from './deciding.ts'
import {
  approachAnother,
  approachLetterSent,
  approachLettersNoLongerSent,
  asks,
  chooseWhatFollows,
  closeAsWithdrawn,
  ended,
  findRepresentative,
  recordFailedIntervention,
} from './duties.ts'
import {
  beginThatOne,
  openEnquiry,
  tellAttemptEnded,
  tellConsent,
  tellOfEscalation,
  tellOfRefusal,
  tellPrepared,
  tellProposedForInvestigation,
} from './effects.ts'
import { discardApproachLetters, discardDecisionLetters, draftDecisionLetters } from './letters.ts'
import { lifecycle } from './lifecycle.ts'
import { proposeWarnings } from './propose.ts'
import { begun } from './record.ts'
import { all, conditions, events, messages, rules, when } from './rules.ts'
import * as seeking from './seeking.ts'
import { signWarnings } from './sign.ts'

const machine = lifecycle.createMachine({
  id: 'intervention',
  description: 'An attempt to resolve a complaint by agreement, without investigating it',
  context: ({ input }) => ({ ...begun, ...input }),
  initial: 'attempt',
  on: { CASEFILE_CHANGED: { actions: 'hearOfCasefile' }, LETTER_WAS_SENT: { actions: approachLetterSent } },
  states: {
    attempt: {
      description: 'Until the case is decided',
      meta: { unsaid: true },
      initial: 'assessing',
      on: {
        RECORD_ASSESSMENT: {
          guard: all('caseworkerAssesses', 'systemicRemedyConsidered', 'keyFactorsConsidered'),
          actions: 'recordAssessment',
        },
        RECORD_COMPLAINANT_CONTACT: { guard: all('byTheCaseworker'), actions: ['recordContact', tellPrepared] },
        RECORD_CLINICAL_ADVICE: { guard: all('byTheCaseworker'), actions: 'recordClinicalAdvice' },
        COMPARE_REMEDIES: { guard: all('byTheCaseworker'), actions: 'recordComparison' },
        RECORD_THIRD_PARTY_CONSENT: { guard: all('byTheCaseworker', 'consentIsAboutAnotherBody'), actions: ['recordConsent', tellConsent] },
        ENQUIRE_OF_ORGANISATION: {
          guard: all(
            'byTheCaseworker',
            'stillAtAssessment',
            'complaintStands',
            'complainantPrepared',
            'clearFromPapersOrSpokenTo',
            'consentOfTheComplainant',
            'firstWordWithIt',
            'responseDateAhead',
            'responseWithinFourteenDays',
          ),
          actions: [openEnquiry, beginThatOne, 'recordEnquiry'],
        },
        PROPOSE_INVESTIGATION: {
          target: 'closed.proposedForInvestigation',
          guard: all('byTheCaseworker', 'complaintStands'),
          actions: ['recordRationale', recordFailedIntervention, discardDecisionLetters, tellAttemptEnded, tellProposedForInvestigation],
        },
        SUBMIT_DECLINE: {
          target: '.awaitingSignOff',
          guard: all('byTheCaseworker', 'withdrawnOnRecord', 'declinedAsWithdrawn'),
          actions: ['recordDecline', 'forgetSignature', discardDecisionLetters, draftDecisionLetters],
        },
        SUBMIT_VALUE_ADDED: {
          target: '.awaitingSignOff',
          guard: all('byTheCaseworker', 'complaintStands', 'beforeAnInvestigation', 'onlyValueAdded'),
          actions: ['recordValueAdded', 'forgetSignature', discardDecisionLetters, draftDecisionLetters],
        },
        SUBMIT_PREMATURE: {
          target: '.awaitingSignOff',
          guard: all(
            'byTheCaseworker',
            'complaintStands',
            'theirProcedureIsIncomplete',
            'workHasARealisticDate',
            'consentOfTheComplainant',
          ),
          actions: ['recordPremature', 'forgetSignature', discardDecisionLetters, draftDecisionLetters],
        },
        APPROACH_CONFIRMED: [
          {
            target: '.explanationPending',
            guard: when('lastToConfirmOwesAnExplanation'),
            actions: ['recordConfirmation', ...submissionFalls],
          },
          { target: '.informingComplainant', guard: when('lastToConfirm'), actions: ['recordConfirmation', ...submissionFalls] },
          { target: '.negotiating', actions: ['recordConfirmation', ...submissionFalls] },
        ],
        APPROACH_REFUSED: [
          { target: '.negotiating', guard: when('confirmedOneFellBack'), actions: ['recordRefusal', ...submissionFalls, tellOfRefusal] },
          { actions: ['recordRefusal', tellOfRefusal] },
        ],
        APPROACH_REOPENED: { target: '.negotiating', actions: ['recordReopening', ...submissionFalls] },
        APPROACH_ESCALATED: { actions: ['recordEscalation', tellOfEscalation] },
        APPROACH_DECIDED: [
          { target: '.reconsidering', guard: when('nothingLeftToNegotiate'), actions: ['recordFailure', ...submissionFalls] },
          { target: '.negotiating', guard: when('anotherBodyIsNext'), actions: ['recordFailure', ...submissionFalls, approachAnother] },
          { target: '.negotiating', actions: ['recordFailure', ...submissionFalls, chooseWhatFollows] },
        ],
        APPROACH_STANDS: { actions: 'recordStanding' },
        REMEDY_WAS_PROVIDED: { actions: 'recordProvision' },
        COMPLAINT_WAS_WITHDRAWN: { actions: closeAsWithdrawn },
        COMPLAINANT_HAS_DIED: { actions: findRepresentative },
      },
      exit: [
        ended('closeAsWithdrawn'),
        ended('approachAnother'),
        ended('chooseWhatFollows'),
        approachLettersNoLongerSent,
        discardApproachLetters,
      ],
      states: {
        assessing: seeking.assessing,
        proposing: seeking.proposing,
        negotiating: seeking.negotiating,
        explanationPending: agreed.explanationPending,
        informingComplainant: agreed.informingComplainant,
        consideringObjections: agreed.consideringObjections,
        readyForSignOff: deciding.readyForSignOff,
        awaitingSignOff: deciding.awaitingSignOff,
        issuing: deciding.issuing,
        reconsidering: deciding.reconsidering,
      },
    },
    monitoring: afterwards.monitoring,
    workRequested: afterwards.workRequested,
    closed: afterwards.closed,
  },
})

export const intervention: Definition = {
  name: 'intervention',
  title: 'Intervention',
  version: 1,
  machine,
  rules,
  conditions,
  deadlines,
  events,
  messages,
  asks,
  warnings: [...proposeWarnings, ...signWarnings],
  endings: { ISSUE_DECISION: ['signedUnderTheScheme'] },
  notBefore: ({ casefile }: { casefile: { receivedOn: CalendarDate } }) => casefile.receivedOn,
}
