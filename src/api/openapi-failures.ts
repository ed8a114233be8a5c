import { z } from 'zod'
import type { ZodOpenApiOperationObject, ZodOpenApiResponseObject } from 'zod-openapi'
import { kinds, type ProblemKind } from '../problem.ts'
import * as part from '../shown/schemas.ts'
import type { Route } from './route.ts'

/** How requests can fail, as OpenAPI says it. */

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
  'upgrade-needed',
  'too-many',
] as const

export const sharedFailures = Object.fromEntries(alone.map((kind) => [kind, responseOf(kind)]))

/** What can go wrong with any request of this kind, and what only with this one; several of one status share its answer. */
export function failuresOf({ open, query, body, keyed, method, problems = [] }: Route): ZodOpenApiOperationObject['responses'] {
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
