/** One thing that puts it right; `sum` in whole pounds, chosen for each complaint. */
export interface Remedy {
  readonly id: string
  readonly kind: string
  /** `{sum}` is the sum in words. */
  readonly what: string
  readonly measure: string
  readonly sum?: readonly [least: number, most: number]
  readonly money?: 'payment' | 'debtWrittenOff' | 'backdatedAward'
}

export const apology: Remedy = {
  id: 'apology',
  kind: 'apology',
  what: 'Write a letter of apology to the complainant, saying what went wrong',
  measure: 'A copy of the letter',
}
export const pays = (what: string, least: number, most: number): Remedy => ({
  id: 'payment',
  kind: 'payment',
  what: `Pay the complainant {sum} pounds ${what}`,
  measure: 'A bank receipt',
  sum: [least, most],
  money: 'payment',
})
export const improves = (what: string, measure: string): Remedy => ({ id: 'improvement', kind: 'systemicImprovement', what, measure })
export const plans = (what: string): Remedy => ({
  id: 'plan',
  kind: 'lessonsLearntActionPlan',
  what: `Draw up an action plan on ${what}, and send it to the complainant`,
  measure: 'The plan, with who does what by when',
})
export const explains: Remedy = {
  id: 'explanation',
  kind: 'explanation',
  what: 'Explain to the complainant in writing what happened and why',
  measure: 'A copy of the explanation',
}
