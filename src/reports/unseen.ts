import type { DataSource } from 'typeorm'
import { referencesIn } from '../engine/casefiles.ts'
import { postIds, type Sees, VISIBLE } from './standing.ts'

/** Of these references, those of casefiles that the reader may not see; what names no casefile is among them. */
export async function unseenOf(
  source: Pick<DataSource, 'query'>,
  reader: Sees,
  references: readonly string[],
): Promise<ReadonlySet<string>> {
  if (references.length === 0) return new Set()
  const rows = await source.query<{ reference: string }[]>(
    `select r.reference from unnest($3::text[]) r(reference) where not exists (
       select from casefile c where (c.reference = r.reference or c.earlier_reference = r.reference) and ${VISIBLE})`,
    [postIds(reader), reader.seesSealed, [...new Set(references)]],
  )
  return new Set(rows.map(({ reference }) => reference))
}

/**
 * Of these texts, those that name a casefile which the reader may not see (I15): by a reference of ours, where one that there is not counts
 * as well, so that nobody learns which; or by the reference that it had before, which is whatever another office wrote.
 */
export async function textsNamingUnseen(
  source: Pick<DataSource, 'query'>,
  reader: Sees,
  texts: readonly string[],
): Promise<ReadonlySet<string>> {
  if (texts.length === 0) return new Set()
  const own = await unseenOf(source, reader, texts.flatMap(referencesIn))
  const earlier = await earlierUnseen(source, reader)
  return new Set(
    texts.filter((text) => referencesIn(text).some((each) => own.has(each)) || earlier.some((pattern) => pattern.test(evened(text)))),
  )
}

/** What finds each of the earlier references of sealed casefiles in a text: these are few, and looked up all at once. */
async function earlierUnseen(source: Pick<DataSource, 'query'>, reader: Sees): Promise<readonly RegExp[]> {
  const rows = await source.query<{ reference: string }[]>(
    `select distinct c.earlier_reference as reference from casefile c where c.sealed and c.earlier_reference is not null and not ${VISIBLE}`,
    [postIds(reader), reader.seesSealed],
  )
  return rows.flatMap(({ reference }) => {
    const literal = evened(reference)
      .trim()
      .replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
    return literal === '' ? [] : [new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, 'iu')]
  })
}

/** However the words stand on their lines. */
const evened = (text: string) => text.replace(/\s+/g, ' ')
