import type { CalendarDate } from '../../../machines/kernel/calendar.ts'

/** What people write, as the machines want it; undefined where it cannot be read so. */

const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december']

/** 27/3/2026, 27.03.2026, 27 March 2026 or 2026-03-27. */
export function dayRead(text: string): CalendarDate | undefined {
  const said = text.trim().toLowerCase()
  const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(said) ?? []
  if (year) return realDay(year, month!, day!)
  const [, first, second, last] = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(said) ?? []
  if (last) return realDay(last, second!, first!)
  const [, of, name, inYear] = /^(\d{1,2}) +([a-z]{3,9}) +(\d{4})$/.exec(said) ?? []
  if (!inYear) return undefined
  const place = MONTHS.findIndex((each) => each === name || each.slice(0, 3) === name)
  return place < 0 ? undefined : realDay(inYear, String(place + 1), of!)
}

function realDay(year: string, month: string, day: string): CalendarDate | undefined {
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = new Date(`${written}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === written ? (written as CalendarDate) : undefined
}

/** 27/3/2026, as the date picker writes it. */
export const dayWritten = (day: string): string => {
  const [, year, month, of] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? []
  return year ? `${Number(of)}/${Number(month)}/${year}` : day
}

/** £1,234.50 in whole pence; put together from its digits, so that no sum is ever rounded. */
export function penceRead(text: string): number | undefined {
  const said = text.trim().replace(/^£\s*/, '')
  const [, pounds, pence = ''] = /^(\d{1,12}|\d{1,3}(?:,\d{3}){1,3})?(?:\.(\d{1,2}))?$/.exec(said) ?? []
  if (pounds === undefined && pence === '') return undefined
  return Number(`${(pounds ?? '0').replaceAll(',', '')}${pence.padEnd(2, '0')}`)
}

export const penceWritten = (pence: number): string => {
  const digits = String(pence).padStart(3, '0')
  return digits.endsWith('00') ? digits.slice(0, -2) : `${digits.slice(0, -2)}.${digits.slice(-2)}`
}

export const yesNoRead = (text: string): boolean | undefined =>
  text === 'yes' || text === 'true' ? true : text === 'no' || text === 'false' ? false : undefined
