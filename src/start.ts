import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import closeWithGrace from 'close-with-grace'
import { startEmbedded } from '../db/embedded.ts'
import { type Config, config } from './config.ts'
import { isOurs } from './logger.ts'
import type { Running } from './main.ts'
import { portFor } from './port.ts'
import { box } from './welcome.ts'

const DRAIN_MS = 15_000
/** Ctrl-C comes twice when npm is in between: once from the terminal, once passed on. */
const SAME_SIGNAL_MS = 1_000

const opened: Promise<{ close(): Promise<void> }>[] = []
let stopping = false

/** Remembers what has to be closed even before it is open, so that a signal in the middle of the start leaves nothing behind. */
function opening<Thing>(open: () => Promise<Thing>, close: (thing: Thing) => Promise<void>): Promise<Thing> {
  if (stopping) return new Promise(() => {})
  const thing = open()
  const nothing = { close: async () => {} }
  opened.unshift(
    thing.then(
      (it) => ({ close: () => close(it) }),
      () => nothing,
    ),
  )
  return thing
}

async function closeAll(): Promise<void> {
  for (const thing of opened) await (await thing).close()
}

function closeOnSignals(): void {
  const closing = closeWithGrace({ delay: DRAIN_MS, skip: ['SIGINT', 'SIGTERM', 'SIGHUP'], logger: false }, async ({ err }) => {
    stopping = true
    if (err) complain(err)
    await closeAll()
  })
  let first: number | undefined
  const signalled = () => {
    if (first === undefined) {
      first = performance.now()
      process.stdout.write('\nStopping …\n')
      closing.close()
    } else if (performance.now() - first > SAME_SIGNAL_MS) process.exit(1)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, signalled)
}

async function start(): Promise<void> {
  const read = config()
  const { port, notice } = await portFor(read)
  const { settled, url, notices } = await withDatabase({ ...read, port })
  const { main } = await import('./main.ts')
  let filled = settled.mode !== 'demonstration'
  const running: Running = await opening(
    () => main(settled, url, () => filled),
    (it) => it.close(),
  )
  if (!filled) await fill(settled, running.address, url)
  filled = true
  process.stdout.write(box(settled, running.address, [notice, ...notices]))
}

/** Stands beside the data while the stories are being told. Half a story would be there for ever, so such data is emptied and told anew. */
const fillingFile = ({ dataDir }: Config) => join(dataDir, 'filling')

/** The stories are told once, to an empty database, over the public API. */
async function fill(settled: Config, address: string, url: string): Promise<void> {
  const { loadApart } = await import('../scripts/demonstration/apart.ts')
  mkdirSync(settled.dataDir, { recursive: true })
  writeFileSync(fillingFile(settled), '')
  const begun = performance.now()
  process.stdout.write('Filling the demonstration, if it is empty …\n')
  const casefiles = await loadApart(address, url, { casefiles: settled.demonstrationCasefiles })
  const seconds = Math.round((performance.now() - begun) / 1_000)
  if (casefiles !== undefined)
    process.stdout.write(`It was empty, and has been filled with ${casefiles} fictional casefiles in ${seconds} s.\n`)
  rmSync(fillingFile(settled))
}

/** A database of ours has two users, as production should: whoever serves cannot change history. */
async function withDatabase(settled: Config): Promise<{ settled: Config; url: string; notices: (string | undefined)[] }> {
  if (settled.databaseUrl) return { settled, url: settled.databaseUrl, notices: [] }
  const embedded = await opening(
    () => startEmbedded({ dataDir: settled.dataDir, keep: true }),
    (it) => it.stop(),
  )
  if (existsSync(fillingFile(settled))) await embedded.empty()
  return { settled: { ...settled, migrationDatabaseUrl: embedded.url }, url: embedded.serviceUrl, notices: [embedded.notice] }
}

const UNREACHABLE = ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', '28000', '28P01', '3D000']

/** What the person at the terminal can repair is said in a sentence; anything else is a fault of ours and shows where. */
function complain(error: unknown): void {
  const { code, message, stack } = error as Partial<NodeJS.ErrnoException>
  if (isOurs(error)) process.stderr.write(`${message}\n`)
  else if (UNREACHABLE.includes(code ?? ''))
    process.stderr.write(`The database of DATABASE_URL cannot be used (${message || code}): start it, or mend the address.\n`)
  else process.stderr.write(`${stack ?? String(error)}\n`)
}

closeOnSignals()
start().catch(async (error: unknown) => {
  // What a stop in the middle of the start breaks is no fault worth telling.
  if (stopping) return
  complain(error)
  await closeAll()
  process.exit(1)
})
