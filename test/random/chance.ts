/** Chance that can be repeated: the same seed, the same choices. */
export class Chance {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** From 0 up to 1 (Mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  oneIn = (times: number): boolean => this.next() * times < 1
  below = (limit: number): number => Math.floor(this.next() * limit)
  of = <T>(list: readonly T[]): T => list[this.below(list.length)]!
}
