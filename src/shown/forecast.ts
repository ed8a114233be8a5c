import { z } from 'zod'
import { addDays, type CalendarDate, dayBegins } from '../../machines/kernel/calendar.ts'
import { type DueDay, type DuePlace, dueDays, dutiesDue } from '../reports/due-files.ts'
import type { Reader } from '../reports/standing.ts'
import type { Services } from '../services.ts'
import { forecast } from '../timers/forecast.ts'
import { type ClockKind, clockKinds } from './clock-kinds.ts'
import { type ClockScope, clockScope, scopeShown } from './clock-scope.ts'
import { duePage, eachOf, unreadableShown } from './due-page.ts'
import { type Happening, happening, happeningsIn } from './happenings.ts'
import * as part from './schemas.ts'

/** How far ahead the clock is told. */
export const DAYS_AHEAD = 14

const numbers = z.object({
  reminder: z.int(),
  noReply: z.int(),
  overdue: z.int(),
  review: z.int(),
  duties: z.int(),
  letters: z.int(),
})
export type Numbers = z.output<typeof numbers>

export const clockForecast = z
  .object({
    today: part.calendarDate,
    until: part.calendarDate,
    scope: clockScope,
    days: z.array(
      z.object({
        day: part.calendarDate,
        running: z.int().meta({ description: 'Deadlines that are running now and pass on this day, in all files' }),
        due: z.int().meta({ description: 'Duties that are open now and are to be done by this day, in all files' }),
        numbers: numbers.meta({ description: 'Of the items: what passes, by its kind, the duties that open and the letters that go' }),
        items: z.array(happening),
      }),
    ),
    files: z.int().meta({ description: 'In which a deadline passes in these days' }),
    looked: z.int().meta({ description: 'Of these, worked out here' }),
    completeBefore: part.calendarDate.nullable().meta({
      description: 'Where there are more pages: up to here nothing is wanting on this page and those before; null: nothing at all',
    }),
    unreadable: z.array(z.string()).meta({ description: 'What could not be worked out: the service has set it aside or will' }),
    nextLink: z.string().nullable().meta({ description: 'The address of the next page; null on the last' }),
  })
  .meta({ id: 'ClockForecast' })
export type ClockForecast = Omit<z.input<typeof clockForecast>, 'nextLink'> & { readonly next: DuePlace | undefined }

export interface ForecastAsked {
  /** One day alone. */
  readonly on?: CalendarDate | undefined
  readonly after?: DuePlace | undefined
  readonly limit: number
}

/**
 * What the clock will do in the days to come, if nobody does anything: from what runs. The deadlines that are running say in which files
 * to look; what happens there is the sweep itself, worked out on the file as it stands, day after day, and kept nowhere.
 */
export async function forecastShown(
  services: Services,
  reader: Reader,
  scope: ClockScope,
  { on, after, limit }: ForecastAsked,
): Promise<ClockForecast> {
  const { today } = reader
  const { definitions } = services.engine
  const horizon = addDays(today, DAYS_AHEAD)
  const until = on !== undefined && on < horizon ? on : horizon
  const [page, running, due] = await Promise.all([
    duePage(services, reader, scope, { until, after, limit }),
    dueDays(services.lists, reader, scope.whose, dayBegins(horizon)),
    dutiesDue(services.lists, reader, scope.whose, horizon),
  ])
  const { done, unreadable } = await eachOf(page.files, ({ found }) =>
    forecast(definitions, found, page.office, until).flatMap((foreseen) => happeningsIn(page.telling, { found }, foreseen)),
  )
  const items = done.flat()
  return {
    today,
    until: horizon,
    scope: scopeShown(scope),
    days: daysFrom(today, on).map((day) => {
      const ofDay = items.filter((each) => each.day === day)
      const counted = (days: readonly DueDay[]) => days.find((each) => each.day === day)?.count ?? 0
      return { day, running: counted(running.days), due: counted(due), numbers: numbersOf(ofDay), items: ofDay }
    }),
    files: running.files,
    looked: page.files.length,
    completeBefore: page.completeBefore,
    unreadable: [...unreadableShown(unreadable)],
    next: page.next,
  }
}

/** Today, where something has passed that no sweep has carried out yet, and each of the days ahead. */
const daysFrom = (today: CalendarDate, on: CalendarDate | undefined): readonly CalendarDate[] =>
  Array.from({ length: DAYS_AHEAD + 1 }, (_, place) => addDays(today, place)).filter((day) => on === undefined || day === on)

export function numbersOf(items: readonly Happening[]): Numbers {
  const ofKind = (kind: ClockKind) => items.reduce((sum, { dates }) => sum + dates.filter((date) => date.kind === kind).length, 0)
  return {
    ...(Object.fromEntries(clockKinds.map((kind) => [kind, ofKind(kind)])) as Record<ClockKind, number>),
    duties: items.reduce((sum, { duties }) => sum + duties.length, 0),
    letters: items.reduce((sum, { letters }) => sum + letters.length, 0),
  }
}
