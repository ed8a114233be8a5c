import type { Request, RequestHandler, Response } from 'express'
import { feed } from '../live/feed.ts'
import { parseBody, parseParams, parseQuery } from '../parse.ts'
import { Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { jsonOf, readBytes } from './body.ts'
import { digestOf, etagOf, isStillKnown, keyOf, seenBy } from './request-headers.ts'
import { type Answer, type Asked, nothing, type Route } from './route.ts'

/** The Express handlers of one route: who asks, then what, then the answer. */
export function serve(services: Services, route: Route): readonly RequestHandler[] {
  const answer: RequestHandler = async (request, response) => {
    const person = route.open ? '' : await whoAsks(services, request)
    const asked = askedIn(route, request, person)
    const given = await route.run(services, asked as Asked<never, never, never>)
    if ('watch' in given)
      await feed(services.flows, given.watch, { person, still: () => isStillSignedIn(services, request) }, request, response)
    else if (await isUnchanged(request, route, given)) notModified(response, given)
    else send(response, { status: route.status, ...given })
  }
  return route.body ? [whoAsksFirst(services, route), readBytes, answer] : [answer]
}

/** Nobody who is not signed in makes us read a body. */
const whoAsksFirst =
  (services: Services, { open }: Route): RequestHandler =>
  async (request, _response, next) => {
    if (!open) await whoAsks(services, request)
    next()
  }

const known = new WeakMap<Request, string>()

const tokenOf = (request: Request): string | undefined => /^Bearer +([\w~+/.=-]+)$/i.exec(request.get('Authorization') ?? '')?.[1]

/** A token that was good when a stream began is asked about again. */
const isStillSignedIn = async ({ tokens }: Services, request: Request): Promise<boolean> =>
  (await tokens.personOf(tokenOf(request)!)) !== undefined

async function whoAsks({ tokens }: Services, request: Request): Promise<string> {
  const before = known.get(request)
  if (before !== undefined) return before
  const token = tokenOf(request)
  const person = token === undefined ? undefined : await tokens.personOf(token)
  if (person === undefined) {
    const because = token === undefined ? 'Bearer' : 'Bearer error="invalid_token"'
    throw new Problem('not-signed-in', undefined, { headers: { 'WWW-Authenticate': because } })
  }
  known.set(request, person)
  return person
}

function askedIn({ params, query, body, keyed }: Route, request: Request, person: string): Asked {
  const given = parseQuery(query ?? nothing, request.query)
  const sent = body ? jsonOf(request) : undefined
  const seen = seenBy(request)
  return {
    person,
    params: params ? parseParams(params, request.params) : {},
    query: given,
    key: keyed ? keyOf(request) : '',
    digest: keyed ? digestOf(person, request, sent) : '',
    body: body ? parseBody(body, sent) : undefined,
    ...(seen !== undefined && { seen }),
  }
}

const isUnchanged = async (request: Request, { method }: Route, { revision, passing }: Answer): Promise<boolean> =>
  method === 'get' && revision !== undefined && isStillKnown(request, etagOf(revision)) && !(await passing?.())

const notModified = (response: Response, given: Answer) => void heads(response, given).status(304).end()

/** By `end`: Express's `send` would compare the ETag as well, and knows nothing of what passes. */
function send(
  response: Response,
  { body, status, type = 'application/json; charset=utf-8', location, ...heading }: Answer & { status: number },
): void {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
  if (location) response.location(location)
  heads(response, heading)
    .status(status)
    .set({ 'Content-Type': type, 'Content-Length': String(bytes.length) })
    .end(bytes)
}

/** What is about people is kept by nobody on the way; what has a revision may be kept by who asked, and is asked after each time. */
function heads(response: Response, { revision }: Pick<Answer, 'revision'>): Response {
  if (revision !== undefined) response.set('ETag', etagOf(revision))
  return response.set('Cache-Control', revision === undefined ? 'no-store' : 'private, no-cache').vary('Authorization')
}
