import { randomUUID } from 'node:crypto'
import type { RequestHandler } from 'express'

const SAYABLE = /^[\w.:-]{8,80}$/

/** Every request has a name that the answer and the log share: the caller's own, where it can be written in a log without harm. */
export const named: RequestHandler = (request, response, next) => {
  const given = request.get('X-Request-Id')
  const id = given && SAYABLE.test(given) ? given : randomUUID()
  request.id = id
  response.set('X-Request-Id', id)
  next()
}
