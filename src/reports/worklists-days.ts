import { addDays, type CalendarDate } from '../../machines/kernel/calendar.ts'
import { lastOfSoon, SOON } from './order-of-work.ts'
import type { Reader } from './standing.ts'
import type { StatementValues } from './statement-values.ts'
import type { Scope } from './whose-work.ts'
import type { WorklistName } from './worklists-names.ts'

/** The first and the last day, as SQL. */
export interface Days {
  readonly from: string
  readonly to: string
}
/** Who asks, and the values of the statement. */
interface Asked {
  readonly reader: Reader
  readonly values: StatementValues
}
/** What is due by some day. */
export const upTo = (last: string): Days => ({ from: `'-infinity'::date`, to: last })

/** The days that a list keeps to, if any. */
export function daysOf(name: WorklistName, { reader, values }: Asked): Days | undefined {
  if (name !== 'overdue' && name !== 'dueIn7Days') return undefined
  const today = values.of(reader.today, 'date')
  return name === 'overdue' ? upTo(`${today} - 1`) : { from: today, to: lastOfSoon(today) }
}

/** Of a row `r`, said so that an index of days is of use. */
export const isDue = ({ from, to }: Days): string => `r.due_on between ${from} and ${to}`

/** Of more caseworkers than this a page may be full of what is due first. */
export const MANY = 50
export const isOfMany = ({ caseworkers }: Scope): boolean => caseworkers.length > MANY

/**
 * By which days a page of a list may be full, if it goes on after `place`: what is overdue stands before what is due soon, and that before
 * the rest.
 */
export const lastDays = (place: CalendarDate | undefined, asOf: CalendarDate): readonly CalendarDate[] =>
  [addDays(asOf, -1), addDays(asOf, SOON)].filter((last) => place === undefined || place <= last)
