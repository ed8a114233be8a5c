import { createEventBuffer, createSession, type EventBuffer } from 'better-sse'
import type { Request, Response } from 'express'
import type { Watchable } from './readings.ts'
import type { FlowWatch, Watcher } from './watch.ts'

/** Who is let in, and whether they still are. */
export interface LetIn {
  readonly person: string
  readonly still: () => Promise<boolean>
}

/** A page asks again after so long, when a stream breaks off. */
const RETRY_MS = 3_000
/** Who has so much to come that they do not take is let go: the browser comes back by itself, and is told what it missed. */
const MOST_BYTES_WAITING = 64 * 1_024

/**
 * Answers with what is watched, as server-sent events, until whoever asked goes away: `message`, `beat` when nothing happens for a
 * while, and `ended` where they may no longer watch. A proxy is told to pass each on at once.
 *
 * @throws Problem as `FlowWatch.begin`, before anything is sent
 */
export async function feed(
  watch: FlowWatch,
  asked: Watchable,
  { person, still }: LetIn,
  request: Request,
  response: Response,
): Promise<void> {
  response.set('X-Accel-Buffering', 'no').set('Cache-Control', 'private, no-cache, no-store, no-transform')
  if (request.method === 'HEAD') {
    response.type('text/event-stream').end()
    return
  }
  const line = lineTo(response)
  const watcher: Watcher = {
    person,
    still,
    send: ({ id, told }) => line.write((event) => event.push(told, 'message', id)),
    beat: () => line.write((event) => event.event('beat').data({}).dispatch()),
    end: (why) => {
      if (why === 'signed-out') line.write((event) => event.event('ended').data({}).dispatch())
      response.end()
    },
  }
  const leave = await watch.begin(asked, watcher, lastIdOf(request))
  if (response.destroyed) {
    leave()
    return
  }
  response.once('close', leave)
  response.locals['lasts'] = true
  const session = await createSession(request, response, { keepAlive: null, retry: RETRY_MS })
  line.open((event) => void session.batch(event))
}

/** Of the request that a browser repeats by itself; in the address, where a page begins anew. */
const lastIdOf = (request: Request): string => {
  const asked = request.get('Last-Event-ID') ?? request.query['lastEventId']
  return typeof asked === 'string' ? asked : ''
}

/** What is said before the line is open is kept until then. */
function lineTo(response: Response) {
  let waiting: EventBuffer[] = []
  let send = (event: EventBuffer) => void waiting.push(event)
  return {
    write: (what: (event: EventBuffer) => unknown): boolean => {
      if (response.destroyed || response.writableLength > MOST_BYTES_WAITING) {
        response.destroy()
        return false
      }
      const event = createEventBuffer()
      what(event)
      send(event)
      return true
    },
    open: (to: typeof send) => {
      send = to
      for (const event of waiting) to(event)
      waiting = []
    },
  }
}
