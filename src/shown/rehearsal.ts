import { sum } from 'd3-array'
import { z } from 'zod'
import { addDays, type CalendarDate, dayBegins } from '../../machines/kernel/calendar.ts'
import type { Definitions } from '../../machines/kernel/definition.ts'
import type { Office } from '../../machines/office/record.ts'
import { directoryOf } from '../engine/directory.ts'
import { fixedTexts, textsOf } from '../engine/letters.ts'
import type { Found } from '../engine/read.ts'
import { composeFrom } from '../letters/compose.ts'
import { type DuePlace, dueDays } from '../reports/due-files.ts'
import type { Reader } from '../reports/standing.ts'
import type { Services } from '../services.ts'
import { type DayForeseen, forecast, rehearsed } from '../timers/forecast.ts'
import { type ClockScope, clockScope, scopeShown } from './clock-scope.ts'
import { duePage, eachOf, unreadableShown } from './due-page.ts'
import { type Numbers, numbersOf } from './forecast.ts'
import { type Happening, happening, happeningsIn } from './happenings.ts'
import * as part from './schemas.ts'

/** Further ahead nobody leaves everything as it is. */
export const MOST_DAYS_AHEAD = 366
/** Of so many files all is worked out for the sums of a rehearsal, which takes a second; of more, what is running now is counted alone. */
const MOST_SUMMED = 150

export const rehearsal = z
  .object({
    today: part.calendarDate,
    on: part.calendarDate,
    once: z.boolean().meta({ description: 'The clock comes by on that day alone, and not on each day until then' }),
    scope: clockScope,
    numbers: z
      .record(z.string(), z.int())
      .meta({ description: 'Of the items: what passes, by its kind, the duties that open and the letters that go' }),
    inAll: z
      .object({
        files: z.int().meta({ description: 'In which a deadline that is running now passes by then' }),
        running: z.int().meta({ description: 'The deadlines that are running now and pass by then' }),
        numbers: z
          .record(z.string(), z.int())
          .nullable()
          .meta({ description: `As \`numbers\`, of all pages; null where there are more than ${MOST_SUMMED} files` }),
      })
      .meta({ description: 'Of all pages together' }),
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
  const [page, running] = await Promise.all([
    duePage(services, reader, scope, { until: on, after, limit }),
    dueDays(services.lists, reader, scope.whose, dayBegins(on)),
  ])
  const known = { pool, definitions: engine.definitions, compose: composeFrom, directory: directoryOf(pool) }
  const { done, unreadable } = await eachOf(page.files, async ({ found }) => {
    const { held, authority } = found
    const items: Happening[] = []
    for (const { before, changes, ...day } of foreseenIn(definitions, found, page.office, { on, once })) {
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
    inAll: {
      files: running.files,
      running: sum(running.days, ({ count }) => count),
      numbers: after || page.next ? await numbersInAll(services, reader, scope, { on, once, files: running.files }) : numbersOf(items),
    },
    items,
    looked: page.files.length,
    unreadable: [...unreadableShown(unreadable)],
    next: page.next,
  }
}

type Until = Pick<RehearsalAsked, 'on' | 'once'>

const foreseenIn = (definitions: Definitions, found: Found, office: Office, { on, once }: Until): readonly DayForeseen[] =>
  once ? [rehearsed(definitions, found, office, on)] : forecast(definitions, found, office, on)

/** The sums of all pages, without the texts of letters, where they are not too many. */
async function numbersInAll(
  services: Services,
  reader: Reader,
  scope: ClockScope,
  { files, ...until }: Until & { readonly files: number },
): Promise<Numbers | null> {
  if (files > MOST_SUMMED) return null
  const all = await duePage(services, reader, scope, { until: until.on, limit: files })
  const { done } = await eachOf(all.files, ({ found }) =>
    foreseenIn(services.engine.definitions, found, all.office, until).flatMap((foreseen) => happeningsIn(all.telling, { found }, foreseen)),
  )
  return numbersOf(done.flat())
}
