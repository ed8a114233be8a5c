import { type IncomingMessage, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { DataSource } from 'typeorm'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Tokens } from '../../identity/tokens.ts'
import { kinds, notFound, Problem, problemOf } from '../../problem.ts'
import { readerOf } from '../../reports/standing.ts'
import type { Inspection } from './inspection.ts'

/** Where the inspector is asked for. */
export const INSPECT = '/api/v1/inspect'

/** Whoever asks, and whether they are still signed in. */
export interface Asking {
  readonly person: string
  readonly still: () => Promise<boolean>
}

export interface Upgrading {
  readonly inspection: Inspection
  readonly lists: DataSource
  readonly tokens: Tokens
  /** Who is signed in at the pages, by the request's cookie. */
  readonly sessionOf: (request: IncomingMessage) => Promise<Asking | undefined>
  readonly onError: (error: unknown) => void
}

/** What asks for a connection to be kept for messages. */
export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void

const MOST_INSPECTORS = 20
const MOST_BYTES_WAITING = 8 * 1_024 * 1_024
/** Nothing that is sent to us is read. */
const MOST_BYTES_HEARD = 1_024
const BEAT_MS = 30_000
const GOING_AWAY = 1001
const NOT_ALLOWED_ANY_MORE = 4403

/** Lets in who may look on, and answers everybody else with a problem, before a WebSocket is opened. */
export function upgrading({ inspection, lists, tokens, sessionOf, onError }: Upgrading): { readonly upgrade: Upgrade; close(): void } {
  const server = new WebSocketServer({ noServer: true, clientTracking: true, maxPayload: MOST_BYTES_HEARD, perMessageDeflate: false })

  const letIn = async (request: IncomingMessage) => {
    if (new URL(request.url ?? '/', 'http://service').pathname !== INSPECT) throw notFound()
    const asking = await whoAsks(request, tokens, sessionOf)
    const mayLookOn = async () =>
      (await readerOf(lists, asking.person)).posts.some(({ roles }) => roles.some((role) => LOOK_ON.includes(role)))
    if (!(await mayLookOn())) throw new Problem('not-allowed', 'An auditor or an administrator may look on')
    if (server.clients.size >= MOST_INSPECTORS) throw new Problem('unavailable')
    const { seesSealed } = await readerOf(lists, asking.person)
    return { seesSealed, still: async () => (await asking.still()) && (await mayLookOn()) }
  }

  const looksOn = async (socket: WebSocket, { seesSealed, still }: Awaited<ReturnType<typeof letIn>>) => {
    const send = (message: object) => {
      if (socket.bufferedAmount > MOST_BYTES_WAITING) socket.terminate()
      else socket.send(JSON.stringify(message))
      return socket.readyState === socket.OPEN
    }
    const stop = beating(socket, still)
    const leave = await inspection.begin({ seesSealed, send })
    socket.once('close', () => {
      stop()
      leave()
    })
  }

  return {
    upgrade: (request, socket, head) => {
      // Whoever hangs up in the middle of it is no fault.
      socket.on('error', () => socket.destroy())
      letIn(request).then(
        (allowed) =>
          server.handleUpgrade(request, socket, head, (opened) => {
            opened.on('error', () => opened.terminate())
            looksOn(opened, allowed).catch((error: unknown) => {
              onError(error)
              opened.terminate()
            })
          }),
        (error: unknown) => refuse(socket, problemOf(error)),
      )
    },
    close: () => {
      for (const client of server.clients) {
        client.close(GOING_AWAY)
        client.terminate()
      }
    },
  }
}

/** Who keeps the service going, and who may read everything. */
const LOOK_ON = ['auditor', 'administrator']

async function whoAsks(request: IncomingMessage, tokens: Tokens, sessionOf: Upgrading['sessionOf']): Promise<Asking> {
  const token = tokenOf(request)
  if (token !== undefined) {
    const person = await tokens.personOf(token)
    if (person !== undefined) return { person, still: async () => (await tokens.personOf(token)) === person }
    throw new Problem('not-signed-in', undefined, { headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' } })
  }
  const signedIn = await sessionOf(request)
  if (!signedIn) throw new Problem('not-signed-in', undefined, { headers: { 'WWW-Authenticate': 'Bearer' } })
  // A browser sends the cookie whoever asks it to open the connection, and says who that was.
  if (!isOwnPage(request)) throw new Problem('not-allowed', 'Only a page of this service may open this with its session')
  return signedIn
}

/** As bearer; or, for programs that are given nothing but an address, as the password in it: `ws://token:…@host/api/v1/inspect`. */
function tokenOf({ headers: { authorization = '' } }: IncomingMessage): string | undefined {
  const [, scheme, credentials] = /^(bearer|basic) +([\w~+/.=-]+)$/i.exec(authorization) ?? []
  if (credentials === undefined || scheme!.toLowerCase() === 'bearer') return credentials
  return Buffer.from(credentials, 'base64')
    .toString('utf8')
    .replace(/^[^:]*:/, '')
}

function isOwnPage({ headers: { origin, host } }: IncomingMessage): boolean {
  return origin !== undefined && host !== undefined && URL.canParse(origin) && new URL(origin).host === host
}

/** Answered as HTTP: there is no WebSocket yet. */
function refuse(socket: Duplex, { code, message, headers }: Problem): void {
  const [status, title] = kinds[code]
  const body = JSON.stringify({ type: `/problems/${code}`, title, status, detail: message, instance: INSPECT, code })
  const all = {
    ...headers,
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    Connection: 'close',
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`)
}

/** Whoever no longer answers is let go, and whoever may no longer look on. */
function beating(socket: WebSocket, still: () => Promise<boolean>): () => void {
  let answers = true
  socket.on('pong', () => {
    answers = true
  })
  const timer = setInterval(() => {
    if (!answers) return socket.terminate()
    answers = false
    socket.ping()
    still().then(
      (may) => may || socket.close(NOT_ALLOWED_ANY_MORE),
      () => {},
    )
  }, BEAT_MS).unref()
  return () => clearInterval(timer)
}
