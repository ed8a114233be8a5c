import { duties } from './duties.ts'
import { all, when } from './rules.ts'
import { tells } from './tells.ts'

/** Arrows that leave several states alike: whatever stands between us, the organisation may still agree, offer, refuse or confirm (I20). */

const toAnOffer = { target: '#approach.consideringOffer', reenter: true } as const

export const offered = {
  ...toAnOffer,
  guard: all('recordedByTheCaseworker', 'eachActionNamedOnce'),
  actions: ['recordOffer', tells.offer],
} as const

/** Agreement with something added, or to something else, is an offer (I19). */
export const agreed = [
  {
    ...toAnOffer,
    guard: when('offersSomethingElse', 'recordedByTheCaseworker', 'eachActionNamedOnce'),
    actions: ['recordOtherAgreement', tells.offer],
  },
  { target: '#approach.awaitingConfirmation', guard: all('recordedByTheCaseworker', 'somethingWasAsked'), actions: 'recordAgreement' },
] as const

const confirming = ['recordConfirmation', tells.confirmed] as const
const confirmingOther = ['recordOtherConfirmation', tells.offer] as const
export const confirmed = [
  {
    target: '#approach.confirmed',
    guard: when(
      'confirmsWhatWeAccept',
      'recordedByTheCaseworker',
      'eachActionNamedOnce',
      'confirmedActionsAreExact',
      'actedOnWithinFourWeeks',
    ),
    actions: confirming,
  },
  {
    ...toAnOffer,
    guard: all('recordedByTheCaseworker', 'eachActionNamedOnce', 'confirmedActionsAreExact'),
    actions: confirmingOther,
  },
] as const

/** A refusal while an escalation is under way goes back to where that stands: nobody begins it twice. */
const refusing = ['recordRefusal', duties.noteRefusal, tells.refused] as const
const mayRefuse = ['recordedByTheCaseworker', 'somethingToRefuse', 'refusalNamesWhatWasAsked'] as const
export const refused = [
  {
    target: '#approach.escalated.withDirectorate',
    guard: when('isWithTheDirectorate', ...mayRefuse),
    actions: [...refusing, tells.escalated],
  },
  {
    target: '#approach.escalated.withLineManager',
    guard: when('isWithTheLineManager', ...mayRefuse),
    actions: [...refusing, tells.escalated],
  },
  { target: '#approach.refused', guard: all(...mayRefuse), actions: refusing },
] as const

const turningDown = ['recordTurningDown', duties.noteRefusal, tells.refused] as const
export const turnedDown = [
  {
    target: '#approach.escalated.withDirectorate',
    guard: when('isWithTheDirectorate', 'recordedByTheCaseworker'),
    actions: [...turningDown, tells.escalated],
  },
  {
    target: '#approach.escalated.withLineManager',
    guard: when('isWithTheLineManager', 'recordedByTheCaseworker'),
    actions: [...turningDown, tells.escalated],
  },
  { target: '#approach.refused', guard: all('recordedByTheCaseworker'), actions: turningDown },
] as const

/** What stood before the offer stands again. */
export const withdrawn = [
  {
    target: '#approach.escalated.withDirectorate',
    guard: when('isWithTheDirectorate', 'recordedByTheCaseworker'),
    actions: 'recordWithdrawal',
  },
  {
    target: '#approach.escalated.withLineManager',
    guard: when('isWithTheLineManager', 'recordedByTheCaseworker'),
    actions: 'recordWithdrawal',
  },
  { target: '#approach.refused', guard: when('refusalStands', 'recordedByTheCaseworker'), actions: 'recordWithdrawal' },
  {
    target: '#approach.refused',
    guard: when('withdrawsWhatItConfirmed', 'recordedByTheCaseworker'),
    actions: ['recordWithdrawingConfirmed', duties.noteRefusal, tells.refused],
  },
  { target: '#approach.awaitingResponse', guard: when('isAskedSomething', 'recordedByTheCaseworker'), actions: 'recordWithdrawal' },
  { target: '#approach.nothingOnTheTable', guard: all('recordedByTheCaseworker'), actions: 'recordWithdrawal' },
] as const

const escalating = ['recordConsideredEarly', 'recordEscalation', tells.escalated] as const
export const escalatedEarly = [
  { guard: when('waitsAWhile', 'begunByTheCaseworker', 'escalatingEarlyConsidered'), actions: 'recordConsideredEarly' },
  { target: '#approach.escalated', guard: all('begunByTheCaseworker', 'escalatingEarlyConsidered'), actions: escalating },
] as const
export const escalated = { target: '#approach.escalated', guard: all('begunByTheCaseworker'), actions: escalating } as const

/** What the attempt may still ask of an approach that has confirmed nothing. */
export const heard = {
  ASK_AGAIN: { target: '#approach.awaitingResponse', reenter: true, actions: 'recordAskingAgain' },
  DROPPED: { target: '#approach.failed', actions: 'recordDropping' },
} as const

/** Given up is not the last word: it may still agree, offer or confirm, also on a day that was in time (I20). The attempt hears first that it is open. */
const comingRound = ['recordOpeningAgain', tells.reopened] as const
export const afterAll = {
  ORGANISATION_AGREED: [
    { ...agreed[0], actions: [...comingRound, ...agreed[0].actions] },
    { ...agreed[1], actions: [...comingRound, agreed[1].actions] },
  ],
  ORGANISATION_OFFERED: { ...offered, actions: [...comingRound, ...offered.actions] },
  WRITTEN_CONFIRMATION_RECEIVED: [
    { ...confirmed[0], actions: [...comingRound, ...confirmed[0].actions] },
    { ...confirmed[1], actions: [...comingRound, ...confirmed[1].actions] },
  ],
} as const
