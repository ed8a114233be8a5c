import type { DataSource } from 'typeorm'
import { officesFor } from '../../machines/casefile/duties.ts'
import { directorates, type Grade, grades, type PostId } from '../../machines/kernel/authority.ts'
import type { CalendarDate } from '../../machines/kernel/calendar.ts'
import { offices } from '../../machines/kernel/effect.ts'
import { type PostHeld, postIds, type Reader } from './standing.ts'
import { postsOfTeams } from './teams.ts'
import type { WorklistName } from './worklists-names.ts'

/** The posts around a reader's, as they stand today. */
export interface Office {
  /** That report to the reader's. */
  readonly reports: readonly PostId[]
  /** That report to the reader's, straight or through others. */
  readonly below: readonly PostId[]
  /** That report to whom the reader's report to. */
  readonly peers: readonly PostId[]
  /** That nobody holds today. */
  readonly vacant: readonly PostId[]
  /** That report to nobody. */
  readonly unled: readonly PostId[]
}

/** Whose work a list shows: the casefiles of these posts, and the duties that reach its reader in other ways. */
export interface Scope {
  readonly caseworkers: readonly PostId[]
  /** Duties of roles, named posts and directors. */
  readonly addressees: readonly string[]
  /** An office and a directorate, as one: `deputyDirector operations`. */
  readonly officesOf: readonly string[]
  /** The posts of whose casefiles the line manager's duties are the reader's. */
  readonly led: readonly PostId[]
  /** Of these directorates the casefiles that nobody has. */
  readonly unassignedIn: readonly string[]
  /** Of the posts that nobody holds those that report to the reader's. */
  readonly vacatedUnder: readonly PostId[]
  /** Whether duties of the line of a sealed casefile may be the reader's: a caseworker's cannot. */
  readonly aboveCaseworker: boolean
  /** The items of interventions, which the assessment outcomes officer monitors (I34). */
  readonly monitors: boolean
}

const OFFICE = `
  select coalesce(array_agg(p.id) filter (where p.reports_to = any($1)), '{}') as reports,
    array(select id from (${postsOfTeams('$1::text[]')}) b where id <> all($1)) as below,
    coalesce(array_agg(p.id) filter (where p.reports_to = any($2)), '{}') as peers,
    coalesce(array_agg(p.id) filter (where p.id not in (
      select h.post from holding h where h.from_day <= $3 and (h.to_day is null or h.to_day >= $3))), '{}') as vacant,
    coalesce(array_agg(p.id) filter (where p.reports_to is null), '{}') as unled
  from post p`

export async function officeAround(source: DataSource, reader: Reader): Promise<Office> {
  const above = reader.posts.flatMap(({ reportsTo }) => reportsTo ?? [])
  const [office] = await source.query<[Office]>(OFFICE, [postIds(reader), above, reader.today])
  return office
}

const nothing: Scope = {
  caseworkers: [],
  addressees: [],
  officesOf: [],
  led: [],
  unassignedIn: [],
  vacatedUnder: [],
  aboveCaseworker: false,
  monitors: false,
}

/** A team is all that report to its post, straight or through others. *Overdue* and *due in 7 days* are *mine* together with what these have. */
export function scopeOf(reader: Reader, { reports, below, peers, vacant }: Office, name: WorklistName): Scope {
  const { posts } = reader
  const aboveCaseworker = posts.some(({ grade }) => grade !== null && grade !== 'caseworker')
  if (name === 'unassigned')
    return {
      ...nothing,
      unassignedIn: directoratesSeen(posts),
      vacatedUnder: vacant.filter((post) => reports.includes(post)),
      aboveCaseworker,
    }
  if (name === 'team') return { ...nothing, caseworkers: below.length > 0 ? below : peers }
  if (name === 'dutiesOfMyRoles') return { ...nothing, ...dutiesOf(posts) }
  return {
    ...nothing,
    ...dutiesOf(posts),
    caseworkers: name === 'mine' ? postIds(reader) : [...postIds(reader), ...below],
    led: reports,
    monitors: posts.some(({ roles }) => roles.includes('assessmentOutcomesOfficer')),
  }
}

/** What falls to roles, to named posts and to offices, whoever has the casefile. */
const dutiesOf = (posts: readonly PostHeld[]): Pick<Scope, 'addressees' | 'officesOf'> => ({
  addressees: posts.flatMap(({ roles, named, grade, directorate }) => [
    ...roles,
    ...(named ? [named] : []),
    ...(directorate === 'customerServices' && (grade === 'director' || grade === 'deputyDirector') ? ['directorOfCustomerServices'] : []),
  ]),
  officesOf: posts.flatMap(({ grade, directorate }) =>
    offices.filter((office) => grade && directorate && officesFor[office].includes(grade)).map((office) => `${office} ${directorate}`),
  ),
})

/** Above a caseworker and outside every directorate, such as the Chief Operating Officer: what is unassigned in all; an auditor or an administrator: in none. */
const directoratesSeen = (posts: readonly PostHeld[]): readonly string[] =>
  posts.some(({ directorate, grade }) => directorate === null && grade !== null && grade !== 'caseworker')
    ? directorates
    : posts.flatMap(({ directorate }) => directorate ?? [])

/** What the Delegation Scheme asks for at least, of any decision in any directorate; without an entry that is a line manager (setting p). */
export async function smallestGradeThatSigns(source: DataSource, today: CalendarDate): Promise<Grade> {
  const rows = await source.query<{ grade: Grade }[]>(
    `select distinct grade from (
       select distinct on (directorate, decision) grade from delegation_scheme where from_day <= $1 order by directorate, decision, from_day desc
     ) s`,
    [today],
  )
  const named = [...rows.map(({ grade }) => grade), 'lineManager' as const]
  return grades.find((grade) => named.includes(grade))!
}
