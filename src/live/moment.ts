import type { Pool } from 'pg'

const ASKED = {
  name: 'has anything changed',
  text: `select pg_current_snapshot()::text || ' ' || date_trunc('minute', present_moment() at time zone 'Europe/London') as moment`,
}

/**
 * A text that is another one whenever something has been written, or a minute of London's clocks has passed: as long as it is the same,
 * nothing that can be counted has changed. It reads no table but the clock's one row.
 */
export async function momentOf(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ moment: string }>(ASKED)
  return rows[0]!.moment
}
