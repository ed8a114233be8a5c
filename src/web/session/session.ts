import { randomBytes } from 'node:crypto'
import { type IncomingMessage, ServerResponse } from 'node:http'
import { csrfSync } from 'csrf-sync'
import type { Request, RequestHandler, Response } from 'express'
import session from 'express-session'
import type { Asking } from '../../live/inspect/upgrade.ts'
import type { Notice } from '../page.ts'
import type { HashedStore } from './store.ts'

declare module 'express-session' {
  interface SessionData {
    person: string
    notice: Notice
    /** Address of the worklist last looked at. */
    list: string
  }
}

/** 256 bits that nobody guesses. */
const ID_BYTES = 32

/**
 * Reads the session of the cookie. An opaque id is all that the browser has.
 *
 * @param secret signs the cookie, so that made-up ids never reach the database
 * @param secure the cookie leaves over HTTPS alone
 */
export const sessions = (store: HashedStore, { secret, secure }: { secret: string; secure: boolean }): RequestHandler =>
  session({
    store,
    secret,
    name: 'redress',
    genid: () => randomBytes(ID_BYTES).toString('base64url'),
    resave: false,
    saveUninitialized: false,
    unset: 'destroy',
    cookie: { httpOnly: true, sameSite: 'strict', secure, path: '/' },
  })

const { csrfSynchronisedProtection, generateToken } = csrfSync({
  getTokenFromRequest: (request) => (request.body as { _csrf?: string } | undefined)?._csrf ?? request.get('X-CSRF-Token') ?? null,
  size: ID_BYTES,
})

/** A form is taken only with the token of the session that it was shown in. */
export const onlyOwnForms: RequestHandler = csrfSynchronisedProtection
export const csrfTokenOf = (request: Request): string => generateToken(request)

/** A fresh session for this person: an id that was known before signing in is worth nothing after it. */
export async function signedIn(request: Request, person: string): Promise<void> {
  await new Promise<void>((resolve, reject) => request.session.regenerate((error) => (error ? reject(error) : resolve())))
  request.session.person = person
}

export const signedOut = (request: Request): Promise<void> =>
  new Promise((resolve, reject) => request.session.destroy((error) => (error ? reject(error) : resolve())))

/** To look on is no use of the session: it ends when it would have ended. Answers whether it has not ended yet. */
export function onlyLooksOn(request: Request): () => Promise<boolean> {
  const store = request.sessionStore as unknown as HashedStore
  const { sessionID } = request
  store.lookOn(request.session)
  return () => store.isThere(sessionID)
}

/** Who is signed in, of a request that is answered without Express; to ask is no use of the session. */
export async function signedInBy(reading: RequestHandler, incoming: IncomingMessage): Promise<Asking | undefined> {
  const request = incoming as Request
  await new Promise<void>((resolve, reject) => {
    const unanswered = new ServerResponse(incoming) as unknown as Response
    reading(request, unanswered, (error?: unknown) => (error ? reject(error) : resolve()))
  })
  const { person } = request.session
  return person === undefined ? undefined : { person, still: onlyLooksOn(request) }
}

/** What was to be said once, and is now said. */
export function noticeOnce(request: Request): Notice | undefined {
  const { notice } = request.session
  if (notice) delete (request.session as Partial<typeof request.session>).notice
  return notice
}

/** Nothing, where the session was ended. */
export const saved = (request: Request): Promise<void> =>
  new Promise((resolve, reject) => (request.session ? request.session.save((error) => (error ? reject(error) : resolve())) : resolve()))
