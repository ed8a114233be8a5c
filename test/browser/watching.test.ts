import { describe, expect, test } from '@jest/globals'
import { resolves } from '../../scripts/demonstration/resolving.ts'
import type { Desk } from '../support/browser.ts'
import { does, mainOf } from '../support/browser-work.ts'
import { actionsIn, complaintIn, leave } from './scene.ts'
import { becomes, countOf, isLive, PATIENCE_MS, pauseOf, SOON_MS, watched } from './watched.ts'

const stage = watched('casefile', 'intervention', 'compliance')

describe('a manager who looks at a flow', () => {
  test('sees within two seconds what somebody else does, where it stands, and by how much it is another number', async () => {
    const manager = await stage.here.signsIn('operationsManager')
    const acting = await stage.here.signsIn('caseworker')
    const { reference } = await stage.opens()
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
    const manager = await stage.here.signsIn('operationsManager')
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
    await stage.opens()
    await becomes(manager, 'all:open', count + 1, PATIENCE_MS)
    expect(await where()).toEqual(before)
    expect(await link.evaluate((each) => each === each.ownerDocument.activeElement)).toBe(true)
    await leave(manager)
  }, 120_000)
})

test('who looks at every lifecycle sees within two seconds what somebody else does, and nothing move; and hears what has become overdue', async () => {
  const { pool } = stage.here.office.services
  await pool.query(`update stay set due_on = null where machine = 'intervention' and left_seq is null`)
  const manager = await stage.here.signsIn('operationsManager')
  await manager.goes('/flow')
  await isLive(manager)
  const where = () =>
    manager.page.evaluate<number[]>(
      `[...document.querySelectorAll('main h1, main td, main th')].flatMap((each) => { const { x, y, width, height } = each.getBoundingClientRect(); return [x, y, width, height] })`,
    )
  const [places, before] = [await where(), await countOf(manager, 'casefile:open')]
  await stage.opens()
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
  const without = await stage.here.signsIn('operationsManager', { scripts: false })
  await without.goes('/flow')
  const shown = await countOf(without, 'casefile:open')
  expect(await pauseOf(without).isVisible()).toBe(false)
  await stage.opens()
  await mainOf(without).getByRole('link', { name: 'Refresh' }).click()
  expect(await countOf(without, 'casefile:open')).toBe(shown + 1)
  await leave(without)
}, 120_000)

test('a sentence about where work is held up has the numbers of the table, as they change', async () => {
  const { pool } = stage.here.office.services
  await pool.query(`update stay set due_on = '2012-01-01' where machine = 'intervention' and left_seq is null`)
  const manager = await stage.here.signsIn('operationsManager')
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

test('a state’s own page follows the flow: how many are open there, came and went, and what becomes overdue, with its list', async () => {
  const { pool } = stage.here.office.services
  await pool.query(`update stay set due_on = null where machine = 'intervention' and left_seq is null`)
  const state = 'intervention.attempt.assessing'
  const manager = await stage.here.signsIn('operationsManager')
  await manager.goes(`/flow/intervention/state?state=${state}`)
  await isLive(manager)
  const [open, came] = [await countOf(manager, `${state}:open`), await countOf(manager, `${state}:movedIn7`)]
  const late = mainOf(manager).getByText(/^\d+ overdue$/)
  expect(await late.isVisible()).toBe(false)
  const acting = await stage.here.office.signIn('caseworker')
  const { reference } = await stage.opens()
  await acting.post(`/casefiles/${reference}/instances`, { machine: 'intervention' })
  await becomes(manager, `${state}:open`, open + 1, PATIENCE_MS)
  await becomes(manager, `${state}:movedIn7`, came + 1, PATIENCE_MS)
  await pool.query(`update stay set due_on = '2012-01-01' where machine = 'intervention' and left_seq is null and open`)
  await becomes(manager, `${state}:overdue`, open + 1, PATIENCE_MS)
  expect([await late.textContent(), await late.getAttribute('href')]).toEqual([
    `${open + 1} overdue`,
    expect.stringContaining('band=overdue'),
  ])
  expect(await late.isVisible()).toBe(true)
  await pool.query(`update stay set due_on = null where machine = 'intervention' and left_seq is null`)
  await leave(manager)
}, 120_000)

test('a page tells of states that it does not show when something has come into them since it was loaded, and goes on telling it', async () => {
  const resolved = async () => {
    const actions = actionsIn(stage.scene)
    const before = await countOf(manager, 'all:open')
    await resolves(stage.scene, { complaint: complaintIn(stage.scene), actions })
    await becomes(manager, 'all:open', before + actions.length, PATIENCE_MS)
  }
  const more = ({ page }: Desk) => page.getByText(/something in (it|them) since \d\d:\d\d/)
  const manager = await stage.here.signsIn('operationsManager')
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
  await resolves(stage.scene, { complaint: complaintIn(stage.scene), actions: actionsIn(stage.scene) })
  const manager = await stage.here.signsIn('operationsManager')
  const colleague = await stage.here.signsIn('director')
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
  await stage.scene.waits(40)
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
