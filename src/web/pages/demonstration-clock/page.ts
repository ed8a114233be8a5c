import { z } from 'zod'
import { demonstrationPosts } from '../../../../db/demonstration-posts.ts'
import { addDays, type CalendarDate } from '../../../../machines/kernel/calendar.ts'
import { MOST_DAYS } from '../../../identity/clock.ts'
import { Problem } from '../../../problem.ts'
import type { Reader } from '../../../reports/standing.ts'
import type { Services } from '../../../services.ts'
import { clockShown, mayMoveClock, moveClock } from '../../../shown/clock.ts'
import { dayRead } from '../../forms/read.ts'
import { type FieldFault, page, type Shown, type Typed, type Visit } from '../../page.ts'
import { counted, date } from '../../words.ts'

const ADDRESS = '/demonstration/clock'
const postKey = z
  .enum(demonstrationPosts.map(({ key }) => key))
  .optional()
  .catch(undefined)

/** The demonstration's clock: everybody sees what day it is, the administrator moves it. */
export const clockPages = [
  page({
    method: 'get',
    path: ADDRESS,
    name: 'clock of the demonstration',
    demonstration: true,
    query: z.object({ as: postKey }),
    run: (services, visit) => clockPage(services, visit, { as: visit.query.as }),
  }),
  page({
    method: 'post',
    path: ADDRESS,
    name: 'moving the clock of the demonstration',
    demonstration: true,
    run: async (services, visit) => {
      const { typed } = visit
      const as = postKey.parse(typed['as'])
      const asked = askedFor(typed)
      if (typed['_show'] || 'fault' in asked)
        return clockPage(services, visit, { as, typed, ...('fault' in asked && { fault: asked.fault }) })
      const { today: now } = await clockShown(services)
      if ('to' in asked && seenIn(typed) !== undefined && asked.to <= now && seenIn(typed) !== now)
        return { redirect: placeOf(as), notice: { kind: 'information', text: `The clock had been moved already: it is ${date(now)}` } }
      try {
        const { from, today, swept } = await moveClock(services, visit.person, asked)
        const did =
          swept.lines === 0
            ? 'Nothing fell due on the way.'
            : `It carried out what fell due: ${counted(swept.lines, 'entry', 'entries')} in ${counted(swept.files, 'file')}.`
        return {
          redirect: placeOf(as),
          notice: { kind: 'success', text: `The clock moved from ${date(from)} to ${date(today)}. ${did}` },
        }
      } catch (error) {
        if (!(error instanceof Problem) || error.code !== 'invalid') throw error
        return clockPage(services, visit, { as, typed, fault: { id: typed['how'] === 'to' ? 'to' : 'days', text: error.message } })
      }
    },
  }),
]

const placeOf = (as: z.output<typeof postKey>) => (as ? `${ADDRESS}?as=${as}` : ADDRESS)

type Asked = { readonly days: number } | { readonly to: CalendarDate } | { readonly fault: FieldFault }

/** The day that the form showed. */
const seenIn = (typed: Typed): CalendarDate | undefined => z.iso.date().safeParse(typed['seen']).data

/** A button with a number of days, a number typed, or a day typed. Days are counted from the day that the form showed: sent twice, it moves once. */
function askedFor(typed: Typed): Asked {
  const text = (name: string) => String(typed[name] ?? '').trim()
  const ahead = (days: number): Asked => {
    const seen = seenIn(typed)
    return seen === undefined ? { days } : { to: addDays(seen, days) }
  }
  const step = Number(text('step'))
  if (text('step') && Number.isInteger(step) && Math.abs(step) <= MOST_DAYS) return ahead(step)
  if (text('how') === 'to') {
    const to = dayRead(text('to'))
    return to ? { to } : { fault: { id: 'to', text: 'Enter a day, like 27/3/2027' } }
  }
  const days = Number(text('days'))
  return Number.isInteger(days) && days >= 1 && days <= MOST_DAYS
    ? ahead(days)
    : { fault: { id: 'days', text: `Enter a number of days from 1 to ${MOST_DAYS.toLocaleString('en-GB')}` } }
}

interface Showing {
  readonly as: z.output<typeof postKey>
  readonly typed?: Typed
  readonly fault?: FieldFault
}

async function clockPage(services: Services, { reader, name }: Visit, { as, typed = {}, fault }: Showing): Promise<Shown> {
  const directory = await services.engine.directory()
  const holder = (post: string) =>
    directory.find(({ holdings }) => holdings.some((held) => held.post === post && held.how === 'held'))?.name
  const titleOf = (post: string) => demonstrationPosts.find(({ key }) => key === post)?.title
  return {
    view: 'demonstration-clock/view',
    title: 'The clock of the demonstration',
    status: fault ? 400 : 200,
    errors: fault ? [fault] : [],
    data: {
      ...(await clockShown(services)),
      mayMove: mayMoveClock(reader),
      administrator: holder('administrator'),
      own: ownPost(reader),
      name,
      back: as && { post: as, title: titleOf(as), holder: holder(as) },
      typed,
      fault,
    },
  }
}

/** The post by which somebody comes back after the administrator has moved the clock. */
const ownPost = ({ posts }: Reader) => postKey.parse(posts[0]?.id)
