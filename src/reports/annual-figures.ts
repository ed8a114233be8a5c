import type { Pool } from 'pg'
import type { DataSource } from 'typeorm'
import type { CalendarDate } from '../../machines/kernel/calendar.ts'
import type { Definitions } from '../../machines/kernel/definition.ts'
import { recordStored } from '../../machines/kernel/stored.ts'
import type { Organisation } from '../../machines/organisation/record.ts'
import { type Family, inForceOn } from './record-of-organisation.ts'

/** How the remedies that came due in a year were kept. */
export const annualMeasures = ['due', 'keptByFirstDate', 'keptByLaterDate', 'missedFirstDate', 'excessivelyDelayed'] as const
export type AnnualMeasure = (typeof annualMeasures)[number]
export type Figures = Readonly<Record<AnnualMeasure, number>>

export interface AnnualFigures {
  readonly all: Figures
  /** Of each organisation that anything came due of, by its id. */
  readonly by: ReadonlyMap<string, Figures>
  /** How many came due in sealed casefiles, and count nowhere else. */
  readonly sealed: number
  /** Items that could not be read when what they say was first kept, and so count nowhere: `verify` names them. */
  readonly unread: number
}

const none = (): Record<AnnualMeasure, number> => ({
  due: 0,
  keptByFirstDate: 0,
  keptByLaterDate: 0,
  missedFirstDate: 0,
  excessivelyDelayed: 0,
})

/** A sum, or one of what it is made of. */
interface Row {
  readonly organisation: string
  readonly measure: AnnualMeasure
  /** Where another took its place: who counts is told by the day. */
  readonly on: CalendarDate | null
  readonly sealed: boolean
  readonly times: number
}

/** By organisation: the sums that are kept; and one by one what they do not tell, of what is sealed and of whom another took the place. */
const SAID = `
  with succeeded as (select file_id as id from organisation where successor is not null),
  apart as (
    select r.organisation, r.file_id, r.found, r.found_on, r.found_from, false as sealed
    from succeeded s cross join lateral (select * from remedy where organisation = s.id offset 0) r
    where not exists (select from casefile c where c.sealed and c.file_id = r.file_id)
    union all
    select r.organisation, r.file_id, r.found, r.found_on, r.found_from, true from casefile c join remedy r on r.file_id = c.file_id where c.sealed
  ), one_by_one as (
    select organisation, measure, on_day as on, sealed from (
      select organisation, sealed, unnest(found) as measure, unnest(found_on) as on_day, unnest(found_from) as from_day from apart) f
    where measure = any($1) and on_day between make_date($2::int, 1, 1) and make_date($2::int, 12, 31) and (from_day is null or from_day <= $3)
  )
  select organisation, measure, null as on, false as sealed, sum(times)::int as times from annual_figure
  where year = $2::int and measure = any($1) and (from_day is null or from_day <= $3) and organisation not in (select id from succeeded)
  group by 1, 2
  union all
  select organisation, measure, "on"::text, sealed, count(*)::int from one_by_one group by 1, 2, 3, 4
  union all -- the sums have it all
  select organisation, measure, null, false, -count(*)::int from one_by_one
  where sealed and organisation not in (select id from succeeded) group by 1, 2`
/** Items whose record could not be read when what they say was first kept. */
const UNREAD = `
  select count(*)::int as count from remedy r join casefile c on c.file_id = r.file_id
  where r.found is null and not c.sealed and r.agreed_on <= $2 and (r.ended_on is null or r.ended_on >= $1)`

/**
 * The figures of a calendar year, of what each item says as the record of its organisation has it: measured by the day the remedy was
 * provided, counted under who was in force on that day. Sealed casefiles are left out for everybody.
 */
export async function annualFigures(
  source: DataSource,
  definitions: Definitions,
  { year, today }: { readonly year: number; readonly today: CalendarDate },
): Promise<AnnualFigures> {
  const [family, rows, [unread]] = await Promise.all([
    succeeded(source, definitions),
    source.query<Row[]>(SAID, [annualMeasures, year, today]),
    source.query<[{ count: number }]>(UNREAD, [`${year}-01-01`, `${year}-12-31`]),
  ])
  const [all, by] = [none(), new Map<string, Record<AnnualMeasure, number>>()]
  for (const { organisation, measure, on, times } of rows.filter(({ sealed }) => !sealed)) {
    const inForce = on === null ? organisation : inForceOn(family, organisation, on)
    const theirs = by.get(inForce) ?? none()
    by.set(inForce, theirs)
    theirs[measure] += times
    all[measure] += times
  }
  const inSealed = rows.reduce((sum, { sealed, measure, times }) => (sealed && measure === 'due' ? sum + times : sum), 0)
  return { all, by, sealed: inSealed, unread: unread.count }
}

/** Each figure becomes one row again, of which every change since has been one; what counts from a day that has come counts as all does. */
export async function foldFigures(pool: Pool): Promise<void> {
  await pool.query(`
    with gone as (
      delete from annual_figure where from_day is null or from_day <= (present_moment() at time zone 'Europe/London')::date returning *
    )
    insert into annual_figure select organisation, year, measure, null, sum(times) from gone group by 1, 2, 3 having sum(times) <> 0`)
}

/** The organisations whose place another took, each with its successor. */
async function succeeded(source: DataSource, definitions: Definitions): Promise<Family> {
  const rows = await source.query<{ id: string; stored: string }[]>(
    `select o.file_id as id, s.stored from organisation o
     join instance i on i.file_id = o.file_id and i.machine = 'organisation' join snapshot s on s.instance_id = i.id
     where o.successor is not null`,
  )
  return new Map(rows.map(({ id, stored }) => [id, (recordStored(definitions['organisation']!, stored) as Organisation).successor]))
}

/** The first year in which anything was agreed or counts; this one where nothing does. */
export async function firstYear(source: DataSource, today: CalendarDate): Promise<number> {
  const [row] = await source.query<{ first: number | null }[]>(
    'select min(year) as first from (select year from annual_figure group by year, measure having sum(times) > 0) y',
  )
  return row?.first ?? Number(today.slice(0, 4))
}
