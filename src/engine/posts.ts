import type { Pool } from 'pg'
import { Invalid } from './errors.ts'
import type { PostNamed } from './submission.ts'

/**
 * Every post that an event names is one of the office, and those that are to have a casefile can do casework.
 *
 * @throws {Invalid} with every one that is not
 */
export async function expectPosts(pool: Pool, posts: readonly PostNamed[]): Promise<void> {
  if (posts.length === 0) return
  const { rows } = await pool.query<{ id: string; graded: boolean }>({
    name: 'posts',
    text: 'select id, grade is not null as graded from post where id = any ($1)',
    values: [posts.map(({ id }) => id)],
  })
  const faults = posts.flatMap(({ id, pointer, graded }) => {
    const found = rows.find((row) => row.id === id)
    if (!found) return [{ pointer, detail: 'There is no such post' }]
    return graded && !found.graded ? [{ pointer, detail: 'This post has no grade: whoever holds it does no casework' }] : []
  })
  if (faults.length > 0) throw new Invalid(faults)
}
