import type { Pool } from 'pg'
import type { Instant } from '../../machines/kernel/calendar.ts'

/** A sweep comes by many times a day; after so long without one, somebody has to look why. By real time, wherever the clock of the demonstration stands. */
const LATE_AFTER_HOURS = 26
/** Every page asks: the database is asked once a minute. */
const ASKED_AGAIN_MS = 60_000

export interface LastSweep {
  readonly at: Instant
  readonly isLate: boolean
}

export interface SweepWatch {
  /** When what had fallen due was last carried out, by any process; at first when the database was made. */
  last(): Promise<LastSweep>
  /** It has been carried out now. */
  note(): Promise<void>
}

export function watchingSweeps(pool: Pool): SweepWatch {
  let known: { readonly last: LastSweep; readonly until: number } | undefined
  return {
    last: async () => {
      if (known && performance.now() < known.until) return known.last
      const { rows } = await pool.query<LastSweep>({
        name: 'last sweep',
        text: `select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, clock_timestamp() - at > interval '${LATE_AFTER_HOURS} hours' as "isLate" from last_sweep`,
      })
      known = { last: rows[0]!, until: performance.now() + ASKED_AGAIN_MS }
      return known.last
    },
    note: async () => {
      await pool.query({ name: 'swept', text: 'update last_sweep set at = clock_timestamp()' })
      known = undefined
    },
  }
}
