import type { EnquiryReopened } from '../casefile/reopening.ts'
import type { CalendarDate } from '../kernel/calendar.ts'
import type { Asks, Stamp } from '../kernel/definition.ts'
import type { EffectParams } from '../kernel/effect.ts'
import type { ReviewEnded } from './messages.ts'
import type { Review } from './record.ts'

type At = { readonly context: Review; readonly event: Stamp }

/** Something to do that the guidance asks for after a complaint about our decision. */
const duty = (name: string, to: 'reviewTeam' | 'caseworker', title: string, dueOn: (record: Review) => CalendarDate) =>
  ({
    type: 'createDuty',
    params: ({ context }: At): EffectParams['createDuty'] => ({ name, to, title, dueOn: dueOn(context), cites: 'I33', endsBy: 'act' }),
  }) as const
const ended = (name: string) => ({ type: 'endDuty', params: { name } }) as const

export const accepting = duty(
  'acceptReview',
  'reviewTeam',
  'Decide whether to take up a complaint about our decision',
  ({ acceptBy }) => acceptBy,
)
export const accepted = ended('acceptReview')
export const concluding = duty(
  'concludeReview',
  'reviewTeam',
  'Conclude the review of our decision',
  ({ concludeBy, referredOn }) => concludeBy ?? referredOn,
)
export const concluded = ended('concludeReview')

/** The Review Team learns of it by its duty; the letter carries the papers. */
export const draftReferral = {
  type: 'draftLetter',
  params: { letter: 'reviewReferral', to: { office: 'reviewTeam' }, cites: 'I33' } satisfies EffectParams['draftLetter'],
} as const
export const sending = duty('sendReferral', 'caseworker', 'Send the referral to the Review Team', ({ referredOn }) => referredOn)
export const sent = ended('sendReferral')
/** Whoever acts on a referral had it: it is kept as it stood then, unless it was sent before or lacks what it must say. */
export const referralReceived = {
  type: 'sendLetter',
  params: ({ event }: At): EffectParams['sendLetter'][] =>
    (event.letters ?? []).flatMap(({ id, letter, body, sentOn, lacks = [] }) =>
      letter === 'reviewReferral' && body && !sentOn && lacks.length === 0 ? [{ id, body, on: event.today }] : [],
    ),
} as const
export const discardReferral = {
  type: 'discardLetters',
  params: { letters: ['reviewReferral'] } satisfies EffectParams['discardLetters'],
} as const

export const tellEnded = {
  type: 'tell',
  params: ({ context: { key, outcome } }: At): EffectParams['tell'] => ({
    to: 'parent',
    event: { type: 'REVIEW_ENDED', key, how: outcome! } satisfies ReviewEnded,
  }),
} as const
/** To be reconsidered: in a new attempt, since what is closed stays closed. */
export const tellReopened = {
  type: 'tell',
  params: ({ context: { key, why } }: At): EffectParams['tell'] => ({
    to: { all: 'casefile' },
    event: { type: 'ENQUIRY_REOPENED', why: why!, how: 'reopen', cites: 'I33', of: key } satisfies EnquiryReopened,
  }),
} as const

/** What each duty of a review asks for. */
export const asks: Asks = {
  acceptReview: ['ACCEPT_REVIEW', 'DECLINE_REVIEW'],
  concludeReview: ['CONCLUDE_REVIEW'],
}
