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
    actions: ['recordConfirmation', tells.confirmed],
  },
  {
    ...toAnOffer,
    guard: all('recordedByTheCaseworker', 'eachActionNamedOnce', 'confirmedActionsAreExact'),
    actions: ['recordOtherConfirmation', tells.offer],
  },
] as const

/** A refusal while an escalation is under way goes back to where that stands: nobody begins it twice. */
const refusing = ['recordRefusal', duties.noteRefusal, tells.refused] as const
const mayRefuse = ['recordedByTheCaseworker', 'somethingWasAsked', 'refusalNamesWhatWasAsked'] as const
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
