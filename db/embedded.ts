import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { Client, escapeLiteral } from 'pg'
import { claim, guard, owns, release } from './embedded-claim.ts'
import {
  asAccount,
  dataOf,
  EmbeddedDatabaseError,
  type Place,
  passwordFileOf,
  passwordOf,
  placeFor,
  program,
  stopNow,
} from './embedded-place.ts'

export { EmbeddedDatabaseError } from './embedded-place.ts'

/** A PostgreSQL of our own, for the demonstration and the tests; it ends with the process that started it, however that ends. */
export interface EmbeddedDatabase {
  /** Of the database `redress`, as its owner. */
  readonly url: string
  /** Of the same database, as a user who owns nothing; it may do what the migrations grant it. */
  readonly serviceUrl: string
  /** What the person who started it should know, or undefined. */
  readonly notice: string | undefined
  /** Makes the database `redress` anew, empty. */
  empty(): Promise<void>
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  readonly dataDir: string
  /** False, for tests: quick instead of safe from a crash of the machine, and removed when it stops. */
  readonly keep: boolean
}

const NAME = 'redress'
const SERVICE = 'redress_service'
const PORTS_TO_TRY = 5

/**
 * Starts it under `dataDir`, making the cluster the first time.
 *
 * @throws EmbeddedDatabaseError with one sentence that says what to do.
 */
export async function startEmbedded({ dataDir, keep }: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const place = placeFor(dataDir)
  await claim(place, dataDir)
  const guardian = guard(place, { keep })
  // Whatever ends this process in an orderly way, even half way through the start, ends the server with it.
  const atExit = () => owns(place) && stopNow(place)
  process.once('exit', atExit)
  const stop = async () => {
    if (owns(place)) await control(place, 'stop', '-m', 'fast', '-w')
    process.off('exit', atExit)
    guardian?.kill('SIGKILL')
    if (owns(place)) release(place)
    if (!keep) rmSync(place.folder, { recursive: true, force: true })
  }
  try {
    if (!existsSync(dataOf(place))) initialise(place, keep)
    const port = await startOnFreePort(place, keep)
    return { ...(await databaseOn(port, passwordOf(place))), notice: place.notice, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Made beside its place and moved there whole, so that an interrupted first start leaves nothing half made. */
function initialise(place: Place, keep: boolean): void {
  const making = `${dataOf(place)}.making`
  rmSync(making, { recursive: true, force: true })
  writeFileSync(passwordFileOf(place), `${randomBytes(18).toString('base64url')}\n`, { mode: 0o600 })
  if (place.account) chownSync(passwordFileOf(place), place.account.uid, place.account.gid)
  const words = [
    `--pgdata=${making}`,
    '--username=postgres',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFileOf(place)}`,
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...(keep ? [] : ['--no-sync']),
  ]
  const made = spawnSync(program(place, 'initdb'), words, { ...asAccount(place), encoding: 'utf8' })
  if (made.status !== 0)
    throw new EmbeddedDatabaseError(
      `The embedded PostgreSQL could not make its data in ${place.folder} (${lastLine(made.stderr ?? '') || made.error?.message}): repair that, or set DATABASE_URL.`,
    )
  renameSync(making, dataOf(place))
}

/** Ctrl-C reaches every process of the terminal, but not the server: pg_ctl gives it a session of its own, so requests can drain first. */
async function startOnFreePort(place: Place, keep: boolean): Promise<number> {
  const log = join(place.folder, 'server.log')
  if (existsSync(log)) renameSync(log, join(place.folder, 'server.previous.log'))
  for (let tries = 1; ; tries++) {
    const port = await freePort()
    if (await control(place, 'start', '-w', '-t', '60', '-l', log, '-o', settings(port, keep))) return port
    const said = existsSync(log) ? readFileSync(log, 'utf8') : ''
    if (tries === PORTS_TO_TRY || !/could not (bind|create any TCP)/.test(said))
      throw new EmbeddedDatabaseError(`The embedded PostgreSQL did not start (${lastLine(said)}): its log is ${log}.`)
  }
}

function settings(port: number, keep: boolean): string {
  const quick = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=300']
  const chosen = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'timezone=UTC',
    'wal_level=minimal',
    'max_wal_senders=0',
    'log_error_verbosity=terse', // its details quote what people wrote
    ...(keep ? [] : quick),
  ]
  return [`-p ${port}`, ...chosen.map((setting) => `-c ${setting}`)].join(' ')
}

async function control(place: Place, command: 'start' | 'stop', ...words: string[]): Promise<boolean> {
  // No pipe for its output: the server inherits it and would keep it open for ever.
  const child = spawn(program(place, 'pg_ctl'), [command, '-D', dataOf(place), ...words], { ...asAccount(place), stdio: 'ignore' })
  return new Promise((answer) => child.once('error', () => answer(false)).once('exit', (code) => answer(code === 0)))
}

async function databaseOn(port: number, password: string): Promise<Pick<EmbeddedDatabase, 'url' | 'serviceUrl' | 'empty'>> {
  const url = (user: string, database: string) => `postgres://${user}:${password}@127.0.0.1:${port}/${database}`
  const server = url('postgres', 'postgres')
  await asking(server, async (client) => {
    const { rows } = await client.query<{ database: boolean; role: boolean }>(
      `select exists (select from pg_database where datname = $1) as database, exists (select from pg_roles where rolname = $2) as role`,
      [NAME, SERVICE],
    )
    if (!rows[0]!.role) await client.query(`create role ${SERVICE} login password ${escapeLiteral(password)}`)
    if (!rows[0]!.database) await client.query(`create database ${NAME}`)
  })
  const empty = () =>
    asking(server, async (client) => {
      await client.query(`drop database ${NAME} with (force)`)
      await client.query(`create database ${NAME}`)
    })
  return { url: url('postgres', NAME), serviceUrl: url(SERVICE, NAME), empty }
}

async function asking(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url })
  client.on('error', () => {}) // says so again after the query has failed; unheard, it would end the process
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

/** Below the range the system hands out by itself, where another process could take it between asking and binding. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + (randomBytes(2).readUInt16BE() % 12_000)
    const free = await new Promise<boolean>((answer) => {
      const probe = createServer()
        .once('error', () => answer(false))
        .listen(port, '127.0.0.1', () => probe.close(() => answer(true)))
    })
    if (free) return port
  }
}

const lastLine = (text: string) =>
  text
    .trim()
    .split('\n')
    .findLast((line) => !/^\s*(HINT|DETAIL):|examine the log/i.test(line)) ?? ''
