import type { DataSource } from 'typeorm'
import type { PostId } from '../../machines/kernel/authority.ts'
import type { Reader } from './standing.ts'

/** A post that others report to, with who holds it today. */
export interface Team {
  readonly post: PostId
  readonly title: string
}

/** Nobody reports over more steps; it ends a circle, should there be one. */
const MOST_STEPS = 20

/** The posts that others report to, by their titles. */
export const teams = (source: DataSource): Promise<readonly Team[]> =>
  source.query<Team[]>(
    'select p.id as post, p.title from post p where exists (select from post b where b.reports_to = p.id) order by p.title, p.id',
  )

/** These posts with all that report to them, whether straight or through others, as a statement. @param posts of a list of them in it */
export const postsOfTeams = (posts: string) => `with recursive below as (
    select id, 0 as steps from post where id = any(${posts})
    union all
    select p.id, b.steps + 1 from below b join post p on p.reports_to = b.id where b.steps < ${MOST_STEPS}
  ) select distinct id from below`

/** A post with all that report to it: the casefiles of these are its team’s. */
export async function postsOfTeam(source: DataSource, post: PostId): Promise<readonly PostId[]> {
  const rows = await source.query<{ id: PostId }[]>(`${postsOfTeams('$1::text[]')} order by id`, [[post]])
  return rows.map(({ id }) => id)
}

/** The team that somebody leads, else the one they are in; none where they are in none. */
export function ownTeam({ posts }: Reader, all: readonly Team[]): PostId | undefined {
  const leads = (post: PostId | null) => all.some((team) => team.post === post)
  return posts.find(({ id }) => leads(id))?.id ?? posts.find(({ reportsTo }) => leads(reportsTo))?.reportsTo ?? undefined
}
