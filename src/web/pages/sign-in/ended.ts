import type { Services } from '../../../services.ts'
import type { Shown } from '../../page.ts'
import { postsToChoose } from './choices.ts'

/** The session has ended: what was sent is kept, and goes back into its form once somebody has signed in. */
export async function endedShown({ engine }: Services, to: string, kept: string): Promise<Extract<Shown, { view: unknown }>> {
  const posts = postsToChoose(await engine.directory()).flatMap((group) => group.posts)
  return {
    view: 'sign-in/ended',
    title: 'You were signed out',
    data: { to, kept, posts: posts.filter(({ holder }) => holder !== undefined) },
  }
}
