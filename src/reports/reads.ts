import type { DataSource } from 'typeorm'
import type { Grade } from '../../machines/kernel/authority.ts'
import type { WayOfReading } from '../beside/readings.ts'
import { postIds, type Reader, VISIBLE } from './standing.ts'

/** That somebody read a casefile in some way within an hour. */
export interface Reading {
  readonly hour: string
  readonly person: string
  /** What they are called; their id where nobody of this id is known any more. */
  readonly name: string
  readonly view: WayOfReading
  readonly firstAt: string
}

const ROLES: readonly string[] = ['auditor', 'complianceOfficer', 'administrator']
const GRADES: readonly Grade[] = ['lineManager', 'operationsManager', 'deputyDirector', 'director', 'executive']

/** Whoever answers for how people's data are looked after. Nobody else has a reason to know what a colleague looked at. */
export const mayShowReads = ({ posts }: Reader): boolean =>
  posts.some(({ grade, roles }) => (grade !== null && GRADES.includes(grade)) || roles.some((role) => ROLES.includes(role)))
export const WHO_MAY_SHOW_READS =
  'Who read a casefile is shown to a compliance officer, an auditor, an administrator, a line manager or above'

const utc = (moment: string) => `to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** Who read this casefile, the newest first. Whoever asks has been let into the file before. */
export const reads = (
  source: DataSource,
  file: string,
  { after, limit }: { readonly after?: readonly [firstAt: string, person: string, view: string] | undefined; readonly limit: number },
): Promise<readonly Reading[]> =>
  source.query<Reading[]>(
    `select ${utc('r.hour')} as hour, r.person, coalesce(p.name, r.person) as name, r.view, ${utc('r.first_at')} as "firstAt"
     from reading r left join person p on p.id = r.person
     where r.file_id = $1 ${after ? 'and r.hour <= $3::timestamptz and (r.first_at, r.person, r.view) < ($3::timestamptz, $4, $5)' : ''}
     order by r.hour desc, r.first_at desc, r.person desc, r.view desc limit $2`,
    [file, limit, ...(after ?? [])],
  )

/** A casefile that this reader may see, by its reference or its id. Nothing of it is read. */
export async function casefileSeenBy(
  source: DataSource,
  reader: Reader,
  ref: string,
): Promise<{ readonly id: string; readonly reference: string } | undefined> {
  const [found] = await source.query<{ id: string; reference: string }[]>(
    `select c.file_id as id, c.reference from casefile c
     where (c.reference = upper($3) or c.file_id = $4::uuid) and ${VISIBLE}`,
    [postIds(reader), reader.seesSealed, ref, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(ref) ? ref : null],
  )
  return found
}
