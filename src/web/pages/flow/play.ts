import { addDays, type CalendarDate, dayInLondon, daysBetween } from '../../../../machines/kernel/calendar.ts'
import { shortDate } from '../../words.ts'
import type { FlowPage } from './asked.ts'
import { endOf } from './moment.ts'
import { addressOf } from './params.ts'

/** A period that is looked at one day, or one week, after the other; each at its end, and its last day in any case. */
export interface Play {
  readonly period: string
  readonly now: string
  /** Which of its steps is looked at: `2 of 3`. */
  readonly place: string
  readonly first: Step
  readonly previous: Step | undefined
  readonly next: Step | undefined
}
interface Step {
  readonly text: string
  readonly href: string
}

/** Undefined where no period was asked for, or it ends before it begins; one that reaches past today ends today. */
export function playOf({ machine, params, asked, today }: Pick<FlowPage, 'machine' | 'params' | 'asked' | 'today'>): Play | undefined {
  const [from, until] = [params.from?.[0], params.to?.[0]]
  if (from === undefined || until === undefined || asked.at === undefined) return undefined
  const to = until < today ? until : today
  if (to < from) return undefined
  const stride = params.step?.[0] === 'week' ? 7 : 1
  const days = daysOf(from, to, stride)
  const day = dayInLondon(asked.at)
  const step = (at: CalendarDate | undefined): Step | undefined =>
    at === undefined ? undefined : { text: shortDate(at), href: addressOf(machine, params, { changes: { at: endOf(at) } }) }
  return {
    period: `${shortDate(from)} to ${shortDate(to)}, ${stride === 7 ? 'week by week' : 'day by day'}`,
    now: shortDate(day),
    place: placeOf(day, days),
    first: step(from)!,
    previous: step(days.findLast((each) => each < day)),
    next: step(days.find((each) => each > day)),
  }
}

function daysOf(from: CalendarDate, to: CalendarDate, stride: number): readonly CalendarDate[] {
  const strides = Math.ceil(daysBetween({ from, to }) / stride)
  return [...Array.from({ length: strides }, (_, nth) => addDays(from, nth * stride)), to]
}

/** An address may ask for a day on which the period does not stop, or that is none of it. */
function placeOf(day: CalendarDate, days: readonly CalendarDate[]): string {
  const passed = days.filter((each) => each <= day).length
  if (days.includes(day)) return `${passed} of ${days.length}`
  if (passed === 0) return 'before the period'
  return passed === days.length ? 'after the period' : `between ${passed} and ${passed + 1} of ${days.length}`
}
