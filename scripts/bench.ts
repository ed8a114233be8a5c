/**
 * `npm run bench` measures how fast the service is, against what its database can do at all and against a plain implementation of the
 * same. `npm run bench -- --quick` takes a minute or two, with shorter slices. `npm run bench -- pages` measures the pages instead, among
 * 10,000 and among 100,000 casefiles; with `--quick` among 1,000 and 10,000, with `--sizes 2000,50000` among others. With `--keep <folder>`
 * what it fills stays there, and is measured again without being filled; with `--only organisation` the pages alone whose name has that. `npm run bench -- live` measures the flows, among 10,000, 100,000 and
 * 1,000,000 lifecycles, and with a thousand watchers; with `--quick` among few, and with a hundred. The last line is all figures as JSON.
 */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Client } from 'pg'
import { startEmbedded } from '../db/embedded.ts'
import { liveFigures } from './bench/live.ts'
import { pageFigures } from './bench/pages.ts'
import { reportOf } from './bench/report.ts'
import { httpRounds } from './bench/rounds.ts'
import { sweepRounds } from './bench/sweeps.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, sizes: { type: 'string' }, keep: { type: 'string' }, only: { type: 'string' } },
})
const isQuick = values.quick
const size = isQuick
  ? { isQuick, casefiles: 1_024, rounds: 4, settle: 0.5, seconds: 2, timers: 4_000, sweeps: 4 }
  : { isQuick, casefiles: 4_096, rounds: 6, settle: 1, seconds: 5, timers: 20_000, sweeps: 4 }

const says = (what: string) => void process.stderr.write(`${what}\n`)

/** On the disk that the demonstration uses: what a commit costs depends on it. */
function folderOf(kept: string | undefined): string {
  mkdirSync(resolve(kept ?? '.data'), { recursive: true })
  const folder = kept === undefined ? mkdtempSync(resolve('.data/bench-')) : resolve(kept)
  chmodSync(folder, 0o755) // as root, PostgreSQL runs as a user of its own, who has to enter it
  return folder
}

const databaseOf = (url: string) => (name: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href

async function settingsOf(server: Client) {
  const names = ['server_version', 'fsync', 'synchronous_commit', 'full_page_writes', 'wal_sync_method', 'wal_level', 'shared_buffers']
  const asked = names.map((name) => `current_setting('${name}') as ${name}`).join(', ')
  const { rows } = await server.query<Record<string, string>>(`select ${asked}`)
  const { server_version: postgres = '', ...durability } = rows[0]!
  return { postgres, durability }
}

async function measure(folder: string, url: string): Promise<void> {
  const database = databaseOf(url)
  const server = new Client({ connectionString: database('postgres') })
  await server.connect()
  try {
    const http = await httpRounds({ server, database, folder, size, says })
    const sweeps = await sweepRounds({ server, database, size, says })
    process.stdout.write(reportOf({ ...http, sweeps, size, ...(await settingsOf(server)) }))
  } finally {
    await server.end()
  }
}

async function measurePages(folder: string, url: string): Promise<void> {
  const sizes = sizesIn(values.sizes) ?? (isQuick ? [1_000, 10_000] : [10_000, 100_000])
  process.stdout.write(await pageFigures({ database: databaseOf(url), folder, sizes, only: values.only ?? '', says }))
}

async function measureLive(folder: string, url: string): Promise<void> {
  const few = { told: 40, sizes: [1_000, 10_000], watchers: 100, changes: 5 }
  const many = { told: 150, sizes: [10_000, 100_000, 1_000_000], watchers: 1_000, changes: 20 }
  const how = isQuick ? few : many
  process.stdout.write(await liveFigures({ url, folder, ...how, sizes: sizesIn(values.sizes) ?? how.sizes, says }))
}

function sizesIn(list: string | undefined): readonly number[] | undefined {
  if (list === undefined) return undefined
  const sizes = list.split(',').map(Number)
  if (!sizes.every((size) => Number.isInteger(size) && size >= 500)) throw new Error('--sizes are whole numbers from 500 on: 2000,50000')
  return sizes.sort((a, b) => a - b)
}

const folder = folderOf(values.keep)
const embedded = await startEmbedded({ dataDir: folder, keep: true })
try {
  if (positionals.includes('live')) await measureLive(folder, embedded.url)
  else if (positionals.includes('pages')) await measurePages(folder, embedded.url)
  else await measure(folder, embedded.url)
} finally {
  await embedded.stop()
  if (values.keep === undefined) rmSync(folder, { recursive: true, force: true })
}
