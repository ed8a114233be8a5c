import { z } from 'zod'
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi'
import type { Config } from '../config.ts'
import { version } from '../version.ts'
import { apiRoutes } from './all.ts'
import { namedEvents } from './events.ts'
import { failuresOf, sharedFailures } from './openapi-failures.ts'
import { type Route, tags } from './route.ts'

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
        responses: sharedFailures,
        securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      },
    },
    { override: ({ jsonSchema }) => extended(jsonSchema as Record<string, unknown>) },
  )

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

/** What our fields say of themselves beside JSON Schema, under names that OpenAPI leaves to us; the label serves as the title. */
function extended(schema: Record<string, unknown>): void {
  for (const name of [
    'words',
    'organisation',
    'post',
    'pence',
    'consideration',
    'kind',
    'done',
    'composesLetters',
    'editsLetter',
    'beforehand',
    'handsOn',
    'cites',
  ]) {
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
