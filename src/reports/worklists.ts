import type { DataSource } from 'typeorm'
import type { PostId } from '../../machines/kernel/authority.ts'
import type { CalendarDate } from '../../machines/kernel/calendar.ts'
import type { Rating } from '../../machines/kernel/definition.ts'
import { afterPlace, IN_FORCE, inOrder, type OrderParameters, orderValues, type PlaceInOrder, RATED, SOME_DAY } from './order-of-work.ts'
import { postIds, type Reader, VISIBLE } from './standing.ts'
import { scopeOf } from './whose-work.ts'

export const worklistNames = ['mine', 'team', 'unassigned', 'awaitingMySignOff', 'overdue', 'dueIn7Days', 'ratingsDue'] as const
export type WorklistName = (typeof worklistNames)[number]

/** One thing to do or to wait for: a duty, the next deadline of a lifecycle, or work in hand without a date. */
export interface WorkRow {
  readonly kind: 'duty' | 'deadline' | 'work'
  /** Of the duty, or of the instance. */
  readonly id: string
  /** Of a duty; what a deadline is called stands with its machine. */
  readonly title: string | null
  readonly timer: string | null
  readonly dueOn: CalendarDate | null
  readonly cites: string | null
  readonly addressee: string | null
  readonly endsBy: 'act' | 'acknowledgement' | null
  readonly enteredLate: boolean
  readonly shownToLineManagerOn: CalendarDate | null
  readonly file: string
  readonly fileKind: 'casefile' | 'organisation'
  readonly reference: string | null
  readonly caseworker: PostId | null
  readonly instance: string
  readonly machine: string
  readonly state: string
  readonly since: string
  /** By which it is ordered (C5). */
  readonly rating: Rating
  /** Sealed to others: the person holds the duty, and learns no more than that. */
  readonly hidden: boolean
}

export interface WorkPage {
  readonly after?: PlaceInOrder | undefined
  /** One more than is shown says that there is a next page. */
  readonly limit: number
  readonly dutiesAlone?: boolean
}

/**
 * What is on this list now: by due band, in it by the organisation's rating, then the soonest first (C5). *Overdue* and *due in 7 days* are
 * *mine* together with what those who report to me have.
 */
export async function worklist(
  source: DataSource,
  reader: Reader,
  name: Exclude<WorklistName, 'awaitingMySignOff' | 'ratingsDue'>,
  page: WorkPage,
): Promise<readonly WorkRow[]> {
  const [from, to] = name === 'overdue' ? ['0001-01-01', -1] : name === 'dueIn7Days' ? ['today', 7] : ['0001-01-01', null]
  const { caseworkers, addressees, officesOf, lineOf, unassignedIn, vacatedUnder, monitors } = await scopeOf(source, reader, name)
  const { limit, dutiesAlone = false } = page
  const { asOf, risk, place, id } = orderValues(reader.today, page.after)
  if (reader.posts.length === 0) return []
  return source.query<WorkRow[]>(WORK, [
    postIds(reader),
    reader.seesSealed,
    place,
    id,
    limit,
    reader.today,
    from === 'today' ? reader.today : from,
    to,
    dutiesAlone,
    caseworkers,
    unassignedIn,
    addressees,
    officesOf,
    lineOf,
    vacatedUnder,
    reader.posts.some(({ grade }) => grade !== null && grade !== 'caseworker'),
    monitors,
    asOf,
    risk,
  ])
}

/** A casefile is nobody's while it has no post, or its post no holder: its clocks run on. */
const NOBODYS = `((c.directorate = any($11) or exists (select from post v where v.id = c.caseworker and v.reports_to = any($15))) and not exists (
  select from holding h where h.post = c.caseworker and h.from_day <= $6 and (h.to_day is null or h.to_day >= $6)))`
const OF_WHOM = `(c.caseworker = any($10) or ${NOBODYS})`

/** A compliance item of an intervention, by what it was opened with. */
const OF_AN_INTERVENTION = `(i.machine = 'compliance' and exists (
  select from snapshot s where s.instance_id = i.id and strpos(s.stored, '"source":"intervention"') > 0))`

/** The next date of instance `i`, as `t`. */
const NEXT_TIMER = `left join lateral (
  select name, (due_at at time zone 'Europe/London')::date as due_on from timer where instance_id = i.id and not set_aside order by due_at, name limit 1) t on true`

/** A lifecycle as work: its next date, or none. */
const AS_WORK = `case when t.name is null then 'work' else 'deadline' end as kind, i.id, null as title, t.name as timer, t.due_on, null as cites, null as addressee,
  null as ends_by, false as entered_late, null::date as shown_to_line_manager_on, i.file_id, i.id as instance_id`

/** The page of `items` after a place; who holds only the duty of a sealed casefile is told no more than that. */
const page = (order: OrderParameters, which = 'true') => `
  select r.kind, r.id, r.title, r.timer, r.due_on::text as "dueOn", r.cites, r.addressee, r.ends_by as "endsBy", r.entered_late as "enteredLate",
    r.shown_to_line_manager_on::text as "shownToLineManagerOn", r.file_id as file, f.kind as "fileKind", c.reference, c.caseworker,
    i.id as instance, i.machine, i.state, to_char(i.since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since, risk.rating,
    c.file_id is not null and not ${VISIBLE} as hidden
  from (select *, coalesce(due_on, '${SOME_DAY}') as place from items) r
  join file f on f.id = r.file_id join instance i on i.id = r.instance_id left join casefile c on c.file_id = r.file_id
  ${RATED}
  where ${afterPlace(order)} and ${which}
  ${inOrder(order)} limit $5`

/** A duty as work. */
const AS_DUTY = `'duty' as kind, d.id, d.title, null as timer, d.due_on, d.cites, d.addressee, d.ends_by, d.entered_late, d.shown_to_line_manager_on,
      d.file_id, d.instance_id`

const WORK = `
  with recursive ${IN_FORCE}, items as (
    select ${AS_DUTY}
    from duty d left join casefile c on c.file_id = d.file_id left join post w on w.id = c.caseworker
    where d.ended_seq is null and (
      d.addressee = any($12)
      or (d.addressee || ' ' || c.directorate) = any($13)
      or (d.addressee = 'caseworker' and c.caseworker = any($10))
      or (d.addressee in ('caseworker', 'lineManager') and ${NOBODYS} and ($16 or ${VISIBLE}))
      or (d.addressee = 'lineManager' and c.directorate = any($11) and w.id is not null and w.reports_to is null and ($16 or ${VISIBLE}))
      or ((d.addressee = 'lineManager' or d.shown_to_line_manager_on <= $6) and w.reports_to = any($14)))
    union all
    select ${AS_WORK}
    from casefile c join instance i on i.file_id = c.file_id ${NEXT_TIMER}
    where not $9 and ${VISIBLE} and ${OF_WHOM} and not i.closed and not i.in_error
      and (i.machine <> 'casefile' or (not c.closed and not exists (
        select from instance o where o.file_id = c.file_id and o.machine <> 'casefile' and not o.closed and not o.in_error)))
    union all
    select ${AS_WORK}
    from instance i join casefile c on c.file_id = i.file_id ${NEXT_TIMER}
    where $17 and not $9 and ${VISIBLE} and ${OF_AN_INTERVENTION} and not i.closed and not i.in_error and ${OF_WHOM} is not true
  )
  ${page({ place: '$3', id: '$4', asOf: '$18', risk: '$19' }, 'r.place >= $7::date and ($8::int is null or r.place <= $6::date + $8::int)')}`

/**
 * Lifecycles that wait for a sign-off, in these states of these machines, and that the reader may see; whether the reader may give it
 * depends on who submitted, and is asked of the machine.
 */
export async function awaitingSignOff(
  source: DataSource,
  reader: Reader,
  waiting: readonly { machine: string; state: string }[],
  { after, limit }: WorkPage,
): Promise<readonly WorkRow[]> {
  const { asOf, risk, place, id } = orderValues(reader.today, after)
  if (reader.posts.length === 0) return []
  return source.query<WorkRow[]>(SIGN_OFF, [
    postIds(reader),
    reader.seesSealed,
    place,
    id,
    limit,
    waiting.map(({ machine }) => machine),
    waiting.map(({ state }) => state),
    asOf,
    risk,
  ])
}

const SIGN_OFF = `
  with recursive ${IN_FORCE}, items as (
    select distinct on (i.id) ${AS_WORK}
    from instance i join unnest($6::text[], $7::text[]) as s (machine, state) on i.machine = s.machine and (i.state = s.state or i.state like s.state || '.%')
    join casefile c on c.file_id = i.file_id ${NEXT_TIMER}
    where ${VISIBLE} and not i.closed and not i.in_error
  )
  ${page({ place: '$3', id: '$4', asOf: '$8', risk: '$9' })}`

/** Ratings to be looked at again, and suggestions to be agreed (C7, C9): whoever does casework sees them all, so that whoever may agree one finds it. */
export async function ratingsDue(source: DataSource, reader: Reader, { after, limit }: WorkPage): Promise<readonly WorkRow[]> {
  const { asOf, risk, place, id } = orderValues(reader.today, after)
  if (!reader.seesSealed && !reader.posts.some(({ grade }) => grade !== null)) return []
  return source.query<WorkRow[]>(RATINGS, [postIds(reader), reader.seesSealed, place, id, limit, asOf, risk])
}

const RATINGS = `
  with recursive ${IN_FORCE}, items as (
    select ${AS_DUTY}
    from instance i join duty d on d.instance_id = i.id and d.ended_seq is null
    where i.machine = 'rating' and not i.closed and not i.in_error
  )
  ${page({ place: '$3', id: '$4', asOf: '$6', risk: '$7' })}`
