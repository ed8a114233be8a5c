import type { Pool } from 'pg'
import type { Instant } from '../../../machines/kernel/calendar.ts'

/** A line of history as the inspector reads it: what was put to which lifecycle, and where that stood afterwards. */
export interface Line {
  readonly file: string
  readonly seq: number
  readonly instance: string
  readonly parent: string | null
  readonly machine: string
  readonly event: string
  readonly payload: Readonly<Record<string, unknown>>
  /** The place afterwards; '' is nowhere, as of what was recorded in error. */
  readonly state: string
  readonly recordedAt: Instant
  /** The instance that sent the message. */
  readonly source: string | null
  readonly sealed: boolean
}

/** Up to where history has been read: all that was visible then. */
export interface Place {
  readonly snapshot: string
  readonly at: Instant
}

/**
 * Lines written late have the time at which they were decided on: further back than this none can come, since no statement takes so long.
 */
const LATE = '1 minute'

const HERE = `select pg_current_snapshot()::text as snapshot, present_moment() as at`

/**
 * What could not be seen at the last place, and can now: a line that was being written then is among them, whichever came before it. The
 * number of the transaction that wrote a line has 32 bits; the others are those of the present one.
 */
const SINCE = `
  with here as (select pg_current_snapshot() as snapshot, pg_snapshot_xmax(pg_current_snapshot())::text::bigint as newest),
  fresh as (
    select t.*, (newest - (newest - t.xmin::text::bigint & 4294967295))::text::xid8 as written_by
    from transition t, here
    where t.recorded_at >= (select least($2::timestamptz, present_moment()) - interval '${LATE}')
  )
  select t.file_id as file, t.seq, t.instance_id as instance, i.parent, t.machine, t.event, t.entry::json -> 'payload' as payload,
    case when t.kind = 'correction' then case when i.in_error then '' else i.state end else t.entry::json ->> 'to' end as state,
    t.recorded_at as "recordedAt", (select s.instance_id from transition s where t.kind = 'message' and s.file_id = t.file_id and s.seq = t.cause) as source,
    coalesce(c.sealed, false) as sealed
  from fresh t join instance i on i.id = t.instance_id left join casefile c on c.file_id = t.file_id
  where not pg_visible_in_snapshot(t.written_by, $1::pg_snapshot)
  order by t.recorded_at, t.file_id, t.seq`

export async function placeNow(pool: Pool): Promise<Place> {
  return (await pool.query<Place>(HERE)).rows[0]!
}

/** The lines written since a place, and the place that they lead to. */
export async function linesSince(pool: Pool, { snapshot, at }: Place): Promise<{ readonly lines: readonly Line[]; readonly place: Place }> {
  const { rows } = await pool.query<{ place: Place; lines: readonly Line[] }>({
    name: 'lines since',
    text: `with line as materialized (${SINCE}) select
        (select json_build_object('snapshot', pg_current_snapshot()::text, 'at', present_moment())) as place,
        (select coalesce(json_agg(line), '[]') from line) as lines`,
    values: [snapshot, at],
  })
  return rows[0]!
}

/** Which of these files are casefiles that are sealed now. */
export async function sealedAmong(pool: Pool, files: readonly string[]): Promise<ReadonlySet<string>> {
  if (files.length === 0) return new Set()
  const text = 'select file_id as file from casefile where sealed and file_id = any($1::uuid[])'
  const { rows } = await pool.query<{ file: string }>({ name: 'sealed among files', text, values: [files] })
  return new Set(rows.map(({ file }) => file))
}
