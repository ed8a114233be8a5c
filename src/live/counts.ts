import type { FlowCounts, StateCounts } from '../reports/flow/numbers.ts'

/** One number of a flow: of a state by its id in the chart, of all open lifecycles, or of those in no state of the present chart. */
export type CountKey = `${string}:${(typeof counted)[number]}`
/** What is not among them is 0. */
export type Counts = Readonly<Record<CountKey, number>>

const counted = ['open', 'overdue', 'dueIn7Days'] as const

/** The numbers of a flow that are not 0, each by the key under which a page shows it: the outermost state is shown as all of it. */
export function countsOf({ machine, all, elsewhere, states }: FlowCounts): Counts {
  const within = Object.entries(states).filter(([state]) => state !== machine)
  const named: readonly (readonly [string, StateCounts])[] = [['all', all], ['elsewhere', elsewhere], ...within]
  return Object.fromEntries(
    named.flatMap(([state, numbers]) => counted.filter((what) => numbers[what] > 0).map((what) => [`${state}:${what}`, numbers[what]])),
  )
}

/** What is another number now; what is no longer among them is 0. */
export function changedBetween(before: Counts, after: Counts): Counts {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)] as CountKey[])
  return Object.fromEntries([...keys].filter((key) => (before[key] ?? 0) !== (after[key] ?? 0)).map((key) => [key, after[key] ?? 0]))
}

export const isEmpty = (counts: Counts): boolean => Object.keys(counts).length === 0
