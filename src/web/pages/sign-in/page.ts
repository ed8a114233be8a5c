import { z } from 'zod'
import { beginningOf } from '../../../beside/beginnings.ts'
import { Problem } from '../../../problem.ts'
import type { Services } from '../../../services.ts'
import { page, type Shown, type Typed } from '../../page.ts'
import { holderOf, postsToChoose } from './choices.ts'
import { endedShown } from './ended.ts'

/** Where to go after signing in: an address of ours, or nowhere. */
const address = z
  .string()
  .max(2_000)
  .regex(/^\/(?![/\\])/)
  .optional()
  .catch(undefined)

export const signInPages = [
  page({
    method: 'get',
    path: '/',
    name: 'home',
    run: async ({ pool }, { reader }) => ({ redirect: (await beginningOf(pool, reader, 'worklist'))?.address ?? '/worklists/mine' }),
  }),
  page({
    method: 'get',
    path: '/sign-in',
    name: 'sign in',
    open: true,
    query: z.object({ to: address, post: z.string().optional() }),
    run: async (services, { person, query: { to, post } }) =>
      person && !to && !post ? { redirect: '/' } : signInShown(services, { to, post }),
  }),
  page({
    method: 'post',
    path: '/sign-in',
    name: 'signing in',
    open: true,
    demonstration: true,
    run: async (services, { typed }) => {
      const { to, post, kept } = chosenIn(typed)
      const holder = holderOf(post, await services.engine.directory())
      if (!holder) return notSignedIn(services, typed, 'Choose a post that somebody holds today')
      const fields = kept === undefined ? undefined : fieldsKept(kept)
      const session = { as: holder.id }
      return fields ? { ...goOnWith(to, fields), session } : { redirect: to, session }
    },
  }),
  page({
    method: 'post',
    path: '/sign-out',
    name: 'signing out',
    run: (_services, { typed }) => (typed['_show'] ? { redirect: '/' } : { redirect: '/sign-in', session: 'ended' }),
  }),
  page({
    method: 'post',
    path: '/session',
    name: 'staying signed in',
    run: () => ({ download: '{}', type: 'application/json', name: 'session.json' }),
  }),
]

async function signInShown(
  { config, engine }: Services,
  { to, post }: { to?: string | undefined; post?: string | undefined },
): Promise<Extract<Shown, { view: unknown }>> {
  if (config.mode !== 'demonstration')
    throw new Problem('not-signed-in', 'Signing in with the identity provider is not set up for the pages')
  const groups = postsToChoose(await engine.directory())
  return {
    view: 'sign-in/view',
    title: 'Sign in to the demonstration',
    data: { to, chosen: groups.flatMap(({ posts }) => posts).find(({ key }) => key === post), groups },
  }
}

const chosenIn = (typed: Typed) => ({
  to: address.parse(typed['to']) ?? '/',
  post: String(typed['post'] ?? ''),
  kept: typeof typed['kept'] === 'string' ? typed['kept'] : undefined,
})

/** To be chosen anew, and why: nobody holds the post, none was chosen, or the page was of a session that is over. What a form had is kept all the same. */
export async function notSignedIn(services: Services, typed: Typed, text: string) {
  const { to, post, kept } = chosenIn(typed)
  const errors = [{ id: kept === undefined ? '' : 'post', text }]
  const shown = kept === undefined ? await signInShown(services, { to, post }) : await endedShown(services, to, kept)
  return { ...shown, status: 400, errors }
}

const goOnWith = (to: string, typed: Typed): Extract<Shown, { view: unknown }> => ({
  view: 'sign-in/again',
  title: 'What you typed is kept',
  data: { to, fields: Object.entries(typed).flatMap(([name, value]) => [value].flat().map((each) => ({ name, value: each }))) },
})

const fields = z.record(z.string().max(500), z.union([z.string(), z.array(z.string())]))
/** What a form had when its session ended, as the page that said so passed it on. */
function fieldsKept(text: string): Typed | undefined {
  try {
    const parsed = fields.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}
