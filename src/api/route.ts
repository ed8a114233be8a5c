import { z } from 'zod'
import type { PersonId } from '../../machines/kernel/authority.ts'
import type { ProblemKind } from '../problem.ts'
import type { FlowAsked } from '../reports/flow/numbers.ts'
import type { Services } from '../services.ts'

/** What was asked, parsed: a route never sees the request itself. */
export interface Asked<P = unknown, Q = unknown, B = unknown> {
  /** Who asks; empty on the few routes that ask nobody to sign in. */
  readonly person: PersonId
  readonly params: P
  readonly query: Q
  readonly body: B
  /** Of the Idempotency-Key header, on routes that are `keyed`. */
  readonly key: string
  /** Of person, path and body: tells a repeat from a mistake. */
  readonly digest: string
  /** The revision the caller had seen. */
  readonly seen?: number
}

export interface Answer {
  readonly body: unknown
  readonly status?: number
  /** Of the file that the answer shows: its ETag. */
  readonly revision?: number
  /** Whether the answer holds what its revision alone does not decide: then it is never "not modified". Asked only when it would be. */
  readonly passing?: () => Promise<boolean>
  /** Other than JSON. */
  readonly type?: string
  readonly location?: string
}

/** What changes of a flow: the answer goes on until the caller leaves. */
export interface Watching {
  readonly watch: FlowAsked
}

/**
 * One operation of the API, said once: the router serves it, the OpenAPI document describes it, and the tests walk over all of them.
 */
export interface Route<P extends z.ZodType = z.ZodType, Q extends z.ZodType = z.ZodType, B extends z.ZodType = z.ZodType> {
  readonly method: 'get' | 'post'
  /** In OpenAPI's way: `/casefiles/{ref}`. */
  readonly path: `/${string}`
  readonly name: string
  readonly title: string
  readonly about: string
  readonly tag: Tag
  /** Nobody has to be signed in. */
  readonly open?: true
  /** It exists in the demonstration alone. */
  readonly demonstration?: true
  /** It changes something: the Idempotency-Key is required. */
  readonly keyed?: true
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  /** The body as OpenAPI describes it, where what is parsed depends on what is addressed. */
  readonly described?: z.ZodType
  readonly example?: unknown
  readonly status: 101 | 200 | 201
  readonly answer: z.ZodType | string
  readonly problems?: readonly ProblemKind[]
  /** The answer goes on until the caller leaves. */
  readonly stream?: true
  readonly run: (services: Services, asked: Asked<z.output<P>, z.output<Q>, z.output<B>>) => Promise<Answer | Watching> | Answer | Watching
}

export const tags = {
  casefiles: 'Casefiles and the lifecycles in them',
  work: 'Worklists, duties and letters',
  organisations: 'The organisations complained about',
  administration: 'Who holds which post, what was delegated, and what may be set',
  guidance: 'The machines, and the register of the guidance',
  running: 'For whoever runs the service',
  demonstration: 'Signing in and moving the clock, in the demonstration alone',
} as const
export type Tag = keyof typeof tags

/** Keeps the types of the parts while the list of all routes forgets them. */
export const route = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(each: Route<P, Q, B>): Route =>
  each as unknown as Route

/** No parameters at all: a misspelt filter is refused, and not passed over in silence. */
export const nothing = z.strictObject({})
