import type { DataSource } from 'typeorm'
import { postIds, type Sees, VISIBLE } from './standing.ts'

/** Of these references, those of casefiles that the reader may not see; what names no casefile is among them. */
export async function unseenOf(source: DataSource, reader: Sees, references: readonly string[]): Promise<ReadonlySet<string>> {
  if (references.length === 0) return new Set()
  const rows = await source.query<{ reference: string }[]>(
    `select r.reference from unnest($3::text[]) r(reference) where not exists (
       select from casefile c where (c.reference = r.reference or c.earlier_reference = r.reference) and ${VISIBLE})`,
    [postIds(reader), reader.seesSealed, [...new Set(references)]],
  )
  return new Set(rows.map(({ reference }) => reference))
}

const OWN = /\bRD-\d+\b/gi
/** An earlier reference is whatever another office wrote: a word with a digit in it. */
const WORD = /[\p{L}\p{N}](?:[^\s,;()]*[\p{L}\p{N}])?/gu

/** What in a text could be the reference of a casefile, ours or an earlier one, in capitals. */
export const namedIn = (text: string): readonly string[] =>
  [...(text.match(OWN) ?? []), ...(text.match(WORD) ?? []).filter((word) => /\d/.test(word))].map((word) => word.toUpperCase())

/** Of what these texts name, casefiles that the reader may not see: their references in capitals. */
export async function unseenNamedIn(
  source: Pick<DataSource, 'query'>,
  reader: Sees,
  texts: readonly string[],
): Promise<ReadonlySet<string>> {
  const named = [...new Set(texts.flatMap(namedIn))]
  if (named.length === 0) return new Set()
  const rows = await source.query<{ reference: string }[]>(
    `select r.reference from unnest($3::text[]) r(reference) where exists (
       select from casefile c where (c.reference = r.reference or upper(c.earlier_reference) = r.reference) and not ${VISIBLE})`,
    [postIds(reader), reader.seesSealed, named],
  )
  return new Set(rows.map(({ reference }) => reference))
}
