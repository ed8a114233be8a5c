import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Browsing, browsing } from '../support/browser.ts'

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
