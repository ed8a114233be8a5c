import { randomUUID } from 'node:crypto'
import type { Instant } from '../../machines/kernel/calendar.ts'
import { type CountKey, type Counts, changedBetween, isEmpty } from './counts.ts'
import type { Crossings } from './crossings.ts'
import type { Counted } from './readings.ts'

/** What whoever watches is told. */
export interface Told {
  /** Since when the numbers have been as they are. */
  readonly asOf: Instant
  /** The numbers that are others than in the message before; of `whole`, all that are not 0. */
  readonly changed: Counts
  /** It is not what changed, but everything: what is not among it is 0. */
  readonly whole?: true
  /** What is worth saying aloud. */
  readonly crossed?: readonly string[]
}
/** A message and its id, by which the next one is asked for. */
export interface Numbered {
  readonly id: string
  readonly told: Told
}

/** So many messages back what was missed can be told; whoever was away for longer is told everything. */
const KEPT = 300

/** What one message told, and what these numbers had been. */
interface Change {
  readonly to: Counts
  readonly from: Counts
}

/** One flow as it is watched: its numbers, and what became of them since. */
export class View {
  /** Of this view on this node since it began: an id of another says nothing here. */
  readonly #epoch = randomUUID().slice(0, 8)
  readonly #crossings: Crossings
  #changes: Change[] = []
  #first = 0
  #counts: Counts | undefined
  #asOf: Instant = ''

  constructor(crossings: Crossings) {
    this.#crossings = crossings
  }

  /** The numbers as they were just counted. Answers what is to be told to all who watch, where there is anything. */
  take({ asOf, counts }: Counted, now: number): Numbered | undefined {
    const before = this.#counts
    const changed = before ? changedBetween(before, counts) : {}
    if (before) this.#crossings.note(before, counts)
    const crossed = this.#crossings.take(now)
    if (before && isEmpty(changed) && crossed.length === 0) return undefined
    if (!before || !isEmpty(changed)) this.#asOf = asOf
    this.#counts = counts
    if (!before) return undefined
    this.#changes.push({ to: changed, from: Object.fromEntries(Object.keys(changed).map((key) => [key, before[key as CountKey] ?? 0])) })
    if (this.#changes.length > KEPT) this.#first += this.#changes.splice(0, this.#changes.length - KEPT).length
    return { id: this.#id(), told: { asOf: this.#asOf, changed, ...(crossed.length > 0 && { crossed }) } }
  }

  get isCounted(): boolean {
    return this.#counts !== undefined
  }

  /** What to begin with: what was missed since a message, where that can be told, and else everything. */
  since(id: string): Numbered {
    const missed = this.#missedSince(id)
    if (!missed) return this.whole()
    const changed: Counts = Object.assign({}, ...missed.map(({ to }) => to))
    return { id: this.#id(), told: { asOf: this.#asOf, changed, ...this.#crossedIn(missed) } }
  }

  /** Everything, and what is worth saying aloud since a message, where that can be told. */
  whole(id = ''): Numbered {
    const missed = this.#missedSince(id) ?? []
    return { id: this.#id(), told: { asOf: this.#asOf, changed: this.#counts ?? {}, whole: true, ...this.#crossedIn(missed) } }
  }

  /** Told by what became of the numbers meanwhile: a message that nobody got may have said what is no longer so. */
  #crossedIn(missed: readonly Change[]): Pick<Told, 'crossed'> {
    const counts = this.#counts ?? {}
    const before: Counts = Object.assign({}, counts, ...missed.toReversed().map(({ from }) => from))
    const crossed = this.#crossings.between(before, counts)
    return crossed.length > 0 ? { crossed } : {}
  }

  #missedSince(id: string): readonly Change[] | undefined {
    const [epoch, number] = id.split('.')
    const from = Number(number) - this.#first
    if (epoch !== this.#epoch || !Number.isInteger(from) || from < 0 || from > this.#changes.length) return undefined
    return this.#changes.slice(from)
  }

  #id = () => `${this.#epoch}.${this.#first + this.#changes.length}`
}
