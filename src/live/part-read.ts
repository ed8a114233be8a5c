import type { Counted, Reading } from './readings.ts'

/** What takes long is counted for no more than this part of the time: for 50 ms of a second. */
const SHARE = 20
/** And yet as often as this. */
const REST_AT_MOST_MS = 10_000

/** A part of what is watched, as it was counted last. */
export class PartRead {
  readonly #reading: Reading
  #counted: Counted | undefined
  /** That of which it is. */
  #moment = ''
  #restUntil = 0
  #isPutOff = false

  constructor(reading: Reading) {
    this.#reading = reading
  }

  get counted(): Counted | undefined {
    return this.#counted
  }

  /** Something may have changed since, and it is not its turn yet. */
  get isPutOff(): boolean {
    return this.#isPutOff
  }

  /** Counts it anew, unless nothing can have changed since, or it took so long the last time that others come first. */
  async bringUpTo(moment: string, isAsked: boolean): Promise<void> {
    if (this.#counted !== undefined && this.#moment === moment) return
    const began = performance.now()
    this.#isPutOff = !isAsked && this.#reading.sparing && began < this.#restUntil
    if (this.#isPutOff) return
    this.#counted = await this.#reading.read()
    this.#moment = moment
    this.#restUntil = began + Math.min(SHARE * (performance.now() - began), REST_AT_MOST_MS)
  }
}

/** All parts as they were counted last, as of the latest. */
export function together(parts: readonly PartRead[]): Counted {
  const all = parts.flatMap(({ counted }) => counted ?? [])
  const [latest] = all.map(({ asOf }) => asOf).sort((one, other) => (one < other ? 1 : -1))
  return { asOf: latest!, counts: Object.assign({}, ...all.map(({ counts }) => counts)) }
}
