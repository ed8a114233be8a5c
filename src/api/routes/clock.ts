import { z } from 'zod'
import { addDays } from '../../../machines/kernel/calendar.ts'
import { cursorOf, keysIn } from '../../paging.ts'
import { invalid } from '../../problem.ts'
import type { DuePlace } from '../../reports/due-files.ts'
import { readerOf } from '../../reports/standing.ts'
import { type ClockScope, scopeAsked, scopeOf } from '../../shown/clock-scope.ts'
import { duePlace } from '../../shown/due-page.ts'
import { clockForecast, DAYS_AHEAD, forecastShown } from '../../shown/forecast.ts'
import { daysToRehearse, rehearsal, rehearsalShown } from '../../shown/rehearsal.ts'
import { neverStuck, stuckPlace, stuckShown } from '../../shown/stuck.ts'
import { route } from '../route.ts'

const MOST_FILES = 100
const MOST_REHEARSED = 50

const limitOf = (most: number) =>
  z
    .string()
    .regex(/^\d{1,3}$/, `limit is a number from 1 to ${most}`)
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= most, `limit is a number from 1 to ${most}`)
    .default(most)
    .meta({ override: { type: 'integer', minimum: 1, maximum: most, default: most }, description: 'How many files at most' })
const after = z.string().max(500).optional().meta({ description: 'Where the page before ended; taken from its nextLink' })
const day = z.iso.date().meta({ example: '2026-03-29' })

const linkTo = (address: string, scope: ClockScope, next: DuePlace | undefined, more: Readonly<Record<string, string | undefined>>) => {
  if (next === undefined) return null
  const given = Object.entries({ ...scope.query, ...more, after: cursorOf(next) })
  return `${address}?${new URLSearchParams(given.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as [string, string]])))}`
}

export const clockRoutes = [
  route({
    method: 'get',
    path: '/clock',
    name: 'showClock',
    title: 'What the clock will do',
    tag: 'work',
    about: `Day by day for the next ${DAYS_AHEAD} days, for a team, a casefile or the whole office: the dates that pass, the duties that open, the letters that go, if nobody does anything meanwhile. It is the sweep itself, worked out on each file as it stands, and nothing is kept of it. Today is among the days for what has passed and waits for the next sweep. Casefiles that are sealed to the person are left out altogether.`,
    query: z.strictObject({
      ...scopeAsked,
      on: day.optional().meta({ description: 'One day alone', example: '2026-03-29' }),
      limit: limitOf(MOST_FILES),
      after,
    }),
    status: 200,
    answer: clockForecast,
    problems: ['not-found'],
    run: async (services, { person, query: { team, casefile, on, limit, after: cursor } }) => {
      const reader = await readerOf(services.lists, person)
      if (on !== undefined && (on < reader.today || on > addDays(reader.today, DAYS_AHEAD)))
        throw invalid([{ parameter: 'on', detail: `on is a day from today to ${DAYS_AHEAD} days ahead: others can be rehearsed` }])
      const scope = await scopeOf(services, reader, { team, casefile })
      const { next, ...body } = await forecastShown(services, reader, scope, { on, after: keysIn(duePlace, cursor), limit })
      return { body: { ...body, nextLink: linkTo('/api/v1/clock', scope, next, { on, limit: String(limit) }) } }
    },
  }),
  route({
    method: 'get',
    path: '/clock/rehearsal',
    name: 'rehearseSweep',
    title: 'A sweep, rehearsed',
    tag: 'work',
    about:
      'What the clock would do until a day, coming by on each day as it does, or `once` at its end: the moves, the duties, and the letters with their texts as they would go. Nothing of it is done, and nothing is written, but that whoever is shown a letter has read it. What people do meanwhile is not assumed. Casefiles that are sealed to the person are left out altogether.',
    query: z.strictObject({
      ...scopeAsked,
      on: day.optional().meta({ description: 'Tomorrow, unless it says otherwise; at most a year ahead', example: '2026-03-29' }),
      once: z
        .enum(['true', 'false'])
        .default('false')
        .meta({ description: 'Whether the clock stands still until that day, and comes by once' }),
      limit: limitOf(MOST_REHEARSED),
      after,
    }),
    status: 200,
    answer: rehearsal,
    problems: ['not-found'],
    run: async (services, { person, query: { team, casefile, on: asked, once, limit, after: cursor } }) => {
      const reader = await readerOf(services.lists, person)
      const on = asked ?? addDays(reader.today, 1)
      const { first, last } = daysToRehearse(reader.today)
      if (on < first || on > last) throw invalid([{ parameter: 'on', detail: `on is a day from ${first} to ${last}` }])
      const scope = await scopeOf(services, reader, { team, casefile })
      const asking = { on, once: once === 'true', after: keysIn(duePlace, cursor), limit }
      const { next, ...body } = await rehearsalShown(services, reader, scope, asking)
      return { body: { ...body, nextLink: linkTo('/api/v1/clock/rehearsal', scope, next, { on, once, limit: String(limit) }) } }
    },
  }),
  route({
    method: 'get',
    path: '/stuck',
    name: 'showStuck',
    title: 'What nobody can move',
    tag: 'work',
    about:
      'Open lifecycles that nobody who holds a post today can move, whose next step is for nobody, or of which a region waits for somebody else without a date and without a duty of its own, each with every reason and what would have it go on. All that is open is looked at once an hour, and soon after it changes who may do what; this is what the last look found, but for what has been moved since. Only where a look has come through all, as `complete` says, does an empty list mean that there is none.',
    query: z.strictObject({ after }),
    status: 200,
    answer: neverStuck,
    run: async (services, { person, query: { after: cursor } }) => {
      const reader = await readerOf(services.lists, person)
      const { next, ...body } = await stuckShown(services, reader, keysIn(stuckPlace, cursor))
      return { body: { ...body, nextLink: next ? `/api/v1/stuck?after=${cursorOf(next)}` : null } }
    },
  }),
]
