import type { Pool } from 'pg'

/** How long a request may be repeated with its key. */
const KEPT_DAYS = 30

/** Forgets the keys of old requests, and with them their answers; the answer is how many. */
export async function forgetKeys(pool: Pool): Promise<number> {
  const { rowCount } = await pool.query("delete from request where at < clock_timestamp() - $1 * interval '1 day'", [KEPT_DAYS])
  return rowCount ?? 0
}
