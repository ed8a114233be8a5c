import type { CalendarDate } from '../../machines/kernel/calendar.ts'
import { isWithin } from './place.ts'

const WITH_US = ['open.target.date.passed.withUs']
/**
 * The target date has passed, and evidence is with us of a remedy provided by it. An item is measured by the day the remedy was provided,
 * never by the day we judge: nobody calls it overdue meanwhile (C14).
 */
export const isWithUs = (state: string): boolean => isWithin(state, WITH_US)

interface Owed {
  readonly state: string
  readonly targetDate?: CalendarDate
}

/** How many items are overdue, and since which day the first of them; and of how many past their target date the evidence is with us. */
export function pastTarget(items: readonly Owed[], today: CalendarDate) {
  const past = items.filter(({ targetDate }) => targetDate !== undefined && targetDate < today)
  const overdue = past.flatMap(({ state, targetDate }) => (isWithUs(state) ? [] : (targetDate ?? []))).toSorted()
  return past.length === 0 ? undefined : { overdue: overdue.length, first: overdue[0], withUs: past.length - overdue.length }
}
