import { createHash, randomBytes } from 'node:crypto'
import type { Pool } from 'pg'
import type { LetterHeld } from '../../machines/kernel/effect.ts'
import { derivedId } from '../../machines/kernel/identity.ts'
import type { WordsRef } from '../../machines/kernel/words.ts'
import type { CasefileListed, TextKept, TextPart } from './changeset.ts'
import { partOf } from './listing.ts'

const REF = /text:([0-9a-f-]{36}):([0-9a-f]{64})/g

/** A text to be kept apart, and what stands for it in the history. The salt is random, so neither says anything about the words. */
export function textOf(file: string, words: string): { readonly text: TextKept; readonly ref: WordsRef } {
  const salt = saltMade()
  const text = { id: derivedId(file, `text ${salt}`), salt, words }
  return { text, ref: refOf(text) }
}

/** What stands for a text in the history. */
export const refOf = ({ id, salt, words }: TextKept): WordsRef => `text:${id}:${digestOf(salt, words)}`

const digestOf = (salt: string, words: string) =>
  createHash('sha256').update('redress text 1\n').update(`${salt.length}:`).update(salt).update(words).digest('hex')

/** A letter from a fixed text: no event composed it, so the machine holds no reference to what it said. */
export const isFixed = ({ body, sentOn }: LetterHeld): boolean => sentOn !== undefined && body === undefined
/** Where its text is kept as it went. Found from the letter alone, it is no part of what is put again. */
export const keptTextOf = (file: string, { id }: LetterHeld): string => derivedId(file, `text of letter ${id}`)
export const keptText = (file: string, letter: LetterHeld, words: string): TextKept => ({
  id: keptTextOf(file, letter),
  salt: saltMade(),
  words,
})

/** A text as it is kept apart from the history: undefined where there is none, null where it was erased. */
export async function keptWords(pool: Pool, id: string): Promise<string | null | undefined> {
  const { rows } = await pool.query<{ words: string | null }>({
    name: 'kept text',
    text: 'select words from text where id = $1',
    values: [id],
  })
  return rows[0]?.words
}

const saltMade = () => randomBytes(24).toString('base64url')

/** Every reference that stands somewhere in a record, a payload or a stored snapshot. */
export const refsIn = (value: unknown): readonly WordsRef[] => [
  ...new Set([...(typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).matchAll(REF)].map(([ref]) => ref)),
]

/** The words behind references; those that were erased, or that are not what was written, are missing. */
export async function wordsOf(pool: Pool, refs: readonly WordsRef[]): Promise<ReadonlyMap<WordsRef, string>> {
  if (refs.length === 0) return new Map()
  const ids = refs.flatMap((ref) => [...ref.matchAll(REF)].map(([, id]) => id))
  const { rows } = await pool.query<{ id: string; salt: string; words: string }>({
    name: 'texts',
    text: 'select id, salt, words from text where id = any ($1::uuid[]) and erased_at is null',
    values: [ids],
  })
  const found = new Map(rows.map(({ id, salt, words }) => [`text:${id}:${digestOf(salt, words)}`, words]))
  return new Map(refs.flatMap((ref) => (found.has(ref) ? [[ref, found.get(ref)!] as const] : [])))
}

/** A text as it is kept; of an erased one salt and words are missing. */
export interface TextRow {
  readonly id: string
  readonly salt: string | null
  readonly words: string | null
  readonly part: TextPart | null
}

/** What is wrong with the texts a history refers to: one that is missing, is not what was written, or is not found as what it is. */
export function textDiffering(history: string, texts: readonly TextRow[], listed?: CasefileListed): string | undefined {
  const unmarked = listed && texts.find(({ id, part }) => (partOf(listed, id) ?? part) !== part)
  if (unmarked) return `the text ${unmarked.id} is not marked as what it is to search`
  const kept = new Map(texts.map((text) => [text.id, text]))
  for (const ref of refsIn(history)) {
    const [, id, digest] = ref.split(':') as [string, string, string]
    const text = kept.get(id)
    if (!text) return `the text ${id} that history refers to is missing`
    if (text.words !== null && digestOf(text.salt!, text.words) !== digest) return `the text ${id} was changed after it was written`
  }
  return undefined
}
