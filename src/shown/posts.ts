import type { Grade, PostId } from '../../machines/kernel/authority.ts'
import type { Person } from '../engine/engine.ts'
import type { Services } from '../services.ts'

/** A post as people know it: what is somebody's belongs to the post, also while nobody holds it. */
export interface PostNamed {
  readonly title: string
  readonly grade: Grade | null
  /** Who holds it today, or acts up in it. */
  readonly people: readonly string[]
}
export type PostsNamed = ReadonlyMap<PostId, PostNamed>

/** Every post of the office by its title, with who holds it today; the posts in the order of their titles. */
export async function postsNamed({ lists, engine }: Services, directory?: readonly Person[]): Promise<PostsNamed> {
  const [posts, people] = await Promise.all([
    lists.query<{ id: PostId; title: string; grade: Grade | null }[]>('select id, title, grade from post order by title, id'),
    directory ?? engine.directory(),
  ])
  const holders = holdersIn(people)
  return new Map(posts.map(({ id, title, grade }) => [id, { title, grade, people: holders.get(id) ?? [] }]))
}

/** Of each post those who hold it themselves, in the order of the directory. */
function holdersIn(directory: readonly Person[]): ReadonlyMap<PostId, readonly string[]> {
  const holders = new Map<PostId, string[]>()
  for (const { name, holdings } of directory)
    for (const post of new Set(holdings.flatMap((holding) => (holding.how === 'delegated' ? [] : [holding.post]))))
      holders.set(post, [...(holders.get(post) ?? []), name])
  return holders
}

/** What no post is called; a name of the code is shown to nobody. */
const UNKNOWN = 'A post that is no more'

/** The post alone. */
export const titleIn = (posts: PostsNamed, post: PostId): string => posts.get(post)?.title ?? UNKNOWN

/** The post with who holds it: “Second caseworker (Ben Okafor)”, or that it is vacant. */
export function sayPost(posts: PostsNamed, post: PostId): string {
  const known = posts.get(post)
  return known ? `${known.title} (${known.people.join(', ') || 'vacant'})` : UNKNOWN
}
