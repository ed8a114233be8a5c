import { z } from 'zod'
import type { Definition } from '../../../machines/kernel/definition.ts'
import type { Engine } from '../../engine/engine.ts'
import { drawChart } from '../../live/draw.ts'
import { notFound } from '../../problem.ts'
import { chartFor } from '../../shown/place.ts'
import { registerFor } from '../../shown/register.ts'
import * as part from '../../shown/schemas.ts'
import { openApi } from '../openapi.ts'
import { route } from '../route.ts'

const params = z.object({ name: z.string().max(50) })
const state = z.object({
  id: z.string(),
  name: z.string(),
  parent: z.string().optional(),
  type: z.enum(['atomic', 'compound', 'parallel', 'final', 'history']),
  initial: z.string().optional(),
  description: z.string().optional(),
  closed: z.boolean(),
  quiet: z.literal(true).optional().meta({ description: 'A region at rest' }),
  unsaid: z.literal(true).optional().meta({ description: 'Nearly everything is in it' }),
})
const arrow = z.object({
  from: z.string(),
  to: z.array(z.string()),
  event: z.string(),
  kind: z.enum(['person', 'clock', 'message']),
  words: z.string(),
  when: z.string().optional(),
  alongside: z.literal(true).optional(),
  rules: z.array(z.object({ name: z.string(), strength: z.string(), cites: part.citation })),
  deadline: z.object({ name: z.string(), cites: part.citation, because: z.string() }).optional(),
  effects: z.array(z.string()),
})
const chart = z
  .object({ machine: z.string(), title: z.string(), version: z.int(), states: z.array(state), arrows: z.array(arrow) })
  .meta({ id: 'Chart' })
const summary = z.object({ name: z.string(), title: z.string(), version: z.int(), states: z.int(), events: z.array(z.string()) })

export const guidanceRoutes = [
  route({
    method: 'get',
    path: '/machines',
    name: 'listMachines',
    title: 'The lifecycles',
    tag: 'guidance',
    open: true,
    about: 'Their names, and the events people can put to them.',
    status: 200,
    answer: z.object({ items: z.array(summary), nextLink: z.null() }),
    run: ({ engine }) => ({
      body: {
        items: Object.values(engine.definitions).map((definition) => ({
          name: definition.name,
          title: definition.title,
          version: definition.version,
          states: chartFor(definition).states.length,
          events: Object.keys(definition.events),
        })),
        nextLink: null,
      },
    }),
  }),
  route({
    method: 'get',
    path: '/machines/{name}.svg',
    name: 'drawMachine',
    title: 'A picture of a lifecycle',
    tag: 'guidance',
    open: true,
    about: 'Drawn from the chart that runs.',
    params,
    status: 200,
    answer: 'image/svg+xml',
    problems: ['not-found'],
    run: async ({ engine }, { params: { name } }) => ({
      body: await drawChart(chartFor(definitionOf(engine, name))),
      type: 'image/svg+xml',
    }),
  }),
  route({
    method: 'get',
    path: '/machines/{name}',
    name: 'showMachine',
    title: 'A lifecycle as data',
    tag: 'guidance',
    open: true,
    about: 'Its states, its arrows, and on each arrow the rules with their paragraphs, the deadline and the effects.',
    params,
    status: 200,
    answer: chart,
    problems: ['not-found'],
    run: ({ engine }, { params: { name } }) => ({ body: chartFor(definitionOf(engine, name)) }),
  }),
  route({
    method: 'get',
    path: '/register',
    name: 'showRegister',
    title: 'The register of the guidance',
    tag: 'guidance',
    open: true,
    about:
      'For each paragraph the elements of the machines that carry it out, and the tests that prove it, whether they have run here or not; and where the guidance is silent, our reading.',
    status: 200,
    answer: z.object({
      paragraphs: z.array(
        z.looseObject({ id: part.citation, kind: z.string(), elements: z.array(z.looseObject({})), tests: z.array(z.looseObject({})) }),
      ),
      settings: z.array(z.looseObject({})),
      unknown: z.array(z.string()),
      testsFrom: part.instant
        .nullable()
        .meta({ description: 'When what passed of the tests was last kept; null where none have been run' }),
      aboutTests: z.string().meta({ description: 'The same in a sentence' }),
    }),
    run: ({ engine }) => {
      const { paragraphs, ...rest } = registerFor(engine)
      return { body: { ...rest, paragraphs: paragraphs.map((entry) => ({ ...entry, kind: entry.kinds.join(', ') })) } }
    },
  }),
  route({
    method: 'get',
    path: '/openapi.json',
    name: 'openApi',
    title: 'This API as OpenAPI 3.1',
    tag: 'guidance',
    open: true,
    about: 'Made from the schemas that requests are read by.',
    status: 200,
    answer: z.looseObject({ openapi: z.string() }),
    run: ({ config }) => ({ body: openApi(config.mode) }),
  }),
]

function definitionOf({ definitions }: Engine, name: string): Definition {
  if (!Object.hasOwn(definitions, name)) throw notFound()
  return definitions[name]!
}
