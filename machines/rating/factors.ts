import { z } from 'zod'
import type { Rating } from '../kernel/definition.ts'
import { saying } from '../kernel/words.ts'

/** One of the annex's eleven factors, in our own words. */
interface Factor {
  /** The rating that it may merit. */
  readonly merits: Exclude<Rating, 'B'>
  readonly title: string
  /** What no record shows by itself, and people record with its casefile (CA). */
  readonly recorded?: true
}

/** What may merit an A, then what may merit a C, in the annex's order. */
export const factors = {
  keptInTime: { merits: 'A', title: 'Keeps what it agreed within the first target date, or within one agreed later' },
  engagement: { merits: 'A', title: 'Works with us on how to put the remedy into effect, or to better it', recorded: true },
  constructive: { merits: 'A', title: 'Handles complaints, and provides remedies, constructively', recorded: true },
  commitment: { merits: 'A', title: 'Shows commitment to our principles and to prompt remedies', recorded: true },
  notImplemented: { merits: 'C', title: 'Did not implement a recommendation of a final report' },
  refusedInDraft: { merits: 'C', title: 'Refuses recommendations in draft reports' },
  disputedTerms: { merits: 'C', title: 'Queries or disputes the terms of a report' },
  delays: { merits: 'C', title: 'Delays remedies excessively or unreasonably' },
  missedTarget: { merits: 'C', title: 'Does not conclude within the first target date in many of its cases' },
  badFaith: { merits: 'C', title: 'Acted in bad faith' },
  unwillingness: { merits: 'C', title: 'Shows in another way that it is unwilling to comply', recorded: true },
} as const satisfies Record<string, Factor>

export type FactorName = keyof typeof factors
export const factorNames = Object.keys(factors) as readonly FactorName[]

type Known = typeof factors
const titles = <N extends FactorName>(names: readonly N[]) =>
  Object.fromEntries(names.map((name) => [name, factors[name].title])) as { [K in N]: string }
export const factor = saying(z.enum(factorNames), titles(factorNames))

export type RecordedFactor = { [K in FactorName]: Known[K] extends { recorded: true } ? K : never }[FactorName]
export const recordedFactors = factorNames.filter((name): name is RecordedFactor => 'recorded' in factors[name])
export const recordedFactor = saying(z.enum(recordedFactors), titles(recordedFactors))
