import { z } from 'zod'
import { notFound } from '../../problem.ts'
import { readerOf } from '../../reports/standing.ts'
import { looksOf } from '../../shown/looks.ts'
import { route as answer } from '../../shown/route/schema.ts'
import { routeShown } from '../../shown/route.ts'
import { veiled } from '../../shown/veiled.ts'
import { route } from '../route.ts'

const MOST_STEPS = 1_000_000

export const routeRoutes = [
  route({
    method: 'get',
    path: '/instances/{id}/route',
    name: 'instanceRoute',
    title: 'The route of a lifecycle through its chart',
    tag: 'casefiles',
    about:
      'Every step it took, each with the arrows of the chart (GET /machines/{name}); where it stood after one of them, with its record, dates and duties of then; and what could come next. All of it is found by putting its history once more.',
    params: z.object({ id: z.uuid() }),
    query: z.strictObject({
      step: z.coerce
        .number()
        .int()
        .min(1)
        .max(MOST_STEPS)
        .optional()
        .meta({
          override: { type: 'integer', minimum: 1, maximum: MOST_STEPS },
          description: 'After which step; the last, where it is left out or there is none such',
        }),
    }),
    status: 200,
    answer,
    problems: ['not-found'],
    run: async (services, { person, params: { id }, query: { step } }) => {
      const { engine, lists, readings } = services
      const look = await engine.look(person, id)
      if (look.kind === 'office') throw notFound()
      if (look.kind === 'casefile') readings.note(person, 'history', [look.file.id])
      const file = await looksOf(services, look)
      const { stands, ...shown } = await routeShown(services, { file, directory: await engine.directory(), instance: id, step })
      const { held: _, ...standing } = stands
      const body = { ...shown, stands: standing }
      return { body: look.kind === 'casefile' ? body : await veiled(lists, await readerOf(lists, person), body) }
    },
  }),
]
