import { type CalendarDate, dayInLondon, daysBetween, type Instant } from '../../machines/kernel/calendar.ts'

/** What templates make of values: days, moments and money in the words of the page. */

const LONDON = 'Europe/London'
const inEnglish = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('en-GB', options)
const longDay = inEnglish({ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
const shortDay = inEnglish({ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
const moment = inEnglish({ hour: 'numeric', minute: '2-digit', hourCycle: 'h12', timeZone: LONDON })
const pounds = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' })

/** `2026-11-22` → 22 November 2026; nothing where there is none. */
export const date = (day: CalendarDate | null | undefined): string => (day ? longDay.format(new Date(`${day}T00:00:00Z`)) : '')
/** `2026-11-22` → 22 Nov 2026 */
export const shortDate = (day: CalendarDate | null | undefined): string => (day ? shortDay.format(new Date(`${day}T00:00:00Z`)) : '')
/** The day in London of an instant; a day is itself. */
export const dayOf = (instant: Instant | CalendarDate): CalendarDate => (instant.length > 10 ? dayInLondon(instant) : instant)
/** 2:05pm */
export const time = (instant: Instant): string => moment.format(new Date(instant)).replace(' ', '').toLowerCase()
/** 22 November 2026 at 2:05pm, as clocks in London show it. */
export const dateTime = (instant: Instant | null | undefined): string =>
  instant ? `${date(dayInLondon(instant))} at ${time(instant)}` : ''

/** Whole pence → £1,234.50; whole pounds without pence. */
export const money = (pence: number): string => pounds.format(pence / 100).replace(/\.00$/, '')

/** The word alone, where the number stands apart from it. */
export const asMany = (count: number, one: string, many = `${one}s`): string => (count === 1 ? one : many)
export const counted = (count: number, one: string, many?: string): string => `${count.toLocaleString('en-GB')} ${asMany(count, one, many)}`

/** How a date that passes was reached: “the day after the target date, 23 November 2026”. */
export const reckonedInWords = ({
  from,
  days,
  because,
}: {
  readonly from: CalendarDate
  readonly days: number
  readonly because: string
}): string => (days === 1 ? `${because}, ${date(from)}` : `${because}: counted from ${date(from)}`)

/** Calendar days until a date, or since: “3 days left”, “due today”, “2 days overdue”; with the `unit` where the page does not say of what kind. */
export function dueInWords(dueOn: CalendarDate | null, today: CalendarDate, unit = 'day'): string {
  if (dueOn === null) return 'no date'
  const left = daysBetween({ from: today, to: dueOn })
  if (left === 0) return 'due today'
  return left > 0 ? `${counted(left, unit)} left` : `${counted(-left, unit)} overdue`
}
