import { z } from 'zod'
import { dayInLondon, type Instant } from '../../machines/kernel/calendar.ts'
import type { Definitions } from '../../machines/kernel/definition.ts'
import { shapeOf } from '../../machines/kernel/stored.ts'
import { kinds, Problem, type ProblemKind } from '../problem.ts'
import type { Services } from '../services.ts'
import { chartFor } from '../shown/place.ts'
import * as part from '../shown/schemas.ts'
import type { LastSweep } from '../timers/last-sweep.ts'
import { version } from '../version.ts'
import { route } from './route.ts'

const well = z.object({ status: z.literal('up') })

/** For whoever runs the service; outside the versioned API. */
export const probes = [
  route({
    method: 'get',
    path: '/health',
    name: 'health',
    title: 'Is the process alive?',
    tag: 'running',
    open: true,
    about: 'Says nothing of the database: a process that lives need not be started again because a database is away.',
    status: 200,
    answer: well,
    run: () => ({ body: { status: 'up' } }),
  }),
  route({
    method: 'get',
    path: '/ready',
    name: 'ready',
    title: 'Can it answer requests?',
    tag: 'running',
    open: true,
    about: 'The database answers, and the service is not about to stop.',
    status: 200,
    answer: well,
    problems: ['unavailable'],
    run: async ({ draining, engine }) => {
      if (draining()) throw new Problem('unavailable', 'The service is stopping', { headers: { 'Retry-After': '10' } })
      await engine.now()
      return { body: { status: 'up' } }
    },
  }),
  route({
    method: 'get',
    path: '/info',
    name: 'info',
    title: 'What is running?',
    tag: 'running',
    open: true,
    about: 'Versions of the service and of its machines, and what protects the history from change.',
    status: 200,
    answer: z.object({
      name: z.string(),
      version: z.string(),
      node: z.string(),
      mode: z.enum(['demonstration', 'production']),
      now: part.instant,
      today: part.calendarDate.meta({ description: 'The day it is for the service: the demonstration’s clock can be moved' }),
      sweptAt: part.instant.meta({ description: 'When what had fallen due was last carried out, by real time' }),
      sweepIsLate: z.boolean().meta({ description: 'That is more than 26 hours ago: look why the sweep stays away' }),
      historyProtectedBy: z
        .array(z.enum(['role', 'triggers', 'chain']))
        .meta({ description: 'The role only where the tables belong to another' }),
      machines: z.array(z.object({ name: z.string(), title: z.string(), version: z.int(), shape: z.string(), states: z.int() })),
    }),
    run: async ({ config, engine, sweeps }) => ({
      body: infoOf(config, engine.definitions, await engine.now(), await sweeps.last()),
    }),
  }),
  route({
    method: 'get',
    path: '/metrics',
    name: 'metrics',
    title: 'Figures for monitoring',
    tag: 'running',
    open: true,
    about: 'In the text format of Prometheus. No name, reference or word of a complaint is in them.',
    status: 200,
    answer: 'text/plain',
    run: async ({ measures }) => ({ body: await measures.registry.metrics(), type: measures.registry.contentType }),
  }),
  route({
    method: 'get',
    path: '/problems/{kind}',
    name: 'explainProblem',
    title: 'What a kind of problem means',
    tag: 'running',
    open: true,
    about: 'Where the `type` of a problem leads.',
    params: z.object({ kind: z.enum(Object.keys(kinds) as [ProblemKind, ...ProblemKind[]]) }),
    status: 200,
    answer: z.object({ code: z.string(), status: z.int(), title: z.string(), means: z.string() }),
    problems: ['not-found'],
    run: (_services, { params: { kind } }) => {
      const [status, title, means] = kinds[kind]
      return { body: { code: kind, status, title, means } }
    },
  }),
]

const infoOf = ({ mode, migrationDatabaseUrl }: Services['config'], definitions: Definitions, now: Instant, swept: LastSweep) => ({
  name: 'redress',
  version,
  node: process.version,
  mode,
  now,
  today: dayInLondon(now),
  sweptAt: swept.at,
  sweepIsLate: swept.isLate,
  historyProtectedBy: [...(migrationDatabaseUrl ? ['role'] : []), 'triggers', 'chain'],
  machines: Object.values(definitions).map((definition) => ({
    name: definition.name,
    title: definition.title,
    version: definition.version,
    shape: shapeOf(definition),
    states: chartFor(definition).states.length,
  })),
})
