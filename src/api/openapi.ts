import { z } from 'zod'
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject, type ZodOpenApiResponseObject } from 'zod-openapi'
import type { Config } from '../config.ts'
import { version } from '../version.ts'
import { apiRoutes } from './all.ts'
import { namedEvents } from './events.ts'
import { kinds, type ProblemKind } from './problem.ts'
import { type Route, tags } from './route.ts'
import * as part from './shown/schemas.ts'

type Mode = Config['mode']
const made = new Map<Mode, object>()

/** The API as OpenAPI 3.1, read off the routes that are served in this mode. */
export function openApi(mode: Mode): object {
  const known = made.get(mode)
  if (known) return known
  const document = documentOf(apiRoutes.filter(({ demonstration }) => !demonstration || mode === 'demonstration'))
  made.set(mode, document)
  return document
}

/** Each the only one of its status wherever it is answered; those that share one are written out together. */
const alone = [
  'not-signed-in',
  'not-allowed',
  'not-found',
  'too-large',
  'not-json',
  'internal',
  'unavailable',
  'invalid',
  'changed-since',
  'refused',
] as const

const documentOf = (routes: readonly Route[]) =>
  createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'Redress',
        version,
        description: 'Casework for an ombudsman: explicit state machines carry complaints through intervention and compliance.',
        license: { name: 'MIT', identifier: 'MIT' },
        contact: { name: 'Whoever runs this service' },
      },
      servers: [{ url: '/api/v1' }],
      security: [{ bearer: [] }],
      tags: Object.entries(tags)
        .filter(([name]) => routes.some(({ tag }) => tag === name))
        .map(([name, description]) => ({ name, description })),
      paths: pathsOf(routes),
      components: {
        schemas: Object.fromEntries(namedEvents.map(({ name, schema }) => [name, schema])),
        responses: Object.fromEntries(alone.map((kind) => [kind, responseOf(kind)])),
        securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      },
    },
    { override: ({ jsonSchema }) => extended(jsonSchema as Record<string, unknown>) },
  )

const problem = z
  .looseObject({
    type: z.string().meta({ format: 'uri-reference', example: '/problems/refused' }),
    title: z.string(),
    status: z.int().meta({ example: 422 }),
    detail: z.string(),
    instance: z.string(),
    code: z.enum(Object.keys(kinds) as [ProblemKind, ...ProblemKind[]]).meta({ description: 'The last part of `type`, for programs' }),
    errors: z
      .array(z.object({ pointer: z.string().optional(), parameter: z.string().optional(), detail: z.string() }))
      .optional()
      .meta({ description: 'Of `invalid`: each fault with a JSON Pointer into the body, or the name of the parameter' }),
    refusals: z.array(part.refusal).optional().meta({ description: 'Of `refused`: every rule that stands in the way' }),
    whoCould: part.whoCould.optional(),
    accepts: z.array(z.string()).optional().meta({ description: 'Of `not-accepted`: the events that the state takes' }),
    by: z.object({ id: z.string(), name: z.string() }).optional().meta({ description: 'Of `changed-since`: who changed it' }),
    at: part.instant.optional(),
    what: z.string().optional(),
    revision: z.int().optional(),
    reference: z.string().optional().meta({ description: 'Of `internal` and `unavailable`: finds the failure in the log' }),
  })
  .meta({ id: 'Problem', description: 'Every failure, after RFC 9457' })

const problemExample = (kind: ProblemKind) => {
  const [status, title, detail] = kinds[kind]
  return {
    type: `/problems/${kind}`,
    title,
    status,
    detail,
    instance: '/api/v1/instances/0b0e6cf3-4d6c-4f0a-9a3d-6f4c8a1d2e3f/events',
    code: kind,
  }
}

const responseOf = (kind: ProblemKind): ZodOpenApiResponseObject => ({
  description: `${kinds[kind][1]}. ${kinds[kind][2]}`,
  ...(kind === 'unavailable' && { headers: z.object({ 'Retry-After': z.string() }) }),
  ...(kind === 'not-signed-in' && { headers: z.object({ 'WWW-Authenticate': z.string() }) }),
  content: { 'application/problem+json': { schema: problem, example: problemExample(kind) } },
})

function pathsOf(routes: readonly Route[]): ZodOpenApiPathsObject {
  const paths: Record<string, Partial<Record<Route['method'], ZodOpenApiOperationObject>>> = {}
  for (const route of routes) paths[route.path] = { ...paths[route.path], [route.method]: operationOf(route) }
  return paths
}

function operationOf(route: Route): ZodOpenApiOperationObject {
  const { name, title, about, tag, open, params, query, body, described, example } = route
  return {
    operationId: name,
    summary: title,
    description: about,
    tags: [tag],
    ...(open && { security: [] }),
    requestParams: {
      ...(params && { path: params as z.ZodObject }),
      ...(query && { query: query as z.ZodObject }),
      ...headersOf(route),
    },
    ...(body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: described ?? body, ...(example !== undefined && { example }) } },
      },
    }),
    responses: { ...successOf(route), ...failuresOf(route) },
  }
}

const headersOf = ({ keyed, problems = [], method, answer }: Route) => {
  const headers = {
    ...(keyed && {
      'Idempotency-Key': z
        .string()
        .min(1)
        .max(200)
        .meta({ description: 'Fresh for each thing to be done; the same one when it is tried again', example: '5f0c6a1e-read-the-letter' }),
    }),
    ...(method === 'post' &&
      problems.includes('changed-since') && {
        'If-Match': z
          .string()
          .optional()
          .meta({ description: 'The ETag that was seen: refused where somebody changed the casefile since', example: '"7"' }),
      }),
    ...(method === 'get' &&
      typeof answer !== 'string' &&
      problems.includes('not-found') && {
        'If-None-Match': z.string().optional().meta({ description: 'An ETag that is known already', example: '"7"' }),
      }),
  }
  return Object.keys(headers).length > 0 ? { header: z.object(headers) } : {}
}

function successOf({ status, title, answer, problems = [] }: Route): ZodOpenApiOperationObject['responses'] {
  const isOfAFile = problems.includes('not-found') || problems.includes('changed-since')
  const headers =
    isOfAFile && typeof answer !== 'string'
      ? { headers: z.object({ ETag: z.string().optional().meta({ description: 'The revision of the file', example: '"7"' }) }) }
      : {}
  const content = typeof answer === 'string' ? { [answer]: { schema: z.string() } } : { 'application/json': { schema: answer } }
  return { [String(status) as '200']: { description: title, ...headers, content } }
}

/** What can go wrong with any request of this kind, and what only with this one; several of one status share its answer. */
function failuresOf({ open, query, body, keyed, method, problems = [] }: Route): ZodOpenApiOperationObject['responses'] {
  const possible: ProblemKind[] = [
    ...(query || body || method === 'get' ? (['invalid'] as const) : []),
    ...(body ? (['malformed', 'too-large', 'not-json'] as const) : []),
    ...(keyed ? (['key-missing'] as const) : []),
    ...(open ? [] : (['not-signed-in'] as const)),
    ...problems,
    'internal',
    'unavailable',
  ]
  const byStatus = new Map<number, ProblemKind[]>()
  for (const kind of new Set(possible)) byStatus.set(kinds[kind][0], [...(byStatus.get(kinds[kind][0]) ?? []), kind])
  return Object.fromEntries(
    [...byStatus]
      .sort(([a], [b]) => a - b)
      .map(([status, of]) => [String(status), of.length === 1 ? { $ref: `#/components/responses/${of[0]}` } : together(of)]),
  )
}

const together = (of: readonly ProblemKind[]): ZodOpenApiResponseObject => ({
  description: of.map((kind) => `\`${kind}\`: ${kinds[kind][1]}.`).join(' '),
  content: {
    'application/problem+json': {
      schema: problem,
      examples: Object.fromEntries(of.map((kind) => [kind, { value: problemExample(kind) }])),
    },
  },
})

/** What our fields say of themselves beside JSON Schema, under names that OpenAPI leaves to us; the label serves as the title. */
function extended(schema: Record<string, unknown>): void {
  for (const name of ['words', 'organisation', 'post', 'pence', 'consideration', 'kind', 'done', 'composesLetters', 'cites']) {
    if (!(name in schema)) continue
    schema[`x-${name.replaceAll(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)}`] = schema[name]
    delete schema[name]
  }
  for (const [from, to] of [
    ['label', 'title'],
    ['hint', 'description'],
  ] as const) {
    if (!(from in schema)) continue
    schema[to] ??= schema[from]
    delete schema[from]
  }
}
