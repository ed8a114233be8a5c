import { z } from 'zod'
import { derivedId } from '../../../machines/kernel/identity.ts'
import { makeUsual, makeUsualOfTeam } from '../../beside/beginnings.ts'
import { removeView, savablePages, saveView, viewsOf } from '../../beside/views.ts'
import { readerOf } from '../../reports/standing.ts'
import * as part from '../../shown/schemas.ts'
import { examples } from '../examples.ts'
import { type Route, route } from '../route.ts'

const view = z
  .object({
    id: part.id,
    name: z.string(),
    page: z.enum(savablePages),
    address: z.string().meta({ description: 'Of the page, with its query', example: '/worklists/mine?rating=C' }),
    team: z
      .object({ post: z.string(), title: z.string() })
      .nullable()
      .meta({ description: 'Who report to this post share it; null: its owner’s alone' }),
    owner: z.object({ id: z.string(), name: z.string() }),
    usual: z.boolean().meta({ description: 'The person has chosen to begin with it' }),
    usualOfTeam: z.boolean().meta({ description: 'The team that shares it begins with it, but for those who have chosen otherwise' }),
    leads: z.boolean().meta({ description: 'The person holds the post whose team shares it, and may say that the team begins with it' }),
    removable: z.boolean(),
  })
  .meta({ id: 'SavedView' })

const params = z.object({ id: z.uuid() })

const beginning = (of: Pick<Route, 'path' | 'name' | 'title' | 'about'>, begin: typeof makeUsual) =>
  route({
    ...of,
    method: 'post',
    tag: 'work',
    keyed: true,
    params,
    body: z.strictObject({ usual: z.boolean() }),
    example: examples.beginWithView,
    status: 200,
    answer: z.object({ id: part.id, usual: z.boolean() }),
    problems: ['not-found'],
    run: async ({ lists, pool }, { person, params: { id }, body: { usual } }) => {
      await begin(pool, await readerOf(lists, person), id, usual)
      return { body: { id, usual } }
    },
  })

export const viewRoutes = [
  route({
    method: 'get',
    path: '/views',
    name: 'listViews',
    title: 'Saved views',
    tag: 'work',
    about: 'Lists as the person saved them, and those that the teams they are in today share. What a view shows is asked anew each time.',
    status: 200,
    answer: z.object({ items: z.array(view) }),
    run: async ({ lists, pool }, { person }) => ({ body: { items: await viewsOf(pool, await readerOf(lists, person)) } }),
  }),
  route({
    method: 'post',
    path: '/views',
    name: 'saveView',
    title: 'Save a list as it is looked at',
    tag: 'work',
    keyed: true,
    about: 'For oneself, or for a team: those who report to the same post. A search is shared with nobody, since it may name people.',
    body: z.strictObject({
      name: z.string().max(200),
      path: z.string().max(200).meta({ description: 'Of a worklist, the search or the organisations' }),
      query: z.string().max(10_000).default(''),
      team: z.string().max(100).nullable().optional().meta({ description: 'A post' }),
    }),
    example: examples.saveView,
    status: 201,
    answer: view,
    run: async ({ lists, pool }, { person, key, body }) => ({
      body: await saveView(pool, await readerOf(lists, person), { ...body, id: derivedId(person, `view ${key}`) }),
    }),
  }),
  beginning(
    {
      path: '/views/{id}/usual',
      name: 'beginWithView',
      title: 'Begin with this view, or no longer',
      about:
        'For the person alone, whatever their team begins with. One begins with a worklist; of searches and lists of organisations there is none to begin with.',
    },
    makeUsual,
  ),
  beginning(
    {
      path: '/views/{id}/usual-of-team',
      name: 'beginWithViewAsTeam',
      title: 'Let the team begin with this view, or no longer',
      about: 'For whoever holds the post whose team shares it. Those of the team who have chosen where they begin keep that.',
    },
    makeUsualOfTeam,
  ),
  route({
    method: 'post',
    path: '/views/{id}/removed',
    name: 'removeView',
    title: 'Remove a saved view',
    tag: 'work',
    keyed: true,
    about: 'For whoever saved it, and for whoever holds the post whose team shares it.',
    params,
    body: z.strictObject({}),
    example: {},
    status: 200,
    answer: z.object({ id: part.id }),
    problems: ['not-found'],
    run: async ({ lists, pool }, { person, params: { id } }) => {
      await removeView(pool, await readerOf(lists, person), id)
      return { body: { id } }
    },
  }),
]
