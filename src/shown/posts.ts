import { postEntity } from '../../db/entities/people.ts'
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
    lists.getRepository(postEntity).find({ order: { title: 'ASC', id: 'ASC' } }),
    directory ?? engine.directory(),
  ])
  return new Map(posts.map(({ id, title, grade }) => [id, { title, grade, people: holdersOf(id, people) }]))
}

const holdersOf = (post: PostId, directory: readonly Person[]): readonly string[] =>
  directory
    .filter(({ holdings }) => holdings.some((holding) => holding.post === post && holding.how !== 'delegated'))
    .map(({ name }) => name)

/** What no post is called; a name of the code is shown to nobody. */
const UNKNOWN = 'A post that is no more'

/** The post alone. */
export const titleIn = (posts: PostsNamed, post: PostId): string => posts.get(post)?.title ?? UNKNOWN

/** The post with who holds it: “Second caseworker (Ben Okafor)”, or that it is vacant. */
export function sayPost(posts: PostsNamed, post: PostId): string {
  const known = posts.get(post)
  return known ? `${known.title} (${known.people.join(', ') || 'vacant'})` : UNKNOWN
}
