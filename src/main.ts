import { type Server, STATUS_CODES } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { migrate } from '../db/migrate.ts'
import { seedPosts } from '../db/seed-posts.ts'
import { definitions } from '../machines/index.ts'
import { createApp } from './app.ts'
import type { Config } from './config.ts'
import { serverFor } from './http-server.ts'
import { drawAhead, keepPicturesIn } from './live/picture.ts'
import { createLogger } from './logger.ts'
import { createServices, type Services } from './services.ts'
import { chartFor } from './shown/place.ts'
import { lookForStuck } from './shown/stuck-look.ts'
import { startSchedule } from './timers/schedule.ts'

/** The service, listening. */
export interface Running {
  /** Without a slash at the end. */
  readonly address: string
  /** Takes no more requests, answers those it has, and stops the clock. */
  close(): Promise<void>
}

/** Pictures take some seconds to lay out: nobody who comes first is to wait for them, and nothing that starts either. */
const BEFORE_DRAWING_MS = 15_000

/**
 * Brings the database up to date, and serves. What it opened is closed again where it cannot start.
 *
 * @param isFilled whether all is there that whoever starts it puts there: until then nothing is looked for in it
 */
export async function main(config: Config, databaseUrl: string, isFilled = () => true): Promise<Running> {
  const logger = createLogger(config.logLevel)
  await migrate(databaseUrl, { ownerUrl: config.migrationDatabaseUrl })
  const services = await createServices({ config, databaseUrl, logger })
  try {
    if (config.mode === 'demonstration') await seedPosts(services.pool)
    const server = await listening(serverFor(createApp(services)), config)
    const look = () => lookForStuck(services).catch((error) => logger.error({ err: error }, 'what is stuck could not be looked for'))
    const clock = startSchedule({
      pool: services.pool,
      sweep: services.sweep,
      look: async () => {
        if (isFilled()) await look()
      },
      cron: config.sweepCron,
      onSwept: ({ files }) => logger.info({ count: files }, 'deadlines carried out'),
      onError: (error) => logger.error({ err: error }, 'the sweep could not be carried out'),
    })
    keepPicturesIn(join(config.dataDir, 'pictures'))
    const drawing = setTimeout(() => void drawAhead(Object.values(definitions).map(chartFor), services.draining), BEFORE_DRAWING_MS)
    services.onDrain(() => clearTimeout(drawing))
    return { address: addressOf(server), close: once(() => closed(server, clock, services)) }
  } catch (error) {
    await services.close()
    throw error
  }
}

async function listening(server: Server, { host, port }: Config): Promise<Server> {
  server.on('clientError', answerUnreadable)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve)
  })
  return server
}

function addressOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
}

/** Requests under way are answered; connections that only wait are let go, or the last of them would hold everything up. */
async function closed(server: Server, clock: { close(): Promise<void> }, services: Services): Promise<void> {
  services.drain()
  const done = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  await Promise.all([done, clock.close()])
  await services.close()
}

function once(work: () => Promise<void>): () => Promise<void> {
  let begun: Promise<void> | undefined
  return () => (begun ??= work())
}

/** What is not even HTTP never reaches the application; it is answered in the same way. */
function answerUnreadable({ code }: NodeJS.ErrnoException, socket: Duplex): void {
  if (code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const status = code === 'HPE_HEADER_OVERFLOW' ? 431 : code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400
  const title = STATUS_CODES[status]!
  const body = JSON.stringify({
    type: '/problems/malformed',
    title,
    status,
    detail: 'The request is not readable as HTTP',
    code: 'malformed',
  })
  socket.end(
    `HTTP/1.1 ${status} ${title}\r\nContent-Type: application/problem+json\r\nX-Content-Type-Options: nosniff\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}
