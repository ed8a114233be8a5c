import type { ChartModel } from '../../machines/kernel/chart.ts'
import { type DaysOfStates, movedWithin } from '../reports/flow/moves.ts'
import { type FlowCounts, type StateCounts, WINDOWS, type Window } from '../reports/flow/numbers.ts'

/** How many came into a state, or left it, in so many days, today the last. */
export type MovesMeasure = `moved${'In' | 'Out'}${Window}`
/** One number of a flow: of a state by its id in the chart, of all open lifecycles, or of those in no state of the present chart. */
export type CountKey = `${string}:${(typeof standing)[number] | MovesMeasure}`
/** What is not among them is 0. */
export type Counts = Readonly<Record<CountKey, number>>

const standing = ['open', 'overdue', 'dueIn7Days'] as const

/** The numbers of a flow that are not 0, each by the key under which a page shows it: the outermost state is shown as all of it. */
export function countsOf({ machine, all, elsewhere, states }: FlowCounts): Counts {
  const within = Object.entries(states).filter(([state]) => state !== machine)
  return standingIn([['all', all], ['elsewhere', elsewhere], ...within])
}

/** The same of every machine: all of one goes by its name. What stands in a state that its chart no longer has is counted in that alone. */
export const everyCountOf = (flows: readonly FlowCounts[]): Counts =>
  standingIn(flows.flatMap(({ machine, all, states }) => Object.entries({ ...states, [machine]: all })))

const standingIn = (named: readonly (readonly [string, StateCounts])[]): Counts =>
  some(named.flatMap(([state, numbers]) => standing.map((what) => [`${state}:${what}`, numbers[what]])))

/** How many came into each state of a chart and left it in each window, by the same keys, where it is not 0. */
export const movedOf = ({ machine, states }: ChartModel, days: DaysOfStates): Counts =>
  some(
    states.flatMap(({ id }) =>
      WINDOWS.flatMap((window): readonly (readonly [CountKey, number])[] => {
        const { arrived, left } = movedWithin(window, days[id])
        const state = id === machine ? 'all' : id
        return [
          [`${state}:movedIn${window}`, arrived],
          [`${state}:movedOut${window}`, left],
        ]
      }),
    ),
  )

const some = (counts: readonly (readonly [CountKey, number])[]): Counts => Object.fromEntries(counts.filter(([, count]) => count > 0))

/** What is another number now; what is no longer among them is 0. */
export function changedBetween(before: Counts, after: Counts): Counts {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)] as CountKey[])
  return Object.fromEntries([...keys].filter((key) => (before[key] ?? 0) !== (after[key] ?? 0)).map((key) => [key, after[key] ?? 0]))
}

export const isEmpty = (counts: Counts): boolean => Object.keys(counts).length === 0
