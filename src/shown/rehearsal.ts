import { z } from 'zod'
import { addDays, type CalendarDate } from '../../machines/kernel/calendar.ts'
import { directoryOf } from '../engine/directory.ts'
import { fixedTexts, textsOf } from '../engine/letters.ts'
import { composeFrom } from '../letters/compose.ts'
import type { DuePlace } from '../reports/due-files.ts'
import type { Reader } from '../reports/standing.ts'
import type { Services } from '../services.ts'
import { forecast, rehearsed } from '../timers/forecast.ts'
import { type ClockScope, clockScope, scopeShown } from './clock-scope.ts'
import { duePage, eachOf, unreadableShown } from './due-page.ts'
import { numbersOf } from './forecast.ts'
import { type Happening, happening, happeningsIn } from './happenings.ts'
import * as part from './schemas.ts'

/** Further ahead nobody leaves everything as it is. */
export const MOST_DAYS_AHEAD = 366

export const rehearsal = z
  .object({
    today: part.calendarDate,
    on: part.calendarDate,
    once: z.boolean().meta({ description: 'The clock comes by on that day alone, and not on each day until then' }),
    scope: clockScope,
    numbers: z
      .record(z.string(), z.int())
      .meta({ description: 'Of the items: what passes, by its kind, the duties that open and the letters that go' }),
    items: z.array(happening),
    looked: z.int().meta({ description: 'Files in which something has fallen due by then, worked out here' }),
    unreadable: z.array(z.string()).meta({ description: 'What could not be worked out: the service has set it aside or will' }),
    nextLink: z.string().nullable().meta({ description: 'The address of the next page; null on the last' }),
  })
  .meta({ id: 'Rehearsal' })
export type Rehearsal = Omit<z.input<typeof rehearsal>, 'nextLink'> & { readonly next: DuePlace | undefined }

export interface RehearsalAsked {
  readonly on: CalendarDate
  readonly once: boolean
  readonly after?: DuePlace | undefined
  readonly limit: number
}

/** The first and the last day that can be rehearsed. */
export const daysToRehearse = (today: CalendarDate) => ({ first: today, last: addDays(today, MOST_DAYS_AHEAD) })

/**
 * What the clock would do until that day, coming by on each day as it does, or `once` at its end: the moves, the duties, and the letters
 * with their texts, composed as the sweep composes them. Nothing of it is written.
 */
export async function rehearsalShown(
  services: Services,
  reader: Reader,
  scope: ClockScope,
  { on, once, after, limit }: RehearsalAsked,
): Promise<Rehearsal> {
  const { engine, pool, readings } = services
  const { definitions } = engine
  const page = await duePage(services, reader, scope, { until: on, after, limit })
  const known = { pool, definitions: engine.definitions, compose: composeFrom, directory: directoryOf(pool) }
  const { done, unreadable } = await eachOf(page.files, async ({ found }) => {
    const foreseen = once ? [rehearsed(definitions, found, page.office, on)] : forecast(definitions, found, page.office, on)
    const { held, authority } = found
    const items: Happening[] = []
    for (const { before, changes, ...day } of foreseen) {
      const at = { file: before, stamp: day.stamp, reference: held!.listed?.reference ?? '', authority }
      const texts = await textsOf(known, changes, await fixedTexts(known, at, changes))
      items.push(...happeningsIn(page.telling, { found, texts }, { before, changes, ...day }))
    }
    // Whoever is shown what a letter says has read it, whether or not it has gone.
    if (items.some(({ letters }) => letters.some(({ body }) => body !== null))) readings.note(reader.person, 'letter', [held!.file.id])
    return items
  })
  const items = done.flat().toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
  return {
    today: reader.today,
    on,
    once,
    scope: scopeShown(scope),
    numbers: numbersOf(items),
    items,
    looked: page.files.length,
    unreadable: [...unreadableShown(unreadable)],
    next: page.next,
  }
}
