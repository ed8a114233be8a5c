import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { opensWithAttempt } from '../../scripts/demonstration/passages.ts'
import { type Browsing, browsing } from '../support/browser.ts'
import { manyOrganisations } from '../support/many-organisations.ts'
import { complaintIn, leave, sceneIn, type Told } from './scene.ts'
import { becomes, countOf, isLive, PATIENCE_MS } from './watched.ts'

const FLOW = '/flow/intervention'
const NARROWEST = 320
const WIDTHS = [NARROWEST, 390, 1_280] as const
const ACROSS = 'document.documentElement.scrollWidth'
const MANY = 301

let here: Browsing
let scene: Told
beforeAll(async () => {
  here = await browsing()
  scene = await sceneIn(here)
  const { colleague, attempt } = await opensWithAttempt(scene, 'caseworker', complaintIn(scene))
  await opensWithAttempt(scene, 'caseworker', complaintIn(scene))
  await colleague.does(attempt, 'PROPOSE_INVESTIGATION', { rationale: 'It cannot be put right by agreement' })
  await scene.waits(20)
}, 300_000)
afterAll(() => here?.end())

test('on the narrowest screen the table has the states in which something stands, with why they need attention, and all of them on demand', async () => {
  const desk = await here.signsIn('lineManager', { phone: true })
  await desk.page.setViewportSize({ width: NARROWEST, height: 640 })
  await desk.goes(`${FLOW}?window=28`)
  const rows = desk.page.locator('.redress-flow__table tbody tr')
  const seen = () =>
    desk.page.evaluate<string[]>(
      `[...document.querySelectorAll('.redress-flow__table tbody tr')].filter((row) => row.offsetHeight > 0).map((row) => row.querySelector('[data-state]').dataset.state)`,
    )
  const few = await seen()
  expect(few).toEqual(['intervention', 'intervention.attempt', 'intervention.attempt.assessing'])
  expect(await rows.count()).toBeGreaterThan(few.length)
  expect(await desk.page.locator('th[data-state="intervention.attempt.assessing"]').textContent()).toMatch(/1 silent/)
  expect(await desk.page.evaluate<number>(ACROSS)).toBe(NARROWEST)
  const before = await desk.page.locator('[data-count="all:open"]').first().textContent()
  await desk.page.getByRole('link', { name: 'Show all states' }).last().click()
  await desk.page.waitForURL('**rows=all**')
  expect(await desk.page.locator('[data-count="all:open"]').first().textContent()).toBe(before)
  expect((await seen()).length).toBeGreaterThan(few.length)
  await leave(desk)
}, 120_000)

test('by how much a number changed is said within its own cell, on a phone and at a desk, and moves nothing', async () => {
  const desk = await here.signsIn('lineManager')
  await desk.goes(`${FLOW}?window=28`)
  await isLive(desk)
  const left = (width: number) => desk.page.setViewportSize({ width, height: 640 })
  const where = () =>
    desk.page.evaluate<number[]>(
      `[...document.querySelectorAll('.redress-flow__table td')].flatMap((each) => { const { x, y, width, height } = each.getBoundingClientRect(); return [x, y - each.closest('table').getBoundingClientRect().y, width, height] })`,
    )
  const placesAt = async () => {
    const places = []
    for (const width of WIDTHS) places.push(await left(width).then(where))
    return places
  }
  const [before, open] = [await placesAt(), await countOf(desk, 'all:open')]
  await opensWithAttempt(scene, 'caseworker', complaintIn(scene))
  await becomes(desk, 'all:open', open + 1, PATIENCE_MS)
  expect(await placesAt()).toEqual(before)
  for (const width of WIDTHS) {
    await left(width)
    const outside = await desk.page.evaluate<string[]>(
      `[...document.querySelectorAll('.redress-live-since:not(:empty)')].flatMap((said) => {
        const [words, cell] = [said, said.closest('td')].map((each) => each.getBoundingClientRect())
        return words.left < cell.left || words.right > cell.right || said.scrollWidth > said.clientWidth + 1 || words.top < cell.top ? [said.textContent + ' in ' + said.closest('td').dataset.label] : []
      })`,
    )
    expect([width, outside]).toEqual([width, []])
  }
  expect(await desk.page.locator('.redress-live-since:not(:empty)').count()).toBeGreaterThan(1)
  await leave(desk)
}, 120_000)

test('one of several hundred organisations is chosen by typing a part of its name, and the form fits the narrowest screen', async () => {
  const colleague = await scene.office.as('complianceOfficer')
  await colleague.registers({ name: 'Zealsbury Town Council', sector: 'parliamentary' })
  await manyOrganisations(here.office.database.pool, MANY)
  const desk = await here.signsIn('lineManager')
  await desk.goes(FLOW)
  await desk.page.getByText('Filter, window and heat').click()
  const box = desk.page.getByRole('combobox', { name: 'Organisation' })
  await box.fill('zeals')
  await desk.page.getByRole('option', { name: /Zealsbury Town Council/ }).click()
  await desk.page.setViewportSize({ width: NARROWEST, height: 640 })
  expect(await desk.page.evaluate<number>(ACROSS)).toBe(NARROWEST)
  await desk.page.getByRole('button', { name: 'Apply' }).click()
  await desk.page.getByText('Remove this filter: Zealsbury Town Council').waitFor()
  expect(await desk.page.locator('[data-count="all:open"]').first().textContent()).toBe('0')
  await leave(desk)
}, 120_000)
