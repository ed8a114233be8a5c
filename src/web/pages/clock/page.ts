import { addDays, type CalendarDate } from '../../../../machines/kernel/calendar.ts'
import { partsOf } from '../../../letters/preview.ts'
import type { Services } from '../../../services.ts'
import { DAYS_AHEAD, forecastShown } from '../../../shown/forecast.ts'
import { daysToRehearse, rehearsalShown } from '../../../shown/rehearsal.ts'
import { dayRead, dayWritten } from '../../forms/read.ts'
import { type FieldFault, page, type Shown, type Visit } from '../../page.ts'
import { date } from '../../words.ts'
import { addressOf, choices, nextAddress, placeOf, type Query, query, scopeFor } from './asked.ts'

/** Each is worked out for the page: so many whole casefiles take less than a second. */
const FILES_ON_A_PAGE = 100
/** With the texts of letters. */
const FILES_REHEARSED = 50

/** What the clock will do of itself, and a sweep rehearsed. */
export const forecastPages = [
  page({ method: 'get', path: '/clock', name: 'what the clock will do', query, run: clockPage }),
  page({ method: 'get', path: '/clock/rehearsal', name: 'rehearsal of a sweep', query, run: rehearsalPage }),
]

async function clockPage(services: Services, { reader, query: asked }: Visit<unknown, Query>): Promise<Shown> {
  const { scope, dropped } = await scopeFor(services, reader, asked)
  const last = addDays(reader.today, DAYS_AHEAD)
  const day = dayRead(asked.on ?? '')
  const on = day !== undefined && day >= reader.today && day <= last ? day : undefined
  const after = placeOf(asked.after)
  const foreseen = await forecastShown(services, reader, scope, { on, after, limit: FILES_ON_A_PAGE })
  return {
    view: 'clock/view',
    title: `What the clock will do: ${scope.title}`,
    data: {
      ...foreseen,
      on,
      days: foreseen.days
        .filter(({ day, items }) => day !== reader.today || items.length > 0 || on === day)

        .map((each) => ({
          ...each,
          weekday: weekdayOf(each.day),
          href: addressOf('/clock', scope, { on: each.day }),
          rehearsal: addressOf('/clock/rehearsal', scope, { on: each.day }),
        })),
      scope,
      choices: choices(scope),
      dropped: [...dropped, ...(asked.on && on === undefined ? [notTold(day, reader.today, last)] : [])],
      all: addressOf('/clock', scope),
      rehearsal: addressOf('/clock/rehearsal', scope),
      first: after && addressOf('/clock', scope, { on }),
      nextPage: nextAddress('/clock', scope, foreseen.next, { on }),
    },
  }
}

/** Why a day that was asked for is not shown. */
function notTold(day: CalendarDate | undefined, today: CalendarDate, last: CalendarDate): string {
  if (day === undefined) return 'The day that was asked for cannot be read, so it was left out.'
  if (day < today) return `${date(day)} has passed, so it was left out.`
  return `Only the days up to ${date(last)} are told here: another day can be rehearsed.`
}

async function rehearsalPage(services: Services, { reader, query: asked }: Visit<unknown, Query>): Promise<Shown> {
  const { scope, dropped } = await scopeFor(services, reader, asked)
  const { day, fault } = dayAsked(asked.on, reader.today)
  const after = placeOf(asked.after)
  const once = asked.once === 'yes'
  const shown = await rehearsalShown(services, reader, scope, { on: day, once, after, limit: FILES_REHEARSED })
  const chosen = { on: day, once: once ? 'yes' : undefined }
  return {
    view: 'clock/rehearsal',
    title: `Rehearsal for ${date(day)}: ${scope.title}`,
    status: fault ? 400 : 200,
    errors: fault ? [fault] : [],
    data: {
      ...shown,
      weekday: weekdayOf(day),
      items: shown.items.map((item) => ({
        ...item,
        letters: item.letters.map((letter) => ({ ...letter, parts: letter.body === null ? [] : partsOf(letter.body) })),
      })),
      scope,
      choices: choices(scope),
      dropped,
      typed: fault ? asked.on : dayWritten(day),
      fault,
      clock: addressOf('/clock', scope),
      otherwise: addressOf('/clock/rehearsal', scope, { on: day, once: once ? undefined : 'yes' }),
      first: after && addressOf('/clock/rehearsal', scope, chosen),
      nextPage: nextAddress('/clock/rehearsal', scope, shown.next, chosen),
    },
  }
}

/** The day that was asked for, as an address or as somebody typed it; tomorrow, where none was. */
function dayAsked(text: string | undefined, today: CalendarDate): { readonly day: CalendarDate; readonly fault?: FieldFault } {
  const tomorrow = addDays(today, 1)
  if (text === undefined || text === '') return { day: tomorrow }
  const { first, last } = daysToRehearse(today)
  const day = dayRead(text)
  if (day !== undefined && day >= first && day <= last) return { day }
  return {
    day: tomorrow,
    fault: { id: 'on', text: `Enter a day from ${date(first)} to ${date(last)}, like ${dayWritten(addDays(today, 7))}` },
  }
}

const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' })
const weekdayOf = (day: CalendarDate): string => weekday.format(new Date(`${day}T00:00:00Z`))
