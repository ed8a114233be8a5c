import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serverFor } from '../../../src/http-server.ts'

/** The application, listening on a port of this machine that nobody else has. */
export interface Listening {
  readonly address: string
  readonly server: Server
  close(): Promise<void>
}

export async function listening(app: Parameters<typeof serverFor>[0]): Promise<Listening> {
  const server = serverFor(app)
  await new Promise<void>((begun) => server.listen(0, '127.0.0.1', begun))
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}`,
    server,
    close: async () => {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

/** One event of a stream. */
export interface Heard {
  readonly event: string
  readonly id: string
  // biome-ignore lint/suspicious/noExplicitAny: what a test looks at in it differs
  readonly data: any
}

/** A stream that somebody listens to. */
export interface Hearing {
  readonly status: number
  readonly headers: Headers
  /** The next event of this kind; rejects where the stream ends before. */
  next(event?: string): Promise<Heard>
  /** Until it ends by itself. */
  readonly ended: Promise<void>
  leave(): void
}

/** Opens a stream as a browser does; what is answered otherwise has its status, and no events. */
export async function hears(url: string, headers: Readonly<Record<string, string>>): Promise<Hearing> {
  const leaving = new AbortController()
  const response = await fetch(url, {
    headers: { Accept: 'text/event-stream', ...headers },
    redirect: 'manual',
    signal: leaving.signal,
  })
  const events = eventsOf(response)
  let finished: () => void = () => {}
  const ended = new Promise<void>((end) => {
    finished = end
  })
  return {
    status: response.status,
    headers: response.headers,
    next: async (kind = 'message') => {
      for (;;) {
        const { done, value } = await events.next()
        if (done) {
          finished()
          throw new Error('The stream has ended')
        }
        if (value.event === kind) return value
      }
    },
    get ended() {
      void (async () => {
        while (!(await events.next()).done);
        finished()
      })().catch(finished)
      return ended
    },
    leave: () => leaving.abort(),
  }
}

async function* eventsOf({ body }: Response): AsyncGenerator<Heard, void> {
  let text = ''
  const decoder = new TextDecoder()
  for await (const bytes of body ?? []) {
    text += decoder.decode(bytes as Uint8Array, { stream: true })
    const parts = text.split('\n\n')
    text = parts.pop()!
    for (const part of parts) {
      const fields = new Map(part.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)] as const))
      if (fields.has('data'))
        yield { event: fields.get('event') ?? 'message', id: fields.get('id') ?? '', data: JSON.parse(fields.get('data')!) }
    }
  }
}
