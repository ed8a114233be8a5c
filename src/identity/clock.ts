import type { DataSource } from 'typeorm'
import { addDays, type CalendarDate, dayBegins, dayInLondon, daysBetween, type Instant } from '../../machines/kernel/calendar.ts'
import { invalid } from '../api/problem.ts'

/** Ten years: enough for any demonstration, and far from the years that dates can no longer be written in. */
export const MOST_DAYS = 3_660

/**
 * The moment to move to: the same time of day, so many days on, as clocks in London show it.
 *
 * @throws Problem 400 where not exactly one of the two is given, or the day is not ahead
 */
export function target(now: Instant, { days, to }: { days?: number | undefined; to?: CalendarDate | undefined }): Instant {
  if ((days === undefined) === (to === undefined)) throw invalid([{ pointer: '', detail: 'Send either days or to' }])
  const today = dayInLondon(now)
  const day = to ?? addDays(today, days!)
  const ahead = daysBetween({ from: today, to: day })
  if (ahead <= 0) throw invalid([{ pointer: '/to', detail: `The clock moves forward only: it is ${today}` }])
  if (ahead > MOST_DAYS) throw invalid([{ pointer: '/to', detail: `The clock moves at most ${MOST_DAYS} days at a time` }])
  const sinceMidnight = Date.parse(now) - Date.parse(dayBegins(today))
  const moved = Math.min(Date.parse(dayBegins(day)) + sinceMidnight, Date.parse(dayBegins(addDays(day, 1))) - 1)
  return new Date(moved).toISOString()
}

/** Forward only, whoever else is moving it at the same time. */
export async function clockMoved(source: DataSource, to: Instant): Promise<void> {
  await source.query(
    `update clock set offset_ms = greatest(offset_ms, (extract(epoch from $1::timestamptz - clock_timestamp()) * 1000)::bigint)`,
    [to],
  )
}
