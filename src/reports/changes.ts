import type { DataSource } from 'typeorm'
import { transitionEntity } from '../../db/entities/files.ts'
import type { HistoryRow } from './history.ts'
import { postIds, type Reader, VISIBLE } from './standing.ts'

/** A casefile of the reader's posts in which others did something, or the clock, since the reader last looked at it. */
export interface Changed {
  readonly file: string
  readonly reference: string
  readonly revision: number
  /** Whether the reader has ever looked at it. */
  readonly isNew: boolean
  /** The newest of what happened, at most so many as are told; and how much there is in all. */
  readonly seqs: readonly number[]
  readonly count: number
  readonly at: string
}

/** More than so many are not counted. */
export const MOST_CHANGED = 99
const TOLD = 3

/** What followed by itself from something is not said apart; `$3` is the person. */
const NEWS = `from transition t where t.file_id = c.file_id and t.seq > coalesce(l.revision, 0) and t.cause is null and t.actor <> $3`
/** For each casefile its own rows are looked up: on every page this is asked of few casefiles among very many. */
const MINE = `from casefile c cross join lateral (select revision from file where id = c.file_id offset 0) f
  left join lateral (select revision from looked_at where person = $3 and file_id = c.file_id offset 0) l on true`
const IS_BEYOND = `c.caseworker = any($1) and ${VISIBLE} and f.revision > coalesce(l.revision, 0)`
const values = (reader: Reader) => [postIds(reader), reader.seesSealed, reader.person]

/** In how many casefiles of the reader's posts something is new to them; up to one more than `MOST_CHANGED`. */
export async function changedCount(source: DataSource, reader: Reader): Promise<number> {
  if (reader.posts.length === 0) return 0
  const [row] = await source.query<[{ count: number }]>(
    `select count(*)::int as count from (select ${MINE} where ${IS_BEYOND} and (select true ${NEWS} limit 1) limit ${MOST_CHANGED + 1}) changed`,
    values(reader),
  )
  return row.count
}

/** Those casefiles, the latest change first. */
export async function changedCasefiles(source: DataSource, reader: Reader, limit: number): Promise<readonly Changed[]> {
  if (reader.posts.length === 0) return []
  return source.query<Changed[]>(
    `select c.file_id as file, c.reference, f.revision, l.revision is null as "isNew", n.seqs[1:${TOLD}] as seqs, cardinality(n.seqs) as count,
       to_char(n.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
     ${MINE} cross join lateral (select array_agg(t.seq order by t.seq desc) as seqs, max(t.recorded_at) as at ${NEWS}) n
     where ${IS_BEYOND} and n.at is not null
     order by n.at desc, c.file_id limit $4`,
    [...values(reader), limit],
  )
}

/** The lines of history that are told of them. */
export const linesOf = (source: DataSource, changed: readonly Changed[]): Promise<readonly HistoryRow[]> => {
  const each = changed.flatMap(({ file, seqs }) => seqs.map((seq) => ({ file, seq })))
  return source
    .createQueryBuilder(transitionEntity, 't')
    .where('(t.fileId, t.seq) in (select * from unnest(cast(:files as uuid[]), cast(:seqs as int[])))', {
      files: each.map(({ file }) => file),
      seqs: each.map(({ seq }) => seq),
    })
    .getMany()
}

/** The reader has seen what is new in these casefiles of theirs, without looking at each. */
export async function takeAsSeen(
  source: DataSource,
  reader: Reader,
  seen: readonly (readonly [reference: string, revision: number])[],
): Promise<void> {
  await source.query(
    `insert into looked_at (person, file_id, revision)
     select $3, c.file_id, least(max(s.revision), f.revision) from unnest($4::text[], $5::int[]) as s (reference, revision)
     join casefile c on c.reference = s.reference join file f on f.id = c.file_id
     where c.caseworker = any($1) and ${VISIBLE} and s.revision > 0 group by c.file_id, f.revision order by c.file_id
     on conflict (person, file_id) do update set revision = greatest(looked_at.revision, excluded.revision)`,
    [...values(reader), seen.map(([reference]) => reference), seen.map(([, revision]) => revision)],
  )
}
