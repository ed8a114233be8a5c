import type { Definition } from '../../machines/kernel/definition.ts'
import { waitingStates } from '../shown/flow/waiting.ts'
import { chartFor, sayPlace } from '../shown/place.ts'
import type { CountKey, Counts } from './counts.ts'

/** So many overdue in one state are worth saying aloud: the first, and then each time it has become much more. */
const STEPS = [1, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000]
/** Who hears the page is not talked over. */
const AT_MOST_EVERY_MS = 60_000
const MOST_SENTENCES = 3

/** What is said aloud to whoever watches: that in a state so many are overdue as were not before. At most once a minute. */
export interface Crossings {
  /** Notes what became of the numbers. */
  note(before: Counts, after: Counts): void
  /** What is to be said now, where anything is; it is then not said again. */
  take(now: number): readonly string[]
}

export function crossingsOf(definition: Definition): Crossings {
  // Whether in time or late: what is counted in a state around them would be said twice.
  const places = [...waitingStates(chartFor(definition)).keys()]
  const noted = new Map<string, { readonly from: number; readonly to: number }>()
  let saidAt = Number.NEGATIVE_INFINITY
  return {
    note: (before, after) => {
      for (const state of places) {
        const [was, is] = [before, after].map((counts) => counts[`${state}:overdue` satisfies CountKey] ?? 0) as [number, number]
        if (was !== is) noted.set(state, { from: Math.min(noted.get(state)?.from ?? was, was), to: is })
      }
    },
    take: (now) => {
      const crossed = [...noted].filter(([, { from, to }]) => STEPS.some((step) => from < step && step <= to))
      if (crossed.length === 0 || now - saidAt < AT_MOST_EVERY_MS) return []
      noted.clear()
      saidAt = now
      return sentencesOf(definition, crossed)
    },
  }
}

function sentencesOf(definition: Definition, crossed: readonly (readonly [state: string, { readonly to: number }])[]): readonly string[] {
  const said = crossed
    .slice(0, MOST_SENTENCES)
    .map(([state, { to }]) => `Overdue in ${sayPlace(definition, state.slice(definition.name.length + 1))}: now ${to}`)
  const more = crossed.length - said.length
  return more > 0 ? [...said, `More overdue in ${more} other ${more === 1 ? 'state' : 'states'}`] : said
}
