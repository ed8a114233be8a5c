import { join } from 'node:path'
import { Client } from 'pg'
import { migrate } from '../../db/migrate.ts'
import { config } from '../../src/config.ts'
import { main } from '../../src/main.ts'
import { portFor } from '../../src/port.ts'
import { loadApart } from '../demonstration/apart.ts'
import { copyCasefiles, copyOrganisations } from './pages/copies.ts'
import { type Figures, reportOf } from './pages/figures.ts'
import { seedLargeOffice } from './pages/office.ts'
import { sightsIn } from './pages/sights.ts'
import { keepTemplates } from './pages/templates.ts'
import { visitorAs } from './pages/visitor.ts'
import { type Served, serve } from './served.ts'

const TOLD = 400
const ORGANISATIONS_OF_EACH = 16
const PORT = 21_500
/** The first visits find nothing compiled and nothing planned. */
const WARM_UP = 2
const VISITS = 12

export interface Setting {
  readonly url: string
  readonly folder: string
  /** How many casefiles there are when the pages are measured: once for each. */
  readonly sizes: readonly number[]
  readonly says: (what: string) => void
}

/**
 * How long the service takes for each page, at each size. Some hundred casefiles are told over the API, as the demonstration's are, and
 * copied with ids, people, organisations and caseworkers of their own: every page shows them, though their chains were never written.
 */
export async function pageFigures({ url, folder, sizes, says }: Setting): Promise<string> {
  await migrate(url)
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const caseworkers = await seedLargeOffice(client)
    await tellStories(url, folder, says)
    await keepTemplates(client)
    await copyOrganisations(client, ORGANISATIONS_OF_EACH - 1)
    const measured: Figures[] = []
    for (const casefiles of sizes) {
      const begun = performance.now()
      await copyCasefiles(client, casefiles, { caseworkers, organisations: ORGANISATIONS_OF_EACH - 1 })
      says(`  ${casefiles} casefiles, after ${Math.round((performance.now() - begun) / 1_000)} s`)
      measured.push(await figuresOf(client, url, folder))
    }
    return reportOf(sizes, measured)
  } finally {
    await client.end()
  }
}

async function tellStories(url: string, folder: string, says: (what: string) => void): Promise<void> {
  says(`Telling ${TOLD} casefiles …`)
  const read = config({ DATA_DIR: join(folder, 'telling'), DATABASE_URL: url, PORT: String(PORT) })
  const { port } = await portFor(read)
  const running = await main({ ...read, port }, url)
  try {
    await loadApart(running.address, url, { casefiles: TOLD })
  } finally {
    await running.close()
  }
}

async function figuresOf(client: Client, url: string, folder: string): Promise<Figures> {
  const service = await serve('ours', [url, join(folder, 'service'), String(PORT)])
  try {
    return await visited(service, await sightsIn(client))
  } finally {
    await service.stop()
  }
}

async function visited({ address }: Served, sights: Awaited<ReturnType<typeof sightsIn>>): Promise<Figures> {
  const figures = new Map<string, { took: number[]; statuses: Set<number> }>()
  for (const post of new Set(sights.flatMap(({ posts }) => posts))) {
    const visitor = await visitorAs(address, post)
    for (const { page, addresses } of sights.filter(({ posts }) => posts.includes(post))) {
      const all = { took: [] as number[], statuses: new Set<number>() }
      for (let turn = -WARM_UP; turn < VISITS; turn++) {
        const { took, status } = await visitor.visit(addresses[(turn + WARM_UP) % addresses.length]!)
        all.statuses.add(status)
        if (turn >= 0) all.took.push(took)
      }
      figures.set(`${page} · ${post}`, all)
    }
  }
  return figures
}
