import type { Definitions } from '../../machines/kernel/definition.ts'
import { canonical } from '../../machines/kernel/stored.ts'
import { notFound, Problem } from '../problem.ts'
import type { FlowAsked } from '../reports/flow/numbers.ts'
import { crossingsOf } from './crossings.ts'
import { View } from './view.ts'
import type { Watcher } from './watch.ts'

const MOST_VIEWS = 100
/** A view that nobody watches any more is remembered for who comes back. */
const REMEMBERED_MS = 10 * 60_000

/** A view, who watches it, and when it was looked at. */
export interface Viewed {
  readonly asked: FlowAsked
  readonly view: View
  readonly watchers: Set<Watcher>
  /** That of which its numbers are. */
  moment: string
  lookedAt: number
  usedAt: number
  looking: Promise<void> | undefined
}

/** The views that somebody watches or lately did, each once, in whatever order its filters were given. */
export class Views {
  readonly #definitions: Definitions
  readonly #views = new Map<string, Viewed>()

  constructor(definitions: Definitions) {
    this.#definitions = definitions
  }

  get all(): readonly Viewed[] {
    return [...this.#views.values()]
  }

  /** @throws Problem where there is no such machine, or so much is watched already that there is no room for another view */
  of(asked: FlowAsked): Viewed {
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

  #begun(asked: FlowAsked): Viewed {
    const definition = this.#definitions[asked.machine]
    if (!definition) throw notFound()
    this.#makeRoom()
    const view = new View(crossingsOf(definition))
    return { asked, view, watchers: new Set(), moment: '', lookedAt: 0, usedAt: 0, looking: undefined }
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
const keyOf = ({ machine, filters, at }: FlowAsked): string => {
  const given = Object.entries(filters).filter(([, value]) => value !== undefined && value.length > 0)
  const sorted = given.map(([name, value]) => [name, Array.isArray(value) ? [...new Set(value)].sort() : value])
  return canonical({ machine, at, filters: Object.fromEntries(sorted) })
}
