import { createServer } from 'node:net'
import type { Config } from './config.ts'

const FURTHER_PORTS = 20

/** The port cannot be had; the message says what to do. */
export class PortError extends Error {
  override readonly name = 'PortError'
  readonly code = 'port'
}

/**
 * The port asked for; in the demonstration the next free one where that is taken, and a sentence that says so.
 *
 * @throws PortError in production, where others rely on the port, and where no further one is free.
 */
export async function portFor({
  mode,
  host,
  port,
}: Pick<Config, 'mode' | 'host' | 'port'>): Promise<{ port: number; notice: string | undefined }> {
  const last = mode === 'production' ? port : Math.min(port + FURTHER_PORTS, 65_535)
  let why = ''
  for (let tried = port; tried <= last; tried++) {
    const refused = await listening(host, tried)
    if (refused === undefined)
      return { port: tried, notice: tried === port ? undefined : `Port ${port} ${why}, so this is ${tried}; PORT chooses another.` }
    if (why === '') why = refused
  }
  throw new PortError(`Port ${port} on ${host} ${why}: stop what uses it, or choose another with PORT.`)
}

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is taken',
  EACCES: 'needs more rights than this process has',
  EADDRNOTAVAIL: 'is not an address of this machine',
}

function listening(host: string, port: number): Promise<string | undefined> {
  return new Promise((answer) => {
    const probe = createServer()
      .once('error', ({ code }: NodeJS.ErrnoException) => answer(reasons[code ?? ''] ?? `cannot be used (${code})`))
      .listen(port, host, () => probe.close(() => answer(undefined)))
  })
}
