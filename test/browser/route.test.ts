import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { definitions } from '../../machines/index.ts'
import { assessment, opensWithAttempt, submits } from '../../scripts/demonstration/passages.ts'
import { pictureOf } from '../../src/live/picture.ts'
import { chartFor } from '../../src/shown/place.ts'
import { type Browsing, browsing, type Desk } from '../support/browser.ts'
import { faultsShown } from '../support/browser-looks.ts'
import { complaintIn, leave, sceneIn, submittedIn, type Told } from './scene.ts'

let here: Browsing
let address: string
let scene: Told
beforeAll(async () => {
  // To lay it out takes seconds, once: afterwards it is there.
  await pictureOf(chartFor(definitions['intervention']!), 'intervention')
  here = await browsing()
  scene = await sceneIn(here)
  const { colleague, file, attempt } = await opensWithAttempt(scene, 'caseworker', complaintIn(scene))
  await colleague.does(attempt, 'RECORD_ASSESSMENT', assessment())
  await colleague.does(attempt, 'DECIDE_TO_ATTEMPT', { prospect: { answer: true, why: 'It has acted on such proposals before' } })
  address = `/casefiles/${file.reference}/route?instance=${attempt.id}`
}, 120_000)
afterAll(() => here?.end())

const STEPS = 3
const said = ({ page }: Desk) => page.locator('[data-at]').textContent()
const stands = ({ page }: Desk) => page.locator('.redress-route__stands').textContent()
const isAt = ({ page }: Desk, step: number) => page.locator(`[data-at]:has-text("Step ${step} of ${STEPS}")`).waitFor()
const linkTo = ({ page }: Desk, text: string) => page.getByRole('link', { name: text, exact: true })
const motion = (desk: Desk, reducedMotion: 'reduce' | 'no-preference') => desk.page.emulateMedia({ reducedMotion })

test('without scripts links lead from step to step, and the page says what it was then', async () => {
  const desk = await here.signsIn('caseworker', { scripts: false })
  await desk.goes(address)
  await isAt(desk, STEPS)
  expect(await stands(desk)).toContain('It stands in: Proposing')
  await linkTo(desk, 'First').click()
  await isAt(desk, 1)
  expect(await stands(desk)).toContain('After this step it stood in: Assessing')
  await linkTo(desk, 'Next step').click()
  await isAt(desk, 2)
  expect(await desk.page.getByRole('button', { name: 'Play' }).count()).toBe(0)
  await leave(desk)
}, 120_000)

test('arrow keys step in place, without the page being asked for anew; the address is that of the step', async () => {
  const desk = await here.signsIn('caseworker')
  await desk.goes(address)
  await desk.page.evaluate('window.isTheSame = true')
  await linkTo(desk, 'Previous step').focus()
  await desk.page.keyboard.press('ArrowLeft')
  await isAt(desk, 2)
  await desk.page.keyboard.press('Home')
  await isAt(desk, 1)
  expect(await stands(desk)).toContain('Assessing')
  await desk.page.keyboard.press('ArrowRight')
  await isAt(desk, 2)
  expect(desk.page.url()).toContain('step=2')
  expect(await desk.page.evaluate('window.isTheSame')).toBe(true)
  expect(await desk.page.locator('[role="status"]').first().textContent()).toContain('Step 2 of 3')
  await leave(desk)
}, 120_000)

test('it plays a step a second to the end and stops there; pause holds it', async () => {
  const desk = await here.signsIn('caseworker')
  await motion(desk, 'no-preference')
  await desk.goes(`${address}&step=1`)
  const play = desk.page.getByRole('button', { name: 'Play' })
  await play.click()
  await isAt(desk, 2)
  await desk.page.getByRole('button', { name: 'Pause' }).click()
  const held = await said(desk)
  await play.waitFor()
  expect(await said(desk)).toBe(held)
  await play.click()
  await isAt(desk, STEPS)
  await play.waitFor()
  expect(await stands(desk)).toContain('It stands in: Proposing')
  await leave(desk)
}, 120_000)

test('nothing plays of itself for whoever asked for less motion', async () => {
  const desk = await here.signsIn('caseworker')
  await motion(desk, 'reduce')
  await desk.goes(address)
  await desk.page.getByText('Nothing plays of itself').waitFor()
  expect(await desk.page.getByRole('button', { name: 'Play' }).count()).toBe(0)
  await leave(desk)
}, 120_000)

test('the picture marks where it is, and greys what it has not come to; on a phone it comes when it is asked for', async () => {
  const desk = await here.signsIn('caseworker')
  await desk.goes(address)
  const picture = desk.page.locator('[data-picture] svg')
  await picture.waitFor()
  expect(await picture.locator('g.mark.here').allTextContents()).toEqual(['here now'])
  await leave(desk)
  const phone = await here.signsIn('caseworker', { phone: true })
  await phone.goes(address)
  expect(await phone.page.locator('[data-picture]').isVisible()).toBe(false)
  await linkTo(phone, 'Show the picture').click()
  await phone.page.locator('[data-picture]').waitFor()
  await leave(phone)
}, 120_000)

test('the route of a decision that was returned twice is valid and without barriers, at the end and at each return', async () => {
  const reference = await submittedIn(scene)
  const [caseworker, manager] = [await scene.office.as('caseworker'), await scene.office.as('lineManager')]
  const attempt = await caseworker.finds(reference, 'intervention')
  for (const why of ['Say by when', 'Say how we shall know']) {
    await manager.does(attempt, 'RETURN', { to: 'letter', why })
    await submits(caseworker, attempt, 'The fee is paid back within four weeks')
  }
  const desk = await here.signsIn('caseworker')
  await desk.goes(`/casefiles/${reference}/route?instance=${attempt.id}`)
  const returns = desk.page.locator('main a', { hasText: /returned the decision/i })
  const steps = await returns.evaluateAll((links) => links.map((link) => link.getAttribute('href')!))
  expect(steps).toHaveLength(2)
  for (const step of [desk.page.url(), ...steps]) {
    await desk.goes(step)
    expect(await faultsShown(desk)).toEqual([])
  }
  await leave(desk)
}, 120_000)
