import type { DataSource } from 'typeorm'
import type { Approach } from '../../machines/approach/record.ts'
import type { ItemFinding } from '../../machines/compliance/findings.ts'
import type { CalendarDate } from '../../machines/kernel/calendar.ts'
import type { Definitions } from '../../machines/kernel/definition.ts'
import { endsOf, recordStored, Unreadable } from '../../machines/kernel/stored.ts'
import type { Organisation } from '../../machines/organisation/record.ts'
import type { FactorName } from '../../machines/rating/factors.ts'
import type { Bearing, RatingRecord } from '../../machines/rating/record.ts'
import type { Recommendation } from '../../machines/recommendation/record.ts'
import type { Counted } from './record-of-organisation-figures.ts'
import {
  type Finding,
  findingsOfApproach,
  findingsOfRecommendation,
  findingsToday,
  type Measure,
  measures,
  SAYING,
} from './record-of-organisation-findings.ts'
import { postIds, type Reader, VISIBLE } from './standing.ts'

/** A casefile that stands behind a figure; its reference only for who may see it. */
export interface Behind {
  readonly casefile: string
  readonly reference: string
  readonly instance: string
  readonly on: CalendarDate
}
/** What was found, with all that stands behind it: what the reader may not see is counted, and not named. */
export interface Found {
  readonly count: number
  readonly casefiles: readonly Behind[]
  readonly hidden: number
}

export interface RecordOfOrganisation {
  readonly found: Readonly<Record<Measure, Found>>
  /** As people recorded it, by factor and bearing; in words. */
  readonly engagement: readonly RatingRecord['engagement'][number][]
  readonly counted: Counted
  /** Instances that could not be read, and so count nowhere: each is an incident of its own. */
  readonly unread: number
}

/** Of which organisation, and which days count. */
export interface Counting {
  readonly organisation: string
  readonly since?: CalendarDate | undefined
  readonly until?: CalendarDate | undefined
}

/**
 * What an organisation's casefiles say of how it complies (CA). Nothing is counted twice, and what was corrected, or struck out, shows here as it
 * now is. What items say is kept beside them; read off the records of 500 lifecycles it took half of a page.
 *
 * What happened on or after the day an organisation was succeeded is in its successor's record, whoever the item was opened with (setting q).
 *
 * @param since only what counts from this day on
 * @param until only what counts up to this day
 */
export async function recordOfOrganisation(
  source: DataSource,
  reader: Reader,
  definitions: Definitions,
  { organisation, since = '0001-01-01', until = '9999-12-31' }: Counting,
): Promise<RecordOfOrganisation> {
  const family = await familyOf(source, definitions, organisation)
  const rows = await source.query<Said[]>(behind(definitions), [postIds(reader), reader.seesSealed, [...family.keys()]])
  const said = rows.map((row) => ({ row, findings: findingsIn(definitions, row, reader.today) }))
  const counting = said.flatMap(({ row, findings }) =>
    (findings ?? [])
      .filter(({ on }) => on >= since && on <= until && inForceOn(family, row.organisation, on) === organisation)
      .map((finding) => ({ ...row, ...finding })),
  )
  const engagement = (await engagementOf(source, definitions, organisation)).filter(({ on }) => on >= since && on <= until)
  const found = Object.fromEntries(measures.map((name) => [name, foundIn(counting.filter(({ measure }) => measure === name))]))
  const recorded = (bears: Bearing) => (factor: FactorName) =>
    engagement.filter((each) => each.factor === factor && each.favourable === (bears === 'favourable')).length
  return {
    found: found as Record<Measure, Found>,
    engagement,
    counted: { of: (measure) => found[measure]!.count, favourable: recorded('favourable'), adverse: recorded('adverse') },
    unread: said.filter(({ findings }) => findings === undefined).length,
  }
}

interface Row {
  readonly instance: string
  readonly organisation: string
  readonly casefile: string
  readonly reference: string
  readonly visible: boolean
}
/** What is kept of an item, null where it could not be read; or what is stored of another lifecycle. */
type Said = Row &
  (
    | { readonly machine: 'compliance'; readonly findings: readonly ItemFinding[] | null }
    | { readonly machine: keyof typeof readings; readonly stored: string }
  )

/** What says something, and what may, since it was not stored by the present definition or is broken. */
function read(definitions: Definitions, machine: keyof typeof SAYING): string {
  const [beginning, ending] = endsOf(definitions[machine]!)
  const words = SAYING[machine].map((each) => `position('${each}' in s.stored) > 0`)
  return `i.machine = '${machine}' and (${words.join(' or ')} or not starts_with(s.stored, '${beginning}') or right(s.stored, ${ending.length}) <> '${ending}')`
}
/** Of the organisation and of all whose place it took, directly or not. */
const behind = (definitions: Definitions): string => `
  select i.id as instance, i.machine, i.organisation, c.file_id as casefile, c.reference, ${VISIBLE} as visible, said.stored, said.findings
  from instance i join casefile c on c.file_id = i.file_id
  cross join lateral (
    select null as stored, case when r.found is not null then (
      select json_agg(json_strip_nulls(json_build_object('measure', f.measure, 'on', f.on_day, 'from', f.from_day)) order by nth)
      from unnest(r.found, r.found_on, r.found_from) with ordinality as f (measure, on_day, from_day, nth)) end as findings
    from remedy r where i.machine = 'compliance' and r.instance_id = i.id and r.found is distinct from '{}'
    union all
    select s.stored, null from snapshot s where s.instance_id = i.id and (${read(definitions, 'recommendation')} or ${read(definitions, 'approach')})) said
  where i.organisation = any($3::uuid[]) and i.machine in ('compliance', 'recommendation', 'approach') and not i.in_error
  order by c.reference, i.place`

const readings = {
  recommendation: (record: unknown) => findingsOfRecommendation(record as Recommendation),
  approach: (record: unknown) => findingsOfApproach(record as Approach),
} as const

/** Undefined where it cannot be read. */
function findingsIn(definitions: Definitions, said: Said, today: CalendarDate): readonly Finding[] | undefined {
  if (said.machine === 'compliance') return said.findings ? findingsToday(said.findings, today) : undefined
  try {
    return readings[said.machine](recordStored(definitions[said.machine]!, said.stored))
  } catch (error) {
    if (error instanceof Unreadable) return undefined
    throw error
  }
}

const foundIn = (behind: readonly (Row & Finding)[]): Found => ({
  count: behind.length,
  casefiles: behind.flatMap(({ visible, casefile, reference, instance, on }) => (visible ? [{ casefile, reference, instance, on }] : [])),
  hidden: behind.filter(({ visible }) => !visible).length,
})

export type Family = ReadonlyMap<string, Organisation['successor']>

/** The organisation and those it succeeded, each with its successor. */
async function familyOf(source: DataSource, definitions: Definitions, organisation: string): Promise<Family> {
  const rows = await source.query<{ id: string; stored: string }[]>(
    `with recursive family as (
       select file_id from organisation where file_id = $1
       union
       select o.file_id from family f join organisation o on o.successor = f.file_id
     )
     select f.file_id as id, s.stored from family f
     join instance i on i.file_id = f.file_id and i.machine = 'organisation' join snapshot s on s.instance_id = i.id`,
    [organisation],
  )
  return new Map(rows.map(({ id, stored }) => [id, (recordStored(definitions['organisation']!, stored) as Organisation).successor]))
}

/** Who had taken the organisation's place by that day. */
export function inForceOn(family: Family, organisation: string, day: CalendarDate): string {
  const successor = family.get(organisation)
  return successor === undefined || day < successor.on ? organisation : inForceOn(family, successor.organisation, day)
}

async function engagementOf(source: DataSource, definitions: Definitions, organisation: string): Promise<RatingRecord['engagement']> {
  const [row] = await source.query<{ stored: string }[]>(
    `select s.stored from instance i join snapshot s on s.instance_id = i.id where i.file_id = $1 and i.machine = 'rating' and not i.in_error`,
    [organisation],
  )
  return row === undefined ? [] : (recordStored(definitions['rating']!, row.stored) as RatingRecord).engagement
}
