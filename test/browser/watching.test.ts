import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Route } from 'playwright-core'
import { definitions } from '../../machines/index.ts'
import { resolves } from '../../scripts/demonstration/resolving.ts'
import { pictureOf } from '../../src/live/picture.ts'
import { chartFor } from '../../src/shown/place.ts'
import { type Caller, openedCasefile, registered } from '../support/app.ts'
import { type Browsing, browsing, type Desk } from '../support/browser.ts'
import { does, mainOf } from '../support/browser-work.ts'
import { actionsIn, complaintIn, leave, sceneIn, type Told } from './scene.ts'

const SOON_MS = 2_000
const PATIENCE_MS = 10_000

let here: Browsing
let scene: Told
let caseworker: Caller
let organisation: string
beforeAll(async () => {
  here = await browsing()
  scene = await sceneIn(here)
  caseworker = await here.office.signIn('caseworker')
  organisation = await registered(caseworker)
  const { reference } = await openedCasefile(caseworker, organisation)
  await caseworker.post(`/casefiles/${reference}/instances`, { machine: 'intervention' })
  // A picture is laid out once, which takes a while.
  for (const machine of ['casefile', 'intervention', 'compliance']) await pictureOf(chartFor(definitions[machine]!), machine)
}, 300_000)
afterAll(() => here?.end())

const countIn = ({ page }: Desk, key: string) => page.locator(`[data-count="${key}"]`).first()
const countOf = async (desk: Desk, key: string) => Number(await countIn(desk, key).textContent())
/** Until a number in the page is this one, or the time is up. */
const becomes = (desk: Desk, key: string, count: number, ms: number) =>
  countIn(desk, key)
    .filter({ hasText: new RegExp(`^${count}$`) })
    .waitFor({ timeout: ms })
const until = async (is: () => boolean | Promise<boolean>) => {
  for (const end = performance.now() + PATIENCE_MS; !(await is()); await pause(20))
    if (performance.now() > end) throw new Error('It did not come about')
}
const isLive = (desk: Desk) => desk.page.getByText('Live', { exact: true }).waitFor()
const pauseOf = ({ page }: Desk) => page.getByRole('button', { name: 'Pause' })
/** So many casefiles are open, as the service tells who asks. */
const isCounted = (open: number) =>
  until(async () => (await here.office.services.flows.current({ machine: 'casefile', filters: {} })).told.changed['all:open'] === open)
const opens = () => openedCasefile(caseworker, organisation)

describe('a manager who looks at a flow', () => {
  test('sees within two seconds what somebody else does, where it stands, and by how much it is another number', async () => {
    const manager = await here.signsIn('operationsManager')
    const acting = await here.signsIn('caseworker')
    const { reference } = await opens()
    await manager.goes('/flow/intervention')
    await isLive(manager)
    const [before, came] = [await countOf(manager, 'all:open'), await countOf(manager, 'all:movedIn7')]
    await acting.goes(`/casefiles/${reference}`)
    await does(acting, 'Open an attempt at an intervention')
    await becomes(manager, 'all:open', before + 1, SOON_MS)
    const cell = manager.page.locator('td:has([data-count="all:open"])').first()
    expect(await cell.textContent()).toMatch(/\+1 since \d\d:\d\d/)
    await becomes(manager, 'all:movedIn7', came + 1, SOON_MS)
    const moved = manager.page.locator('td:has([data-count="all:movedIn7"])')
    expect(await moved.textContent()).toMatch(/\+1 since \d\d:\d\d/)
    expect(await manager.page.locator('[data-live-since]').textContent()).toMatch(/^Since \d\d:\d\d: \+1 open/)
    const drawn = manager.page.locator('[data-state="intervention"] > title')
    expect(await drawn.textContent()).toMatch(/\d+ open, \+1 since \d\d:\d\d/)
    expect(await manager.page.locator('[data-live-status]').textContent()).toBe('')
    await leave(manager, acting)
  }, 120_000)

  test('sees nothing move: what has the focus keeps it, and everything stays where it was', async () => {
    const manager = await here.signsIn('operationsManager')
    await manager.goes('/flow/casefile')
    await isLive(manager)
    const link = manager.page.locator('th[data-state] a').last()
    await link.focus()
    const where = () =>
      manager.page.evaluate<number[]>(
        `[...document.querySelectorAll('main h1, main h2, main .redress-flow__table td, main .redress-flow__table th')].filter((each) => !each.closest('.redress-flow-card')).flatMap((each) => { const { x, y, width, height } = each.getBoundingClientRect(); return [x, y, width, height] })`,
      )
    const before = await where()
    const count = await countOf(manager, 'all:open')
    await opens()
    await becomes(manager, 'all:open', count + 1, PATIENCE_MS)
    expect(await where()).toEqual(before)
    expect(await link.evaluate((each) => each === each.ownerDocument.activeElement)).toBe(true)
    await leave(manager)
  }, 120_000)

  test('can have it stand still, and finds it so when the page is loaded again; then it goes on', async () => {
    const manager = await here.signsIn('lineManager')
    await manager.goes('/flow/casefile')
    await isLive(manager)
    const { flows } = here.office.services
    const button = pauseOf(manager)
    await button.click()
    expect(await button.getAttribute('aria-pressed')).toBe('true')
    await until(() => flows.watchers === 0)
    const before = await countOf(manager, 'all:open')
    await opens()
    await isCounted(before + 1)
    expect(await countOf(manager, 'all:open')).toBe(before)
    await button.click()
    expect(await button.getAttribute('aria-pressed')).toBe('false')
    await becomes(manager, 'all:open', before + 1, PATIENCE_MS)
    await button.click()
    await manager.page.reload()
    expect(await pauseOf(manager).getAttribute('aria-pressed')).toBe('true')
    expect(flows.watchers).toBe(0)
    await leave(manager)
  }, 120_000)

  test('asks for nothing while the page is hidden, and is told what was missed when it is looked at again', async () => {
    const manager = await here.signsIn('director')
    await manager.goes('/flow/casefile')
    await isLive(manager)
    const { flows } = here.office.services
    const before = await countOf(manager, 'all:open')
    const turns = (hidden: boolean) =>
      manager.page.evaluate(
        `Object.defineProperty(document, 'hidden', { value: ${hidden}, configurable: true }); document.dispatchEvent(new Event('visibilitychange'))`,
      )
    await turns(true)
    await until(() => flows.watchers === 0)
    await opens()
    await turns(false)
    await becomes(manager, 'all:open', before + 1, PATIENCE_MS)
    await leave(manager)
  }, 120_000)

  test('is not told that the page is live before anything is heard, nor that the service is there again', async () => {
    const manager = await here.signsIn('deputyDirector')
    const { page } = manager
    await page.clock.install()
    let isThere = false
    await page.route('**/flow/casefile/live*', (route) => (isThere ? route.continue() : undefined))
    await page.route('**/flow/casefile/numbers*', (route) => (isThere ? route.continue() : route.abort()))
    await manager.goes('/flow/casefile')
    const state = page.locator('[data-live-pause] + span')
    const banner = page.getByText('The service cannot be reached at the moment')
    const stands = (words: string) => state.filter({ hasText: new RegExp(`^${words}$`) }).waitFor()
    const turns = (hidden: boolean) =>
      page.evaluate(
        `Object.defineProperty(document, 'hidden', { value: ${hidden}, configurable: true }); document.dispatchEvent(new Event('visibilitychange'))`,
      )
    expect(await state.textContent()).toBe('Connecting')
    await page.clock.runFor(10_000)
    await stands('Not connected')
    await banner.waitFor()
    await turns(true)
    await turns(false)
    expect([await state.textContent(), await banner.isVisible()]).toEqual(['Connecting', true])
    await page.clock.runFor(10_000)
    await stands('Not connected')
    isThere = true
    await turns(true)
    await turns(false)
    await stands('Live')
    await banner.waitFor({ state: 'hidden' })
    await manager.closes()
  }, 120_000)

  test('where the stream does not get through is told so, and the page asks every thirty seconds until it does', async () => {
    const manager = await here.signsIn('deputyDirector')
    const { page } = manager
    await page.clock.install()
    await page.route('**/flow/casefile/live*', (route) => route.fulfill({ status: 503, body: '' }))
    await manager.goes('/flow/casefile')
    const banner = page.locator('[data-live-banner]')
    await banner.waitFor()
    expect(await banner.textContent()).toContain('every 30 seconds')
    const before = await countOf(manager, 'all:open')
    await opens()
    await isCounted(before + 1)
    await page.clock.runFor(30_000)
    await becomes(manager, 'all:open', before + 1, PATIENCE_MS)
    await page.unroute('**/flow/casefile/live*')
    await page.clock.runFor(30_000)
    await banner.waitFor({ state: 'hidden' })
    await opens()
    await becomes(manager, 'all:open', before + 2, PATIENCE_MS)
    expect(manager.faults.filter((fault) => !fault.includes('503'))).toEqual([])
    await manager.closes()
  }, 120_000)

  test('who watches in too many places is told that, and not that changes do not get through; once there is room the page is live', async () => {
    const manager = await here.signsIn('deputyDirector')
    const { page } = manager
    await page.clock.install()
    const { flows } = here.office.services
    const others = { person: 'holder-of-deputyDirector', send: () => true, beat: () => true, still: async () => true, end: () => {} }
    const leaving = await Promise.all(
      Array.from({ length: 60 }, () => flows.begin({ machine: 'casefile', filters: {} }, { ...others }, '')),
    )
    await manager.goes('/flow/casefile')
    const banner = page.locator('[data-live-banner]')
    await banner.waitFor()
    expect(await banner.textContent()).toBe(
      'You watch in 60 places already: close one of them. Until then this page asks for the numbers every 30 seconds.',
    )
    const before = await countOf(manager, 'all:open')
    await opens()
    await isCounted(before + 1)
    await page.clock.runFor(30_000)
    await becomes(manager, 'all:open', before + 1, PATIENCE_MS)
    for (const leave of leaving) leave()
    await page.clock.runFor(30_000)
    await banner.waitFor({ state: 'hidden' })
    expect(manager.faults.filter((fault) => !fault.includes('429'))).toEqual([])
    await manager.closes()
  }, 120_000)

  test('reads when the numbers were last known to hold: never earlier than the page, later when asked for again, and of another day which', async () => {
    const manager = await here.signsIn('reviewTeam')
    const { page } = manager
    await page.clock.install()
    await page.route('**/flow/casefile/live*', (route) => route.fulfill({ status: 503, body: '' }))
    const answered = page.waitForResponse((response) => response.url().endsWith('/flow/casefile'))
    await manager.goes('/flow/casefile')
    const began = Date.parse(/data-live-stamp datetime="([^"]+)"/.exec(await (await answered).text())![1]!)
    const stamp = page.locator('[data-live-stamp]')
    const held = async () => Date.parse((await stamp.getAttribute('datetime'))!)
    const banner = page.locator('[data-live-banner]')
    await banner.waitFor()
    expect(await held()).toBeGreaterThanOrEqual(began)
    for (const passed of [30_000, 60_000, 90_000]) {
      await page.clock.runFor(30_000)
      await until(async () => (await held()) >= began + passed)
    }
    expect(await stamp.textContent()).toMatch(/^\d\d:\d\d$/)
    expect(await page.locator('[data-live-status]').textContent()).toBe('')
    await page.route('**/flow/casefile/numbers*', (route) => route.abort())
    // The computer sleeps while an answer is on its way: what it tells is of when it was asked for.
    const asked = new Promise<Route>((resolve) => void page.route('**/flow/casefile/numbers*', resolve, { times: 1 }))
    await page.clock.runFor(30_000)
    const onItsWay = await asked
    const answer = await onItsWay.fetch()
    await page.clock.fastForward('24:00:00')
    const ofTheDayBefore = banner.filter({ hasText: /The numbers are of \d\d:\d\d on 4 February\.$/ })
    await ofTheDayBefore.waitFor()
    await onItsWay.fulfill({ response: answer })
    await page.clock.runFor(1_000)
    await ofTheDayBefore.waitFor()
    expect(await stamp.textContent()).toMatch(/^\d\d:\d\d on 4 February$/)
    await manager.closes()
  }, 120_000)

  test('without scripts loads the page again by its link, and is offered no pause', async () => {
    const manager = await here.signsIn('operationsManager', { scripts: false })
    await manager.goes('/flow/casefile')
    const before = await countOf(manager, 'all:open')
    expect(await manager.page.locator('[data-live-pause]').isVisible()).toBe(false)
    await opens()
    await mainOf(manager).getByRole('link', { name: 'Refresh' }).click()
    expect(await countOf(manager, 'all:open')).toBe(before + 1)
    await leave(manager)
  }, 120_000)

  test('who signs out meanwhile is told that the numbers stand still', async () => {
    const manager = await here.signsIn('complianceOfficer')
    const { page } = manager
    await page.clock.install()
    await page.route('**/flow/casefile/live*', (route) => route.abort())
    await manager.goes('/flow/casefile')
    await page.getByText('Every 30 seconds', { exact: true }).waitFor()
    await page.context().clearCookies()
    await page.clock.runFor(30_000)
    await page.getByText(/You are signed out/).waitFor()
    expect(await page.locator('[data-live-pause]').isVisible()).toBe(false)
    await manager.closes()
  }, 120_000)
})

test('who looks at every lifecycle sees within two seconds what somebody else does, and nothing move; and hears what has become overdue', async () => {
  const { pool } = here.office.services
  await pool.query(`update stay set due_on = null where machine = 'intervention' and left_seq is null`)
  const manager = await here.signsIn('operationsManager')
  await manager.goes('/flow')
  await isLive(manager)
  const where = () =>
    manager.page.evaluate<number[]>(
      `[...document.querySelectorAll('main h1, main td, main th')].flatMap((each) => { const { x, y, width, height } = each.getBoundingClientRect(); return [x, y, width, height] })`,
    )
  const [places, before] = [await where(), await countOf(manager, 'casefile:open')]
  await opens()
  await becomes(manager, 'casefile:open', before + 1, SOON_MS)
  expect(await manager.page.locator('td:has([data-count="casefile:open"])').textContent()).toMatch(/\+1 since \d\d:\d\d/)
  expect(await where()).toEqual(places)
  const status = manager.page.locator('[data-live-status]')
  expect([await status.textContent(), await status.getAttribute('aria-live')]).toEqual(['', 'polite'])
  const late = manager.page.locator('td:has([data-count="intervention:overdue"])')
  expect([await countOf(manager, 'intervention:overdue'), await late.locator('a[href]').count()]).toEqual([0, 0])
  await pool.query(`update stay set due_on = '2012-01-01' where machine = 'intervention' and left_seq is null and open`)
  const open = await countOf(manager, 'intervention:open')
  await becomes(manager, 'intervention:overdue', open, PATIENCE_MS)
  expect(await late.locator('a').getAttribute('href')).toBe('/flow/intervention/list?band=overdue')
  expect(await status.textContent()).toBe(`Overdue in Intervention: now ${open}`)
  // What is most held up is said in the numbers of the state's own row, as they change; how much by is said in the row alone.
  await manager.page.reload()
  await isLive(manager)
  const said = manager.page.locator('td[data-label="Most held up"] [data-count^="intervention."][data-count$=":overdue"]')
  const overdue = Number(await said.textContent())
  await pool.query(
    `update stay set due_on = null where (instance_id, entered_seq) = (
       select instance_id, entered_seq from stay where machine = 'intervention' and left_seq is null and open limit 1)`,
  )
  await said.filter({ hasText: new RegExp(`^${overdue - 1}$`) }).waitFor({ timeout: PATIENCE_MS })
  expect(await manager.page.locator('td[data-label="Most held up"]').filter({ hasText: 'since' }).count()).toBe(0)
  await pool.query(`update stay set due_on = null where machine = 'intervention' and left_seq is null`)
  await leave(manager)
  const without = await here.signsIn('operationsManager', { scripts: false })
  await without.goes('/flow')
  const shown = await countOf(without, 'casefile:open')
  expect(await pauseOf(without).isVisible()).toBe(false)
  await opens()
  await mainOf(without).getByRole('link', { name: 'Refresh' }).click()
  expect(await countOf(without, 'casefile:open')).toBe(shown + 1)
  await leave(without)
}, 120_000)

test('a sentence about where work is held up has the numbers of the table, as they change', async () => {
  const { pool } = here.office.services
  await pool.query(`update stay set due_on = '2012-01-01' where machine = 'intervention' and left_seq is null`)
  const manager = await here.signsIn('operationsManager')
  await manager.goes('/flow/intervention')
  await isLive(manager)
  const said = manager.page.locator('.redress-bottlenecks [data-count$=":overdue"]').first()
  const key = await said.getAttribute('data-count')
  const places = manager.page.locator(`main p [data-count="${key}"], .redress-bottlenecks [data-count="${key}"], td [data-count="${key}"]`)
  expect(await places.count()).toBe(3)
  const before = Number(await said.textContent())
  await pool.query(
    `update stay set due_on = null where (instance_id, entered_seq) = (
       select instance_id, entered_seq from stay where machine = 'intervention' and left_seq is null and open limit 1)`,
  )
  await becomes(manager, key!, before - 1, PATIENCE_MS)
  expect(await places.allTextContents()).toEqual(Array.from({ length: 3 }, () => String(before - 1)))
  await pool.query(`update stay set due_on = null where machine = 'intervention' and left_seq is null`)
  await leave(manager)
}, 120_000)

test('a page tells of states that it does not show when something has come into them since it was loaded, and goes on telling it', async () => {
  const resolved = async () => {
    const actions = actionsIn(scene)
    const before = await countOf(manager, 'all:open')
    await resolves(scene, { complaint: complaintIn(scene), actions })
    await becomes(manager, 'all:open', before + actions.length, PATIENCE_MS)
  }
  const more = ({ page }: Desk) => page.getByText(/something in (it|them) since \d\d:\d\d/)
  const manager = await here.signsIn('operationsManager')
  await manager.goes('/flow/compliance')
  await isLive(manager)
  expect(await more(manager).count()).toBe(0)
  await resolved()
  const said = await more(manager).textContent()
  expect(said).toMatch(/^\d+ more states? .* since \d\d:\d\d: refresh to see$/)
  await resolved()
  expect(await more(manager).textContent()).toBe(said)
  // What stood there already when the page was loaded has not come into it, whether or not the page has a place for it.
  for (const address of ['', '/picture', '/picture?focus=compliance.open.escalation', '?attention=yes']) {
    await manager.goes(`/flow/compliance${address}`)
    await isLive(manager)
    expect([address, await more(manager).count()]).toEqual([address, 0])
  }
  await leave(manager)
}, 180_000)

test('who cannot see the page hears nothing but that something has become overdue', async () => {
  await resolves(scene, { complaint: complaintIn(scene), actions: actionsIn(scene) })
  const manager = await here.signsIn('operationsManager')
  const colleague = await here.signsIn('director')
  await colleague.page.clock.install()
  await colleague.page.route('**/flow/compliance/live*', (route) => route.fulfill({ status: 503, body: '' }))
  await colleague.goes('/flow/compliance')
  await colleague.page.getByText('Every 30 seconds', { exact: true }).waitFor()
  await manager.goes('/flow/compliance')
  await isLive(manager)
  const status = manager.page.locator('[data-live-status]')
  expect(await status.getAttribute('aria-live')).toBe('polite')
  const whole = manager.page.locator('[data-state="compliance"]')
  const shown = () =>
    whole.locator('.badge, .late:has([data-count="all:overdue"])').evaluateAll((all) => all.map((each) => each.getAttribute('display')))
  expect(await shown()).toEqual(['none', 'none'])
  const shut = manager.page.locator('.redress-flow__scroll [data-state="compliance.open.target.date"]')
  const late = shut.locator('.late:has([data-count="compliance.open.target.date:overdue"])')
  expect([await shut.textContent(), await late.getAttribute('display')]).toEqual([expect.stringContaining('5 states in it'), 'none'])
  await scene.waits(40)
  await status.filter({ hasText: /./ }).waitFor({ state: 'attached' })
  expect(await shown()).toEqual([null, null])
  expect([await late.textContent(), await late.getAttribute('display')]).toEqual([expect.stringMatching(/^\d+ overdue$/), null])
  expect(await whole.locator('> title').textContent()).toMatch(/\d+ overdue, \+\d+ since/)
  expect(await manager.page.locator('td a[href]:has([data-count="all:overdue"])').getAttribute('href')).toContain('band=overdue')
  expect(await status.evaluate((each) => each.textContent)).toMatch(/^Overdue in [A-Z].*: now \d+/)
  // So does who asks for the numbers every thirty seconds.
  await colleague.page.clock.runFor(30_000)
  await colleague.page
    .locator('[data-live-status]')
    .filter({ hasText: /^Overdue in [A-Z].*: now \d+/ })
    .waitFor({ state: 'attached' })
  await colleague.closes()
  // What is overdue leads to as much, in words and by its sign; between them the state leads to all that is open.
  const count = await countOf(manager, 'all:overdue')
  const pictured = '.redress-flow__scroll [data-state="compliance"]'
  for (const place of [`${pictured} a.late:has([data-count="all:overdue"])`, `${pictured} > a.badge`]) {
    await manager.goes('/flow/compliance')
    await manager.page.locator(place).click()
    await manager.page.waitForURL(/\/flow\/compliance\/list\?.*band=overdue/)
    expect([place, await mainOf(manager).textContent()]).toEqual([place, expect.stringMatching(new RegExp(`\\b${count} lifecycles?\\b`))])
  }
  await manager.goes('/flow/compliance')
  const pointedAt = await manager.page.locator(`${pictured} [data-count="all:open"]`).evaluate((open) => {
    open.closest('text')!.scrollIntoView({ block: 'center', inline: 'center' })
    const { left, right, top, bottom } = open.getBoundingClientRect()
    return open.ownerDocument
      .elementFromPoint((left + right) / 2, (top + bottom) / 2)
      ?.closest('a')
      ?.getAttribute('href')
  })
  expect(pointedAt).toBe('/flow/compliance/list')
  await leave(manager)
}, 180_000)
