import { randomBytes } from 'node:crypto'
import { basename } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect } from '@jest/globals'
import { Client, escapeIdentifier, Pool } from 'pg'
import { prefix, SERVER, TEMPLATE, withDatabase } from './server.ts'

export interface TestDatabase {
  readonly url: string
  readonly pool: Pool
  /** Drops the database. Throws when a connection is still open that somebody forgot: end whatever else uses `url` first. */
  end(): Promise<void>
}

/** How long a pool that was ended may take to hang up. */
const HANGING_UP_MS = 2_000

/**
 * A database of this test file's own, with the whole schema and nothing else in it.
 *
 * @example
 * const database = await testDatabase() // at the top of the file, or in beforeAll
 * afterAll(() => database.end())
 */
export async function testDatabase({ max = 16 } = {}): Promise<TestDatabase> {
  const server = told(SERVER)
  const run = /^redress_test_(.+)_template$/.exec(told(TEMPLATE))![1]!
  const file = basename(expect.getState().testPath ?? 'file').replace(/\W.*$/, '')
  const name = `${prefix(run)}_${file}_${randomBytes(4).toString('hex')}`.slice(0, 63)
  await onServer(server, (client) => client.query(`create database ${escapeIdentifier(name)} template ${escapeIdentifier(told(TEMPLATE))}`))
  const url = withDatabase(server, name)
  const pool = new Pool({ connectionString: url, max })
  // A pool without this listener ends the process when the database hangs up on an idle connection.
  pool.on('error', () => {})
  const end = once(async () => {
    const borrowed = pool.totalCount - pool.idleCount
    // A pool with a client still out never ends; what it would wait for is the leak.
    if (borrowed === 0) await pool.end()
    const open = await onServer(server, async (client) => {
      const left = borrowed > 0 ? await connectionsTo(client, name) : await hangingUp(client, name)
      await client.query(`drop database ${escapeIdentifier(name)} with (force)`)
      return left
    })
    if (borrowed > 0) throw new Error(`${borrowed} client(s) were taken from the pool and never released`)
    if (open.length > 0)
      throw new Error(`${open.length} connection(s) to the test database were never ended; last seen: ${open.join(' · ')}`)
  })
  return { url, pool, end }
}

function told(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: test/global-setup.js starts the database and sets it`)
  return value
}

async function onServer<Result>(server: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: server })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function connectionsTo(client: Client, name: string): Promise<string[]> {
  const seen = "select left(query, 120) as query from pg_stat_activity where datname = $1 and backend_type = 'client backend'"
  return (await client.query<{ query: string }>(seen, [name])).rows.map(({ query }) => query || '(nothing asked yet)')
}

async function hangingUp(client: Client, name: string): Promise<string[]> {
  const until = performance.now() + HANGING_UP_MS
  for (;;) {
    const open = await connectionsTo(client, name)
    if (open.length === 0 || performance.now() > until) return open
    await pause(20)
  }
}

/** A second call waits for the first and answers as it did. */
function once<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let begun: Promise<Result> | undefined
  return () => (begun ??= work())
}
