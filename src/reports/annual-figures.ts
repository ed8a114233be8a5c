import type { DataSource } from 'typeorm'
import type { Compliance } from '../../machines/compliance/record.ts'
import type { CalendarDate } from '../../machines/kernel/calendar.ts'
import type { Definitions } from '../../machines/kernel/definition.ts'
import { recordStored, Unreadable } from '../../machines/kernel/stored.ts'
import type { Organisation } from '../../machines/organisation/record.ts'
import { type Family, inForceOn } from './record-of-organisation.ts'
import { findingsOfItem } from './record-of-organisation-findings.ts'

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
  /** Items that could not be read, and so count nowhere: each is an incident of its own. */
  readonly unread: number
}

const AT_ONCE = 2_000
const none = (): Record<AnnualMeasure, number> => ({
  due: 0,
  keptByFirstDate: 0,
  keptByLaterDate: 0,
  missedFirstDate: 0,
  excessivelyDelayed: 0,
})

interface Row {
  readonly instance: string
  readonly organisation: string
  readonly stored: string
  readonly sealed: boolean
}

/**
 * The first day on which anything of a remedy was provided: it counts by the day it was, also where that was before it was agreed. Found
 * without taking the record apart, since one that cannot be read harms nobody else.
 */
const PROVIDED = `(select min(day[1]) from regexp_matches(s.stored, '"providedOn":"([0-9-]{10})"', 'g') day)`
/** Only what could have come due in the year: agreed or provided by its end, and not over before it began. */
const ITEMS = `
  select r.instance_id as instance, i.organisation, s.stored, c.sealed
  from remedy r join instance i on i.id = r.instance_id join casefile c on c.file_id = r.file_id join snapshot s on s.instance_id = r.instance_id
  where not i.in_error and (r.agreed_on <= $1 or ${PROVIDED} <= $1::date::text) and (r.ended_on is null or r.ended_on >= $2) and ($3::uuid is null or r.instance_id > $3)
  order by r.instance_id limit ${AT_ONCE}`

/**
 * The figures of a calendar year, found in each item as the record of its organisation finds them: measured by the day the remedy was
 * provided, counted under who was in force on that day. Sealed casefiles are left out for everybody.
 */
export async function annualFigures(
  source: DataSource,
  definitions: Definitions,
  { year, today }: { readonly year: number; readonly today: CalendarDate },
): Promise<AnnualFigures> {
  const [from, to] = [`${year}-01-01`, `${year}-12-31`]
  const family = await succeeded(source, definitions)
  const [all, by] = [none(), new Map<string, Record<AnnualMeasure, number>>()]
  let [unread, inSealed] = [0, 0]
  for (let after: string | null = null; ; ) {
    const rows: readonly Row[] = await source.query<Row[]>(ITEMS, [to, from, after])
    for (const { organisation, stored, sealed } of rows) {
      const item = recordIn(definitions, stored)
      if (item === undefined && !sealed) unread++
      for (const { measure, on } of item ? findingsOfItem(item, today) : []) {
        if (!isAnnual(measure) || on < from || on > to) continue
        if (sealed) {
          if (measure === 'due') inSealed++
          continue
        }
        const inForce = inForceOn(family, organisation, on)
        const theirs = by.get(inForce) ?? none()
        by.set(inForce, theirs)
        theirs[measure]++
        all[measure]++
      }
    }
    after = rows.at(-1)?.instance ?? null
    if (rows.length < AT_ONCE) return { all, by, sealed: inSealed, unread }
  }
}

const isAnnual = (measure: string): measure is AnnualMeasure => (annualMeasures as readonly string[]).includes(measure)

function recordIn(definitions: Definitions, stored: string): Compliance | undefined {
  try {
    return recordStored(definitions['compliance']!, stored) as Compliance
  } catch (error) {
    if (error instanceof Unreadable) return undefined
    throw error
  }
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

/** The first year in which anything was agreed or provided; this one where nothing was. */
export async function firstYear(source: DataSource, today: CalendarDate): Promise<number> {
  const [row] = await source.query<{ first: string | null }[]>(
    `select least(min(agreed)::text, min(provided)) as first from (
       select r.agreed_on as agreed, case when r.ending = 'complied' then ${PROVIDED} end as provided
       from remedy r join snapshot s on s.instance_id = r.instance_id) each`,
  )
  return Number((row?.first ?? today).slice(0, 4))
}
