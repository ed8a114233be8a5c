import type { LetterComposed, LetterHeld, LetterName } from '../../machines/kernel/effect.ts'
import type { WordsRef } from '../../machines/kernel/words.ts'
import type { TextKept } from './changeset.ts'
import { contextOf, ERASED, type LettersOf, recordOf } from './letter-context.ts'
import type { Known } from './look.ts'
import type { Submission } from './submission.ts'
import { textOf, wordsOf } from './texts.ts'

/**
 * The letters that an event fixes: the one it names, else the drafts of its instance of the kinds it fixes; each with its text. A text that
 * was edited, or fixed before, stays, and is its editor's; the others are composed from the record as it stands, and say what it lacks.
 */
export async function composedFor(
  known: Known,
  at: LettersOf,
  instance: string,
  { event, composes }: Submission,
): Promise<{ letters: readonly LetterComposed[]; texts: readonly TextKept[] }> {
  const named = event['letter']
  const fixes = (letter: LetterName) => composes === true || composes?.includes(letter) === true
  const meant = at.file.letters.filter(({ id, instance: of, letter, sentOn }) =>
    named ? id === named : of === instance && !sentOn && fixes(letter),
  )
  const texts: TextKept[] = []
  const letters: LetterComposed[] = []
  for (const letter of meant) {
    if (letter.body !== undefined) letters.push(letter)
    else {
      const context = await contextOf(known, at, letter)
      const { text, ref } = textOf(at.file.id, known.compose(letter, context))
      const lacks = known.lacks(letter, context)
      texts.push(text)
      letters.push({ ...letter, body: ref, ...(lacks.length > 0 && { lacks }) })
    }
  }
  return { letters, texts }
}

/** A letter as it went, as it was edited, as it was signed and waits to be issued, or as it would be composed now. */
export async function bodyOf(known: Known, at: LettersOf, letter: LetterHeld): Promise<string> {
  const fixed = letter.body ?? signed(known, at, letter)
  if (fixed !== undefined) return (await wordsOf(known.pool, [fixed])).get(fixed) ?? ERASED
  return known.compose(letter, await contextOf(known, at, letter))
}

/** A signature fixes what is issued, not the draft: the attempt holds what was signed, until it is issued or the signature falls (I26). */
function signed({ definitions }: Known, { file }: LettersOf, letter: LetterHeld): WordsRef | undefined {
  const { signedOff } = recordOf(definitions, file, ({ id }) => id === letter.instance) as Signed
  return signedOff?.letters.find(({ id }) => id === letter.id)?.body
}
interface Signed {
  readonly signedOff?: { readonly letters: readonly { readonly id: string; readonly body: WordsRef }[] }
}
