import { addDays, type CalendarDate, dayInLondon, daysBetween } from '../../../../machines/kernel/calendar.ts'
import { shortDate } from '../../words.ts'
import type { FlowPage } from './asked.ts'
import { endOf } from './moment.ts'
import { addressOf } from './params.ts'

/** A period that is looked at one day, or one week, after the other; each at its end. */
export interface Play {
  readonly period: string
  readonly now: string
  readonly place: number
  readonly steps: number
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
  const steps = Math.floor(daysBetween({ from, to }) / stride) + 1
  const day = dayInLondon(asked.at)
  const place = Math.min(Math.max(Math.floor(daysBetween({ from, to: day }) / stride), 0), steps - 1)
  const step = (at: number): Step | undefined => (at < 0 || at >= steps ? undefined : stepAt(addDays(from, at * stride)))
  const stepAt = (at: CalendarDate): Step => ({ text: shortDate(at), href: addressOf(machine, params, { changes: { at: endOf(at) } }) })
  return {
    period: `${shortDate(from)} to ${shortDate(to)}, ${stride === 7 ? 'week by week' : 'day by day'}`,
    now: shortDate(day),
    place: place + 1,
    steps,
    first: step(0)!,
    previous: step(place - 1),
    next: step(place + 1),
  }
}
