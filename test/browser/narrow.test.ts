import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { registered } from '../support/app.ts'
import { type Browsing, browsing } from '../support/browser.ts'
import { tooWide } from '../support/browser-looks.ts'

let service: Browsing
beforeAll(async () => {
  service = await browsing()
}, 120_000)
afterAll(() => service.end(), 30_000)

/** The narrowest that a page is to be read at without scrolling sideways. */
const NARROWEST = 320

test('on the narrowest screen a reference with its dash still fits into the search of every page', async () => {
  const { page, goes, closes } = await service.signsIn('caseworker', { phone: true })
  await page.setViewportSize({ width: NARROWEST, height: 640 })
  await goes('/worklists/mine')
  const find = page.locator('#find')
  await find.fill('RD-000001234')
  const wide =
    '(({ clientWidth, scrollWidth }) => ({ shown: clientWidth, needed: scrollWidth, across: document.documentElement.scrollWidth }))(document.getElementById("find"))'
  const { shown, needed, across } = await page.evaluate<Record<'shown' | 'needed' | 'across', number>>(wide)
  expect({ isWhole: needed <= shown, across }).toEqual({ isWhole: true, across: NARROWEST })
  expect(shown).toBeGreaterThan(140)
  await closes()
}, 120_000)

test('what is not possible for an organisation and for its rating, unfolded, fits the narrowest screen: long citations are broken', async () => {
  const id = await registered(await service.office.signIn('caseworker'), 'Narrow Council')
  for (const post of ['complianceOfficer', 'administrator']) {
    const desk = await service.signsIn(post)
    for (const path of [`/organisations/${id}`, `/organisations/${id}/rating`]) {
      await desk.goes(path)
      expect([post, path, await tooWide(desk)]).toEqual([post, path, []])
    }
    await desk.closes()
  }
}, 120_000)

test('on a phone the lists of work are folded, so that a worklist begins with its heading; they open without a script', async () => {
  const { page, goes, closes } = await service.signsIn('caseworker', { phone: true })
  await page.setViewportSize({ width: NARROWEST, height: 640 })
  await goes('/worklists/mine')
  const escalations = page.getByRole('link', { name: /^Escalations \(/ })
  expect(await escalations.count()).toBe(0)
  expect((await page.getByRole('heading', { level: 1, name: 'My work' }).boundingBox())!.y).toBeLessThan(600)
  await page.locator('summary', { hasText: 'Lists' }).click()
  expect(await escalations.count()).toBe(1)
  await page.setViewportSize({ width: 1280, height: 640 })
  expect(await escalations.count()).toBe(1)
  await closes()
}, 120_000)

test('at 1280 pixels search, what changed, who one is and the way out stand on one row', async () => {
  const { page, goes, closes } = await service.signsIn('assessmentOutcomesOfficer')
  await page.setViewportSize({ width: 1280, height: 640 })
  await goes('/worklists/mine')
  const middles = await page.evaluate<readonly number[]>(`(() => {
    const line = document.querySelector('.redress-person')
    if (!line.querySelector('a[href="/changes"]'))
      line.querySelector('.redress-find').insertAdjacentHTML('afterend', '<a class="govuk-link" href="/changes">What changed (more than 99)</a>')
    return [...line.children].map((each) => each.getBoundingClientRect()).map(({ top, height }) => Math.round(top + height / 2))
  })()`)
  expect(middles).toHaveLength(4)
  expect(Math.max(...middles) - Math.min(...middles)).toBeLessThan(10)
  await closes()
}, 120_000)
