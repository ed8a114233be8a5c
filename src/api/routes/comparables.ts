import { z } from 'zod'
import { readerOf } from '../../reports/standing.ts'
import { comparable, comparablesShown, inOne, likeTheAttempt, saidAs } from '../../shown/comparables.ts'
import { route } from '../route.ts'

const pence = (description: string) =>
  z
    .string()
    .regex(/^\d{1,12}$/, 'Give an amount in whole pence')
    .transform(Number)
    .optional()
    .meta({ override: { type: 'integer', minimum: 0 }, description })

const filters = {
  amountFrom: pence('Pence; what a remedy comes to, without what was offered or paid before'),
  amountTo: pence('Pence'),
  sector: z.enum(['parliamentary', 'health']).optional().meta({ description: 'Of the organisation that was to act' }),
  limit: z
    .string()
    .regex(/^([1-9]|[1-4]\d|50)$/, 'limit is a number from 1 to 50')
    .transform(Number)
    .default(10)
    .meta({ override: { type: 'integer', minimum: 1, maximum: 50, default: 10 } }),
}
const answer = z.object({ like: z.string().meta({ description: 'What was looked for' }), items: z.array(comparable) })
const about =
  'Casefiles the person may see, the most alike first: by the words of what was to be done and of what was claimed, and above all by how alike the wording is. Rare words tell more than common ones. A search only suggests; what counts is the record of what was compared (I15).'

export const comparableRoutes = [
  route({
    method: 'get',
    path: '/remedies',
    name: 'listRemediesLike',
    title: 'Earlier remedies like this',
    tag: 'casefiles',
    about,
    query: z.strictObject({
      like: z
        .string()
        .trim()
        .min(3, 'Say what the injustice was, or what should be done')
        .max(4_000)
        .meta({ description: 'An injustice, a remedy, or both, in any words', example: 'distress of lost records' }),
      ...filters,
    }),
    status: 200,
    answer,
    run: async (services, { person, query: { limit, ...asked } }) => {
      const reader = await readerOf(services.lists, person)
      return { body: { like: asked.like, items: await comparablesShown(services, reader, { ...asked, like: saidAs(asked.like) }, limit) } }
    },
  }),
  route({
    method: 'get',
    path: '/instances/{id}/comparables',
    name: 'listComparables',
    title: 'Earlier remedies like those of an attempt',
    tag: 'casefiles',
    about: `What to look for is taken from the attempt’s actions and from what its casefile claims and seeks. ${about}`,
    params: z.object({ id: z.uuid() }),
    query: z.strictObject(filters),
    status: 200,
    answer,
    problems: ['not-found'],
    run: async (services, { person, params: { id }, query: { limit, ...asked } }) => {
      const look = await services.engine.look(person, id)
      const like = look.kind === 'casefile' ? await likeTheAttempt(services, look) : saidAs('')
      const reader = await readerOf(services.lists, person)
      return {
        body: { like: inOne(like), items: await comparablesShown(services, reader, { ...asked, like, except: look.file.id }, limit) },
      }
    },
  }),
]
