import type { LetterComposed, LetterHeld, LetterName } from '../../machines/kernel/effect.ts'
import type { Changes, FileState } from '../../machines/kernel/file.ts'
import type { WordsRef } from '../../machines/kernel/words.ts'
import type { TextKept } from './changeset.ts'
import { caughtUp } from './decide.ts'
import type { LetterStanding, Requirement } from './engine.ts'
import { contextOf, ERASED, type LettersOf, recordOf, type Sources, type Submitting } from './letter-context.ts'
import type { Known } from './look.ts'
import type { Submission } from './submission.ts'
import { isFixed, keptText, keptTextOf, keptWords, refOf, textOf, wordsOf } from './texts.ts'

/**
 * The letters that an event fixes: the one it names, else the drafts of its instance of the kinds it fixes; each with its text. A text that
 * was edited, or fixed before, stays, and is its editor's, but for its date and for gaps that what is submitted fills; the others are composed
 * from the record as it stands, and what is submitted. All of them say what they lack, and are dated on the day that is said to be theirs.
 */
export async function composedFor(
  known: Known,
  at: LettersOf,
  instance: string,
  submission: Submission,
): Promise<{ letters: readonly LetterComposed[]; texts: readonly TextKept[] }> {
  const { event, composes } = submission
  const thatDay = { ...at, stamp: { ...at.stamp, today: event.happenedOn ?? at.stamp.today } }
  const named = event['letter']
  const fixes = (letter: LetterName) => composes === true || composes?.includes(letter) === true
  const meant = at.file.letters.filter(({ id, instance: of, letter, sentOn }) =>
    named ? id === named : of === instance && !sentOn && fixes(letter),
  )
  const texts: TextKept[] = []
  const letters: LetterComposed[] = []
  for (const letter of meant) {
    if (letter.sentOn !== undefined) {
      letters.push(letter)
      continue
    }
    const context = await contextOf(known, thatDay, letter, submission)
    const written = letter.body && (await wordsOf(known.pool, [letter.body])).get(letter.body)
    const edited = written === undefined ? undefined : known.compose(letter, context, written)
    const lacks = known.lacks(letter, context, edited)
    const body = letter.body && edited === written ? letter.body : composed(edited ?? known.compose(letter, context))
    letters.push({ ...letter, body, ...(lacks.length > 0 && { lacks }) })
  }
  return { letters, texts }

  function composed(words: string): WordsRef {
    const { text, ref } = textOf(at.file.id, words)
    texts.push(text)
    return ref
  }
}

/** The draft that an event gives a text. A text that is put back as it would be composed is no text of its own. */
export async function editedBy(known: Known, at: LettersOf, { event, texts }: Submission): Promise<readonly LetterComposed[]> {
  const draft = at.file.letters.find(({ id }) => id === event['letter'])
  if (draft?.sentOn !== undefined) return [draft]
  const text = texts.find((each) => refOf(each) === event['body'])
  return draft ? [{ ...draft, ...(isSame(text?.words, await composedAnew(known, at, draft)) && { asComposed: true }) }] : []
}
const isSame = (one = '', other: string) => one.replaceAll('\r\n', '\n').trim() === other.trim()

/**
 * The texts of the letters that go out by these changes from a fixed text (C14): composed from the records as the changes leave them, and
 * kept as they went. What the clock sends, though an event has woken it, knows nothing of the event.
 */
export async function fixedTexts(
  known: Sources & Pick<Known, 'compose'>,
  at: LettersOf,
  changes: Pick<Changes, 'file' | 'letters'>,
  submitting?: Submitting,
): Promise<readonly TextKept[]> {
  const isIn = ({ letters }: FileState, { id }: LetterHeld) => letters.some((held) => held.id === id && isFixed(held))
  const leaving = changes.letters.filter((letter) => isFixed(letter) && !isIn(at.file, letter))
  if (leaving.length === 0) return []
  const caught = caughtUp(known.definitions, at.file, at.stamp)
  return Promise.all(
    leaving.map(async (letter) => {
      const byTheClock = isIn(caught, letter)
      const then = { ...at, file: byTheClock ? caught : changes.file, stamp: { ...at.stamp, today: letter.sentOn! } }
      const context = await contextOf(known, then, letter, byTheClock ? undefined : submitting)
      return keptText(at.file.id, letter, known.compose(letter, context))
    }),
  )
}

/** The texts of the letters that changes fix or send, with those that are not kept yet. */
export async function textsOf(
  { pool }: Pick<Known, 'pool'>,
  { file, letters }: Pick<Changes, 'file' | 'letters'>,
  texts: readonly TextKept[],
): Promise<ReadonlyMap<LetterHeld['id'], string>> {
  const made = new Map(texts.flatMap((text) => [[text.id, text.words] as const, [refOf(text), text.words] as const]))
  const known = await wordsOf(
    pool,
    letters.flatMap(({ body }) => (body === undefined || made.has(body) ? [] : [body])),
  )
  return new Map(
    letters.flatMap((letter) => {
      const ref = isFixed(letter) ? keptTextOf(file.id, letter) : letter.body
      const words = ref === undefined ? undefined : (made.get(ref) ?? known.get(ref))
      return words === undefined ? [] : [[letter.id, words] as const]
    }),
  )
}

/** What its paragraphs want a letter to say that has not gone, as it stands now. */
export async function requiredOf(known: Known, at: LettersOf, letter: LetterHeld): Promise<readonly Requirement[]> {
  if (letter.sentOn !== undefined) return []
  const edited = letter.body && (await wordsOf(known.pool, [letter.body])).get(letter.body)
  return known.requires(letter, await contextOf(known, at, letter), edited)
}

export const standingOf = (known: Pick<Known, 'definitions'>, at: Pick<LettersOf, 'file'>, letter: LetterHeld): LetterStanding =>
  letter.sentOn !== undefined
    ? 'sent'
    : letter.body !== undefined
      ? 'edited'
      : signed(known, at, letter) !== undefined
        ? 'signed'
        : 'composed'

/** A letter as it went, as it was signed and waits to be issued, as it was edited and would go now, or as it would be composed now. */
export async function bodyOf(known: Known, at: LettersOf, letter: LetterHeld): Promise<string> {
  const kept = isFixed(letter) ? await keptWords(known.pool, keptTextOf(at.file.id, letter)) : undefined
  if (kept !== undefined) return kept ?? ERASED
  const signature = signed(known, at, letter)
  const fixed = signature ?? letter.body
  if (fixed === undefined) return composedAnew(known, at, letter)
  const words = (await wordsOf(known.pool, [fixed])).get(fixed)
  if (words === undefined) return ERASED
  const mayChange = signature === undefined && letter.sentOn === undefined
  return mayChange ? known.compose(letter, await contextOf(known, at, letter), words) : words
}

/** What a letter would be composed as now, whatever was made of it. */
export const composedAnew = async (known: Known, at: LettersOf, letter: LetterHeld): Promise<string> =>
  known.compose(letter, await contextOf(known, at, letter))

/** A signature fixes what is issued, not the draft: the attempt holds what was signed, until it is issued or the signature falls (I26). */
function signed({ definitions }: Pick<Known, 'definitions'>, { file }: Pick<LettersOf, 'file'>, letter: LetterHeld): WordsRef | undefined {
  const { signedOff } = recordOf(definitions, file, ({ id }) => id === letter.instance) as Signed
  return signedOff?.letters.find(({ id }) => id === letter.id)?.body
}
interface Signed {
  readonly signedOff?: { readonly letters: readonly { readonly id: string; readonly body: WordsRef }[] }
}
