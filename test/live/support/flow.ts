import { definitions } from '../../../machines/index.ts'
import { countsOf } from '../../../src/live/counts.ts'
import type { Numbered } from '../../../src/live/view.ts'
import { type FlowWatch, type Watched, type Watcher, watchingFlows } from '../../../src/live/watch.ts'
import type { FlowNumbers, StateNumbers } from '../../../src/reports/flow/numbers.ts'

/** So many lifecycles, so many of them overdue. */
export const some = (open: number, overdue = 0): StateNumbers => ({
  open,
  overdue,
  dueIn7Days: 0,
  oldestSince: open > 0 ? '2013-01-07T09:00:00.000Z' : null,
})

/** How approaches stand, by the key of their state below the machine. */
export const approaches = (states: Readonly<Record<string, StateNumbers>>, asOf = '2013-02-04T14:30:00.000Z'): FlowNumbers => {
  const sum = Object.values(states).reduce((all, each) => some(all.open + each.open, all.overdue + each.overdue), some(0))
  const named = Object.entries(states).map(([state, numbers]) => [`approach.${state}`, numbers] as const)
  return { machine: 'approach', asOf, today: '2013-02-04', all: sum, states: Object.fromEntries(named), elsewhere: some(0), overdueIn: {} }
}

/** A watch over numbers that the test sets, which looks when the test says so, and says how often it asked. */
export interface Watching {
  readonly watch: FlowWatch
  /** From now on it stands so; without numbers, it cannot be counted. */
  stands(numbers: FlowNumbers | undefined): void
  readonly asked: { moments: number; counts: number }
  readonly errors: readonly unknown[]
}

export function watching(first: FlowNumbers, more: Partial<Watched> = {}): Watching {
  let numbers: FlowNumbers | undefined = first
  let moment = 0
  const asked = { moments: 0, counts: 0 }
  const errors: unknown[] = []
  const orAway = <Value>(value: Value) => {
    if (!numbers) throw new Error('The database is away')
    return value
  }
  const watch = watchingFlows({
    definitions,
    moment: async () => {
      asked.moments++
      return orAway(String(moment))
    },
    readings: () => [
      {
        read: async () => {
          asked.counts++
          const stands = orAway(numbers!)
          return { asOf: stands.asOf, counts: countsOf(stands) }
        },
        sparing: false,
      },
    ],
    onError: (error) => errors.push(error),
    everyMs: Number.POSITIVE_INFINITY,
    ...more,
  })
  return {
    watch,
    stands: (next) => {
      numbers = next
      moment++
    },
    asked,
    errors,
  }
}

/** Somebody who watches, and what they were told. */
export function somebody(
  person = 'a manager',
  { takes = () => true, still = async () => true }: { takes?: () => boolean; still?: () => Promise<boolean> } = {},
) {
  const told: Numbered[] = []
  const ends: string[] = []
  const watcher: Watcher = {
    person,
    send: (numbered) => {
      if (takes()) told.push(numbered)
      return takes()
    },
    beat: () => takes(),
    still,
    end: (why) => void ends.push(why),
  }
  return { watcher, told, ends, changes: () => told.map(({ told: { changed } }) => changed) }
}
