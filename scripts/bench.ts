/**
 * `npm run bench` measures how fast the service is, against what its database can do at all and against a plain implementation of the
 * same. `npm run bench -- --quick` takes about a minute, with shorter slices. The last line is all figures as JSON.
 */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { Client } from 'pg'
import { startEmbedded } from '../db/embedded.ts'
import { inCopy, makeDue } from './bench/due.ts'
import { ratio, spread, table } from './bench/figures.ts'
import { httpRounds } from './bench/rounds.ts'
import { bulkUpdated, swept } from './bench/sweeps.ts'

const isQuick = process.argv.includes('--quick')
const size = isQuick
  ? { casefiles: 1_024, rounds: 4, settle: 0.5, seconds: 2, timers: 4_000, sweeps: 4 }
  : { casefiles: 1_024, rounds: 6, settle: 1, seconds: 5, timers: 20_000, sweeps: 4 }

const says = (what: string) => void process.stderr.write(`${what}\n`)

/** On the disk that the demonstration uses: what a commit costs depends on it. */
function folderOf(): string {
  mkdirSync(resolve('.data'), { recursive: true })
  const folder = mkdtempSync(resolve('.data/bench-'))
  chmodSync(folder, 0o755) // as root, PostgreSQL runs as a user of its own, who has to enter it
  return folder
}

const database = (url: string, name: string): string => {
  const named = new URL(url)
  named.pathname = `/${name}`
  return named.href
}

async function sweepRounds(server: Client, url: string) {
  says(`Making ${size.timers} casefiles with a deadline that has passed …`)
  await server.query('create database due')
  await makeDue(database(url, 'due'), size.timers)
  const rounds: { ceiling: number; sweep: number }[] = []
  for (let round = 0; round <= size.sweeps; round++) {
    const sweep = await inCopy(server, 'due', (name) => swept(database(url, name), size.timers))
    const ceiling = await inCopy(server, 'due', (name) => bulkUpdated(database(url, name), size.timers))
    says(`  sweep ${round === 0 ? 'warm-up' : round}: ${Math.round(sweep)} a second, by bulk update ${Math.round(ceiling)}`)
    if (round > 0) rounds.push({ ceiling, sweep })
  }
  return rounds
}

async function settingsOf(server: Client) {
  const names = ['server_version', 'fsync', 'synchronous_commit', 'full_page_writes', 'wal_sync_method', 'wal_level', 'shared_buffers']
  const { rows } = await server.query<Record<string, string>>(
    `select ${names.map((name) => `current_setting('${name}') as ${name}`).join(', ')}`,
  )
  return rows[0]!
}

async function measure(folder: string, url: string) {
  const server = new Client({ connectionString: database(url, 'postgres') })
  await server.connect()
  try {
    const http = await httpRounds({ server, url, folder, ...size, says })
    const sweeps = await sweepRounds(server, url)
    report(http, sweeps, await settingsOf(server))
  } finally {
    await server.end()
  }
}

type Http = Awaited<ReturnType<typeof httpRounds>>
type Sweeps = Awaited<ReturnType<typeof sweepRounds>>

function report({ rounds, bareBy }: Http, sweeps: Sweeps, { server_version: postgres, ...durability }: Record<string, string>) {
  const rates = {
    bare: spread(
      rounds.map(({ bare }) => bare),
      0,
    ),
    full: spread(
      rounds.map(({ full }) => full),
      0,
    ),
    naive: spread(
      rounds.map(({ naive }) => naive.perSecond),
      0,
    ),
    ours: spread(
      rounds.map(({ ours }) => ours.perSecond),
      0,
    ),
    sweep: spread(
      sweeps.map(({ sweep }) => sweep),
      0,
    ),
    sweepCeiling: spread(
      sweeps.map(({ ceiling }) => ceiling),
      0,
    ),
  }
  const milliseconds = {
    naive: {
      p50: spread(
        rounds.map(({ naive }) => naive.p50),
        1,
      ),
      p99: spread(
        rounds.map(({ naive }) => naive.p99),
        1,
      ),
    },
    ours: {
      p50: spread(
        rounds.map(({ ours }) => ours.p50),
        1,
      ),
      p99: spread(
        rounds.map(({ ours }) => ours.p99),
        1,
      ),
    },
  }
  const used = {
    naive: spread(
      rounds.map(({ naive }) => naive.used),
      0,
    ),
    ours: spread(
      rounds.map(({ ours }) => ours.used),
      0,
    ),
  }
  const ratios = {
    oursToNaive: ratio(rounds, ({ ours, naive }) => ours.perSecond / naive.perSecond),
    oursToFull: ratio(rounds, ({ ours, full }) => ours.perSecond / full),
    oursToBare: ratio(rounds, ({ ours, bare }) => ours.perSecond / bare),
    sweepToCeiling: ratio(sweeps, ({ sweep, ceiling }) => sweep / ceiling),
  }
  process.stdout.write(
    [
      `Node ${process.version}, PostgreSQL ${postgres}, ${availableParallelism()} cores; ${Object.entries(durability)
        .map((each) => each.join(' '))
        .join(', ')}\n`,
      table('Changes a second, 16 at a time: median [range]', [
        ['bare ceiling', rates.bare, `one row moved and logged, by ${bareBy}`],
        ['full ceiling', rates.full, 'our commit statement alone'],
        [
          'naive, over HTTP',
          rates.naive,
          `p50 ${milliseconds.naive.p50.median} ms, p99 ${milliseconds.naive.p99.median} ms, ${used.naive.median} us of processor each`,
        ],
        [
          'ours, over HTTP',
          rates.ours,
          `p50 ${milliseconds.ours.p50.median} ms, p99 ${milliseconds.ours.p99.median} ms, ${used.ours.median} us of processor each`,
        ],
      ]),
      table(`Deadlines carried out a second, of ${size.timers}`, [
        ['bulk update', rates.sweepCeiling],
        ['our sweep', rates.sweep],
      ]),
      table('Ratios, each within its round', [
        ['ours / naive', ratios.oursToNaive, 'to reach: 5'],
        ['ours / full ceiling', ratios.oursToFull, 'to reach: 0.6'],
        ['ours / bare ceiling', ratios.oursToBare, 'aimed at: 0.25'],
        ['sweep / bulk update', ratios.sweepToCeiling, 'to reach: 0.3'],
      ]),
      JSON.stringify({
        node: process.version,
        postgres,
        cores: availableParallelism(),
        durability,
        bareBy,
        quick: isQuick,
        ...size,
        rates,
        milliseconds,
        used,
        ratios,
      }),
      '',
    ].join('\n'),
  )
}

const folder = folderOf()
const embedded = await startEmbedded({ dataDir: folder, keep: true })
try {
  await measure(folder, embedded.url)
} finally {
  await embedded.stop()
  rmSync(folder, { recursive: true, force: true })
}
