import type { Abstraction } from './abstraction.ts'
import { known } from './known.ts'

const PER_PLACE = 3

/** Which records are worth following: the bound that keeps the graph finite. */
export class Novelty {
  readonly #perPlace: number
  readonly #seen = new Set<string>()
  readonly #heard = new Map<string, { readonly counts: Map<string, number>; readonly answers: Set<string> }>()

  constructor(perPlace: number = PER_PLACE) {
    this.#perPlace = perPlace
  }

  /** A record not met in this place: one of the first few, or one of which some guard says what it never said here. */
  isNew(world: string, place: string, closed: boolean, { answers, shape }: Abstraction): boolean {
    const key = [world, place, ...answers, shape].join('|')
    if (this.#seen.has(key)) return false
    const unheard = partsAndPairs(partsOf(place)).flatMap((part) => {
      const isPair = part.includes(' + ')
      const heard = known(this.#heard, part, () => ({ counts: new Map<string, number>(), answers: new Set<string>() }))
      const begun = place.includes(' + ') ? '' : world
      const count = heard.counts.get(begun) ?? 0
      const fresh = isPair || closed ? [] : answers.filter((answer, index) => !heard.answers.has(`${index} ${answer}`))
      return count < this.#perPlace || fresh.length > 0 ? [{ ...heard, begun, count }] : []
    })
    if (unheard.length === 0) return false
    this.#seen.add(key)
    for (const { counts, begun, count, answers: known } of unheard) {
      counts.set(begun, count + 1)
      for (const [index, answer] of answers.entries()) known.add(`${index} ${answer}`)
    }
    return true
  }
}

export const partsOf = (place: string): readonly string[] => place.split(' + ')
/** Of a chart with regions: where each stands, and where each two of them stand together. */
const partsAndPairs = (parts: readonly string[]): readonly string[] => [
  ...parts,
  ...parts.flatMap((one, place) => parts.slice(place + 1).map((other) => `${one} + ${other}`)),
]
