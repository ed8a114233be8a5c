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
