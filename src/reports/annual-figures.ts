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

interface Row {
  readonly organisation: string
  readonly measure: AnnualMeasure
  /** Where another took its place: who counts is told by the day. */
  readonly on: CalendarDate | null
  readonly sealed: boolean
  readonly times: number
}

/** What items say of a year, and is known today, counted by organisation: one pass over a narrow index, whatever the records hold. */
const SAID = `
  select r.organisation, f.measure, case when o.successor is not null then f.on_day end::text as on, c.file_id is not null as sealed, count(*)::int as times
  from remedy r cross join lateral unnest(r.found, r.found_on, r.found_from) as f (measure, on_day, from_day)
  left join organisation o on o.file_id = r.organisation
  left join casefile c on c.sealed and c.file_id = r.file_id
  where f.measure = any($1) and f.on_day between $2 and $3 and (f.from_day is null or f.from_day <= $4)
  group by 1, 2, 3, 4`
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
  const days = [`${year}-01-01`, `${year}-12-31`]
  const [family, rows, [unread]] = await Promise.all([
    succeeded(source, definitions),
    source.query<Row[]>(SAID, [annualMeasures, ...days, today]),
    source.query<[{ count: number }]>(UNREAD, days),
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
  const [row] = await source.query<{ first: string | null }[]>(
    'select least(min(r.agreed_on), min((select min(on_day) from unnest(r.found_on) as f (on_day))))::text as first from remedy r',
  )
  return Number((row?.first ?? today).slice(0, 4))
}
