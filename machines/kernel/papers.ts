import type { Effect, InstanceId, LetterHeld, OpenDuty } from './effect.ts'
import type { Changes } from './file.ts'
import { canonical } from './stored.ts'
import type { WordsRef } from './words.ts'

/** The open duties and the letters of a file. */
export interface Papers {
  readonly duties: readonly OpenDuty[]
  readonly letters: readonly LetterHeld[]
}

/** What an effect makes of them; what it creates gets this id, and belongs to the instance that asked for it. */
export function carriedOut(
  { duties, letters }: Papers,
  effect: Exclude<Effect, { kind: 'open' | 'tell' | 'deliver' }>,
  { id, instance }: { readonly id: string; readonly instance: InstanceId },
): Papers {
  const named = (name: string) => (duty: OpenDuty) => duty.instance === instance && duty.name === name
  const withLetter = (change: Partial<LetterHeld>) =>
    letters.map((letter) => ('id' in effect && letter.id === effect.id ? { ...letter, ...change } : letter))
  switch (effect.kind) {
    case 'createDuty': {
      const { kind: _, ...duty } = effect
      return { letters, duties: [...duties.filter((held) => !named(duty.name)(held)), { ...duty, id, instance }] }
    }
    case 'endDuty':
      return { letters, duties: duties.filter((held) => !named(effect.name)(held)) }
    case 'acknowledgeDuty':
      return { letters, duties: duties.filter((duty) => duty.id !== effect.id) }
    case 'draftLetter': {
      const { kind: _, ...letter } = effect
      return { duties, letters: [...letters, { ...letter, id, instance }] }
    }
    case 'editLetter':
      return { duties, letters: letters.map((letter) => (letter.id === effect.id ? withText(letter, effect.body) : letter)) }
    case 'sendLetter':
      return { duties, letters: withLetter({ body: effect.body, sentOn: effect.on }) }
    case 'sendFixedLetter': {
      const { kind: _, on, ...letter } = effect
      return { duties, letters: [...letters, { ...letter, id, instance, sentOn: on }] }
    }
    case 'discardLetters':
      return {
        duties,
        letters: letters.filter(
          ({ instance: of, letter, sentOn }) => of !== instance || sentOn !== undefined || !effect.letters.includes(letter),
        ),
      }
    default:
      return effect satisfies never
  }
}

const withText = ({ body: _, ...letter }: LetterHeld, body: WordsRef | undefined): LetterHeld => ({ ...letter, ...(body && { body }) })

/** What is new, or no longer what it was. */
const changed = <T extends { readonly id: string }>(before: readonly T[], after: readonly T[]) =>
  after.filter((each) => {
    const held = before.find(({ id }) => id === each.id)
    return held !== each && (!held || canonical(held) !== canonical(each))
  })
const gone = <T extends { readonly id: string }>(before: readonly T[], after: readonly T[]) =>
  before.filter(({ id }) => !after.some((each) => each.id === id)).map(({ id }) => id)

/** An id can come back: a deadline may pass twice on one day, and a correction may bring back what an entry had ended. */
export const dutiesBetween = (before: readonly OpenDuty[], after: readonly OpenDuty[]): Pick<Changes, 'dutiesOpened' | 'dutiesEnded'> => ({
  dutiesOpened: changed(before, after),
  dutiesEnded: gone(before, after),
})
export const lettersBetween = (
  before: readonly LetterHeld[],
  after: readonly LetterHeld[],
): Pick<Changes, 'letters' | 'lettersDiscarded'> => ({ letters: changed(before, after), lettersDiscarded: gone(before, after) })
