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
  /** What there was to say from one state of the numbers to another, to who was not there meanwhile. */
  between(before: Counts, after: Counts): readonly string[]
}

/** In the states in which one waits, whether in time or late: what is counted in a state around them would be said twice. */
export const crossingsOf = (definition: Definition): Crossings =>
  crossingsIn(
    new Map([...waitingStates(chartFor(definition)).keys()].map((id) => [id, sayPlace(definition, id.slice(definition.name.length + 1))])),
    'state',
  )

/** In each machine as a whole. */
export const everyCrossing = (definitions: readonly Definition[]): Crossings =>
  crossingsIn(new Map(definitions.map(({ name, title }) => [name, title])), 'lifecycle')

/** @param called what each of those that are told of is called, and each of them without its name */
function crossingsIn(called: ReadonlyMap<string, string>, each: string): Crossings {
  const places = [...called.keys()]
  const noted = new Map<string, Overdue>()
  let saidAt = Number.NEGATIVE_INFINITY
  const sentences = (crossed: readonly Crossed[]): readonly string[] => {
    const said = crossed.slice(0, MOST_SENTENCES).map(([state, { to }]) => `Overdue in ${called.get(state)}: now ${to}`)
    const more = crossed.length - said.length
    return more > 0 ? [...said, `More overdue in ${more} other ${more === 1 ? each : `${each}s`}`] : said
  }
  return {
    note: (before, after) => {
      for (const state of places) {
        const { from, to } = overdueIn(state, before, after)
        if (from !== to) noted.set(state, { from: Math.min(noted.get(state)?.from ?? from, from), to })
      }
    },
    take: (now) => {
      const crossed = [...noted].filter(passesStep)
      if (crossed.length === 0 || now - saidAt < AT_MOST_EVERY_MS) return []
      noted.clear()
      saidAt = now
      return sentences(crossed)
    },
    between: (before, after) => sentences(places.map((state) => [state, overdueIn(state, before, after)] as const).filter(passesStep)),
  }
}

/** How many were overdue in a state, and how many are. */
interface Overdue {
  readonly from: number
  readonly to: number
}
const overdueIn = (state: string, before: Counts, after: Counts): Overdue => {
  const key: CountKey = `${state}:overdue`
  return { from: before[key] ?? 0, to: after[key] ?? 0 }
}
type Crossed = readonly [state: string, Overdue]
const passesStep = ([, { from, to }]: Crossed) => STEPS.some((step) => from < step && step <= to)
