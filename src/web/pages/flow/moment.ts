import { type CalendarDate, dayBegins, dayInLondon, type Instant } from '../../../../machines/kernel/calendar.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const HALF_DAY = DAY / 2
const LAST_MINUTE = '23:59'
const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const WRITTEN = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}))?$/

/**
 * The moment that is written as clocks in London show it, `2013-02-04T14:30`; a day alone is meant to its end, and so is its last minute, in
 * which otherwise something could happen that is of no day. Undefined where there is no such day or hour. Of the hour that comes twice in
 * autumn the first is meant; of the one that is left out in spring, the one before it.
 */
export function momentWritten(text: string): Instant | undefined {
  const [, day, hour = LAST_MINUTE] = WRITTEN.exec(text) ?? []
  if (day === undefined || day < '1900' || !isDay(day)) return undefined
  const [hours, minutes] = hour.split(':').map(Number) as [number, number]
  if (hours > 23 || minutes > 59) return undefined
  const begins = Date.parse(dayBegins(day))
  const meant = begins + (hours * 60 + minutes) * MINUTE
  // The hours of two days a year are not all there: what the clock shows then is put right by what it lacks.
  const shown = clock.format(meant)
  const off = minutesOf(hour) - minutesOf(shown)
  const begun = meant + (off > HALF_DAY / MINUTE ? off - DAY / MINUTE : off) * MINUTE
  return new Date(hour === LAST_MINUTE ? begun + MINUTE - 1 : begun).toISOString()
}
const minutesOf = (hour: string) => Number(hour.slice(0, 2)) * 60 + Number(hour.slice(3))
const isDay = (text: string) => {
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at + HALF_DAY).toISOString().slice(0, 10) === text
}

/** As it is written in an address and in a form. */
export const writtenOf = (at: Instant): string => `${dayInLondon(at)}T${clock.format(new Date(at))}`
/** What the clock shows: 14:32. */
export const clockAt = (at: Instant): string => clock.format(new Date(at))
/** The last minute of a day, to its end. */
export const endOf = (day: CalendarDate): string => `${day}T${LAST_MINUTE}`
