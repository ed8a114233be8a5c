import { addDays, type CalendarDate, daysBetween } from '../kernel/calendar.ts'
import type { Compliance } from './record.ts'

/** What an item says of its organisation. `due` is what a proportion is of: items that ended, or whose first date has passed. */
export const itemMeasures = [
  'due',
  'keptByFirstDate',
  'keptByLaterDate',
  'missedFirstDate',
  'excessivelyDelayed',
  'disputedTerms',
  'badFaith',
] as const
export type ItemMeasure = (typeof itemMeasures)[number]

/** One thing that counts for a day. */
export interface ItemFinding {
  readonly measure: ItemMeasure
  readonly on: CalendarDate
  /** Where time alone tells, it counts from this day on, if nothing is provided by then. */
  readonly from?: CalendarDate
}

/** Our reading of "excessive or unreasonable": four weeks past the date agreed last, or time that the monitor escalated as extended delay. */
export const EXCESSIVE_DELAY_DAYS = 28

/**
 * Everything that an item says of how its organisation complies, also what it will say if nothing happens: measured by the day the remedy was
 * provided, never by the day we judged (CA, setting ab). It follows from the record alone.
 */
export const findingsIn = (item: Compliance): readonly ItemFinding[] => [
  ...(wasAgreed(item) ? ofDates(item) : []),
  ...first(
    'disputedTerms',
    item.disputes.map(({ on }) => on),
  ),
  ...first(
    'badFaith',
    item.judged.flatMap(({ badFaith, on }) => (badFaith ? [on] : [])),
  ),
]

/** Each thing is counted once, by the first day of it. */
function first(measure: ItemMeasure, days: readonly CalendarDate[]): readonly ItemFinding[] {
  const [on] = days.toSorted()
  return on === undefined ? [] : [{ measure, on }]
}

/** A date was agreed, or set because it is pursued: not where work was refused, or a recommendation closed as not accepted. */
const wasAgreed = ({ notAccepted, refusedOn }: Compliance) => notAccepted === undefined && refusedOn === undefined

function ofDates(item: Compliance): readonly ItemFinding[] {
  const { date, excusedUntil } = firstDateOf(item)
  const agreedLast = [excusedUntil, ...item.targetDates.map((each) => each.date)].sort().at(-1)!
  const provided = dayProvided(item)
  const isOver = item.ending !== undefined
  // What arrived in time and is still with us is neither kept nor missed: it counts once it is judged.
  if (!isOver && provided !== undefined && provided <= excusedUntil) return []
  const isMissed = provided === undefined || provided > excusedUntil
  const dayAfter = addDays(excusedUntil, 1)
  const on = isMissed ? [dayAfter, item.endedOn ?? dayAfter].sort()[0]! : provided
  const told: readonly ItemFinding[] = [
    { measure: 'due', on },
    ...(isMissed ? [{ measure: 'missedFirstDate' as const, on }] : []),
    ...(item.ending === 'complied' && provided !== undefined && provided <= agreedLast
      ? first(provided <= date ? 'keptByFirstDate' : 'keptByLaterDate', [provided])
      : []),
    ...excessiveDelay(item, agreedLast, provided ?? item.endedOn),
  ]
  // While nothing was provided, nothing counts before the date has passed.
  return isOver || provided !== undefined ? told : told.map((each) => ({ ...each, from: [each.on, dayAfter].sort().at(-1)! }))
}

/**
 * The date by which the item was to be done for it to count as within the first: that date itself, and what was added to it because of
 * the complainant (setting aa), or of us: neither delay is the organisation's. What was only recommended gives way to what was then agreed.
 */
export function firstDateOf({ targetDates, targetDate }: Pick<Compliance, 'targetDates' | 'targetDate'>) {
  const [begun, ...later] = targetDates.slice(
    Math.max(
      0,
      targetDates.findLastIndex(({ firstAgreed }) => firstAgreed),
    ),
  )
  const date = begun?.date ?? targetDate
  const firstOfItsOwn = later.findIndex(({ whoseDelay }) => whoseDelay !== 'complainant' && whoseDelay !== 'ombudsman')
  const excused = (firstOfItsOwn === -1 ? later : later.slice(0, firstOfItsOwn)).map((each) => each.date)
  return { date, excusedUntil: [date, ...excused].sort().at(-1)! }
}

/** Once we are satisfied, the day that was found; until then that of what is with us and not judged. */
const dayProvided = ({ ending, providedOn, endedOn, withUs }: Compliance): CalendarDate | undefined =>
  ending === 'complied' ? (providedOn ?? endedOn) : ending === undefined ? withUs?.providedOn : undefined

/** @param until the day it was provided or ended; while it is neither, time alone will tell */
function excessiveDelay({ escalation }: Compliance, agreedLast: CalendarDate, until: CalendarDate | undefined): readonly ItemFinding[] {
  const isLate = until === undefined || daysBetween({ from: agreedLast, to: until }) > EXCESSIVE_DELAY_DAYS
  const late = isLate ? [addDays(agreedLast, EXCESSIVE_DELAY_DAYS + 1)] : []
  const escalated = escalation.reasons.flatMap(({ reason, on }) => (reason === 'extendedDelay' ? [on] : []))
  return first('excessivelyDelayed', [...late, ...escalated])
}
