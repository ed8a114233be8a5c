import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { opensWithAttempt } from '../../scripts/demonstration/passages.ts'
import { type Browsing, browsing, type Desk } from '../support/browser.ts'
import { bothWays, complaintIn, leave, sceneIn, type Told } from './scene.ts'

const FLOW = '/flow/casefile'

let here: Browsing
let scene: Told
beforeAll(async () => {
  here = await browsing()
  scene = await sceneIn(here)
  await opensWithAttempt(scene, 'caseworker', complaintIn(scene))
  await scene.waits(3)
  await opensWithAttempt(scene, 'caseworker', complaintIn(scene))
  // A picture is laid out once, which takes a while.
  await (await here.office.browse('lineManager')).get(FLOW)
}, 300_000)
afterAll(() => here?.end())

const card = ({ page }: Desk) => page.locator('.redress-flow-card')
const FOCUSED_STATE = `document.activeElement.closest('[data-state]')?.dataset.state ?? ''`

test('by keyboard one comes to every state of the picture in the order of the way, and each leads to its list', async () => {
  const desk = await here.signsIn('lineManager')
  await desk.goes(`${FLOW}?rows=all`)
  const inPicture = '.redress-flow__scroll'
  const statesAt = (where: string) =>
    desk.page.evaluate<string[]>(`[...document.querySelectorAll('${where}')].map((each) => each.closest('[data-state]').dataset.state)`)
  const states = await statesAt(`${inPicture} a`)
  expect(states.length).toBeGreaterThan(1)
  expect(states).toEqual((await statesAt('tbody th[data-state]')).filter((state) => states.includes(state)))
  await desk.page.locator(inPicture).focus()
  const reached: string[] = []
  for (const _ of states) {
    await desk.page.keyboard.press('Tab')
    reached.push(await desk.page.evaluate<string>(FOCUSED_STATE))
  }
  expect(reached).toEqual(states)
  await desk.page.keyboard.press('Enter')
  await desk.page.waitForURL(`**${FLOW}/list**`)
  await leave(desk)
}, 60_000)

test('what a state’s page says is shown beside it on focus and when it is pointed at, stays under the pointer, and goes with Esc', async () => {
  const desk = await here.signsIn('lineManager')
  await desk.goes(FLOW)
  const name = desk.page.locator('tbody th[data-state="casefile.open"] a, tbody th[data-state="casefile"] a').first()
  await name.focus()
  await card(desk).waitFor()
  expect(await card(desk).textContent()).toContain('2 open')
  expect(await card(desk).textContent()).toContain('The oldest')
  await desk.page.keyboard.press('Escape')
  await card(desk).waitFor({ state: 'hidden' })
  await desk.page.getByRole('heading', { level: 1 }).click()

  await name.hover()
  await card(desk).waitFor()
  await card(desk).getByText('The oldest').hover()
  await card(desk).getByRole('link', { name: /^RD-/ }).first().click()
  await desk.page.waitForURL('**/casefiles/RD-*')
  await leave(desk)
}, 60_000)

for (const [words, window] of bothWays)
  test(`a period is looked at one day after the other ${words}, and a state by its page`, async () => {
    const desk = await here.signsIn('lineManager', window)
    await desk.goes(FLOW)
    await desk.page.getByText('As it was, compared, or played day by day').click()
    await desk.page.getByLabel('From', { exact: true }).fill(scene.day(-4))
    await desk.page.getByLabel('To', { exact: true }).fill(scene.day(0))
    await desk.page.getByRole('button', { name: 'Play' }).click()
    const counts: string[] = []
    for (let at = 1; at <= 5; at++) {
      await desk.page.getByText(`(${at} of 5)`).waitFor()
      counts.push((await desk.page.locator('[data-count="all:open"]').first().textContent()) ?? '')
      if (at < 5) await desk.page.getByRole('link', { name: /^Next:/ }).click()
    }
    expect(counts).toEqual(['0', '1', '1', '1', '2'])
    await desk.page.locator('tbody th a').first().click()
    await desk.page.waitForURL(`**${FLOW}/state?**`)
    expect(await desk.page.locator('main').textContent()).toContain('2 open')
    await leave(desk)
  }, 60_000)
