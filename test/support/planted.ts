import type { Pool, QueryResult, QueryResultRow } from 'pg'
import { remedyIn } from '../../src/engine/listing.ts'

/** Writes rows by hand, as if the engine had: what is kept beside their files is kept anew, as with every revision. */
export async function planted<Row extends QueryResultRow>(
  pool: Pool,
  sql: string,
  values: readonly unknown[] = [],
): Promise<QueryResult<Row>> {
  const result = await pool.query<Row>(sql, [...values])
  await keepRemedies(pool)
  await pool.query('update file set revision = revision')
  return result
}

/** Of items that name their organisation what they were to do, and what they say of their organisation. */
async function keepRemedies(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ id: string; stored: string }>(
    `select i.id, s.stored from instance i join snapshot s on s.instance_id = i.id left join remedy r on r.instance_id = i.id
     where i.machine = 'compliance' and r.instance_id is null and i.organisation is not null`,
  )
  for (const { id, stored } of rows) {
    const { findings, ...remedy } = remedyIn({ machine: 'compliance', stored })!
    await pool.query(
      `insert into remedy (instance_id, file_id, kind, what, measure, money, agreed_on, ending, ended_on, organisation, target_on, found, found_on, found_from)
       select i.id, i.file_id, r.kind, r.what, r.measure, r.money, r."agreedOn", r.ending, r."endedOn", r.organisation, r."targetOn", f.found, f.found_on, f.found_from
       from instance i cross join json_to_record($2) as r (kind text, what text, measure text, money text, "agreedOn" date, ending text, "endedOn" date,
         organisation uuid, "targetOn" date)
       cross join (select coalesce(array_agg(measure), '{}') as found, coalesce(array_agg("on"), '{}') as found_on, coalesce(array_agg("from"), '{}') as found_from
         from json_to_recordset($3) as f (measure text, "on" date, "from" date)) f
       where i.id = $1 on conflict do nothing`,
      [id, JSON.stringify(remedy), JSON.stringify(findings)],
    )
  }
}
