import type { Pool, QueryResult, QueryResultRow } from 'pg'

/** Writes rows by hand, as if the engine had: what is kept beside their files is kept anew, as with every revision. */
export async function planted<Row extends QueryResultRow>(
  pool: Pool,
  sql: string,
  values: readonly unknown[] = [],
): Promise<QueryResult<Row>> {
  const result = await pool.query<Row>(sql, [...values])
  await pool.query('update file set revision = revision')
  return result
}
