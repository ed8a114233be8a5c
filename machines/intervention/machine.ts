import type { CalendarDate } from '../kernel/calendar.ts'
import type { Definition } from '../kernel/definition.ts'
import {
  decidingAfterFailure,
  goingOnWithout,
  mayGoOnWithout,
  proposing,
  settingActions,
  submissionFalls,
  toldThem,
  waits,
} from './arrows.ts'
import { deadlines } from './deadlines.ts'
import * as deciding from './deciding.ts'
import {
  afterUmbrella,
  approachAnother,
  approachLetterSent,
  approachLettersNoLongerSent,
  chooseWhatFollows,
  closeAsWithdrawn,
  decideAfterFailure,
  duty,
  ended,
  findRepresentative,
  recordFailedIntervention,
  waiting,
} from './duties.ts'
import {
  beginThatOne,
  beginWorkItem,
  openEnquiry,
  openOwnOffer,
  openWorkItem,
  tellAttemptEnded,
  tellConsent,
  tellFinished,
  tellOfEscalation,
  tellOfRefusal,
  tellPrepared,
  tellProposedForInvestigation,
  tellThatOne,
} from './effects.ts'
import { explanationDueOn } from './explain.ts'
import { discardApproachLetters, discardDecisionLetters, draftDecisionLetters } from './letters.ts'
import { lifecycle } from './lifecycle.ts'
import { proposeWarnings } from './propose.ts'
import { begun } from './record.ts'
import { all, conditions, events, messages, rules, when } from './rules.ts'
import { signWarnings } from './sign.ts'
import { nextAnswerDue } from './work.ts'

const mayAccept = ['byTheCaseworker', 'workIsUnanswered', 'answersOurRequest', 'workDateIsRealistic', 'workDateWasDiscussed'] as const

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
        assessing: {
          description: 'Deciding whether an intervention is suitable',
          tags: 'workInHand',
          on: {
            DECIDE_TO_ATTEMPT: {
              target: 'proposing',
              actions: 'recordDecisionToAttempt',
              guard: all(
                'byTheCaseworker',
                'stillAtAssessment',
                'complaintStands',
                'suitableForAnIntervention',
                'remedyClearAndFinal',
                'simpleEnoughToResolve',
                'prospectConsidered',
              ),
            },
            ORGANISATION_OFFERED: {
              target: 'negotiating',
              guard: all('byTheCaseworker', 'stillAtAssessment', 'notYetApproached'),
              actions: [openOwnOffer, beginThatOne, 'recordOwnOffer'],
            },
          },
        },
        proposing: {
          description: 'Settling what to ask, and of whom',
          tags: 'workInHand',
          on: {
            ...settingActions,
            PROPOSE_INTERVENTION: { target: 'negotiating', ...proposing },
            ORGANISATION_OFFERED: {
              target: 'negotiating',
              guard: all('byTheCaseworker', 'stillAtAssessment', 'notYetApproached'),
              actions: [openOwnOffer, beginThatOne, 'recordOwnOffer'],
            },
            RECONSIDER: { target: 'reconsidering', guard: all('byTheCaseworker'), actions: 'recordReconsidering' },
          },
        },
        negotiating: {
          description: 'With the organisations: each answers in its own approach',
          tags: 'childrenWait',
          on: {
            ...settingActions,
            PROPOSE_INTERVENTION: proposing,
            ORGANISATION_OFFERED: {
              guard: all('byTheCaseworker', 'notYetApproached'),
              actions: [openOwnOffer, beginThatOne, 'recordOwnOffer'],
            },
            GO_ON_WITHOUT: [
              { target: 'explanationPending', guard: when('restOwesAnExplanation', ...mayGoOnWithout), actions: goingOnWithout },
              { target: 'informingComplainant', guard: when('restHasConfirmed', ...mayGoOnWithout), actions: goingOnWithout },
              { guard: all(...mayGoOnWithout), actions: goingOnWithout },
            ],
            RECONSIDER: { target: 'reconsidering', guard: all('byTheCaseworker'), actions: 'recordReconsidering' },
          },
        },
        explanationPending: {
          description: 'An explanation was promised: it is seen and judged before the complainant is told',
          ...waits('explanationDue'),
          entry: duty('seeExplanation', 'caseworker', 'See the explanation and judge it', 'I6', explanationDueOn),
          exit: ended('seeExplanation'),
          on: {
            EXPLANATION_SEEN: [
              {
                target: 'negotiating',
                guard: when('explanationDoesNotSatisfy', 'byTheCaseworker', 'explanationWasAgreed'),
                actions: ['recordExplanation', tellThatOne('SEND_BACK')],
              },
              {
                target: 'informingComplainant',
                guard: when('lastExplanationSatisfies', 'byTheCaseworker', 'explanationWasAgreed'),
                actions: 'recordExplanation',
              },
              {
                target: 'explanationPending',
                reenter: true,
                guard: all('byTheCaseworker', 'explanationWasAgreed'),
                actions: 'recordExplanation',
              },
            ],
            RECONSIDER: { target: 'reconsidering', guard: all('byTheCaseworker'), actions: 'recordReconsidering' },
            GO_ON_UNSEEN: { target: 'informingComplainant', guard: all('byTheCaseworker', 'explanationSeenFirst') },
          },
        },
        informingComplainant: {
          description: 'The complainant is to be told what was agreed',
          ...waits('tellingDue'),
          entry: [waiting('tellComplainantDays'), duty('tellComplainant', 'caseworker', 'Tell the complainant what was agreed', 'I22')],
          exit: ended('tellComplainant'),
          on: {
            INFORM_COMPLAINANT: [
              { target: 'consideringObjections', guard: when('strongObjections', ...toldThem), actions: 'recordInforming' },
              { target: 'readyForSignOff', guard: all(...toldThem), actions: ['recordInforming', draftDecisionLetters] },
            ],
          },
        },
        consideringObjections: {
          description: 'The complainant objects strongly: whether to go on is weighed',
          ...waits('objectionsDue'),
          entry: [waiting('consideringObjectionsDays'), duty('weighObjections', 'caseworker', 'Weigh the complainant’s objections', 'I22')],
          exit: ended('weighObjections'),
          on: {
            GO_ON: { target: 'readyForSignOff', guard: all('byTheCaseworker'), actions: ['recordGoingOn', draftDecisionLetters] },
            GO_BACK: {
              target: 'negotiating',
              guard: all('byTheCaseworker', 'organisationHasConfirmed'),
              actions: ['recordGoingBack', tellThatOne('SEND_BACK')],
            },
            RECONSIDER: { target: 'reconsidering', guard: all('byTheCaseworker', 'objectionsAssessed'), actions: 'recordReconsidering' },
          },
        },
        readyForSignOff: deciding.readyForSignOff,
        awaitingSignOff: deciding.awaitingSignOff,
        issuing: deciding.issuing,
        reconsidering: deciding.reconsidering,
      },
    },
    monitoring: {
      description: 'Closed as resolved; each agreed action is monitored until it ends',
      tags: 'childrenWait',
      on: {
        ITEM_ENDED: [
          { target: 'closed.complied', guard: when('lastAndAllComplied'), actions: ['recordEnding', tellFinished('complied')] },
          {
            target: 'closed.notComplied',
            guard: when('lastAndNoneComplied'),
            actions: [decideAfterFailure, 'recordEnding', tellFinished('notComplied')],
          },
          {
            target: 'closed.partlyComplied',
            guard: when('lastToEnd'),
            actions: [decideAfterFailure, 'recordEnding', tellFinished('partlyComplied')],
          },
          { actions: [decideAfterFailure, 'recordEnding'] },
        ],
        UMBRELLA_ITEM_OPENED: { actions: 'recordUmbrella' },
        DECIDE_AFTER_FAILURE: decidingAfterFailure,
      },
    },
    workRequested: {
      description: 'Closed as premature; the organisation is to say whether it does the work we asked for',
      ...waits('answerDue'),
      entry: duty('answerToWork', 'caseworker', 'Find out whether the organisation does the work asked for', 'I2', nextAnswerDue),
      exit: ended('answerToWork'),
      on: {
        ITEM_ENDED: { actions: 'recordEnding' },
        FURTHER_WORK_ACCEPTED: [
          {
            target: 'closed.premature',
            meta: { cites: 'C3' },
            guard: when('lastToAnswer', ...mayAccept),
            actions: [openWorkItem('accepted'), beginWorkItem, 'recordWorkAccepted', 'recordWorkItem'],
          },
          {
            target: 'workRequested',
            reenter: true,
            guard: all(...mayAccept),
            actions: [openWorkItem('accepted'), beginWorkItem, 'recordWorkAccepted', 'recordWorkItem'],
          },
        ],
        FURTHER_WORK_REFUSED: [
          {
            target: 'closed.premature',
            guard: when('lastToAnswer', 'byTheCaseworker', 'workIsUnanswered', 'answersOurRequest'),
            actions: [openWorkItem('refused'), beginWorkItem, 'recordWorkRefused', 'recordWorkItem'],
          },
          {
            target: 'workRequested',
            reenter: true,
            guard: all('byTheCaseworker', 'workIsUnanswered', 'answersOurRequest'),
            actions: [openWorkItem('refused'), beginWorkItem, 'recordWorkRefused', 'recordWorkItem'],
          },
        ],
        CLOSE_WITHOUT_ITEM: {
          target: 'closed.premature',
          guard: all('byTheCaseworker', 'answerIsOverdue', 'workHasItsItem'),
        },
        CHANGE_RESPONSE_DATE: {
          target: 'workRequested',
          reenter: true,
          guard: all('byTheCaseworker', 'workIsUnanswered', 'newDateIsAhead'),
          actions: 'recordNewDate',
        },
      },
    },
    closed: {
      description: 'Ended; another attempt is a new one',
      tags: 'closed',
      initial: 'declined',
      on: {
        ITEM_ENDED: { actions: [afterUmbrella, 'recordEnding'] },
        UMBRELLA_ITEM_OPENED: { actions: 'recordUmbrella' },
      },
      states: {
        declined: { description: 'Declined' },
        valueAdded: { description: 'Value added' },
        premature: { description: 'Premature: the organisation’s own procedure comes first' },
        proposedForInvestigation: { description: 'Proposed for investigation' },
        complied: { description: 'Every agreed action was complied with' },
        partlyComplied: { description: 'Some agreed actions were complied with', on: { DECIDE_AFTER_FAILURE: decidingAfterFailure } },
        notComplied: { description: 'No agreed action was complied with', on: { DECIDE_AFTER_FAILURE: decidingAfterFailure } },
      },
    },
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
  warnings: [...proposeWarnings, ...signWarnings],
  endings: { ISSUE_DECISION: ['signedUnderTheScheme'] },
  notBefore: ({ casefile }: { casefile: { receivedOn: CalendarDate } }) => casefile.receivedOn,
}
