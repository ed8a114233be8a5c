import type { CasefileChanged, CasefileFacts } from '../casefile/facts.ts'
import type { CalendarDate } from '../kernel/calendar.ts'
import type { OrganisationId } from '../kernel/definition.ts'
import type { WordsRef } from '../kernel/words.ts'
import type { AgreedAction, Offer, RemedyAction } from '../remedy/action.ts'

/** What an approach is opened with. Its key among the attempt's approaches is the organisation's id. */
export interface ApproachInput {
  readonly casefile: CasefileFacts
  readonly organisation: OrganisationId
  readonly attempt: number
  /** Not one of the organisations complained about (I11); follows the complaint, should they change. */
  readonly thirdParty: boolean
  /** The complainant's consent to contact it, for the purposes of an investigation, is on record (I11); asked of a third party alone. */
  readonly consented: boolean
  /** The complainant knows that a remedy may be sought without a full investigation, and what to expect (I14). */
  readonly prepared: boolean
  readonly approachedOn: CalendarDate
  readonly channel: 'telephone' | 'writing' | 'enquiry'
  readonly respondBy: CalendarDate
  /** What is asked of this organisation; nothing, where we only enquire or it came with an offer. */
  readonly actions: readonly RemedyAction[]
  readonly origin: 'proposal' | 'enquiry' | 'offer'
  /** I16: what it offered unasked, where that is the origin. */
  readonly offer?: Offer
}

/**
 * Follows `open` at once: an approach begins by hearing it, since where it begins depends on its origin, and the duties of that place
 * are given by an arrow. An offer is then under consideration; otherwise the organisation's response is awaited.
 */
export interface Begin {
  readonly type: 'BEGIN'
}
/** A proposal to an organisation that has an approach already: after an enquiry or its own offer the first, after a refusal the second (I20). */
export interface AskAgain {
  readonly type: 'ASK_AGAIN'
  readonly actions: readonly RemedyAction[]
  readonly respondBy: CalendarDate
}
/** The attempt goes on without this organisation. It is given up here, and may still come round. */
export interface Dropped {
  readonly type: 'DROPPED'
  readonly why?: WordsRef
}
/** The attempt is decided: nothing more is expected here. */
export interface AttemptEnded {
  readonly type: 'ATTEMPT_ENDED'
  readonly how: string
}
/** What was confirmed is taken up again with the organisation: the complainant objects, or the decision was returned (I22, I26). */
export interface SendBack {
  readonly type: 'SEND_BACK'
}

/** The complainant has consented that this organisation be contacted for the purposes of an investigation (I11). */
export interface ConsentGiven {
  readonly type: 'CONSENT_GIVEN'
}
/** The complainant has been told that a remedy may be sought without a full investigation, and what to expect (I14). */
export interface ComplainantPrepared {
  readonly type: 'COMPLAINANT_PREPARED'
}

export type ToApproach = Begin | AskAgain | Dropped | AttemptEnded | SendBack | ConsentGiven | ComplainantPrepared | CasefileChanged

export interface ApproachConfirmed {
  readonly type: 'APPROACH_CONFIRMED'
  readonly organisation: OrganisationId
  readonly actions: readonly AgreedAction[]
  /** The confirmation's own date, from which I21's 28 days count. */
  readonly confirmedOn: CalendarDate
  /** The ids of those provided already, as they are now agreed: what was done under other terms does not count (I30). */
  readonly provided: readonly string[]
}
/** Each refusal, also an offer that we turn down. `fellBack`: it had confirmed before. */
export interface ApproachRefused {
  readonly type: 'APPROACH_REFUSED'
  readonly organisation: OrganisationId
  readonly on: CalendarDate
  readonly fellBack: boolean
}
/** What had been confirmed or given up is open again: it offers something else instead, was sent back, or has come round after all. */
export interface ApproachReopened {
  readonly type: 'APPROACH_REOPENED'
  readonly organisation: OrganisationId
}
export interface ApproachEscalated {
  readonly type: 'APPROACH_ESCALATED'
  readonly organisation: OrganisationId
}
/** The directorate's decision (I20). This approach has then failed. */
export interface ApproachDecided {
  readonly type: 'APPROACH_DECIDED'
  readonly organisation: OrganisationId
  readonly outcome: 'anotherBody' | 'reconsider'
}
/** Done between confirming and our decision: kept for the item that will open. */
export interface RemedyWasProvided {
  readonly type: 'REMEDY_WAS_PROVIDED'
  readonly organisation: OrganisationId
  /** The id of the agreed action. */
  readonly action: string
  readonly on: CalendarDate
  readonly evidence: WordsRef
}
export interface OfferToConsider {
  readonly type: 'OFFER_TO_CONSIDER'
  readonly organisation: OrganisationId
}
/** With whom the next word is, where nothing is confirmed and nothing given up. */
export type Standing = 'awaiting' | 'considering' | 'refused' | 'withLineManager' | 'withDirectorate' | 'nothingOnTheTable'
/** Told whenever somebody's act brings the approach there, also anew; never by the clock. */
export interface ApproachStands {
  readonly type: 'APPROACH_STANDS'
  readonly organisation: OrganisationId
  readonly how: Standing
}

export type FromApproach =
  | ApproachConfirmed
  | ApproachRefused
  | ApproachReopened
  | ApproachEscalated
  | ApproachDecided
  | RemedyWasProvided
  | OfferToConsider
  | ApproachStands

/** Everything an approach hears from other instances. */
export const messages = [
  'BEGIN',
  'ASK_AGAIN',
  'DROPPED',
  'ATTEMPT_ENDED',
  'SEND_BACK',
  'CONSENT_GIVEN',
  'COMPLAINANT_PREPARED',
  'CASEFILE_CHANGED',
] as const satisfies readonly ToApproach['type'][]

/** The `tell` that belongs after the `open` of an approach. */
export const beginning = (organisation: OrganisationId) =>
  ({ to: { child: 'approach', key: organisation }, event: { type: 'BEGIN' } }) as const
