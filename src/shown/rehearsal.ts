import { z } from 'zod'
import { addDays, type CalendarDate } from '../../machines/kernel/calendar.ts'
import { directoryOf } from '../engine/directory.ts'
import { fixedTexts, textsOf } from '../engine/letters.ts'
import { composeFrom } from '../letters/compose.ts'
import type { DuePlace } from '../reports/due-files.ts'
import type { Reader } from '../reports/standing.ts'
import type { Services } from '../services.ts'
import { rehearsed } from '../timers/forecast.ts'
import { type ClockScope, clockScope, scopeShown } from './clock-scope.ts'
import { duePage, eachOf, unreadableShown } from './due-page.ts'
import { numbersOf } from './forecast.ts'
import { happening, happeningsIn } from './happenings.ts'
import * as part from './schemas.ts'

/** Further ahead nobody leaves everything as it is. */
export const MOST_DAYS_AHEAD = 366

export const rehearsal = z
  .object({
    today: part.calendarDate,
    on: part.calendarDate,
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

/** The first and the last day that can be rehearsed. */
export const daysToRehearse = (today: CalendarDate) => ({ first: today, last: addDays(today, MOST_DAYS_AHEAD) })

/**
 * What one sweep on that day would do, all that is due by then: the moves, the duties, and the letters with their texts, composed as the
 * sweep composes them. Nothing of it is written.
 */
export async function rehearsalShown(
  services: Services,
  reader: Reader,
  scope: ClockScope,
  { on, after, limit }: { readonly on: CalendarDate; readonly after?: DuePlace | undefined; readonly limit: number },
): Promise<Rehearsal> {
  const { engine, pool, readings } = services
  const page = await duePage(services, reader, scope, { until: on, after, limit })
  const known = { pool, definitions: engine.definitions, compose: composeFrom, directory: directoryOf(pool) }
  const { done, unreadable } = await eachOf(page.files, async ({ found, hidden }) => {
    const foreseen = rehearsed(engine.definitions, found, page.office, on)
    if (hidden) return happeningsIn(page.telling, { found, hidden }, foreseen)
    const { held, authority } = found
    const at = { file: held!.file, stamp: foreseen.stamp, reference: held!.listed?.reference ?? '', authority }
    const texts = await textsOf(known, foreseen.changes, await fixedTexts(known, at, foreseen.changes))
    const items = happeningsIn(page.telling, { found, hidden, texts }, foreseen)
    // Whoever is shown what a letter says has read it, whether or not it has gone.
    if (items.some(({ letters }) => letters.some(({ body }) => body !== null))) readings.note(reader.person, 'letter', [held!.file.id])
    return items
  })
  const items = done.flat()
  return {
    today: reader.today,
    on,
    scope: scopeShown(scope),
    numbers: numbersOf(items),
    items,
    looked: page.files.length,
    unreadable: [...unreadableShown(unreadable)],
    next: page.next,
  }
}
