import type { Pool } from 'pg'
import { type CalendarDate, dayBegins, type Instant } from '../machines/kernel/calendar.ts'
import { Invalid } from './engine/errors.ts'

const NINE_HOURS = 9 * 3_600_000
const DAY = 86_400_000
const FARTHEST = 3_650

/** Where the present moment of the demonstration goes: so many days on, or to a day at nine in the morning. */
export type Move = { readonly days: number } | { readonly to: CalendarDate }

/** The present moment: of the database's clock, so that every process has the same, plus what the demonstration was moved on by. */
export async function presentMoment(pool: Pool): Promise<Instant> {
  return (await pool.query<{ now: Instant }>('select present_moment() as now')).rows[0]!.now
}

/**
 * Moves the present moment of the demonstration forward, for everyone; what falls due by it is for the next sweep.
 *
 * @throws {Invalid} it would go back: history is never dated before what it already holds. Or it would go on for more than ten years.
 */
export async function moveClock(pool: Pool, move: Move): Promise<Instant> {
  const now = Date.parse(await presentMoment(pool))
  const then = 'days' in move ? now + move.days * DAY : Date.parse(dayBegins(move.to)) + NINE_HOURS
  const pointer = 'days' in move ? '/days' : '/to'
  if (!(then >= now)) throw new Invalid([{ pointer, detail: 'The clock moves forward only' }])
  if (then - now > FARTHEST * DAY) throw new Invalid([{ pointer, detail: 'The clock moves at most ten years at a time' }])
  await pool.query('update clock set offset_ms = offset_ms + $1', [Math.round(then - now)])
  return presentMoment(pool)
}
