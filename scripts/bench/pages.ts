import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Client } from 'pg'
import { migrate } from '../../db/migrate.ts'
import { config } from '../../src/config.ts'
import { main } from '../../src/main.ts'
import { portFor } from '../../src/port.ts'
import { looksOf } from '../../src/shown/stuck-kept.ts'
import { allPages } from '../../src/web/pages/all.ts'
import { loadApart } from '../demonstration/apart.ts'
import { copyCasefiles, copyOrganisations } from './pages/copies.ts'
import { asking, kept } from './pages/databases.ts'
import { type Figures, reportOf } from './pages/figures.ts'
import { growOffice } from './pages/office.ts'
import { type Sight, sightsIn } from './pages/sights.ts'
import { keepTemplates } from './pages/templates.ts'
import { type Visitor, visitorAs } from './pages/visitor.ts'
import { type Served, serve } from './served.ts'

const TOLD = 400
const ORGANISATIONS_OF_EACH = 16
const PORT = 21_500
const VISITS = 16
const FEWEST_BEFORE = 3

export interface Setting {
  /** Of the server, by the name of a database in it. */
  readonly database: (name: string) => string
  readonly folder: string
  /** How many casefiles there are when the pages are measured: once for each, the smallest first. */
  readonly sizes: readonly number[]
  /** Only the pages whose name has this in it. */
  readonly only: string
  readonly says: (what: string) => void
}

/**
 * How long the service takes for each page, at each size. Some hundred casefiles are told over the API, as the demonstration's are, and
 * copied with ids, people, organisations and caseworkers of their own: every page shows them, though their chains were never written.
 * Each size has a database of its own and a service of its own, and each page is asked of all in turn, so that what else the machine does
 * falls on all alike.
 */
export async function pageFigures(setting: Setting): Promise<string> {
  const { sizes, database } = setting
  const names: string[] = []
  let smaller = await told(setting)
  for (const size of sizes) {
    smaller = await filled(setting, smaller, size)
    names.push(smaller)
  }
  for (const name of names) await migrate(database(name))
  return reportOf(sizes, await measured(setting, names))
}

/** Pages that no sight shows. */
const unseenIn = (sights: readonly Sight[]): readonly string[] =>
  allPages
    .filter(({ method, stream }) => method === 'get' && !stream)
    .map(({ path }) => path)
    .filter((path) => {
      const isOf = new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`)
      return !sights.some(({ addresses }) => addresses.some((address) => isOf.test(address.split('?')[0]!)))
    })

async function told({ database, folder, says }: Setting): Promise<string> {
  return kept(database, 'told', undefined, async (url) => {
    await migrate(url)
    await asking(url, (client) => growOffice(client, 0))
    says(`Telling ${TOLD} casefiles …`)
    await tellStories(url, folder)
    await asking(url, async (client) => {
      await keepTemplates(client)
      await copyOrganisations(client, ORGANISATIONS_OF_EACH - 1)
    })
  })
}

const filled = ({ database, says }: Setting, smaller: string, casefiles: number): Promise<string> =>
  kept(database, `casefiles_${casefiles}`, smaller, async (url) => {
    const begun = performance.now()
    await migrate(url)
    await asking(url, async (client) => {
      const office = await growOffice(client, casefiles)
      await copyCasefiles(client, casefiles, { ...office, organisations: ORGANISATIONS_OF_EACH - 1 })
    })
    says(`  ${casefiles} casefiles, after ${Math.round((performance.now() - begun) / 1_000)} s`)
  })

async function tellStories(url: string, folder: string): Promise<void> {
  const read = config({ DATA_DIR: join(folder, 'telling'), DATABASE_URL: url, PORT: String(PORT) })
  const { port } = await portFor(read)
  const running = await main({ ...read, port }, url)
  try {
    await loadApart(running.address, url, { casefiles: TOLD })
  } finally {
    await running.close()
  }
}

interface Measured {
  readonly service: Served
  readonly sights: readonly Sight[]
}

async function measured({ database, folder, only, says }: Setting, names: readonly string[]): Promise<readonly Figures[]> {
  const each: Measured[] = []
  try {
    for (const [place, name] of names.entries()) {
      const url = database(name)
      const service = await serve('ours', [url, join(folder, `service-${name}`), String(PORT + place)])
      const sights = await asking(url, sightsIn)
      each.push({ service, sights: sights.filter(({ page }) => page.includes(only)) })
    }
    if (only === '') says(`Not among the pages measured: ${unseenIn(each[0]!.sights).join(', ')}`)
    await warmed(each)
    for (const name of names) await asking(database(name), afterTheLook)
    return await visited(each)
  } finally {
    for (const { service } of each) await service.stop()
  }
}

/** Everything once: a service that was just started compiles what it runs, which says nothing about a page. */
async function warmed(each: readonly Measured[]): Promise<void> {
  for (const { service, sights } of each)
    for (const post of new Set(sights.flatMap(({ posts }) => posts))) {
      const visitor = await visitorAs(service.address, post)
      for (const { addresses, sent } of sights.filter(({ posts }) => posts.includes(post))) await visitor.visit(addresses[0]!, sent)
    }
}

/**
 * When a service that was just started has looked for what is stuck, as it does once an hour: for a minute and a half of each, at 100,000
 * casefiles, a page shares the machine with that, and at 10,000 it does not.
 */
async function afterTheLook(client: Client): Promise<void> {
  for (let looks = await looksOf(client); looks.due || looks.underWay; looks = await looksOf(client)) await pause(1_000)
}

interface Taken {
  readonly took: number[]
  readonly lengths: number[]
  readonly statuses: Set<number>
}

/** Each page of each post: of one service after the other, again and again. */
async function visited(each: readonly Measured[]): Promise<readonly Figures[]> {
  const figures = each.map(() => new Map<string, Taken>())
  const [{ sights }] = each as [Measured]
  for (const post of new Set(sights.flatMap(({ posts }) => posts))) {
    const visitors = await Promise.all(each.map(({ service }) => visitorAs(service.address, post)))
    for (const [place, { page, posts }] of sights.entries()) {
      if (!posts.includes(post)) continue
      const all = await turnsOf(
        visitors,
        each.map((one) => one.sights[place]!),
      )
      for (const [which, taken] of all.entries()) figures[which]!.set(`${page} · ${post}`, taken)
    }
  }
  return figures
}

/**
 * Each address is visited once before: the first visit of any finds nothing planned, and what it reads not in memory, of which there is ten times
 * as much at ten times the size.
 */
async function turnsOf(visitors: readonly Visitor[], sights: readonly Sight[]): Promise<readonly Taken[]> {
  const all = sights.map((): Taken => ({ took: [], lengths: [], statuses: new Set() }))
  const before = Math.max(...sights.map(({ addresses }) => addresses.length), FEWEST_BEFORE)
  for (let turn = 0; turn < before + VISITS; turn++)
    for (const [which, { addresses, sent }] of sights.entries()) {
      const { took, length, status } = await visitors[which]!.visit(addresses[turn % addresses.length]!, sent)
      all[which]!.statuses.add(status)
      if (turn < before) continue
      all[which]!.took.push(took)
      all[which]!.lengths.push(length)
    }
  return all
}
