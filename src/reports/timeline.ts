import type { DataSource } from 'typeorm'

export const timelineKinds = ['steps', 'letters', 'notes', 'clock', 'corrections', 'refused'] as const
export type TimelineKind = (typeof timelineKinds)[number]

export interface TimelineAsked {
  readonly file: string
  /** Only what concerned this lifecycle. */
  readonly instance?: string | undefined
  readonly kinds: readonly TimelineKind[]
  /** The events that are about a letter alone, and those that only add to the papers. */
  readonly letters: readonly string[]
  readonly notes: readonly string[]
  /** The entries that wrote or sent a letter, by their seq: they are of the letters too, whatever else they are. */
  readonly wrote: readonly number[]
  readonly order: 'newest' | 'oldest'
  readonly after?: readonly [at: string, rank: number, place: number] | undefined
  readonly limit: number
}

/** One entry of the timeline: a line of history that followed from no other, or an attempt that was refused. */
export interface TimelineRow {
  readonly at: string
  /** 1: a line of history, `place` its seq; 2: a refused attempt. */
  readonly rank: 1 | 2
  readonly place: number
  /** Of a refused attempt. */
  readonly instance: string | null
  readonly person: string | null
  readonly event: string | null
  readonly rules: readonly string[] | null
}

const KIND = `case when t.kind = 'clock' then 'clock' when t.kind = 'correction' then 'corrections'
  when t.event = any($3) then 'letters' when t.event = any($4) then 'notes' else 'steps' end`

const IS_ASKED = `(${KIND} = any($2) or ('letters' = any($2) and t.seq = any($10)))`

/** What happened in a file and what was tried in vain, by when it was recorded. Whoever asks has been let into the file before. */
export function timeline(
  source: DataSource,
  { file, instance, kinds, letters, notes, wrote, order, after, limit }: TimelineAsked,
): Promise<readonly TimelineRow[]> {
  const [way, beyond] = order === 'newest' ? ['desc', '<'] : ['asc', '>']
  return source.query<TimelineRow[]>(
    `select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, rank, place::int as place, instance, person, event, rules from (
       select t.recorded_at as at, 1 as rank, t.seq::bigint as place, null::uuid as instance, null as person, null as event, null::text[] as rules
       from transition t where t.file_id = $1 and t.cause is null and ${IS_ASKED}
         and ($5::uuid is null or exists (
           select from transition o where o.file_id = t.file_id and (o.seq = t.seq or o.cause = t.seq) and o.instance_id = $5))
       union all
       select r.at, 2, r.id, r.instance_id, r.person, r.event, r.rules
       from refused_attempt r where r.file_id = $1 and 'refused' = any($2) and ($5::uuid is null or r.instance_id = $5)
     ) e
     where $6::timestamptz is null or (at, rank, place) ${beyond} ($6, $7::int, $8::bigint)
     order by at ${way}, rank ${way}, place ${way} limit $9`,
    [file, kinds, letters, notes, instance ?? null, after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, limit, wrote],
  )
}
