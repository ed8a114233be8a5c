import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { definitions } from '../../machines/index.ts'
import { opensWithAttempt } from '../../scripts/demonstration/passages.ts'
import { pictureOf } from '../../src/live/picture.ts'
import { chartFor } from '../../src/shown/place.ts'
import { type Browsing, browsing, type Desk } from '../support/browser.ts'
import { bothWays, complaintIn, leave, sceneIn, type Told } from './scene.ts'

const FLOW = '/flow/casefile'

let here: Browsing
let scene: Told
let route: string
beforeAll(async () => {
  here = await browsing()
  scene = await sceneIn(here)
  const { file } = await opensWithAttempt(scene, 'caseworker', complaintIn(scene))
  route = `/casefiles/${file.reference}/route?view=table`
  await scene.waits(3)
  await opensWithAttempt(scene, 'caseworker', complaintIn(scene))
  // A picture is laid out once, which takes a while.
  await pictureOf(chartFor(definitions['casefile']!), 'casefile')
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
  const states = await statesAt(`${inPicture} a:not([tabindex])`)
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

test('a period plays by itself, a day a second, to its end: there it stops and says so; paused it stands still', async () => {
  const desk = await here.signsIn('lineManager')
  const { page } = desk
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  await desk.goes(`${FLOW}?from=${scene.day(-4)}&to=${scene.day(0)}`)
  const button = page.locator('.redress-play [data-play]')
  const now = page.locator('.redress-play__now')
  const said = page.locator('.redress-play [role="status"]')
  await button.click()
  await page.getByText('(2 of 5)').waitFor()
  expect(await button.textContent()).toBe('Pause')
  await button.click()
  const held = await now.textContent()
  expect([await button.textContent(), await said.textContent()]).toEqual(['Play', 'Paused.'])
  await button.click()
  await said.filter({ hasText: 'The period has been played to its end.' }).waitFor({ state: 'attached' })
  expect(await now.textContent()).toContain('(5 of 5)')
  expect(await now.textContent()).not.toBe(held)
  expect(await button.textContent()).toBe('Play')
  expect(await page.locator('[data-count="all:open"]').first().textContent()).toBe('2')
  expect(page.url()).toContain(`at=${scene.day(0)}`)
  await leave(desk)
}, 60_000)

/** All that a page leads to, passes on and tells, but for what plays it. */
const ALL_OF_IT = `(() => {
  const main = document.querySelector('main').cloneNode(true)
  for (const apart of main.querySelectorAll('.redress-flow-card, [data-play], [data-said], .redress-filter select')) apart.remove()
  return {
    leads: [...main.querySelectorAll('a[href]')].map((link) => link.getAttribute('href')),
    passes: [...main.querySelectorAll('input')].map(({ name, value }) => name + '=' + value),
    asks: main.querySelector('[data-card-address]').dataset.cardAddress,
    tells: main.textContent.replace(/\\s+/g, ' '),
    told: [...main.querySelectorAll('svg title')].map((title) => title.textContent),
  }
})()`

test('wherever a period is paused, the whole page is of that moment, as if it had been loaded: its links, its forms, its ways, its cards', async () => {
  const desk = await here.signsIn('lineManager')
  const { page } = desk
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  await desk.goes(`${FLOW}?from=${scene.day(-3)}&to=${scene.day(0)}`)
  await page.getByText('Every way from one state to another').click()
  const whole = page.locator('tbody th[data-state="casefile"] a').first()
  await whole.focus()
  await card(desk).getByText('1 open').waitFor()
  const button = page.locator('.redress-play [data-play]')
  await button.click()
  await page.locator('.redress-play [role="status"]').filter({ hasText: 'played to its end' }).waitFor({ state: 'attached' })
  const at = encodeURIComponent(`${scene.day(0)}T23:59`)
  expect(await page.getByRole('link', { name: 'Download as CSV' }).getAttribute('href')).toContain(`at=${at}`)
  expect(await page.locator('.redress-routes').isVisible()).toBe(true)
  expect(await page.locator('.redress-routes').textContent()).toMatch(/(once|2 times) in 7 days/)
  await whole.focus()
  await card(desk).getByText('2 open').waitFor()
  const played = await page.evaluate(ALL_OF_IT)
  await page.reload()
  expect(played).toEqual(await page.evaluate(ALL_OF_IT))
  await leave(desk)
}, 60_000)

test('who pauses a period and plays it again at once sees a day a second, as before', async () => {
  const desk = await here.signsIn('lineManager')
  const { page } = desk
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  await page.clock.install()
  await desk.goes(`${FLOW}?from=${scene.day(-9)}&to=${scene.day(0)}`)
  await page.clock.pauseAt(Date.now() + 60_000)
  const button = page.locator('.redress-play [data-play]')
  const shows = (at: number) => page.getByText(`(${at} of 10)`).waitFor()
  await button.click()
  await shows(2)
  await page.clock.runFor(500)
  await button.click()
  await button.click()
  await shows(3)
  const asked: string[] = []
  page.on('request', (request) => void asked.push(request.url()))
  await page.clock.runFor(700)
  await page.clock.runFor(400)
  await shows(4)
  expect(asked.filter((url) => url.includes('at='))).toHaveLength(1)
  await leave(desk)
}, 60_000)

test('a picture that is drawn while its page is hidden, however long, comes once the page is looked at', async () => {
  const desk = await here.signsIn('lineManager')
  const { page } = desk
  await page.clock.install()
  const turns = (hidden: boolean) =>
    page.evaluate(
      `Object.defineProperty(document, 'hidden', { value: ${hidden}, configurable: true }); document.dispatchEvent(new Event('visibilitychange'))`,
    )
  await page.route(`**${FLOW}?zoom=75`, async (route) => {
    const answer = await route.fetch()
    const waits = `<div data-picture-place><p role="status" data-again="${FLOW}?zoom=100">The picture is being drawn</p></div>`
    const body = (await answer.text()).replace(/<div class="redress-flow__drawn".*?<\/section>/s, `${waits}</section>`)
    await route.fulfill({ response: answer, body })
  })
  await desk.goes(`${FLOW}?zoom=75`)
  await page.getByText('The picture is being drawn').waitFor()
  await turns(true)
  for (let minute = 0; minute < 5; minute++) await page.clock.runFor(60_000)
  expect(await page.locator('[data-picture-place] svg').count()).toBe(0)
  await turns(false)
  await page.clock.runFor(2_000)
  await page.locator('[data-picture-place] svg').waitFor()
  await leave(desk)
}, 60_000)

test('a picture that is still being drawn comes by itself once it is, while the rest of the page stays; and its numbers are live', async () => {
  const desk = await here.signsIn('lineManager')
  const { page } = desk
  await desk.goes('/flow/compliance?focus=all')
  await page.evaluate('window.isTheSame = true')
  await page.getByText('The picture is being drawn').waitFor()
  await page.locator('.redress-flow__scroll svg').waitFor({ timeout: 90_000 })
  expect(await page.locator('[data-again]').count()).toBe(0)
  expect(await page.evaluate('window.isTheSame')).toBe(true)
  await page.locator('figcaption [data-live-note]').waitFor()
  await leave(desk)
}, 120_000)

test('one finds the way in a large picture: from a state that is shut to the picture of it, and back by where one is', async () => {
  const desk = await here.signsIn('lineManager')
  const { page } = desk
  await desk.goes('/flow/compliance')
  const stage3 = '.redress-flow__scroll [data-state="compliance.open.escalation.stage3"]'
  await page.locator(`${stage3} a.opens`).focus()
  await page.keyboard.press('Enter')
  await page.waitForURL('**focus=compliance.open.escalation.stage3#picture')
  await page.locator('.redress-flow__scroll svg').waitFor()
  expect(await page.locator('.redress-picture__steps').textContent()).toMatch(/Compliance item\s*Open\s*Escalation\s*Stage 3/)
  expect(await page.locator(`${stage3} [data-count="compliance.open.escalation.stage3:open"]`).count()).toBe(1)
  await page.locator('.ways a.door').first().click()
  await page.waitForURL('**#chart-compliance-compliance-**')
  await page.locator('.redress-picture__steps a').first().click()
  await page.waitForURL('**/flow/compliance#picture')
  await leave(desk)
}, 120_000)

test('on paper no word of a picture is smaller than six points: what is larger than a page gives way to a sentence', async () => {
  const desk = await here.signsIn('lineManager')
  const { page } = desk
  await page.setViewportSize({ width: 718, height: 1000 })
  for (const [flow, isPrinted] of [
    [FLOW, true],
    ['/flow/compliance', false],
  ] as const) {
    await page.emulateMedia({ media: 'screen' })
    await desk.goes(flow)
    const picture = page.locator('.redress-flow__scroll svg')
    await picture.waitFor({ state: 'attached' })
    await page.emulateMedia({ media: 'print' })
    expect([flow, await picture.isVisible()]).toEqual([flow, isPrinted])
    expect([flow, await page.getByText('The picture is not printed').isVisible()]).toEqual([flow, !isPrinted])
    if (!isPrinted) continue
    const scale = await picture.evaluate(
      (svg) => Number(svg.getBoundingClientRect().width) / Number(svg.getAttribute('viewBox')?.split(' ')[2]),
    )
    expect(scale * 8.25).toBeGreaterThanOrEqual(6)
  }
  await leave(desk)
}, 60_000)

/** What of the tables of a page lies beyond the paper, or beyond what they stand in, which paper does not scroll. */
const CUT_OFF = `[...document.querySelectorAll('main th, main td')]
  .filter((cell) => cell.offsetParent && cell.getBoundingClientRect().right > Math.min(innerWidth, cell.closest('table').parentElement.getBoundingClientRect().right) + 1)
  .map((cell) => cell.textContent.trim())`
const PAPER_LENGTHWISE = { width: 1030, height: 640 }

/** As where each of the numbers was another before, and a stay is of months. */
const WIDEST = `for (const cell of document.querySelectorAll('.redress-flow__table td.redress-flow__number')) {
  if (['Open', 'Overdue', 'Due in 7 days'].includes(cell.dataset.label) && !cell.querySelector('.redress-flow__difference'))
    cell.insertAdjacentHTML('beforeend', '<span class="redress-flow__difference">was 0 on 1 January 2013: 40 more (+40)</span>')
  if (cell.dataset.label.startsWith('Half')) cell.textContent = '123 · 234 · 345'
}`

test('on a screen of 1,280 points the last column of the table is seen, also where each number was another before', async () => {
  const desk = await here.signsIn('lineManager')
  for (const machine of ['casefile', 'intervention', 'compliance']) {
    await desk.goes(`/flow/${machine}?rows=all&compare=${scene.day(-2)}`)
    await desk.page.evaluate(WIDEST)
    expect([machine, await desk.page.evaluate(CUT_OFF)]).toEqual([machine, []])
  }
  await leave(desk)
}, 60_000)

test('on paper no table loses a column: of the flow, of its lists and of a route', async () => {
  const desk = await here.signsIn('lineManager')
  const { page } = desk
  await page.setViewportSize(PAPER_LENGTHWISE)
  await page.emulateMedia({ media: 'print' })
  for (const address of ['/flow', `${FLOW}?rows=all&compare=${scene.day(-2)}`, '/flow/intervention?rows=all', `${FLOW}/list`, route]) {
    await desk.goes(address)
    expect([address, await page.locator('main table').first().isVisible()]).toEqual([address, true])
    expect([address, await page.evaluate(CUT_OFF)]).toEqual([address, []])
  }
  await leave(desk)
}, 60_000)
