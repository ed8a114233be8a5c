import type { Definitions } from '../../machines/kernel/definition.ts'
import { canonical } from '../../machines/kernel/stored.ts'
import { notFound, Problem } from '../problem.ts'
import { type Crossings, crossingsOf, everyCrossing } from './crossings.ts'
import { PartRead } from './part-read.ts'
import { type Reading, type Watchable, withFlow } from './readings.ts'
import { View } from './view.ts'
import type { Watcher } from './watch.ts'

const MOST_VIEWS = 100
/** A view that nobody watches any more is remembered for who comes back. */
const REMEMBERED_MS = 10 * 60_000

/** A view, who watches it, and when it was looked at. */
export interface Viewed {
  readonly parts: readonly PartRead[]
  readonly view: View
  readonly watchers: Set<Watcher>
  lookedAt: number
  usedAt: number
  looking: Promise<void> | undefined
}

/** The views that somebody watches or lately did, each once, in whatever order its filters were given. */
export class Views {
  readonly #definitions: Definitions
  readonly #readings: (asked: Watchable) => readonly Reading[]
  readonly #views = new Map<string, Viewed>()

  constructor(definitions: Definitions, readings: (asked: Watchable) => readonly Reading[]) {
    this.#definitions = definitions
    this.#readings = readings
  }

  get all(): readonly Viewed[] {
    return [...this.#views.values()]
  }

  /** @throws Problem where there is no such machine, or so much is watched already that there is no room for another view */
  of(asked: Watchable): Viewed {
    const key = keyOf(asked)
    const viewed = this.#views.get(key) ?? this.#begun(asked)
    this.#views.set(key, viewed)
    viewed.usedAt = performance.now()
    return viewed
  }

  forgetOld(): void {
    const before = performance.now() - REMEMBERED_MS
    for (const [key, { usedAt }] of this.#unwatched()) if (usedAt < before) this.#views.delete(key)
  }

  #begun(asked: Watchable): Viewed {
    const crossings = this.#crossingsOf(asked)
    this.#makeRoom()
    const parts = this.#readings(asked).map((reading) => new PartRead(reading))
    return { parts, view: new View(crossings), watchers: new Set(), lookedAt: 0, usedAt: 0, looking: undefined }
  }

  #crossingsOf(asked: Watchable): Crossings {
    if (asked === 'every') return everyCrossing(withFlow(this.#definitions))
    const definition = this.#definitions[asked.machine]
    if (!definition) throw notFound()
    return crossingsOf(definition)
  }

  /** The one that nobody watches, and that was not asked for the longest, makes room for another. */
  #makeRoom(): void {
    if (this.#views.size < MOST_VIEWS) return
    const [oldest] = this.#unwatched().sort(([, a], [, b]) => a.usedAt - b.usedAt)
    if (!oldest) throw new Problem('unavailable')
    this.#views.delete(oldest[0])
  }

  #unwatched = () => [...this.#views].filter(([, { watchers }]) => watchers.size === 0)
}

/** The same filters in another order are the same view. */
const keyOf = (asked: Watchable): string => {
  if (asked === 'every') return asked
  const { machine, filters, at } = asked
  const given = Object.entries(filters).filter(([, value]) => value !== undefined && value.length > 0)
  const sorted = given.map(([name, value]) => [name, Array.isArray(value) ? [...new Set(value)].sort() : value])
  return canonical({ machine, at, filters: Object.fromEntries(sorted) })
}
