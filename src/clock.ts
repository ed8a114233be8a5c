import type { Pool } from 'pg'
import type { Instant } from '../machines/kernel/calendar.ts'

/** The present moment: of the database's clock, so that every process has the same, plus what the demonstration was moved on by. */
export async function presentMoment(pool: Pool): Promise<Instant> {
  return (await pool.query<{ now: Instant }>('select present_moment() as now')).rows[0]!.now
}
