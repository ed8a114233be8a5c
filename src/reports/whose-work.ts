import type { DataSource } from 'typeorm'
import { officesFor } from '../../machines/casefile/duties.ts'
import type { PostId } from '../../machines/kernel/authority.ts'
import { offices } from '../../machines/kernel/effect.ts'
import { type PostHeld, postIds, type Reader } from './standing.ts'
import type { WorklistName } from './worklists.ts'

/** Whose work a list shows: the casefiles of these posts, and the duties that reach its reader in other ways. */
interface Scope {
  readonly caseworkers: readonly PostId[]
  /** Duties of roles, named posts and directors, and those of the line. */
  readonly addressees: readonly string[]
  /** An office and a directorate, as one: `deputyDirector operations`. */
  readonly officesOf: readonly string[]
  readonly lineOf: readonly PostId[]
  /** Of these directorates the casefiles that nobody has. */
  readonly unassignedIn: readonly string[]
  /** Of the posts that report to these, the casefiles of those that nobody holds. */
  readonly vacatedUnder: readonly PostId[]
  /** The items of interventions, which the assessment outcomes officer monitors (I34). */
  readonly monitors: boolean
}
const nothing: Scope = { caseworkers: [], addressees: [], officesOf: [], lineOf: [], unassignedIn: [], vacatedUnder: [], monitors: false }

export async function scopeOf(source: DataSource, reader: Reader, name: WorklistName): Promise<Scope> {
  const { posts } = reader
  if (name === 'unassigned') return { ...nothing, unassignedIn: directoratesSeen(posts), vacatedUnder: postIds(reader) }
  const reports = name === 'mine' ? [] : await postsReportingTo(source, postIds(reader))
  if (name === 'team') return { ...nothing, caseworkers: reports.length > 0 ? reports : await peersOf(source, posts) }
  return {
    caseworkers: [...postIds(reader), ...reports],
    addressees: posts.flatMap(({ roles, named, grade, directorate }) => [
      ...roles,
      ...(named ? [named] : []),
      ...(directorate === 'customerServices' && (grade === 'director' || grade === 'deputyDirector') ? ['directorOfCustomerServices'] : []),
    ]),
    officesOf: posts.flatMap(({ grade, directorate }) =>
      offices.filter((office) => grade && directorate && officesFor[office].includes(grade)).map((office) => `${office} ${directorate}`),
    ),
    lineOf: postIds(reader),
    unassignedIn: [],
    vacatedUnder: [],
    monitors: posts.some(({ roles }) => roles.includes('assessmentOutcomesOfficer')),
  }
}

/** Above a caseworker and outside every directorate, such as the Chief Operating Officer: what is unassigned in all; an auditor or an administrator: in none. */
const directoratesSeen = (posts: readonly PostHeld[]): string[] =>
  posts.some(({ directorate, grade }) => directorate === null && grade !== null && grade !== 'caseworker')
    ? ['customerServices', 'operations', 'businessDevelopment']
    : posts.flatMap(({ directorate }) => directorate ?? [])

const postsReportingTo = async (source: DataSource, posts: readonly PostId[]): Promise<PostId[]> =>
  (await source.query<{ id: PostId }[]>('select id from post where reports_to = any($1)', [posts])).map(({ id }) => id)

const peersOf = (source: DataSource, posts: readonly PostHeld[]) =>
  postsReportingTo(
    source,
    posts.flatMap(({ reportsTo }) => reportsTo ?? []),
  )
