import { describe, expect, test } from '@jest/globals'
import type { Route } from 'playwright-core'
import { mainOf } from '../support/browser-work.ts'
import { leave } from './scene.ts'
import { becomes, countOf, isLive, PATIENCE_MS, pauseOf, turns, until, watched } from './watched.ts'

const stage = watched('casefile')

describe('a manager who looks at a flow', () => {
  test('can have it stand still, and finds it so when the page is loaded again; then it goes on', async () => {
    const manager = await stage.here.signsIn('lineManager')
    await manager.goes('/flow/casefile')
    await isLive(manager)
    const { flows } = stage.here.office.services
    const button = pauseOf(manager)
    await button.click()
    expect(await button.getAttribute('aria-pressed')).toBe('true')
    await until(() => flows.watchers === 0)
    const before = await countOf(manager, 'all:open')
    await stage.opens()
    await stage.isCounted(before + 1)
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
    const manager = await stage.here.signsIn('director')
    await manager.goes('/flow/casefile')
    await isLive(manager)
    const { flows } = stage.here.office.services
    const before = await countOf(manager, 'all:open')
    await turns(manager, true)
    await until(() => flows.watchers === 0)
    await stage.opens()
    await turns(manager, false)
    await becomes(manager, 'all:open', before + 1, PATIENCE_MS)
    await leave(manager)
  }, 120_000)

  test('is not told that the page is live before anything is heard, nor that the service is there again', async () => {
    const manager = await stage.here.signsIn('deputyDirector')
    const { page } = manager
    await page.clock.install()
    let isThere = false
    await page.route('**/flow/casefile/live*', (route) => (isThere ? route.continue() : undefined))
    await page.route('**/flow/casefile/numbers*', (route) => (isThere ? route.continue() : route.abort()))
    await manager.goes('/flow/casefile')
    const state = page.locator('[data-live-pause] + span')
    const banner = page.getByText('The service cannot be reached at the moment')
    const stands = (words: string) => state.filter({ hasText: new RegExp(`^${words}$`) }).waitFor()
    expect(await state.textContent()).toBe('Connecting')
    await page.clock.runFor(10_000)
    await stands('Not connected')
    await banner.waitFor()
    await turns(manager, true)
    await turns(manager, false)
    expect([await state.textContent(), await banner.isVisible()]).toEqual(['Connecting', true])
    await page.clock.runFor(10_000)
    await stands('Not connected')
    isThere = true
    await turns(manager, true)
    await turns(manager, false)
    await stands('Live')
    await banner.waitFor({ state: 'hidden' })
    await manager.closes()
  }, 120_000)

  test('where the stream does not get through is told so, and the page asks every thirty seconds until it does', async () => {
    const manager = await stage.here.signsIn('deputyDirector')
    const { page } = manager
    await page.clock.install()
    await page.route('**/flow/casefile/live*', (route) => route.fulfill({ status: 503, body: '' }))
    await manager.goes('/flow/casefile')
    const banner = page.locator('[data-live-banner]')
    await banner.waitFor()
    expect(await banner.textContent()).toContain('every 30 seconds')
    const before = await countOf(manager, 'all:open')
    await stage.opens()
    await stage.isCounted(before + 1)
    await page.clock.runFor(30_000)
    await becomes(manager, 'all:open', before + 1, PATIENCE_MS)
    await page.unroute('**/flow/casefile/live*')
    await page.clock.runFor(30_000)
    await banner.waitFor({ state: 'hidden' })
    await stage.opens()
    await becomes(manager, 'all:open', before + 2, PATIENCE_MS)
    expect(manager.faults.filter((fault) => !fault.includes('503'))).toEqual([])
    await manager.closes()
  }, 120_000)

  test('who watches in too many places is told that, and not that changes do not get through; once there is room the page is live', async () => {
    const manager = await stage.here.signsIn('deputyDirector')
    const { page } = manager
    await page.clock.install()
    const { flows } = stage.here.office.services
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
    await stage.opens()
    await stage.isCounted(before + 1)
    await page.clock.runFor(30_000)
    await becomes(manager, 'all:open', before + 1, PATIENCE_MS)
    for (const leave of leaving) leave()
    await page.clock.runFor(30_000)
    await banner.waitFor({ state: 'hidden' })
    expect(manager.faults.filter((fault) => !fault.includes('429'))).toEqual([])
    await manager.closes()
  }, 120_000)

  test('reads when the numbers were last known to hold: never earlier than the page, later when asked for again, and of another day which', async () => {
    const manager = await stage.here.signsIn('reviewTeam')
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
    const manager = await stage.here.signsIn('operationsManager', { scripts: false })
    await manager.goes('/flow/casefile')
    const before = await countOf(manager, 'all:open')
    expect(await manager.page.locator('[data-live-pause]').isVisible()).toBe(false)
    await stage.opens()
    await mainOf(manager).getByRole('link', { name: 'Refresh' }).click()
    expect(await countOf(manager, 'all:open')).toBe(before + 1)
    await leave(manager)
  }, 120_000)

  test('who signs out meanwhile is told that the numbers stand still', async () => {
    const manager = await stage.here.signsIn('complianceOfficer')
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
