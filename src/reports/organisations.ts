import type { DataSource } from 'typeorm'
import { type OrganisationRow, organisationEntity } from '../../db/entities/files.ts'
import type { CalendarDate } from '../../machines/kernel/calendar.ts'
import type { Rating } from '../../machines/kernel/definition.ts'
import { MOST_HEIRS } from '../../machines/organisation/record.ts'
import { escaped } from './casefiles.ts'
import { IN_FORCE } from './order-of-work.ts'
import { postIds, type Reader, VISIBLE } from './standing.ts'

export interface OrganisationFilters {
  /** Part of what it is called now. */
  readonly name?: string | undefined
  readonly sector?: string | undefined
  readonly rating?: string | undefined
}

/** Organisations by name. */
export function organisations(
  source: DataSource,
  { name, sector, rating, after, limit }: OrganisationFilters & { after?: readonly [string, string] | undefined; limit: number },
): Promise<readonly OrganisationRow[]> {
  const query = source.createQueryBuilder(organisationEntity, 'o').where('true')
  if (name) query.andWhere('o.name ilike :part', { part: `%${escaped(name)}%` })
  if (sector) query.andWhere('o.sector = :sector', { sector })
  if (rating) query.andWhere('o.rating = :rating', { rating })
  if (after) query.andWhere('(lower(o.name), o.fileId) > (lower(:afterName), :id)', { afterName: after[0], id: after[1] })
  return query.orderBy('lower(o.name)').addOrderBy('o.fileId').limit(limit).getMany()
}

/** So many are offered of those that have something in their name. */
export const MOST_NAMED = 20
/** Those that have this in their name, for one of them to be chosen, and one beyond those that are offered; none where nothing is sought. */
export async function organisationsNamed(
  source: DataSource,
  sought: string | undefined,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  if (sought === undefined) return []
  const found = await organisations(source, { name: sought, limit: MOST_NAMED + 1 })
  return found.map(({ fileId: id, name }) => ({ id, name }))
}

/** An organisation as it is named beside another. */
export interface Related {
  readonly id: string
  readonly name: string
  readonly rating: Rating
}

/** The organisation itself and those that took its place, one after the other: the last is in force (setting q). */
export const successorsOf = (source: DataSource, organisation: string): Promise<readonly Related[]> =>
  source.query<Related[]>(
    `with recursive line as (
       select file_id as id, name, rating, successor, 0 as place from organisation where file_id = $1
       union all
       select o.file_id, o.name, o.rating, o.successor, l.place + 1 from line l join organisation o on o.file_id = l.successor
       where l.place < ${MOST_HEIRS}
     ) select id, name, rating from line order by place`,
    [organisation],
  )

/** Those whose place it took, each from the day it did. */
export const predecessorsOf = (source: DataSource, organisation: string): Promise<readonly (Related & { readonly on: CalendarDate })[]> =>
  source.query<(Related & { on: CalendarDate })[]>(
    `select o.file_id as id, o.name, o.rating, s.stored::json #>> '{snapshot,context,successor,on}' as on
     from organisation o join instance i on i.file_id = o.file_id and i.machine = 'organisation' join snapshot s on s.instance_id = i.id
     where o.successor = $1 order by 4, lower(o.name), o.file_id`,
    [organisation],
  )

/** How an organisation answered one of our approaches (I13). */
export interface PastResponse {
  readonly casefile: string
  readonly reference: string
  readonly instance: string
  readonly state: string
  readonly closed: boolean
  readonly openedAt: string
  readonly since: string
  /** Of the events it answered with, in order. */
  readonly answers: readonly string[]
  /** When the first of these happened. */
  readonly answeredOn: CalendarDate | null
  /** The approach as it stands. */
  readonly stored: string
}

/** How many past responses are shown. */
export const MOST_RESPONSES = 50

/**
 * The newest approaches to this organisation in casefiles that the reader may see.
 *
 * @param answers the events by which an organisation answers
 */
export const pastResponses = (
  source: DataSource,
  reader: Reader,
  organisation: string,
  answers: readonly string[],
): Promise<readonly PastResponse[]> =>
  source.query<PastResponse[]>(PAST_RESPONSES, [postIds(reader), reader.seesSealed, organisation, answers])

const PAST_RESPONSES = `
  select p.casefile, p.reference, p.instance, p.state, p.closed, s.stored, coalesce(a.answers, '{}') as answers, a.first::text as "answeredOn",
    to_char(p.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt",
    to_char(p.since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since
  from (
    select c.file_id as casefile, c.reference, i.id as instance, i.state, i.closed, i.opened_at, i.since
    from casefile c join instance i on i.file_id = c.file_id and i.machine = 'approach' and i.key = $3 and not i.in_error
    where ${VISIBLE}
    order by i.opened_at desc, i.id limit ${MOST_RESPONSES}) p
  join snapshot s on s.instance_id = p.instance
  left join lateral (
    select array_agg(t.event order by t.seq) as answers, min(t.happened_on) as first
    from transition t where t.file_id = p.casefile and t.instance_id = p.instance and t.event = any($4)
      and not exists (select from transition x where x.file_id = t.file_id and x.kind = 'correction'
        and (x.entry::jsonb #>> '{payload,transition}')::int = t.seq)) a on true
  order by p.opened_at desc, p.instance`

/** What these organisations are called now. */
export async function organisationNames(source: DataSource, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await source
    .createQueryBuilder(organisationEntity, 'o')
    .select(['o.fileId', 'o.name'])
    .where('o.fileId in (:...ids)', { ids })
    .getMany()
  return new Map(rows.map(({ fileId, name }) => [fileId, name]))
}

/** An organisation of a casefile as it stands now: its name, and who is in force for it, whose rating counts (C8, setting q). */
export interface Standing {
  readonly id: string
  readonly name: string
  /** Of whoever is in force, as the rating. */
  readonly sector: 'parliamentary' | 'health'
  readonly rating: Rating
  /** What took its place; null where it stands itself. */
  readonly successor: { readonly id: string; readonly name: string } | null
}

export async function standingOf(source: DataSource, ids: readonly string[]): Promise<ReadonlyMap<string, Standing>> {
  if (ids.length === 0) return new Map()
  const rows = await source.query<Standing[]>(
    `with recursive ${IN_FORCE}
     select o.file_id as id, o.name, h.sector, h.rating,
       case when h.file_id <> o.file_id then json_build_object('id', h.file_id, 'name', h.name) end as successor
     from organisation o left join in_force n on n.id = o.file_id join organisation h on h.file_id = coalesce(n.heir, o.file_id)
     where o.file_id = any($1::uuid[])`,
    [ids],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** What is shown of an organisation elsewhere, and changes there: whoever has seen a casefile may have seen something else of it. */
const SHOWN_ELSEWHERE = ['AGREE_RATING', 'ORGANISATION_RENAMED', 'ORGANISATION_SUCCEEDED']

/** Whether anything that other files show of these organisations has ever changed; a correction leaves its line, and so the answer. */
export async function haveChanged(source: DataSource, ids: readonly string[]): Promise<boolean> {
  if (ids.length === 0) return false
  const [row] = await source.query<[{ changed: boolean }]>(
    'select exists (select from transition where file_id = any($1::uuid[]) and event = any($2)) as changed',
    [ids, SHOWN_ELSEWHERE],
  )
  return row.changed
}
