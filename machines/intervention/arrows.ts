import type { deadlines } from './deadlines.ts'
import { ended, recordFailedIntervention, sendApproachLetters } from './duties.ts'
import { beginOrAskAgain, deliverAsked, dropThatOne, openApproaches, tellAttemptEnded, tellDecided, tellReopened } from './effects.ts'
import { discardDecisionLetters, draftApproachLetters, sendLetters } from './letters.ts'
import { pointRules } from './propose.ts'
import { all } from './rules.ts'

/** What several states have in common: how they wait, and arrows that leave them alike. */

const pointsMade = Object.keys(pointRules) as (keyof typeof pointRules)[]

/** A state that waits for one of us: in time until its deadline passes, then overdue, accepting the same events. */
export const waits = <D extends keyof typeof deadlines>(deadline: D) =>
  ({
    initial: 'inTime',
    states: {
      inTime: { description: 'Within the time we gave ourselves', after: { [deadline]: 'overdue' } as Record<D, 'overdue'> },
      overdue: { description: 'The time we gave ourselves has passed', tags: 'overdue' },
    },
  }) as const

/** Asking an organisation, for the first time or again: the same rules each time (I18–I20). */
export const proposing = {
  guard: all(
    'byTheCaseworker',
    'stillAtAssessment',
    'complaintStands',
    'assessmentRecorded',
    'prospectConsidered',
    'complainantPrepared',
    'clearFromPapersOrSpokenTo',
    'consentOfTheComplainant',
    'notAlreadyAnswering',
    'answerNotAwaited',
    'outcomeNotAwaited',
    'oneOpportunity',
    'oneOpportunityInTheCasefile',
    'remedyIsStated',
    'everyActionIsSpecific',
    'actionsAreAhead',
    'oneIndividualRemedy',
    'notPressedOnOneComplaint',
    'specificResponseAskedFor',
    'focalPointFirst',
    ...pointsMade,
    'responseDateAhead',
    'responseWithinFourteenDays',
  ),
  actions: [
    deliverAsked,
    openApproaches,
    beginOrAskAgain,
    draftApproachLetters,
    sendApproachLetters,
    'recordProposal',
    ended('approachAnother'),
    ended('chooseWhatFollows'),
  ],
} as const
/** A decision under way falls: what it was about has changed. */
export const submissionFalls = ['forgetSubmission', 'forgetSignature', discardDecisionLetters] as const
export const goingOnWithout = [dropThatOne, 'recordGoingOnWithout', ended('chooseWhatFollows')] as const
export const mayGoOnWithout = ['byTheCaseworker', 'thatOneHasAgreedToNothing', 'anotherIsLeft'] as const
export const toldThem = [
  'byTheCaseworker',
  'complaintStands',
  'toldOfTheIndication',
  'toldWhatWasAgreed',
  'toldOfTheDecision',
  'toldOfMonitoring',
  'toldByTelephone',
  'representativeSpeaksForThem',
  'complainantIsAlive',
] as const
export const issuing = ['recordDecision', sendLetters, recordFailedIntervention, tellDecided, tellAttemptEnded] as const
export const mayIssue = ['byTheCaseworker', 'complaintStands', 'everyLetterIsSigned'] as const
export const mayReturn = ['signedUnderTheScheme', 'notTheirOwnSubmission', 'returnIsPossible'] as const
export const settingActions = {
  ADD_ACTION: { guard: all('byTheCaseworker', 'actionIsNew', 'systemicActionIsMarked'), actions: 'recordAction' },
  CHANGE_ACTION: { guard: all('byTheCaseworker', 'someActionIsThere', 'actionIsThere', 'systemicActionIsMarked'), actions: 'recordChange' },
  REMOVE_ACTION: { guard: all('byTheCaseworker', 'someActionIsThere', 'actionIsThere'), actions: 'recordRemoval' },
} as const
/** Before the letter, dissatisfaction is an objection, to be weighed (I22, I33). */
export const objecting = {
  target: 'consideringObjections',
  guard: all('byTheCaseworker'),
  actions: [...submissionFalls, 'recordObjection'],
} as const

/** Also after the last item has ended: a failure is one whether or not others are still monitored (I24). */
export const decidingAfterFailure = {
  guard: all('caseworkerDecidesAfterFailure', 'someItemHasFailed', 'notReopenedAlready', 'reopeningConsidered'),
  actions: ['recordAfterFailure', ended('decideAfterFailure'), tellReopened],
} as const
