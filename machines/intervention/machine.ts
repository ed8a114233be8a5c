import { assign, setup } from 'xstate'
import type { FromApproach } from '../approach/messages.ts'
import type { CasefileChanged } from '../casefile/facts.ts'
import type { WaitName } from '../guidance/settings.ts'
import { arrowsWith } from '../kernel/arrow.ts'
import { addDays, type CalendarDate } from '../kernel/calendar.ts'
import type { Definition, OrganisationId, Stamp, SubmissionOf } from '../kernel/definition.ts'
import { effectActions } from '../kernel/effect.ts'
import { neverRun } from '../kernel/recording.ts'
import type { WordsRef } from '../kernel/words.ts'
import { assessEvents, assessRecordings, assessRules } from './assess.ts'
import { deadlines } from './deadlines.ts'
import { contactRules } from './contact.ts'
import { decideConditions, decideEvents, decideRecordings, decideRules, withAuthors } from './decide.ts'
import {
  approachAnother, approachLetterSent, approachLettersNoLongerSent, beginItems, beginOrAskAgain, beginThatOne, beginWorkItem, chooseWhatFollows, closeAsWithdrawn, decideAfterFailure,
  discardApproachLetters, discardDecisionLetters, draftApproachLetters, draftDecisionLetters, dropThatOne, duty, ended, findRepresentative, openApproaches, openEnquiry,
  openItems, openOwnOffer, openWorkItem, recordFailedIntervention, sendAllBack, sendApproachLetters, sendLetters, signOffDuty, tellAttemptEnded, tellConsent, tellDecided,
  tellFinished, tellOfEscalation, tellOfRefusal, tellPrepared, tellProposedForInvestigation, tellThatOne, waiting,
} from './effects.ts'
import { explainConditions, explainEvents, explainRecordings, explainRules, explanationDueOn } from './explain.ts'
import { informConditions, informEvents, informRecordings, informRules } from './inform.ts'
import { type ItemEnded, monitorConditions, monitorEvents, monitorRecordings, monitorRules } from './monitor.ts'
import { negotiateConditions, negotiateEvents, negotiateRecordings, negotiateRules } from './negotiate.ts'
import { pointRules, proposeEvents, proposeRecordings, proposeRules } from './propose.ts'
import { agreedIn, begun, type Intervention, itemKey } from './record.ts'
import { signConditions, signEvents, signRecordings, signRules, signWarnings } from './sign.ts'
import { nextAnswerDue, workConditions, workEvents, workRecordings, workRules } from './work.ts'

const events = { ...assessEvents, ...proposeEvents, ...negotiateEvents, ...explainEvents, ...informEvents, ...decideEvents, ...signEvents, ...workEvents, ...monitorEvents }
const rules = { ...assessRules, ...contactRules, ...proposeRules, ...negotiateRules, ...explainRules, ...informRules, ...decideRules, ...signRules, ...workRules, ...monitorRules }
const conditions = { ...negotiateConditions, ...explainConditions, ...informConditions, ...decideConditions, ...signConditions, ...workConditions, ...monitorConditions }

type Message = FromApproach | CasefileChanged | ItemEnded | { readonly type: 'LETTER_EDITED'; readonly letter: string; readonly body: WordsRef }
  | { readonly type: 'LETTER_WAS_SENT' | 'COMPLAINT_WAS_WITHDRAWN' }
  | { readonly type: 'COMPLAINANT_HAS_DIED'; readonly represented?: boolean }
const messages = [
  'CASEFILE_CHANGED', 'APPROACH_CONFIRMED', 'APPROACH_REFUSED', 'APPROACH_REOPENED', 'APPROACH_ESCALATED', 'APPROACH_DECIDED', 'APPROACH_STANDS', 'OFFER_TO_CONSIDER',
  'REMEDY_WAS_PROVIDED', 'ITEM_ENDED', 'LETTER_EDITED', 'LETTER_WAS_SENT', 'COMPLAINT_WAS_WITHDRAWN', 'COMPLAINANT_HAS_DIED',
] as const satisfies readonly Message['type'][]

const { all, when, guards } = arrowsWith(rules, conditions)
const pointsMade = Object.keys(pointRules) as (keyof typeof pointRules)[]

/** A state that waits for one of us: in time until its deadline passes, then overdue, accepting the same events. */
const waits = <D extends keyof typeof deadlines>(deadline: D) => ({
  initial: 'inTime',
  states: {
    inTime: { description: 'Within the time we gave ourselves', after: { [deadline]: 'overdue' } as Record<D, 'overdue'> },
    overdue: { description: 'The time we gave ourselves has passed', tags: 'overdue' },
  },
} as const)

/** Asking an organisation, for the first time or again: the same rules each time (I18–I20). */
const proposing = {
  guard: all(
    'byTheCaseworker', 'stillAtAssessment', 'complaintStands', 'assessmentRecorded', 'prospectConsidered', 'complainantPrepared', 'clearFromPapersOrSpokenTo',
    'consentOfTheComplainant', 'notAlreadyAnswering', 'answerNotAwaited', 'outcomeNotAwaited', 'oneOpportunity', 'oneOpportunityInTheCasefile', 'remedyIsStated',
    'everyActionIsSpecific', 'actionsAreAhead', 'oneIndividualRemedy', 'notPressedOnOneComplaint', 'specificResponseAskedFor', 'focalPointFirst', ...pointsMade,
    'responseDateAhead', 'responseWithinFourteenDays',
  ),
  actions: [openApproaches, beginOrAskAgain, draftApproachLetters, sendApproachLetters, 'recordProposal', ended('approachAnother'), ended('chooseWhatFollows')],
} as const
/** A decision under way falls: what it was about has changed. */
const submissionFalls = ['forgetSubmission', 'forgetSignature', discardDecisionLetters] as const
const goingOnWithout = [dropThatOne, 'recordGoingOnWithout', ended('chooseWhatFollows')] as const
const mayGoOnWithout = ['byTheCaseworker', 'thatOneHasAgreedToNothing', 'anotherIsLeft'] as const
const toldThem = [
  'byTheCaseworker', 'complaintStands', 'toldOfTheIndication', 'toldWhatWasAgreed', 'toldOfTheDecision', 'toldOfMonitoring', 'toldByTelephone', 'representativeSpeaksForThem',
  'complainantIsAlive',
] as const
const issuing = ['recordDecision', sendLetters, recordFailedIntervention, tellDecided, tellAttemptEnded] as const
const mayIssue = ['byTheCaseworker', 'complaintStands', 'everyLetterIsSigned'] as const
const mayReturn = ['signedUnderTheScheme', 'notTheirOwnSubmission', 'returnIsPossible'] as const
const settingActions = {
  ADD_ACTION: { guard: all('byTheCaseworker', 'actionIsNew', 'systemicActionIsMarked'), actions: 'recordAction' },
  CHANGE_ACTION: { guard: all('byTheCaseworker', 'actionIsThere', 'systemicActionIsMarked'), actions: 'recordChange' },
  REMOVE_ACTION: { guard: all('byTheCaseworker', 'actionIsThere'), actions: 'recordRemoval' },
} as const
/** Before the letter, dissatisfaction is an objection, to be weighed (I22, I33). */
const objecting = { target: 'consideringObjections', guard: all('byTheCaseworker'), actions: [...submissionFalls, 'recordObjection'] } as const

/** Also after the last item has ended: a failure is one whether or not others are still monitored (I24). */
const decidingAfterFailure = {
  guard: all('caseworkerDecidesAfterFailure', 'someItemHasFailed', 'reopeningConsidered'), actions: ['recordAfterFailure', ended('decideAfterFailure')],
} as const

const machine = setup({
  types: { context: {} as Intervention, events: {} as (SubmissionOf<typeof events> | Message) & Stamp, input: {} as Partial<Intervention> | undefined },
  guards,
  delays: neverRun('explanationDue', 'tellingDue', 'objectionsDue', 'submissionDue', 'signOffDue', 'issuingDue', 'decisionDue', 'answerDue'),
  actions: {
    ...effectActions, ...assessRecordings, ...proposeRecordings, ...negotiateRecordings, ...explainRecordings, ...informRecordings,
    ...decideRecordings, ...signRecordings, ...workRecordings, ...monitorRecordings,
    waitFor: assign(({ event }, { setting }: { setting: WaitName }) => ({ waitUntil: addDays(event.happenedOn, event.settings[setting]) })),
    hearOfCasefile: assign(({ event }) => ({ casefile: (event as CasefileChanged).casefile })),
    recordItems: assign(({ context }) => ({
      items: Object.fromEntries(agreedIn(context).map(({ organisation, action }) => [itemKey(organisation, action.id), { organisation }])),
    })),
    recordWorkItem: assign(({ context, event }) => {
      const { organisation } = event as unknown as { organisation: OrganisationId }
      return { items: { ...context.items, [itemKey(organisation, 'work')]: { organisation } } }
    }),
    forgetSubmission: assign({ submission: undefined as never }),
    forgetSignature: assign({ signedOff: undefined as never }),
    recordLetterEditor: assign(({ context, event }) => ({ submitters: withAuthors(context, event) })),
  },
}).createMachine({
  id: 'intervention',
  description: 'An attempt to resolve a complaint by agreement, without investigating it',
  context: ({ input }) => ({ ...begun, ...input }),
  initial: 'attempt',
  on: { CASEFILE_CHANGED: { actions: 'hearOfCasefile' }, LETTER_WAS_SENT: { actions: approachLetterSent } },
  states: {
    attempt: {
      description: 'Until the case is decided',
      initial: 'assessing',
      on: {
        RECORD_ASSESSMENT: { guard: all('caseworkerAssesses', 'systemicRemedyConsidered', 'keyFactorsConsidered'), actions: 'recordAssessment' },
        RECORD_COMPLAINANT_CONTACT: { guard: all('byTheCaseworker'), actions: ['recordContact', tellPrepared] },
        RECORD_CLINICAL_ADVICE: { guard: all('byTheCaseworker'), actions: 'recordClinicalAdvice' },
        COMPARE_REMEDIES: { guard: all('byTheCaseworker'), actions: 'recordComparison' },
        RECORD_THIRD_PARTY_CONSENT: { guard: all('byTheCaseworker', 'consentIsAboutAnotherBody'), actions: ['recordConsent', tellConsent] },
        ENQUIRE_OF_ORGANISATION: {
          guard: all(
            'byTheCaseworker', 'stillAtAssessment', 'complaintStands', 'complainantPrepared', 'clearFromPapersOrSpokenTo', 'consentOfTheComplainant', 'firstWordWithIt',
            'responseDateAhead', 'responseWithinFourteenDays',
          ),
          actions: [openEnquiry, beginThatOne, 'recordEnquiry'],
        },
        PROPOSE_INVESTIGATION: {
          target: 'closed.proposedForInvestigation', guard: all('byTheCaseworker', 'complaintStands'),
          actions: ['recordRationale', recordFailedIntervention, discardDecisionLetters, tellAttemptEnded, tellProposedForInvestigation],
        },
        SUBMIT_DECLINE: {
          target: '.awaitingSignOff', guard: all('byTheCaseworker', 'withdrawnOnRecord', 'declinedAsWithdrawn'),
          actions: ['recordDecline', 'forgetSignature', discardDecisionLetters, draftDecisionLetters],
        },
        SUBMIT_VALUE_ADDED: {
          target: '.awaitingSignOff', guard: all('byTheCaseworker', 'complaintStands', 'beforeAnInvestigation', 'onlyValueAdded'),
          actions: ['recordValueAdded', 'forgetSignature', discardDecisionLetters, draftDecisionLetters],
        },
        SUBMIT_PREMATURE: {
          target: '.awaitingSignOff', guard: all('byTheCaseworker', 'complaintStands', 'theirProcedureIsIncomplete', 'workHasARealisticDate', 'consentOfTheComplainant'),
          actions: ['recordPremature', 'forgetSignature', discardDecisionLetters, draftDecisionLetters],
        },
        APPROACH_CONFIRMED: [
          { target: '.explanationPending', guard: when('lastToConfirmOwesAnExplanation'), actions: ['recordConfirmation', ...submissionFalls] },
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
      exit: [ended('closeAsWithdrawn'), ended('approachAnother'), ended('chooseWhatFollows'), approachLettersNoLongerSent, discardApproachLetters],
      states: {
        assessing: {
          description: 'Deciding whether an intervention is suitable',
          tags: 'workInHand',
          on: {
            DECIDE_TO_ATTEMPT: {
              target: 'proposing', actions: 'recordDecisionToAttempt',
              guard: all('byTheCaseworker', 'stillAtAssessment', 'complaintStands', 'suitableForAnIntervention', 'remedyClearAndFinal', 'simpleEnoughToResolve', 'prospectConsidered'),
            },
            ORGANISATION_OFFERED: { target: 'negotiating', guard: all('byTheCaseworker', 'stillAtAssessment', 'notYetApproached'), actions: [openOwnOffer, beginThatOne, 'recordOwnOffer'] },
          },
        },
        proposing: {
          description: 'Settling what to ask, and of whom',
          tags: 'workInHand',
          on: {
            ...settingActions,
            PROPOSE_INTERVENTION: { target: 'negotiating', ...proposing },
            ORGANISATION_OFFERED: { target: 'negotiating', guard: all('byTheCaseworker', 'stillAtAssessment', 'notYetApproached'), actions: [openOwnOffer, beginThatOne, 'recordOwnOffer'] },
            RECONSIDER: { target: 'reconsidering', guard: all('byTheCaseworker'), actions: 'recordReconsidering' },
          },
        },
        negotiating: {
          description: 'With the organisations: each answers in its own approach',
          tags: 'childrenWait',
          on: {
            ...settingActions,
            PROPOSE_INTERVENTION: proposing,
            ORGANISATION_OFFERED: { guard: all('byTheCaseworker', 'notYetApproached'), actions: [openOwnOffer, beginThatOne, 'recordOwnOffer'] },
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
              { target: 'negotiating', guard: when('explanationDoesNotSatisfy', 'byTheCaseworker', 'explanationWasAgreed'), actions: ['recordExplanation', tellThatOne('SEND_BACK')] },
              { target: 'informingComplainant', guard: when('lastExplanationSatisfies', 'byTheCaseworker', 'explanationWasAgreed'), actions: 'recordExplanation' },
              { target: 'explanationPending', reenter: true, guard: all('byTheCaseworker', 'explanationWasAgreed'), actions: 'recordExplanation' },
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
            GO_BACK: { target: 'negotiating', guard: all('byTheCaseworker', 'organisationHasConfirmed'), actions: ['recordGoingBack', tellThatOne('SEND_BACK')] },
            RECONSIDER: { target: 'reconsidering', guard: all('byTheCaseworker', 'objectionsAssessed'), actions: 'recordReconsidering' },
          },
        },
        readyForSignOff: {
          description: 'The letters are written; the decision is to be submitted',
          ...waits('submissionDue'),
          entry: [waiting('readyForSignOffDays'), duty('submitDecision', 'caseworker', 'Submit the decision for sign-off', 'I26')],
          exit: ended('submitDecision'),
          on: {
            SUBMIT_AGAIN: { target: 'awaitingSignOff', guard: when('anotherDecisionReturned', 'byTheCaseworker', 'complaintStands'), actions: 'recordSubmittingAgain' },
            SUBMIT_FOR_SIGN_OFF: {
              target: 'awaitingSignOff', actions: 'recordSubmission',
              guard: all(
                'byTheCaseworker', 'stillAtAssessment', 'complaintStands', 'assessmentRecorded', 'suitableForAnIntervention', 'remedyClearAndFinal', 'simpleEnoughToResolve',
                'remediesCompared', 'agreedInWriting', 'nobodyStillAnswers', 'individualRemedyAgreed', 'complainantsViewTaken', 'everyActionHasItsPlan',
                'finallyResolvesTheComplaint', 'moreThanTheirOwnProcedure',
              ),
            },
            RECONSIDER: { target: 'reconsidering', guard: all('byTheCaseworker'), actions: ['recordReconsidering', discardDecisionLetters] },
            COMPLAINANT_OBJECTED: objecting,
            LETTER_EDITED: { guard: when('letterOfTheDecision'), actions: 'recordLetterEditor' },
          },
        },
        awaitingSignOff: {
          description: 'With whom the Delegation Scheme lets sign',
          ...waits('signOffDue'),
          entry: [waiting('signOffDays'), signOffDuty],
          exit: ended('signOff'),
          on: {
            SIGN_OFF: {
              target: 'issuing', actions: 'recordSignature',
              guard: all('signedUnderTheScheme', 'notTheirOwnSubmission', 'complaintStands', 'nobodyStillAnswers', 'everyLetterIsThere', 'everyLetterSaysWhatItMust'),
            },
            RETURN: [
              { target: 'readyForSignOff', guard: when('backToTheLetter', ...mayReturn), actions: 'recordReturn' },
              { target: 'negotiating', guard: when('backToTheRemedy', ...mayReturn), actions: ['recordReturn', ...submissionFalls, sendAllBack] },
              { target: 'informingComplainant', guard: when('backToTheComplainant', ...mayReturn), actions: ['recordReturn', ...submissionFalls] },
              { target: 'reconsidering', guard: all(...mayReturn), actions: ['recordReturn', ...submissionFalls] },
            ],
            COMPLAINANT_OBJECTED: objecting,
            LETTER_EDITED: { target: 'readyForSignOff', guard: when('letterOfTheDecision'), actions: 'recordLetterEditor' },
          },
        },
        issuing: {
          description: 'Signed: the letters go out as they were signed',
          ...waits('issuingDue'),
          entry: [waiting('issuingDays'), duty('issueDecision', 'caseworker', 'Issue the decision with all its letters', 'I28')],
          exit: ended('issueDecision'),
          on: {
            ISSUE_DECISION: [
              {
                target: '#intervention.monitoring', meta: { cites: 'I29' }, guard: when('resolved', ...mayIssue, 'nobodyStillAnswers', 'everyActionHasItsPlan'),
                actions: ['recordDecision', sendLetters, tellDecided, openItems, beginItems, 'recordItems', tellAttemptEnded],
              },
              { target: '#intervention.closed.valueAdded', guard: when('valueAdded', ...mayIssue), actions: issuing },
              { target: '#intervention.workRequested', guard: when('prematureWithWork', ...mayIssue), actions: issuing },
              { target: '#intervention.closed.premature', guard: when('premature', ...mayIssue), actions: issuing },
              { target: '#intervention.closed.declined', guard: all(...mayIssue), actions: issuing },
            ],
            COMPLAINANT_OBJECTED: objecting,
            LETTER_EDITED: { target: 'readyForSignOff', guard: when('letterOfTheDecision'), actions: ['recordLetterEditor', 'forgetSignature'] },
          },
        },
        reconsidering: {
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
        },
      },
    },
    monitoring: {
      description: 'Closed as resolved; each agreed action is monitored until it ends',
      tags: 'childrenWait',
      on: {
        ITEM_ENDED: [
          { target: 'closed.complied', guard: when('lastAndAllComplied'), actions: ['recordEnding', tellFinished('complied')] },
          { target: 'closed.notComplied', guard: when('lastAndNoneComplied'), actions: [decideAfterFailure, 'recordEnding', tellFinished('notComplied')] },
          { target: 'closed.partlyComplied', guard: when('lastToEnd'), actions: [decideAfterFailure, 'recordEnding', tellFinished('partlyComplied')] },
          { actions: [decideAfterFailure, 'recordEnding'] },
        ],
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
          { target: 'closed.premature', guard: when('lastToAnswer', 'byTheCaseworker', 'workIsUnanswered'), actions: [openWorkItem('accepted'), beginWorkItem, 'recordWorkAccepted', 'recordWorkItem'] },
          { target: 'workRequested', reenter: true, guard: all('byTheCaseworker', 'workIsUnanswered'), actions: [openWorkItem('accepted'), beginWorkItem, 'recordWorkAccepted', 'recordWorkItem'] },
        ],
        FURTHER_WORK_REFUSED: [
          { target: 'closed.premature', guard: when('lastToAnswer', 'byTheCaseworker', 'workIsUnanswered'), actions: [openWorkItem('refused'), beginWorkItem, 'recordWorkRefused', 'recordWorkItem'] },
          { target: 'workRequested', reenter: true, guard: all('byTheCaseworker', 'workIsUnanswered'), actions: [openWorkItem('refused'), beginWorkItem, 'recordWorkRefused', 'recordWorkItem'] },
        ],
        CHANGE_RESPONSE_DATE: { target: 'workRequested', reenter: true, guard: all('byTheCaseworker', 'workIsUnanswered', 'newDateIsAhead'), actions: 'recordNewDate' },
      },
    },
    closed: {
      description: 'Ended; another attempt is a new one',
      tags: 'closed',
      initial: 'declined',
      on: { ITEM_ENDED: { actions: 'recordEnding' }, DECIDE_AFTER_FAILURE: decidingAfterFailure },
      states: {
        declined: { description: 'Declined' },
        valueAdded: { description: 'Value added' },
        premature: { description: 'Premature: the organisation’s own procedure comes first' },
        proposedForInvestigation: { description: 'Proposed for investigation' },
        complied: { description: 'Every agreed action was complied with' },
        partlyComplied: { description: 'Some agreed actions were complied with' },
        notComplied: { description: 'No agreed action was complied with' },
      },
    },
  },
})

export const intervention: Definition = {
  name: 'intervention', title: 'Intervention', version: 1, machine, rules, conditions, deadlines, events, messages, warnings: signWarnings,
  endings: { ISSUE_DECISION: ['signedUnderTheScheme'] },
  notBefore: ({ casefile }: { casefile: { receivedOn: CalendarDate } }) => casefile.receivedOn,
}
