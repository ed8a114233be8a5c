/**
 * `npm run screenshots` shows the main pages as they are, at a desk and on a phone: from a demonstration of its own, whose data and day are the
 * same each time. They are written to scripts/screenshots.
 */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { startEmbedded } from '../db/embedded.ts'
import { openPool } from '../db/pool.ts'
import { config } from '../src/config.ts'
import { main } from '../src/main.ts'
import { portFor } from '../src/port.ts'
import { startChromium } from './chromium.ts'
import { fill } from './demonstration/load.ts'
import { Office } from './demonstration/office.ts'

const FIRST_DAY = '2013-02-04'
const CASEFILES = 160
const PORT = 21_600
const FOLDER = join(import.meta.dirname, import.meta.filename.includes('/dist/') ? '../../scripts/screenshots' : 'screenshots')
const SIZES = { desk: { width: 1_280, height: 780 }, phone: { width: 390, height: 844 } } as const

type Pool = ReturnType<typeof openPool>
interface Shot {
  readonly name: string
  readonly post: string
  readonly path: string | ((pool: Pool) => Promise<string>)
  /** Before the picture is taken. */
  readonly also?: (page: Page) => Promise<void>
}

/** The first that a query finds. */
const found =
  (query: string, address: (it: string) => string) =>
  async (pool: Pool): Promise<string> => {
    const { rows } = await pool.query<{ it: string }>(`${query} limit 1`)
    if (rows[0] === undefined) throw new Error(`Nothing to show: ${query}`)
    return address(rows[0].it)
  }
const standing = (machine: string, state: string) =>
  `from instance i join casefile c on c.file_id = i.file_id where i.machine = '${machine}' and i.state like '${state}%' and not i.in_error and c.caseworker = 'caseworker' order by c.reference, i.id`

async function atPicture(page: Page): Promise<void> {
  await page.locator('svg.chart').waitFor({ state: 'attached' })
  await page.locator('#picture').evaluate((heading) => heading.scrollIntoView())
}
/** How compliance stood two months ago, against now. */
async function compared(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ then: string }>(
    "select to_char((present_moment() - interval '2 months') at time zone 'Europe/London', 'YYYY-MM-DD') as then",
  )
  return `/flow/compliance?compare=${rows[0]!.then}`
}

const shots: readonly Shot[] = [
  { name: 'worklist', post: 'caseworker', path: '/worklists/mine' },
  {
    name: 'casefile',
    post: 'caseworker',
    path: found(`select c.reference as it ${standing('approach', 'awaitingResponse')}`, (it) => `/casefiles/${it}`),
  },
  {
    name: 'why-not',
    post: 'caseworker',
    path: found(`select c.reference as it ${standing('intervention', 'attempt.assessing')}`, (it) => `/casefiles/${it}`),
    also: async (page) => {
      const details = page.locator('details.redress-no').first()
      await details.locator('summary').first().click()
      await details.scrollIntoViewIfNeeded()
      await details.evaluate((element) => element.scrollIntoView())
    },
  },
  {
    name: 'form',
    post: 'caseworker',
    path: found(`select i.id as it ${standing('intervention', 'attempt.assessing')}`, (it) => `/instances/${it}/events/RECORD_ASSESSMENT`),
  },
  {
    name: 'workbench',
    post: 'caseworker',
    path: found(`select i.id as it ${standing('intervention', 'attempt.proposing')}`, (it) => `/instances/${it}/workbench`),
  },
  {
    name: 'timeline',
    post: 'lineManager',
    path: found(`select c.reference as it ${standing('intervention', 'monitoring')}`, (it) => `/casefiles/${it}/timeline`),
  },
  {
    name: 'item',
    post: 'complianceOfficer',
    path: found(`select i.id as it ${standing('compliance', '%stage')}`, (it) => `/instances/${it}`),
  },
  {
    name: 'letter',
    post: 'caseworker',
    path: found(
      "select id as it from letter where letter = 'decision' and sent_on is not null order by sent_on, id",
      (it) => `/letters/${it}`,
    ),
  },
  {
    name: 'organisation',
    post: 'complianceOfficer',
    path: found("select file_id as it from organisation where rating = 'C' order by name", (it) => `/organisations/${it}/record`),
  },
  { name: 'flow', post: 'lineManager', path: '/flow/compliance' },
  { name: 'flow-picture-compliance', post: 'lineManager', path: '/flow/compliance', also: atPicture },
  { name: 'flow-picture-intervention', post: 'lineManager', path: '/flow/intervention?heat=age', also: atPicture },
  {
    name: 'flow-compared',
    post: 'lineManager',
    path: (pool) => compared(pool),
    also: (page) => page.locator('#states').evaluate((heading) => heading.scrollIntoView()),
  },
  {
    name: 'route',
    post: 'complianceOfficer',
    path: found(`select c.reference || '/route?instance=' || i.id as it ${standing('compliance', '%stage')}`, (it) => `/casefiles/${it}`),
    also: async (page) => {
      await page.locator('svg.chart').waitFor({ state: 'attached' })
      if (await page.locator('.redress-route__figure').isVisible())
        await page.locator('#picture').evaluate((element) => element.scrollIntoView())
    },
  },
  { name: 'paragraph', post: 'auditor', path: '/register/I26' },
  { name: 'administration', post: 'administrator', path: '/administration' },
]

/** A page that has only just begun to watch a flow cannot be captured now and then: it is tried once more. */
async function captured(page: Page, path: string): Promise<void> {
  try {
    await page.screenshot({ path })
  } catch {
    await page.waitForTimeout(1_500)
    await page.screenshot({ path })
  }
}

async function take(address: string, pool: Pool): Promise<void> {
  const browser = await startChromium()
  try {
    for (const { name, post, path, also } of shots) {
      const where = typeof path === 'string' ? path : await path(pool)
      for (const [size, viewport] of Object.entries(SIZES)) {
        const context = await browser.newContext({
          baseURL: address,
          viewport,
          reducedMotion: 'reduce',
          locale: 'en-GB',
          timezoneId: 'Europe/London',
        })
        const page = await context.newPage()
        await page.goto(`/sign-in?to=${encodeURIComponent(where)}`)
        await page.locator(`button[name="post"][value="${post}"]`).first().click()
        await also?.(page)
        await captured(page, join(FOLDER, `${name}${size === 'phone' ? '-phone' : ''}.png`))
        await context.close()
      }
      process.stdout.write(`${name}: ${where}\n`)
    }
  } finally {
    await browser.close()
  }
}

const FIRST_NOON = `update clock set offset_ms = (extract(epoch from (($1 || ' 12:00')::timestamp at time zone 'Europe/London') - clock_timestamp()) * 1000)::bigint`

const dataDir = mkdtempSync(join(tmpdir(), 'redress-screenshots-'))
chmodSync(dataDir, 0o755) // as root, PostgreSQL runs as a user of its own, who has to enter it
mkdirSync(FOLDER, { recursive: true })
const embedded = await startEmbedded({ dataDir, keep: false })
try {
  const read = config({ DATA_DIR: dataDir, DATABASE_URL: embedded.url, PORT: String(PORT), LOG_LEVEL: 'error' })
  const running = await main({ ...read, ...(await portFor(read)) }, embedded.url)
  const pool = openPool(embedded.url, { max: 2 })
  try {
    await pool.query(FIRST_NOON, [FIRST_DAY])
    await fill(new Office(running.address), { casefiles: CASEFILES })
    await take(running.address, pool)
  } finally {
    await pool.end()
    await running.close()
  }
} finally {
  await embedded.stop()
  rmSync(dataDir, { recursive: true, force: true })
}
