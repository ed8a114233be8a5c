import { join } from 'node:path'
import type { Client, Pool } from 'pg'
import { migrate } from '../../db/migrate.ts'
import { openPool } from '../../db/pool.ts'
import { seedPosts } from '../../db/seed-posts.ts'
import { dayInLondon } from '../../machines/kernel/calendar.ts'
import { bare } from './bare.ts'
import { casefilesReady, type Subject } from './casefiles.ts'
import { full } from './full.ts'
import { type Loaded, load } from './load.ts'
import { seedNaive } from './naive/seed.ts'
import { serve } from './served.ts'
import { shares, tasks } from './workload.ts'

const WORKERS = 16
const FIRST_PORT = 21_400
/** Code that is not yet compiled says nothing about the service: the round that is thrown away is longer than the others. */
const WARM_UP = 6
const MOST_SECONDS_PREPARED = 3

export interface Round {
  readonly bare: number
  readonly full: number
  readonly naive: Loaded
  readonly ours: Loaded
}

export interface Setting {
  readonly server: Client
  /** The address of a database by its name. */
  readonly database: (name: string) => string
  readonly folder: string
  readonly size: { readonly casefiles: number; readonly rounds: number; readonly settle: number; readonly seconds: number }
  readonly says: (what: string) => void
}

/** All four, one after the other in every round, so that whatever else the machine does falls on all of them. */
export async function httpRounds({ server, database, folder, size, says }: Setting) {
  const [url, naiveUrl] = [database('redress'), database('naive')]
  says(`Bringing ${size.casefiles} casefiles to their proposals …`)
  await migrate(url)
  const pool = openPool(url, { max: WORKERS })
  await seedPosts(pool)
  const subjects = await casefilesReady(pool, size.casefiles)
  await server.query('create database naive')
  await seedNaive(pool, naiveUrl, subjects)
  await pool.query('vacuum analyze')
  const ceiling = await bare(naiveUrl, folder, WORKERS)
  const ours = await serve('ours', [url, join(folder, 'service'), String(FIRST_PORT)])
  const naive = await serve('naive/server', [naiveUrl, String(FIRST_PORT + 50)])

  const [engineWork, naiveWork] = [workOn(subjects), workOn(subjects)]
  let expected = await changesIn(pool)
  let statements = 25
  const rounds: Round[] = []
  for (let round = 0; round <= size.rounds; round++) {
    const [settle, seconds] = round === 0 ? [0, size.seconds * WARM_UP] : [size.settle, size.seconds]
    const measured: Round = {
      bare: await ceiling.run(seconds),
      full: await full(pool, engineWork, statements),
      naive: await load({ ...naive, path: (id) => `/instances/${id}/events` }, naiveWork, { settle, seconds }),
      ours: await load({ ...ours, path: (id) => `/api/v1/instances/${id}/events` }, engineWork, { settle, seconds }),
    }
    expected += statements * WORKERS + measured.ours.answers
    statements = Math.ceil((measured.full * Math.min(seconds, MOST_SECONDS_PREPARED)) / WORKERS)
    says(`  round ${round === 0 ? 'warm-up' : round}: ${said(measured)}`)
    if (round > 0) rounds.push(measured)
  }
  await Promise.all([ours.stop(), naive.stop()])
  const written = await changesIn(pool)
  if (written !== expected) throw new Error(`${expected} changes were answered, and ${written} stand in the history`)
  await pool.end()
  return { rounds, bareBy: ceiling.by }
}

const workOn = (subjects: readonly Subject[]) =>
  shares(subjects, WORKERS).map((share) => tasks(share, dayInLondon(new Date().toISOString())))

/** Every answer of 201 has left a line that a person caused. */
async function changesIn(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ lines: number }>("select count(*)::int as lines from transition where kind = 'person'")
  return rows[0]!.lines
}

const said = ({ bare: least, full: whole, naive, ours }: Round) =>
  Object.entries({ bare: least, full: whole, naive: naive.perSecond, ours: ours.perSecond })
    .map(([name, rate]) => `${name} ${Math.round(rate)}`)
    .join(', ')
