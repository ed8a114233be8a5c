import { z } from 'zod'
import { OFFICE } from '../guidance/paragraph.ts'
import type { Actor, PersonId, PostId } from '../kernel/authority.ts'
import { addDays, type CalendarDate } from '../kernel/calendar.ts'
import type { Stamp } from '../kernel/definition.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { day, words } from '../kernel/words.ts'
import { nameOf, type Office } from './record.ts'
import { directoryOn } from './standing.ts'

/**
 * The two texts have no paragraph about who keeps the office's own list of posts: the rules of this machine are ours, and say so. Only
 * that nobody gives themselves a signature follows from the Delegation Scheme (2.6.26).
 */
const { must } = rulesAbout<Office>()

export const person = (label: string) =>
  z
    .string()
    .trim()
    .min(1, `Choose ${label.charAt(0).toLowerCase()}${label.slice(1)}`)
    .max(100)
    .meta({ label, refersTo: 'person' })
export const why = words('Why', { hint: 'It is kept in the history of the office.' })
export const fromDay = day('From', 'Today or later: nothing is changed in the past.').meta({ missing: 'Enter the day from which it holds' })
export const lastDay = day('Last day', 'The last day on which it holds. Yesterday ends it at once')

/** Who is given something by an event: themselves, and whoever they act for where nothing of their own lets them. */
const actsFor = ({ id, holdings }: Actor): readonly PersonId[] => {
  const administers = holdings.filter(({ roles }) => roles.includes('administrator'))
  const own = administers.some(({ onBehalfOf }) => onBehalfOf === undefined)
  return [id, ...(own ? [] : administers.flatMap(({ onBehalfOf }) => onBehalfOf ?? []))]
}

/** Whoever administers changes what others hold, and nothing that they would gain by. */
export const gainsBy = ({ by }: Pick<Stamp, 'by'>, people: readonly PersonId[]): boolean =>
  actsFor(by).some((each) => people.includes(each))

const administratorsOn = (office: Office, today: CalendarDate): readonly PersonId[] =>
  directoryOn(office, today)
    .filter(({ holdings }) => holdings.some(({ roles, how }) => how !== 'delegated' && roles.includes('administrator')))
    .map(({ id }) => id)

/** On this day and on every later one on which somebody's holding has ended: whoever is to go later is no reason to let the last one go now. */
export function someoneAdministers(before: Office, after: Office, from: CalendarDate): boolean {
  const ends = after.holdings.flatMap(({ toDay }) => (toDay !== undefined && toDay >= from ? [addDays(toDay, 1)] : []))
  return [from, ...ends].every((day) => administratorsOn(before, day).length === 0 || administratorsOn(after, day).length > 0)
}

/** Whoever holds one of these posts on a day or is to hold it later, with those to whom it is delegated then: who waits gains as well. */
export function holdersFrom({ holdings, delegations }: Office, posts: readonly PostId[], day: CalendarDate): readonly PersonId[] {
  const lasts = ({ post, toDay }: { readonly post: PostId; readonly toDay?: CalendarDate }) =>
    posts.includes(post) && (toDay === undefined || toDay >= day)
  return [...holdings.filter(lasts).map(({ person }) => person), ...delegations.filter(lasts).map(({ toPerson }) => toPerson)]
}

/** One of those who are there, or the id itself where nobody has it. */
export const named = (office: Office, id: PersonId): string => nameOf(office, id)

export const yesterday = (today: CalendarDate): CalendarDate => addDays(today, -1)

export const authorityRules = {
  byAnAdministrator: must(OFFICE, { who: { roles: ['administrator'] } }),
  fromTodayOn: must<{ fromDay: CalendarDate }>(OFFICE, {
    field: 'fromDay',
    because: (_office, { today }) => `Nothing is changed in the past: it holds from ${today} on, or later`,
    always: 'Nothing is changed in the past: it holds from today on, or later',
    holds: (_office, { fromDay: from, today }) => from >= today,
  }),
  daysRunForwards: must<{ fromDay: CalendarDate; toDay?: CalendarDate | undefined }>(OFFICE, {
    field: 'toDay',
    because: 'The last day is before the first',
    holds: (_office, { fromDay: from, toDay: to }) => to === undefined || to >= from,
  }),
  endsFromNowOn: must<{ lastDay: CalendarDate }>(OFFICE, {
    field: 'lastDay',
    because: (_office, { today }) =>
      `What was held is not changed in the past: its last day is ${yesterday(today)} (then it ends at once) or later`,
    always: 'What was held is not changed in the past: its last day is yesterday (then it ends at once) or later',
    holds: (_office, { lastDay: last, today }) => last >= yesterday(today),
  }),
}
