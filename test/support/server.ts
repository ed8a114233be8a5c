import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Client, escapeIdentifier } from 'pg'
import { startEmbedded } from '../../db/embedded.ts'

/** What each test file is told by the environment: workers are processes of their own. */
export const SERVER = 'REDRESS_TEST_SERVER'
export const TEMPLATE = 'REDRESS_TEST_TEMPLATE'

/** The databases of this run begin with this, so that two runs on one server keep apart. */
export const prefix = (run: string | number) => `redress_test_${run}`

/** Starts PostgreSQL, unless `TEST_DATABASE_URL` names one (its user must be allowed to create databases), and makes the template. */
export async function startServer(makeFolder: () => string): Promise<{ stop(): Promise<void> }> {
  const given = process.env['TEST_DATABASE_URL']
  const folder = given ? undefined : makeFolder()
  const own = folder ? await startEmbedded({ dataDir: folder, keep: false }) : undefined
  const server = given ?? own!.url
  const template = `${prefix(process.pid)}_template`
  try {
    await on(server, `create database ${escapeIdentifier(template)}`)
    await migrateTo(withDatabase(server, template))
  } catch (error) {
    await own?.stop()
    throw error
  }
  process.env[SERVER] = server
  process.env[TEMPLATE] = template
  return {
    stop: async () => {
      try {
        await expectNoneLeft(server, template)
      } finally {
        await own?.stop()
        if (folder) rmSync(folder, { recursive: true, force: true })
      }
    },
  }
}

export function withDatabase(server: string, database: string): string {
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.href
}

async function migrateTo(url: string): Promise<void> {
  const file = join(import.meta.dirname, '../../db/migrate.ts')
  if (!existsSync(file)) return
  const { migrate } = await import(pathToFileURL(file).href)
  await migrate(url)
}

async function on<Row extends object>(server: string, sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new Client({ connectionString: server })
  await client.connect()
  try {
    return (await client.query<Row>(sql, values)).rows
  } finally {
    await client.end()
  }
}

/** A test file that never ends its database has leaked it, with every connection to it. */
async function expectNoneLeft(server: string, template: string): Promise<void> {
  const ours = `${prefix(process.pid)}_`
  const left = await on<{ datname: string }>(server, 'select datname from pg_database where starts_with(datname, $1)', [ours])
  for (const { datname } of left) await on(server, `drop database if exists ${escapeIdentifier(datname)} with (force)`)
  const leaked = left.map(({ datname }) => datname.slice(ours.length)).filter((name) => `${ours}${name}` !== template)
  if (leaked.length > 0) throw new Error(`These test files never ended their database: ${leaked.join(', ')}`)
}
