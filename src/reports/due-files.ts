import type { DataSource } from 'typeorm'
import type { PostId } from '../../machines/kernel/authority.ts'
import type { CalendarDate, Instant } from '../../machines/kernel/calendar.ts'
import { postIds, type Reader, VISIBLE } from './standing.ts'
import { StatementValues } from './statement-values.ts'

/** Whose deadlines are meant: those of the casefiles of these posts, of one file, or all, the organisations’ among them. */
export type Whose = { readonly posts: readonly PostId[] } | { readonly file: string } | 'everybody'

/** A file with the moment its first deadline passes. */
export interface DueFile {
  readonly file: string
  readonly first: Instant
  readonly organisations: readonly string[]
}
/** Where a page ended. */
export type DuePlace = readonly [first: Instant, file: string]

/** How many deadlines that are running pass on a day. */
export interface DueDay {
  readonly day: CalendarDate
  readonly count: number
}

const NOT_LATER = (until: string) => `due_at <= ${until} and not set_aside`

/** The timers that are meant, with their casefiles as `c`. Of a team’s casefiles each one’s own timers are looked up, of all those that are due. */
function timersOf(whose: Whose, until: string, values: StatementValues): string {
  if (whose === 'everybody') return `(select * from timer where ${NOT_LATER(until)}) t left join casefile c on c.file_id = t.file_id`
  if ('file' in whose)
    return `(select * from timer where file_id = ${values.of(whose.file, 'uuid')} and ${NOT_LATER(until)}) t left join casefile c on c.file_id = t.file_id`
  return `(select * from casefile where caseworker = any(${values.of(whose.posts, 'text[]')})) c
    cross join lateral (select * from timer where file_id = c.file_id and ${NOT_LATER(until)} offset 0) t`
}

const begun = (reader: Reader, until: Instant) => {
  const values = new StatementValues()
  values.of(postIds(reader), 'text[]')
  values.of(reader.seesSealed, 'boolean')
  return { values, until: values.of(until, 'timestamptz') }
}

/**
 * The files in which a deadline passes by this moment, the soonest first: before that nothing happens in them of itself. What is sealed to the
 * reader is left out altogether: where a page of them ended, and how many they were, would tell its days.
 */
export async function dueFiles(
  source: DataSource,
  reader: Reader,
  whose: Whose,
  { until, after, limit }: { readonly until: Instant; readonly after?: DuePlace | undefined; readonly limit: number },
): Promise<readonly DueFile[]> {
  if (reader.posts.length === 0) return []
  const { values, until: last } = begun(reader, until)
  const from = after ? `having (min(t.due_at), t.file_id) > (${values.of(after[0], 'timestamptz')}, ${values.of(after[1], 'uuid')})` : ''
  return source.query<DueFile[]>(
    `select d.file_id as file, to_char(d.first at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as first,
       array(select distinct id from (select unnest(c.organisations) as id union all select organisation from instance where file_id = d.file_id
         union all select file_id from organisation where file_id = d.file_id) o where id is not null) as organisations
     from (select t.file_id, min(t.due_at) as first from ${timersOf(whose, last, values)}
         where c.file_id is null or ${VISIBLE} group by t.file_id ${from}
       order by 2, 1 limit ${values.of(limit, 'int')}) d
     left join casefile c on c.file_id = d.file_id order by d.first, d.file_id`,
    values.list,
  )
}

/** How many deadlines that are running now pass on each day, and in how many files; those that have passed count for today. Nothing of what is sealed to the reader. */
export async function dueDays(
  source: DataSource,
  reader: Reader,
  whose: Whose,
  until: Instant,
): Promise<{ readonly days: readonly DueDay[]; readonly files: number }> {
  if (reader.posts.length === 0) return { days: [], files: 0 }
  const { values, until: last } = begun(reader, until)
  const [row] = await source.query<[{ days: DueDay[] | null; files: number }]>(
    `with due as materialized (
       select t.file_id, greatest((t.due_at at time zone 'Europe/London')::date, ${values.of(reader.today, 'date')}) as day
       from ${timersOf(whose, last, values)} where c.file_id is null or ${VISIBLE}
     ) select (select json_agg(json_build_object('day', day, 'count', count) order by day)
         from (select day::text, count(*)::int as count from due group by 1) n) as days,
       (select count(distinct file_id)::int from due) as files`,
    values.list,
  )
  return { days: row.days ?? [], files: row.files }
}

/** How many open duties are to be done by each day: the clock does nothing about most of them, and from the next day on they are overdue. */
export async function dutiesDue(source: DataSource, reader: Reader, whose: Whose, last: CalendarDate): Promise<readonly DueDay[]> {
  if (reader.posts.length === 0) return []
  const values = new StatementValues()
  values.of(postIds(reader), 'text[]')
  values.of(reader.seesSealed, 'boolean')
  const open = `ended_seq is null and due_on between ${values.of(reader.today, 'date')} and ${values.of(last, 'date')}`
  return source.query<DueDay[]>(
    `select d.due_on::text as day, count(*)::int as count from ${dutiesOf(whose, open, values)} where c.file_id is null or ${VISIBLE} group by 1 order by 1`,
    values.list,
  )
}

function dutiesOf(whose: Whose, open: string, values: StatementValues): string {
  if (whose === 'everybody') return `(select * from duty where ${open}) d left join casefile c on c.file_id = d.file_id`
  const casefiles = 'file' in whose ? `file_id = ${values.of(whose.file, 'uuid')}` : `caseworker = any(${values.of(whose.posts, 'text[]')})`
  return `(select * from casefile where ${casefiles}) c cross join lateral (select * from duty where file_id = c.file_id and ${open} offset 0) d`
}
