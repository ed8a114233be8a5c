import { join } from 'node:path'
import type { Client } from 'pg'
import { migrate } from '../../db/migrate.ts'
import { openPool } from '../../db/pool.ts'
import { seedPosts } from '../../db/seed-posts.ts'
import { dayInLondon } from '../../machines/kernel/calendar.ts'
import { bare } from './bare.ts'
import { casefilesReady } from './casefiles.ts'
import { full } from './full.ts'
import { type Loaded, load } from './load.ts'
import { seedNaive } from './naive/seed.ts'
import { serve } from './served.ts'
import { shares, tasks } from './workload.ts'

const WORKERS = 16
const FIRST_PORT = 21_400
const FEWEST_STATEMENTS = 20

export interface Round {
  readonly bare: number
  readonly full: number
  readonly naive: Loaded
  readonly ours: Loaded
}

export interface Setting {
  readonly server: Client
  /** Of the embedded database. */
  readonly url: string
  readonly folder: string
  readonly casefiles: number
  readonly rounds: number
  readonly settle: number
  readonly seconds: number
  readonly says: (what: string) => void
}

/** All four, one after the other in every round, so that whatever else the machine does falls on all of them; the first round warms up. */
export async function httpRounds({ server, url, folder, casefiles, rounds, settle, seconds, says }: Setting) {
  await server.query('create database naive')
  const naiveUrl = Object.assign(new URL(url), { pathname: '/naive' }).href
  says(`Bringing ${casefiles} casefiles to their proposals …`)
  await migrate(url)
  const pool = openPool(url, { max: WORKERS })
  await seedPosts(pool)
  const subjects = await casefilesReady(pool, casefiles)
  await seedNaive(pool, naiveUrl, subjects)
  await pool.query('vacuum analyze')
  const ceiling = await bare(naiveUrl, folder, WORKERS)
  const ours = await serve('ours', [url, join(folder, 'service'), String(FIRST_PORT)])
  const naive = await serve('naive/server', [naiveUrl])

  const today = dayInLondon(new Date().toISOString())
  const work = () => shares(subjects, WORKERS).map((share) => tasks(share, today))
  const [engineWork, naiveWork] = [work(), work()]
  let statements = FEWEST_STATEMENTS
  const candidates = {
    bare: () => ceiling.run(seconds),
    full: async () => {
      const rate = await full(pool, engineWork, statements)
      statements = Math.max(FEWEST_STATEMENTS, Math.ceil((rate * seconds) / WORKERS))
      return rate
    },
    naive: () => load({ ...naive, path: (id) => `/instances/${id}/events` }, naiveWork, { settle, seconds }),
    ours: () => load({ ...ours, path: (id) => `/api/v1/instances/${id}/events` }, engineWork, { settle, seconds }),
  }
  const done: Round[] = []
  for (let round = 0; round <= rounds; round++) {
    const measured = {
      bare: await candidates.bare(),
      full: await candidates.full(),
      naive: await candidates.naive(),
      ours: await candidates.ours(),
    }
    says(`  round ${round === 0 ? 'warm-up' : round}: ${said(measured)}`)
    if (round > 0) done.push(measured)
  }
  await Promise.all([ours.stop(), naive.stop(), pool.end()])
  return { rounds: done, bareBy: ceiling.by }
}

const said = ({ bare: least, full: whole, naive, ours }: Round) =>
  [least, whole, naive.perSecond, ours.perSecond]
    .map(Math.round)
    .map((rate, place) => `${['bare', 'full', 'naive', 'ours'][place]} ${rate}`)
    .join(', ')
