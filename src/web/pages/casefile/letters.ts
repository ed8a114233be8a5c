import { addresseeInWords, letterTitles } from '../../../shown/letter-words.ts'
import type { Opened } from './file.ts'

/** The letters of a casefile: what is still to go before what has gone, each the newest first. */
export function lettersInFile({ look, organisations, names }: Opened) {
  const called = new Map([...organisations].map(([id, { name }]) => [id, name]))
  const letters = look.file.letters.toReversed().map(({ id, letter, to, cites, body, sentOn, instance }) => ({
    id,
    title: letterTitles[letter],
    to: addresseeInWords(to, called),
    cites,
    sentOn,
    edited: body !== undefined,
    instance,
    lifecycle: names.get(instance),
  }))
  return {
    drafts: letters.filter(({ sentOn }) => sentOn === undefined),
    sent: letters
      .filter(({ sentOn }) => sentOn !== undefined)
      .toSorted((a, b) => (a.sentOn! < b.sentOn! ? 1 : a.sentOn! > b.sentOn! ? -1 : 0)),
  }
}
