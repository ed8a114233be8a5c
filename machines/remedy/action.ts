import { z } from 'zod'
import { day, partyId, pence, plain, saying } from '../kernel/words.ts'
import { onlyConsiders } from './consider.ts'

/** The kinds of remedy (RULES, Shape). Plan and improvement are systemic; I6 reads the explanation. */
export const remedyKinds = [
  'apology',
  'explanation',
  'payment',
  'debtWrittenOff',
  'backdatedAward',
  'decisionReconsidered',
  'correctionOfRecords',
  'lessonsLearntActionPlan',
  'systemicImprovement',
  'otherIndividual',
] as const
export const remedyKind = saying(z.enum(remedyKinds), {
  apology: 'An apology',
  explanation: 'An explanation',
  payment: 'A payment',
  debtWrittenOff: 'A debt written off',
  backdatedAward: 'A backdated award',
  decisionReconsidered: 'A decision reconsidered',
  correctionOfRecords: 'A correction of records',
  lessonsLearntActionPlan: 'An action plan of lessons learnt',
  systemicImprovement: 'A systemic improvement',
  otherIndividual: 'Another remedy for the individual',
})
export type RemedyKind = (typeof remedyKinds)[number]
const systemicKinds: readonly RemedyKind[] = ['lessonsLearntActionPlan', 'systemicImprovement']
export const isSystemic = ({ kind }: { readonly kind: RemedyKind }): boolean => systemicKinds.includes(kind)

export const moneyKinds = ['payment', 'debtWrittenOff', 'backdatedAward', 'earlierOffer', 'alreadyPaid'] as const
/** Money in whole pence; a line may have no amount yet. */
export const moneyLine = z.strictObject({
  kind: saying(z.enum(moneyKinds), {
    payment: 'A payment',
    debtWrittenOff: 'A debt written off',
    backdatedAward: 'A backdated award',
    earlierOffer: 'Offered earlier',
    alreadyPaid: 'Already paid',
  }).meta({ label: 'What the money is for' }),
  amount: pence('Amount').optional(),
})
export type MoneyLine = z.infer<typeof moneyLine>

/** What an organisation is to part with. What it offered or paid before is told beside it, and is no part of the sum. */
const counted: readonly MoneyLine['kind'][] = ['payment', 'debtWrittenOff', 'backdatedAward']

/** Pence: what a remedy comes to, wherever a sum of it is shown or looked for; undefined where no line that counts has an amount. */
export function sumOf(money: readonly MoneyLine[]): number | undefined {
  const amounts = money.flatMap(({ kind, amount }) => (counted.includes(kind) && amount !== undefined ? [amount] : []))
  return amounts.length === 0 ? undefined : amounts.reduce((sum, each) => sum + each, 0)
}

/** Names an action within its attempt, so that an approach, an agreement and a compliance item speak of the same one. */
export const actionId = plain('Action', { most: 40 }).regex(/^[a-z0-9][a-z0-9-]*$/i, 'An action is named by letters, digits and hyphens')

/** One of the actions that are there. */
export const knownActionId = (label: string) => actionId.meta({ label, refersTo: 'action' })
const newActionId = actionId.meta({
  names: 'action',
  asks: 'Short name of the action',
  hint: 'For example apology-1. Left empty, it is named for you',
})

/** One thing an organisation is asked to do. The five SMART questions (I9) are always answered; no names of people. */
export const remedyAction = z.strictObject({
  id: newActionId,
  organisation: partyId('The organisation that is to act'),
  kind: remedyKind.meta({ label: 'Kind of remedy', missing: 'Select what kind of remedy it is' }),
  what: plain('What it should do', { hint: 'Specific: say what is to be done, not that it be considered' }),
  measure: plain('How we shall know', { hint: 'Measurable' }),
  achievable: plain('Why it can do this', { hint: 'Achievable by that organisation' }),
  injustice: plain('Which injustice it puts right', { hint: 'Relevant and proportionate' }),
  by: day('By when', 'Time-bound').meta({ asks: 'The date by which it is to be done' }),
  money: z.array(moneyLine).max(10).default([]).meta({ label: 'Money', item: 'amount' }),
  /** I8: how a systemic action came about; pressing for significant change is what needs a reason. */
  systemic: saying(z.enum(['offered', 'explored', 'pressedFor']), {
    offered: 'The organisation offered it',
    explored: 'We explored it with the organisation',
    pressedFor: 'We press for it',
  })
    .optional()
    .meta({ label: 'How a systemic remedy came up', onlyWhere: { field: 'kind', is: ['lessonsLearntActionPlan', 'systemicImprovement'] } }),
})
export type RemedyAction = z.infer<typeof remedyAction>

/** What an organisation has bound itself to: the exact words, how we shall know, by when, and money (I21). */
export const agreedAction = z.strictObject({
  id: newActionId,
  kind: remedyKind.meta({ label: 'Kind of remedy', missing: 'Select what kind of remedy it is' }),
  what: plain('What it will do'),
  measure: plain('How we shall know'),
  by: day('By when').meta({ asks: 'The date by which it is to be done' }),
  money: z.array(moneyLine).max(10).default([]).meta({ label: 'Money', item: 'amount' }),
})
export type AgreedAction = z.infer<typeof agreedAction>

/** An offer of an organisation; an earlier one keeps its date, and its amounts if they are known (I19). */
export interface Offer {
  readonly on: string
  readonly actions: readonly AgreedAction[]
  /** How it left the table, if it did. */
  readonly became?: 'changed' | 'withdrawn' | 'turnedDown' | 'accepted'
}

/** "Consider", "reconsider" or "look at" asks for no action (I9, I21): the words to use instead say what is to be done. */
export const onlyAsksToConsider = ({ what }: { readonly what: string }): boolean => onlyConsiders(what)
