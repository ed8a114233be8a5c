import { z } from 'zod'
import { type CalendarDate, dayInLondon } from '../../machines/kernel/calendar.ts'
import { clockMoved, target } from '../identity/clock.ts'
import { Problem } from '../problem.ts'
import { type Reader, readerOf } from '../reports/standing.ts'
import type { Services } from '../services.ts'
import { administers } from './administration/sign-in.ts'
import * as part from './schemas.ts'

export const clock = z.object({ now: part.instant, today: part.calendarDate })

export async function clockShown({ engine }: Pick<Services, 'engine'>): Promise<z.output<typeof clock>> {
  const now = await engine.now()
  return { now, today: dayInLondon(now) }
}

export const mayMoveClock: (reader: Reader) => boolean = administers

/**
 * Moves the demonstration's clock, by days or to a day, and carries out at once what falls due on the way.
 *
 * @throws Problem 403 for all but the administrator, 400 where the day is not ahead
 */
export async function moveClock(
  { engine, lists, sweep }: Services,
  person: string,
  by: { readonly days?: number | undefined; readonly to?: CalendarDate | undefined },
) {
  if (!mayMoveClock(await readerOf(lists, person))) throw new Problem('not-allowed', 'The clock is moved by the administrator')
  const { today: from } = await clockShown({ engine })
  await clockMoved(lists, target(from, by))
  const swept = await sweep()
  return { from, ...(await clockShown({ engine })), swept }
}
