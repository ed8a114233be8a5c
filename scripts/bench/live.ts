import { join } from 'node:path'
import { openDataSource } from '../../db/data-source.ts'
import { migrate } from '../../db/migrate.ts'
import { openPool } from '../../db/pool.ts'
import { definitions } from '../../machines/index.ts'
import { config } from '../../src/config.ts'
import { momentOf } from '../../src/live/moment.ts'
import { readingsFrom, type Watchable } from '../../src/live/readings.ts'
import { main } from '../../src/main.ts'
import { portFor } from '../../src/port.ts'
import { reckonUsualStays } from '../../src/reports/flow/usual.ts'
import { NOBODY } from '../../src/reports/worklists-names.ts'
import { loadApart } from '../demonstration/apart.ts'
import { crowdAt } from './live/crowd.ts'
import { fillFlow, keepFlowTemplates } from './live/fill.ts'
import { type Measured, reportOf } from './live/report.ts'
import { asking } from './pages/databases.ts'
import { growOffice } from './pages/office.ts'
import { visitorAs } from './pages/visitor.ts'
import { type Served, serve } from './served.ts'

const PORT = 21_700
const WARM_UP = 3
/** A page that was not answered is slower than any; what else was measured is told all the same. */
const NEVER = [Number.POSITIVE_INFINITY]
const TURNS = 20
const PAGES = [
  '/flow',
  '/flow/compliance',
  '/flow/intervention',
  '/flow/casefile',
  '/flow/compliance?rating=C',
  '/flow/compliance/list?band=overdue',
]
/** As a node counts for all who watch the same: every machine, the whole of one, and parts of it. */
const TICKED: readonly Watchable[] = [
  'every',
  ...['compliance', 'intervention', 'casefile'].map((machine) => ({ machine, filters: {} })),
  { machine: 'compliance', filters: { rating: ['C'] } },
  { machine: 'casefile', filters: { caseworker: [NOBODY] } },
]

export interface Setting {
  readonly url: string
  readonly folder: string
  /** How many casefiles are told before they are copied. */
  readonly told: number
  /** How many lifecycles there are when it is measured: once for each, the smallest first. */
  readonly sizes: readonly number[]
  readonly watchers: number
  /** So many changes are watched. */
  readonly changes: number
  readonly says: (what: string) => void
}

/**
 * What it costs to look at a flow, and to watch it: its pages, a tick, and how soon many watchers hear of a change, with the most
 * lifecycles that are asked for. Some casefiles are told over the API; copies of all that a flow is counted from are made of them.
 */
export async function liveFigures(setting: Setting): Promise<string> {
  const { url, sizes, folder, says } = setting
  await migrate(url)
  await asking(url, (client) => growOffice(client, 100_000))
  says(`Telling ${setting.told} casefiles …`)
  await tellStories(setting)
  return asking(url, async (client) => {
    await keepFlowTemplates(client)
    const measured: Measured[] = []
    for (const instances of sizes) {
      const filled = await timed(() => fillFlow(client, instances))
      says(`  ${instances} lifecycles, after ${filled.seconds} s`)
      const ticks = await ticked(url)
      measured.push({ instances, open: filled.value, fillSeconds: filled.seconds, ...ticks, ...(await seen(setting)) })
    }
    says(`  ${setting.watchers} watchers …`)
    const crowd = await withService(url, folder, (service) => crowdAt(client, service, serviceIn(folder), setting))
    return reportOf(measured, crowd)
  })
}

async function tellStories({ url, folder, told }: Setting): Promise<void> {
  const read = config({ DATA_DIR: join(folder, 'telling'), DATABASE_URL: url, PORT: String(PORT) })
  const { port } = await portFor(read)
  const running = await main({ ...read, port }, url)
  try {
    await loadApart(running.address, url, { casefiles: told })
  } finally {
    await running.close()
  }
}

/** As a node does for all who watch. */
async function ticked(url: string): Promise<Pick<Measured, 'idle' | 'ticks' | 'usualSeconds'>> {
  const pool = openPool(url)
  const lists = await openDataSource(url)
  try {
    const usual = await timed(() => reckonUsualStays(pool))
    const ticks = new Map<string, readonly number[]>()
    const readings = readingsFrom(lists, definitions)
    for (const asked of TICKED) {
      const name = asked === 'every' ? 'every lifecycle' : [asked.machine, ...Object.keys(asked.filters)].join(' by ')
      for (const [nth, { read }] of readings(asked).entries()) ticks.set(nth === 0 ? name : `${name}, moves`, await turns(read))
    }
    return { usualSeconds: usual.seconds, idle: await turns(() => momentOf(pool)), ticks }
  } finally {
    await pool.end()
    await lists.destroy()
  }
}

async function seen({ url, folder, says }: Setting): Promise<Pick<Measured, 'pages'>> {
  return withService(url, folder, async ({ address }) => {
    const manager = await visitorAs(address, 'operationsManager')
    const pages = new Map<string, readonly number[]>()
    for (const page of PAGES)
      pages.set(
        page,
        await turns(async () => {
          const { status } = await manager.visit(page)
          if (status !== 200) throw new Error(`${page} was answered with ${status}`)
        }).catch((error: Error) => {
          says(`  ${error.message}`)
          return NEVER
        }),
      )
    return { pages }
  })
}

const serviceIn = (folder: string) => join(folder, 'service')

async function withService<T>(url: string, folder: string, use: (service: Served) => Promise<T>): Promise<T> {
  const service = await serve('ours', [url, serviceIn(folder), String(PORT)])
  try {
    return await use(service)
  } finally {
    await service.stop()
  }
}

async function turns(work: () => Promise<unknown>): Promise<readonly number[]> {
  const took: number[] = []
  for (let turn = -WARM_UP; turn < TURNS; turn++) {
    const begun = performance.now()
    await work()
    if (turn >= 0) took.push(performance.now() - begun)
  }
  return took
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly seconds: number }> {
  const begun = performance.now()
  const value = await work()
  return { value, seconds: Math.round((performance.now() - begun) / 1_000) }
}
