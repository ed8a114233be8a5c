import type { ClientBase, Pool } from 'pg'
import type { DataSource } from 'typeorm'
import type { Instant } from '../../machines/kernel/calendar.ts'
import { postIds, type Sees, VISIBLE } from '../reports/standing.ts'
import type { Standstill } from './standstill.ts'
import type { StuckFound } from './stuck-found.ts'

/** Between the end of one look at all that is open and the next. */
const EVERY = '1 hour'
/** So many times what was looked at are open now: that was no look at all of it. The demonstration was filled since, or a copy brought in. */
const OUTGROWN = 2
/** Of more than these it is not asked: they do not become so many more within an hour, and counting them each minute would cost. */
const ASKED_BELOW = 10_000

/** What is known of the looks. */
export interface Looks {
  readonly now: Instant
  /** The last that came through all; none where far more is open by now. */
  readonly whole: WholeLook | null
  readonly underWay: { readonly begunAt: Instant; readonly looked: number; readonly total: number } | null
  /** When the next is to begin, unless something changes meanwhile. */
  readonly nextAt: Instant | null
  /** A look is to begin now: there was none, or the last is too long ago, or no longer holds. */
  readonly due: boolean
}
export interface WholeLook {
  readonly begunAt: Instant
  readonly endedAt: Instant
  readonly looked: number
  /** Since it began, who may do what has changed, or another day has come, on which posts begin and end. */
  readonly outdated: boolean
}

const iso = (moment: string) => `to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const day = (moment: string) => `(${moment} at time zone 'Europe/London')::date`
const LOOKS = `
  select ${iso('m.now')} as now,
    case when l.whole_ended_at is not null and not g.outgrown then json_build_object('begunAt', ${iso('l.whole_begun_at')}, 'endedAt', ${iso('l.whole_ended_at')},
      'looked', l.whole_looked, 'outdated', o.outdated) end as whole,
    case when l.begun_at is not null then json_build_object('begunAt', ${iso('l.begun_at')}, 'looked', l.looked, 'total', l.of_all) end as "underWay",
    ${iso(`(l.whole_ended_at + interval '${EVERY}')`)} as "nextAt",
    l.whole_ended_at is null or g.outgrown or o.outdated or l.whole_ended_at not between m.now - interval '${EVERY}' and m.now as due
  from standstill_look l cross join authority a cross join (select present_moment() as now) m
  cross join lateral (select l.whole_authority <> a.revision or ${day('l.whole_begun_at')} <> ${day('m.now')} as outdated) o
  cross join lateral (
    select case when l.whole_looked < ${ASKED_BELOW} then (
      select count(*) from (
        select from instance where not closed and not in_error order by file_id limit ${OUTGROWN} * l.whole_looked + 1
      ) open
    ) > ${OUTGROWN} * l.whole_looked else false end as outgrown
  ) g`

export const looksOf = async (pool: Pool | ClientBase): Promise<Looks> => (await pool.query<Looks>({ name: 'looks', text: LOOKS })).rows[0]!

/** Any number, as long as it is ours: whoever holds this lock looks, on whichever node. */
const LOCK = 20_131_218

/** Whether nobody else is looking: then this connection is, until it is given back. */
export async function toLookAlone(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [LOCK])
  return rows[0]!.alone
}
export const lookNoMore = (client: ClientBase) => client.query('select pg_advisory_unlock($1)', [LOCK])

/** A look that was broken off is forgotten: this one begins with the first. */
export const beginLook = (client: ClientBase) =>
  client.query(`
    update standstill_look set begun_at = present_moment(), looked = 0, authority = (select revision from authority),
      of_all = (select count(*) from instance where not closed and not in_error)`)

/** A look that goes no further is not under way. */
export const breakLookOff = (client: ClientBase) =>
  client.query('update standstill_look set begun_at = null, looked = null, of_all = null, authority = null')

export const endLook = (client: ClientBase) =>
  client.query(`
    update standstill_look set whole_begun_at = begun_at, whole_ended_at = greatest(begun_at, present_moment()), whole_looked = looked,
      whole_authority = authority, begun_at = null, looked = null, of_all = null, authority = null`)

/** What was found in the files after one up to another, of which some may have nothing open any more. */
export interface Slice {
  readonly after: string
  readonly upTo: string
  readonly looked: number
  readonly stuck: readonly (StuckFound & { readonly file: string; readonly revision: number })[]
}

const KEEP = `
  with found as materialized (
    select * from json_to_recordset($3) as f (instance uuid, file uuid, revision integer, reasons json)
  ), gone as (
    delete from standstill where file_id > $1 and file_id <= $2 and instance_id not in (select instance from found)
  ), kept as (
    insert into standstill (instance_id, file_id, revision, found_at, reasons)
    select instance, file, revision, (select present_moment()), reasons from found order by file
    on conflict (instance_id) do update set revision = excluded.revision, reasons = excluded.reasons
  )
  update standstill_look set looked = looked + $4, of_all = greatest(of_all, looked + $4)`

/** In place of what was kept of these files. */
export const keepSlice = (client: ClientBase, { after, upTo, looked, stuck }: Slice) =>
  client.query({ name: 'keep standstills', text: KEEP, values: [after, upTo, JSON.stringify(stuck), looked] })

/** A lifecycle that was found stuck, and what has become of its file since. */
export interface StuckKept {
  readonly place: string
  readonly instance: string
  readonly file: string
  readonly revision: number
  readonly reasons: readonly Standstill[]
  readonly foundAt: Instant
  /** Since when it has stood where it stands. */
  readonly since: Instant
  readonly organisations: readonly string[]
  readonly setAside: boolean
  /** Sealed to the reader. */
  readonly hidden: boolean
}

const STUCK = `
  select k.place::text, k.instance_id as instance, k.file_id as file, k.revision, k.reasons, ${iso('k.found_at')} as "foundAt", ${iso('i.since')} as since,
    coalesce((select array_agg(distinct organisation) from instance
      where file_id = k.file_id and organisation is not null and not closed and not in_error), '{}') as organisations,
    exists (select from timer t where t.file_id = k.file_id and t.set_aside) as "setAside",
    c.file_id is not null and not ${VISIBLE} as hidden
  from (select * from standstill where place > $3 order by place limit $4) k
  join instance i on i.id = k.instance_id left join casefile c on c.file_id = k.file_id
  order by k.place`

/** Whoever was found first comes first. */
export const stuckKept = (
  lists: DataSource,
  reader: Sees,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly StuckKept[]> => lists.query(STUCK, [postIds(reader), reader.seesSealed, after, limit])

export async function stuckCounted(lists: DataSource): Promise<number> {
  const [row] = await lists.query<[{ count: number }]>('select count(*)::int as count from standstill')
  return row.count
}
