import { dayInLondon, type Instant } from '../../../../machines/kernel/calendar.ts'
import { shortDate, time } from '../../words.ts'

/** How a number differs from what it was at another moment. */
export interface Difference {
  readonly then: number
  /** “was 8 on 1 Oct 2026” */
  readonly was: string
  /** With its sign: “+3”, “−2”, “±0”. */
  readonly sign: string
  /** “3 more”, “2 fewer”, “as many”. */
  readonly words: string
}

/** The two moments that are compared. */
export interface Moments {
  readonly looked: Instant
  readonly compared: Instant
}

export function differenceOf(now: number, then: number, moments: Moments): Difference {
  const by = now - then
  const many = Math.abs(by).toLocaleString('en-GB')
  const was = wasSaid(then, moments)
  if (by === 0) return { then, was, sign: '±0', words: 'as many' }
  return by > 0 ? { then, was, sign: `+${many}`, words: `${many} more` } : { then, was, sign: `−${many}`, words: `${many} fewer` }
}

/** With its day, or on the same day its hour: a number alone could be taken for what it became. Of a later moment it is that. */
function wasSaid(then: number, { looked, compared }: Moments): string {
  const [day, other] = [dayInLondon(compared), dayInLondon(looked)]
  const isLater = Date.parse(compared) > Date.parse(looked)
  return `${isLater ? 'then' : 'was'} ${then.toLocaleString('en-GB')} ${day === other ? `at ${time(compared)}` : `on ${shortDate(day)}`}`
}
