import type { DataSource } from 'typeorm'
import type { Directorate, Grade, PersonId, PostId } from '../../machines/kernel/authority.ts'
import type { CalendarDate } from '../../machines/kernel/calendar.ts'

export interface PostHeld {
  readonly id: PostId
  readonly grade: Grade | null
  readonly named: string | null
  readonly roles: readonly string[]
  readonly directorate: Directorate | null
  readonly reportsTo: PostId | null
}

/** Who asks for a list, on which day: lists show what falls to the posts held today, and nothing that these may not see. */
export interface Reader {
  readonly person: PersonId
  readonly today: CalendarDate
  readonly posts: readonly PostHeld[]
  /** An auditor reads everything and changes nothing. */
  readonly seesSealed: boolean
}

const HELD = `
  with today as (select (present_moment() at time zone 'Europe/London')::date as day),
  held as (
    select h.person, h.post from holding h, today where h.from_day <= day and (h.to_day is null or h.to_day >= day)
  ),
  mine as (
    select post from held where person = $1
    union
    select d.post from delegation d join held h on h.person = d.by_person and h.post = d.post, today
    where d.to_person = $1 and day between d.from_day and d.to_day
  )
  select (select day::text from today) as today,
    coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'grade', p.grade, 'named', p.named, 'roles', p.roles,
      'directorate', p.directorate, 'reportsTo', p.reports_to) order by p.id) from mine join post p on p.id = mine.post), '[]') as posts`

export async function readerOf(source: DataSource, person: PersonId): Promise<Reader> {
  const [row] = await source.query<[{ today: CalendarDate; posts: readonly PostHeld[] }]>(HELD, [person])
  return { person, today: row.today, posts: row.posts, seesSealed: row.posts.some(({ roles }) => roles.includes('auditor')) }
}

/** Whether a reader may see what is sealed, or not, and to whom, as the engine decides it; `$1` are the posts, `$2` is `seesSealed`. */
export const seenBy = (isSealed: string, to: string): string => `(cardinality($1::text[]) > 0 and (not (${isSealed}) or ${to} && $1 or $2))`

/** Whether a reader may see the casefile in row `c`. */
export const VISIBLE = seenBy('c.sealed', 'c.sealed_to')

/**
 * Whether the casefile of this id is sealed to a reader, where nothing else of it is asked; who holds no post sees none. Few are sealed, and
 * looked up once for all.
 */
export const isSealedTo = (file: string): string =>
  `(cardinality($1::text[]) = 0 or ${file} in (select c.file_id from casefile c where c.sealed and not ${VISIBLE}))`

/** As much of who asks as decides what they may see. */
export interface Sees {
  readonly posts: readonly { readonly id: PostId }[]
  readonly seesSealed: boolean
}

export const postIds = ({ posts }: Pick<Sees, 'posts'>): PostId[] => posts.map(({ id }) => id)
