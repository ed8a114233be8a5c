import type { EffectParams } from '../kernel/effect.ts'
import type { At, Proposing } from './at.ts'
import { decisionLetters, lettersOf } from './sign.ts'

/** Which letters an attempt drafts, drops and sends. */

export const draftApproachLetters = {
  type: 'draftLetter',
  params: ({ event }: At<Proposing>): EffectParams['draftLetter'][] =>
    event.channel === 'writing' ? event.whom.map((organisation) => ({ letter: 'approach', to: { organisation }, cites: 'I18' })) : [],
} as const

export const discardApproachLetters = { type: 'discardLetters', params: { letters: ['approach'] } } as const
export const discardDecisionLetters = { type: 'discardLetters', params: { letters: decisionLetters } } as const
/** Read after the submission is recorded, where the decision decides who is written to; before one, the intervention is taken to succeed. */
export const draftDecisionLetters = {
  type: 'draftLetter',
  params: ({ context }: At): EffectParams['draftLetter'][] => [...lettersOf(context, context.submission?.decision ?? 'resolved')],
} as const
/** Out go the texts that were signed, not what would be composed today (I26). */
export const sendLetters = {
  type: 'sendLetter',
  params: ({ context, event }: At): EffectParams['sendLetter'][] =>
    (context.signedOff?.letters ?? []).map(({ id, body }) => ({ id, body, on: event.today })),
} as const
