import type { Readable } from 'node:stream'
import type { Express } from 'express'
import request from 'supertest'

/** One person at the pages, with a session of their own; what a browser sends, without its screen. */
export interface Visitor {
  get(path: string): request.Test
  /** A form with the token of this session, and these fields. */
  post(path: string, fields?: Fields): request.Test
  /** The token of the forms, where a test sends it in its own way. */
  readonly token: string
}
export type Fields = Readonly<Record<string, string | readonly string[]>>

/** Of what goes on until somebody leaves: how it begins. */
export const begins = (asked: request.Test): request.Test =>
  asked.buffer(true).parse((response, done) => {
    const stream = response as unknown as Readable
    const heard = () => {
      done(null, undefined)
      stream.destroy()
    }
    stream.once('data', heard).once('end', heard)
  })

const ASKS_FOR_PAGES = 'text/html'
const tokenIn = (html: string) => /name="_csrf" value="([0-9a-f]+)"/.exec(html)?.[1] ?? ''

/** Signed in through the sign-in page as whoever holds this post. */
export async function visitor(app: Express, post: string): Promise<Visitor> {
  const agent = request.agent(app)
  const before = await agent.get('/sign-in').set('Accept', ASKS_FOR_PAGES)
  const signedIn = await agent
    .post('/sign-in')
    .type('form')
    .send({ _csrf: tokenIn(before.text), post, to: '/help' })
  if (signedIn.status !== 303) throw new Error(`${post} was not signed in: ${signedIn.status}`)
  const { text } = await agent.get('/sign-in?to=/').set('Accept', ASKS_FOR_PAGES)
  const token = tokenIn(text)
  return {
    token,
    get: (path) => agent.get(path).set('Accept', ASKS_FOR_PAGES),
    post: (path, fields = {}) =>
      agent
        .post(path)
        .set('Accept', ASKS_FOR_PAGES)
        .type('form')
        .send({ _csrf: token, ...fields }),
  }
}
