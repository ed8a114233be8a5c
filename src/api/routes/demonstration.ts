import { z } from 'zod'
import { demonstrationPosts } from '../../../db/demonstration-posts.ts'
import { MOST_DAYS } from '../../identity/clock.ts'
import { invalid, notFound } from '../../problem.ts'
import { clock, clockShown, moveClock } from '../../shown/clock.ts'
import { route } from '../route.ts'

const postKeys = demonstrationPosts.map(({ key }) => key)

export const demonstrationRoutes = [
  route({
    method: 'post',
    path: '/demonstration/sign-in',
    name: 'signIn',
    title: 'Sign in as whoever holds a post',
    tag: 'demonstration',
    open: true,
    demonstration: true,
    about: 'The demonstration has no passwords: whoever can reach it can act as anybody in it.',
    body: z.strictObject({ post: z.enum(postKeys, `Choose a post: ${postKeys.join(', ')}`) }),
    example: { post: 'caseworker' },
    status: 200,
    answer: z.object({ token: z.string(), person: z.object({ id: z.string(), name: z.string() }), post: z.string(), title: z.string() }),
    run: async ({ engine, demonstration }, { body: { post } }) => {
      const holder = (await engine.directory()).find(({ holdings }) => holdings.some((held) => held.post === post && held.how === 'held'))
      if (!holder) throw invalid([{ pointer: '/post', detail: 'Nobody holds this post today' }])
      const { title } = demonstrationPosts.find(({ key }) => key === post)!
      return { body: { token: await demonstration!.tokenFor(holder.id), person: { id: holder.id, name: holder.name }, post, title } }
    },
  }),
  route({
    method: 'get',
    path: '/demonstration/clock',
    name: 'readClock',
    title: 'The demonstration’s present moment',
    tag: 'demonstration',
    demonstration: true,
    about: 'The clock of the database, and how far it was moved.',
    status: 200,
    answer: clock,
    run: async (services) => ({ body: await clockShown(services) }),
  }),
  route({
    method: 'post',
    path: '/demonstration/clock',
    name: 'moveClock',
    title: 'Move the clock forward',
    tag: 'demonstration',
    demonstration: true,
    about: 'By days, or to a day; for the administrator. What falls due on the way is carried out at once, each dated the day it fell due.',
    body: z.strictObject({ days: z.int().min(1).max(MOST_DAYS).optional(), to: z.iso.date('to is a day, like 2026-03-29').optional() }),
    example: { days: 8 },
    status: 200,
    answer: clock.extend({ swept: z.looseObject({}).meta({ description: 'What the clock carried out' }) }),
    problems: ['not-allowed'],
    run: async (services, { person, body }) => {
      const { from: _, ...moved } = await moveClock(services, person, body)
      return { body: moved }
    },
  }),
]

export const identityRoutes = [
  route({
    method: 'get',
    path: '/me',
    name: 'whoAmI',
    title: 'Who asks, and what they hold today',
    tag: 'running',
    about: 'Read at the moment of asking: a token says only who somebody is.',
    status: 200,
    answer: z.object({ id: z.string(), name: z.string(), posts: z.array(z.looseObject({ post: z.string(), title: z.string() })) }),
    run: async ({ engine }, { person }) => {
      const known = (await engine.directory()).find(({ id }) => id === person)
      if (!known) throw notFound()
      return {
        body: {
          id: known.id,
          name: known.name,
          posts: known.holdings.map((holding, place) => ({ ...holding, title: known.posts[place] ?? holding.post })),
        },
      }
    },
  }),
]
