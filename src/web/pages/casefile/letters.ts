import type { Engine } from '../../../engine/engine.ts'
import { standingOf } from '../../../engine/letters.ts'
import { addresseeInWords, letterStandingsSaid, letterTitles } from '../../../shown/letter-words.ts'
import type { Opened } from './file.ts'

/** The letters of a casefile: what is still to go before what has gone, each the newest first. */
export function lettersInFile({ definitions }: Pick<Engine, 'definitions'>, { look, organisations, names }: Opened) {
  const called = new Map([...organisations].map(([id, { name }]) => [id, name]))
  const letters = look.file.letters.toReversed().map((letter) => ({
    id: letter.id,
    title: letterTitles[letter.letter],
    to: addresseeInWords(letter.to, called),
    cites: letter.cites,
    sentOn: letter.sentOn,
    stands: letterStandingsSaid[standingOf({ definitions }, look, letter)].listed,
    instance: letter.instance,
    lifecycle: names.get(letter.instance),
  }))
  return {
    toGo: letters.filter(({ sentOn }) => sentOn === undefined),
    sent: letters
      .filter(({ sentOn }) => sentOn !== undefined)
      .toSorted((a, b) => (a.sentOn! < b.sentOn! ? 1 : a.sentOn! > b.sentOn! ? -1 : 0)),
  }
}
