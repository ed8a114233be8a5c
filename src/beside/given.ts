import type { Pool } from 'pg'
import type { PersonId } from '../../machines/kernel/authority.ts'
import type { Instant } from '../../machines/kernel/calendar.ts'

/** So long nobody else is given what somebody was given, and nobody is given what somebody else has just begun to look at. */
const KEPT_FOR = "interval '1 minute'"

/** So long a person is given others before what they were given already, and nobody has recorded anything in. */
const PASSED_OVER_FOR = "interval '12 hours'"

export interface LeftAlone {
  readonly file: string
  /** When this person was given it, where nobody has recorded anything in it since. */
  readonly givenAt: Instant | null
}

/** Which of these files nobody else was given, or began to look at, within the last minute; in the same order. */
export async function leftAlone(pool: Pool, person: PersonId, files: readonly string[]): Promise<readonly LeftAlone[]> {
  const { rows } = await pool.query<LeftAlone>({
    name: 'files left alone',
    text: `select c.id as file, mine.at as "givenAt" from unnest($2::uuid[]) with ordinality as c (id, place)
      left join given mine on mine.file_id = c.id and mine.person = $1 and mine.at > present_moment() - ${PASSED_OVER_FOR}
        and not exists (select from transition t where t.file_id = c.id and t.recorded_at > mine.at and t.kind = 'person')
      where not exists (select from given g where g.file_id = c.id and g.person <> $1 and g.at > present_moment() - ${KEPT_FOR})
        and not exists (select from reading r where r.file_id = c.id and r.hour = date_trunc('hour', present_moment(), 'UTC') and r.person <> $1
          and r.view in ('casefile', 'lifecycle', 'letter') and r.first_at > present_moment() - ${KEPT_FOR})
      order by c.place`,
    values: [person, files],
  })
  return rows
}

/**
 * Gives a file to a person for a minute, unless somebody else has it: of two who ask at the same moment, one gets it.
 *
 * @param key of the form: one form gives one file, however often it is sent
 */
export async function give(pool: Pool, person: PersonId, file: string, key: string): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: 'give a file',
    text: `insert into given (file_id, person, key, at) values ($1, $2, $3, present_moment())
      on conflict (file_id) do update set person = excluded.person, key = excluded.key, at = excluded.at
      where given.person = excluded.person or given.at < excluded.at - ${KEPT_FOR}`,
    values: [file, person, key],
  })
  return rowCount === 1
}

/** What this form has given already. */
export async function givenBy(pool: Pool, person: PersonId, key: string): Promise<string | undefined> {
  const { rows } = await pool.query<{ file: string }>({
    name: 'given by a form',
    text: 'select file_id as file from given where person = $1 and key = $2 order by at desc limit 1',
    values: [person, key],
  })
  return rows[0]?.file
}
