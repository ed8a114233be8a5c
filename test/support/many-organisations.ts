import type { Pool } from 'pg'

/** So many organisations more than anybody scrolls through, called Council number 1 and so on; their ids. */
export async function manyOrganisations(pool: Pool, count: number): Promise<readonly string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `with f as (insert into file (id, kind, revision, head) select gen_random_uuid(), 'organisation', 1, repeat('0', 64) from generate_series(1, $1) returning id)
     insert into organisation (file_id, name, sector) select id, 'Council number ' || row_number() over (), 'parliamentary' from f returning file_id as id`,
    [count],
  )
  return rows.map(({ id }) => id)
}
