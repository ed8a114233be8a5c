import { z } from 'zod'
import { type Directorate, decisions, directorates, grades, inPlainWords, namedPosts, roles } from '../../../machines/kernel/authority.ts'
import type { CalendarDate } from '../../../machines/kernel/calendar.ts'
import {
  coversDay,
  type DelegationHeld,
  type HoldingHeld,
  nameOf,
  type Office,
  type Person,
  type Post,
  postIn,
} from '../../../machines/office/record.ts'
import { schemeOn } from '../../../machines/office/standing.ts'
import * as part from '../schemas.ts'

const named = z.object({ id: z.string(), name: z.string() })
const titled = z.object({ id: z.string(), title: z.string() })
const when = {
  fromDay: part.calendarDate,
  toDay: part.calendarDate.nullable().meta({ description: 'The last day; null: until further notice' }),
  when: z.enum(['before', 'now', 'later']).meta({ description: 'Whether it has ended, holds today, or is to begin' }),
}
const holding = z.object({ id: part.id, person: named, post: titled, how: z.enum(['held', 'actingUp']), ...when }).meta({ id: 'Holding' })
const delegation = z.object({ id: part.id, by: named, to: named, post: titled, ...when }).meta({ id: 'Delegation' })

export const person = z
  .object({
    id: z.string(),
    name: z.string(),
    subject: z.string().nullable().meta({ description: 'How they sign in; told to administrators alone' }),
    posts: z.array(z.string()).meta({ description: 'The titles of the posts held today' }),
    holdings: z.array(holding),
    delegations: z.array(delegation).meta({ description: 'Given and received' }),
  })
  .meta({ id: 'Person' })

export const post = z
  .object({
    id: z.string().meta({ description: 'Its key, which is never changed' }),
    title: z.string(),
    grade: z.enum(grades).nullable(),
    named: z.enum(namedPosts).nullable().meta({ description: 'The office that the guidance names' }),
    roles: z.array(z.enum(roles)),
    directorate: z.enum(directorates).nullable(),
    reportsTo: titled.nullable(),
    holders: z.array(z.string()).meta({ description: 'The names of those who hold it today' }),
    holdings: z.array(holding),
    delegations: z.array(delegation),
  })
  .meta({ id: 'Post' })

export const scheme = z
  .object({
    directorate: z.enum(directorates),
    directorateWords: z.string(),
    decision: z.enum(decisions),
    grade: z.enum(grades).meta({ description: 'The smallest grade that signs it today' }),
    gradeWords: z.string(),
    since: part.calendarDate.nullable().meta({ description: 'Null: nothing was ever said, so a line manager or above signs (setting p)' }),
    entries: z
      .array(z.object({ grade: z.enum(grades), gradeWords: z.string(), fromDay: part.calendarDate }))
      .meta({ description: 'Newest first' }),
  })
  .meta({ id: 'SchemeEntry' })

const phase = (dated: { fromDay: CalendarDate; toDay?: CalendarDate | undefined }, today: CalendarDate) =>
  coversDay(dated, today) ? ('now' as const) : dated.fromDay > today ? ('later' as const) : ('before' as const)
const nameFor = (office: Office, id: string) => ({ id, name: nameOf(office, id) })
const titleFor = (office: Office, id: string) => ({ id, title: postIn(office, id)?.title ?? id })

/** What holds today before what is to begin, and what ended last. */
const byDays = <T extends { when: 'before' | 'now' | 'later'; fromDay: string }>(all: readonly T[]): T[] => {
  const rank = { now: 0, later: 1, before: 2 }
  return [...all].sort((a, b) => rank[a.when] - rank[b.when] || (a.fromDay < b.fromDay ? 1 : -1))
}

const holdingShown = (office: Office, today: CalendarDate) => (each: HoldingHeld) => ({
  id: each.id,
  person: nameFor(office, each.person),
  post: titleFor(office, each.post),
  how: each.how,
  fromDay: each.fromDay,
  toDay: each.toDay ?? null,
  when: phase(each, today),
})
const delegationShown = (office: Office, today: CalendarDate) => (each: DelegationHeld) => ({
  id: each.id,
  by: nameFor(office, each.byPerson),
  to: nameFor(office, each.toPerson),
  post: titleFor(office, each.post),
  fromDay: each.fromDay,
  toDay: each.toDay,
  when: phase(each, today),
})

/** @param toAdministrator whether the one who looks may see how people sign in */
export function personShown(office: Office, { id, name, subject }: Person, today: CalendarDate, toAdministrator: boolean) {
  const holdings = byDays(office.holdings.filter((each) => each.person === id).map(holdingShown(office, today)))
  return {
    id,
    name,
    subject: toAdministrator ? (subject ?? null) : null,
    posts: holdings.flatMap((each) => (each.when === 'now' ? [each.post.title] : [])),
    holdings,
    delegations: byDays(
      office.delegations.filter(({ byPerson, toPerson }) => byPerson === id || toPerson === id).map(delegationShown(office, today)),
    ),
  }
}

export function postShown(
  office: Office,
  { id, title, grade, named: office_, roles: held, directorate, reportsTo }: Post,
  today: CalendarDate,
) {
  const holdings = byDays(office.holdings.filter((each) => each.post === id).map(holdingShown(office, today)))
  return {
    id,
    title,
    grade: grade ?? null,
    named: office_ ?? null,
    roles: [...held],
    directorate: directorate ?? null,
    reportsTo: reportsTo === undefined ? null : titleFor(office, reportsTo),
    holders: holdings.flatMap((each) => (each.when === 'now' ? [each.person.name] : [])),
    holdings,
    delegations: byDays(office.delegations.filter((each) => each.post === id).map(delegationShown(office, today))),
  }
}

/** What holds today and what is to come. */
export const delegationsShown = (office: Office, today: CalendarDate) =>
  byDays(office.delegations.filter(({ toDay }) => toDay >= today).map(delegationShown(office, today)))

export const schemeShown = (office: Office, today: CalendarDate) =>
  directorates.flatMap((directorate: Directorate) =>
    decisions.map((decision) => {
      const entries = office.scheme
        .filter((each) => each.directorate === directorate && each.decision === decision)
        .sort((a, b) => (a.fromDay < b.fromDay ? 1 : -1))
      const grade = schemeOn(office, directorate, today)[decision]
      return {
        directorate,
        directorateWords: inPlainWords(directorate),
        decision,
        grade,
        gradeWords: inPlainWords(grade),
        since: entries.find(({ fromDay }) => fromDay <= today)?.fromDay ?? null,
        entries: entries.map((each) => ({ grade: each.grade, gradeWords: inPlainWords(each.grade), fromDay: each.fromDay })),
      }
    }),
  )
