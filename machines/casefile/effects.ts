import { addDays, type CalendarDate } from '../kernel/calendar.ts'
import type { Stamp } from '../kernel/definition.ts'
import type { EffectParams } from '../kernel/effect.ts'
import type { ReviewInput } from '../review/record.ts'
import { nextKey } from './attempts.ts'
import { nextInvestigation } from './investigations.ts'
import { letterNamed } from './letters.ts'
import type { Casefile, ReopenedBy } from './record.ts'
import { decisionReferred, nextReview } from './reviews.ts'

/** What a casefile opens, and what it tells: its machines, and the casefiles that it is linked to. */

type At<E = unknown> = { readonly context: Casefile; readonly event: Stamp & E }

/** Everyone open hears what the casefile now says. */
export const tellAll = {
  type: 'tell',
  params: ({ context: { casefile } }: At): EffectParams['tell'] => ({ to: 'everyone', event: { type: 'CASEFILE_CHANGED', casefile } }),
} as const
/** Whoever was to publish a summary has done so (C23). */
export const tellSummary = {
  type: 'tell',
  params: { to: { all: 'compliance' }, event: { type: 'SUMMARY_PUBLISHED' } },
} as const
export const tellAttempts = <T extends string>(type: T) =>
  ({ type: 'tell', params: { to: { all: 'intervention' }, event: { type } } }) as const
/** Who goes on with the complaint has then to be found, or is known (I22). */
export const tellOfDeath = {
  type: 'tell',
  params: ({ context: { casefile } }: At): EffectParams['tell'] => ({
    to: { all: 'intervention' },
    event: { type: 'COMPLAINANT_HAS_DIED', represented: casefile.represented },
  }),
} as const

/** Each is read before it is recorded, while its key is still the next. */
export const openAttempt = {
  type: 'open',
  params: ({ context }: At): EffectParams['open'] => ({
    machine: 'intervention',
    key: nextKey(context),
    input: { attempt: context.attempts.length + 1, casefile: context.casefile, earlierRefusals: context.refusals },
  }),
} as const
/** Withdrawn before any attempt, a complaint is still closed by a decision that somebody signs (setting i). */
export const tellThatItIsWithdrawn = {
  type: 'tell',
  params: ({ context }: At): EffectParams['tell'][] =>
    context.casefile.withdrawnOn === undefined
      ? []
      : [{ to: { child: 'intervention', key: nextKey(context) }, event: { type: 'COMPLAINT_WAS_WITHDRAWN' } }],
} as const
export const openInvestigation = {
  type: 'open',
  params: ({ context }: At): EffectParams['open'] => ({
    machine: 'investigation',
    key: nextInvestigation(context),
    input: { key: nextInvestigation(context), casefile: context.casefile },
  }),
} as const
/** Opened on a complaint that was withdrawn before, somebody decides whether it goes on (setting i). */
export const tellInvestigationThatItIsWithdrawn = {
  type: 'tell',
  params: ({ context }: At): EffectParams['tell'][] =>
    context.casefile.withdrawnOn === undefined
      ? []
      : [{ to: { child: 'investigation', key: nextInvestigation(context) }, event: { type: 'COMPLAINT_WAS_WITHDRAWN' } }],
} as const
interface Referral {
  readonly complaint: string
  readonly decision?: string | undefined
  readonly receivedOn?: CalendarDate | undefined
  readonly correspondence?: string | undefined
}
export const openReview = {
  type: 'open',
  params: ({ context, event }: At<Referral>): EffectParams['open'] => {
    const decision = decisionReferred(context, event)
    return {
      machine: 'review',
      key: nextReview(context),
      input: {
        key: nextReview(context),
        casefile: context.casefile,
        complaint: event.complaint,
        receivedOn: event.receivedOn ?? event.today,
        referredOn: event.today,
        acceptBy: addDays(event.today, event.settings.reviewAcceptDays),
        ...(decision && { decision }),
        ...(event.correspondence && { correspondence: event.correspondence }),
      } satisfies ReviewInput,
    }
  },
} as const

/** Reopened while an enquiry is under way: whoever has it takes it up there. */
export const takeUpReopening = {
  type: 'createDuty',
  params: ({ event }: At<{ readonly cites: ReopenedBy }>): EffectParams['createDuty'] => {
    const toTakeUp = {
      to: 'caseworker',
      title: 'The enquiry is reopened while one is under way: take it up there',
      dueOn: addDays(event.today, event.settings.reconsiderDays),
      endsBy: 'acknowledgement',
    } as const
    if (event.cites === 'C22g') return { ...toTakeUp, name: 'takeUpReassessment', cites: 'C22g' }
    if (event.cites === 'I24') return { ...toTakeUp, name: 'takeUpFailure', cites: 'I24' }
    return { ...toTakeUp, name: 'takeUpReview', cites: 'I33' }
  },
} as const
export const openLinkedCasefile = {
  type: 'createDuty',
  params: ({ event }: At): EffectParams['createDuty'] => ({
    name: 'openLinkedCasefile',
    to: 'caseworker',
    title: 'Open a casefile that assesses this complaint again, linked to this one',
    dueOn: addDays(event.today, event.settings.reassessingDays),
    cites: 'C22g',
    endsBy: 'act',
  }),
} as const
export const linkedCasefileOpened = {
  type: 'endDuty',
  params: ({ event }: At<{ readonly reassesses?: true }>): EffectParams['endDuty'][] =>
    event.reassesses ? [{ name: 'openLinkedCasefile' }] : [],
} as const

/** Links show on both: the other casefile learns of it, and of no words. */
export const deliverLink = {
  type: 'deliver',
  params: ({ event }: At<{ readonly reference: string }>): EffectParams['deliver'] => ({
    to: { casefile: event.reference },
    event: { type: 'WAS_LINKED' },
  }),
} as const
export const deliverOpening = {
  type: 'deliver',
  params: ({
    event,
  }: At<{ readonly linkedTo?: string | undefined; readonly reassesses?: boolean | undefined }>): EffectParams['deliver'][] =>
    event.linkedTo === undefined
      ? []
      : [{ to: { casefile: event.linkedTo }, event: { type: 'WAS_LINKED', ...(event.reassesses && { reassesses: true }) } }],
} as const

type OfALetter = { readonly letter: string }
export const editIt = {
  type: 'editLetter',
  params: ({ event }: At<OfALetter & { readonly body: string }>): EffectParams['editLetter'] => ({
    id: event.letter,
    ...(!letterNamed(event)?.asComposed && { body: event.body }),
  }),
} as const
export const tellEdited = {
  type: 'tell',
  params: ({ event }: At<OfALetter & { readonly body: string }>): EffectParams['tell'] => ({
    to: { instance: letterNamed(event)!.instance },
    event: { type: 'LETTER_EDITED', letter: event.letter, body: event.body },
  }),
} as const
export const sendIt = {
  type: 'sendLetter',
  params: ({ event }: At<OfALetter>): EffectParams['sendLetter'] => ({
    id: event.letter,
    body: letterNamed(event)!.body!,
    on: event.happenedOn,
  }),
} as const
export const tellSent = {
  type: 'tell',
  params: ({ event }: At<OfALetter>): EffectParams['tell'] => ({
    to: { instance: letterNamed(event)!.instance },
    event: { type: 'LETTER_WAS_SENT', letter: event.letter, on: event.happenedOn },
  }),
} as const
