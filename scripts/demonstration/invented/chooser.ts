/** Chooses among what a story leaves open; the same seed chooses the same. */
export class Chooser {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** From 0 up to, and without, 1. */
  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.#next() * (most - least + 1))
  }

  chance(of: number): boolean {
    return this.#next() < of
  }

  pick<T>(among: readonly T[]): T {
    return among[this.between(0, among.length - 1)]!
  }

  /** A chooser of its own for one story, so that what one chooses changes no other. */
  another(): Chooser {
    return new Chooser(this.between(0, 2 ** 32 - 1))
  }
}
