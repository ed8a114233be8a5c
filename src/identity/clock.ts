import type { DataSource } from 'typeorm'
import { addDays, type CalendarDate, daysBetween } from '../../machines/kernel/calendar.ts'
import { invalid } from '../problem.ts'

/** Ten years: enough for any demonstration, and far from the years that dates can no longer be written in. */
export const MOST_DAYS = 3_660

/**
 * The day to move the demonstration's clock to.
 *
 * @throws Problem 400 where not exactly one of the two is given, or the day is not ahead
 */
export function target(today: CalendarDate, { days, to }: { days?: number | undefined; to?: CalendarDate | undefined }): CalendarDate {
  if ((days === undefined) === (to === undefined)) throw invalid([{ pointer: '', detail: 'Send either days or to' }])
  const day = to ?? addDays(today, days!)
  const ahead = daysBetween({ from: today, to: day })
  if (ahead <= 0) throw invalid([{ pointer: '/to', detail: `The clock moves forward only: it is ${today}` }])
  if (ahead > MOST_DAYS) throw invalid([{ pointer: '/to', detail: `The clock moves at most ${MOST_DAYS} days at a time` }])
  return day
}

/** To the same time of that day as clocks in London show it; forward only, whoever else is moving it at the same time. */
export async function clockMoved(source: DataSource, to: CalendarDate): Promise<void> {
  await source.query(
    `update clock set offset_ms = greatest(offset_ms, (extract(epoch from
       ($1::date + (present_moment() at time zone 'Europe/London')::time) at time zone 'Europe/London' - clock_timestamp()) * 1000)::bigint)`,
    [to],
  )
}
