import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { opensWithAttempt } from '../../scripts/demonstration/passages.ts'
import { SESSION_MINUTES } from '../../src/web/session/store.ts'
import { type Browsing, browsing, type Desk } from '../support/browser.ts'
import { fillIn } from '../support/browser-form.ts'
import { confirms, faultsIn, mainOf, sends, textIn, textOf } from '../support/browser-work.ts'
import { posts } from '../support/people.ts'
import { complaintIn, leave, sceneIn, type Told } from './scene.ts'

let here: Browsing
let scene: Told
beforeAll(async () => {
  here = await browsing()
  scene = await sceneIn(here)
})
afterAll(() => here?.end())

/** The clock of the browser goes on: what its page does after minutes it does at once. */
const minutesPass = ({ page }: Desk, minutes: number) => page.clock.fastForward(minutes * 60_000)
/** As if nothing had been sent for too long. */
const sessionsEnd = () => here.office.database.pool.query('delete from session')

/** A form whose page tells the time by a clock of the test's. */
async function writing(event: string): Promise<{ desk: Desk; address: string }> {
  const { file } = await opensWithAttempt(scene, 'caseworker', complaintIn(scene))
  const own = file.instances.find(({ machine }) => machine === 'casefile')!
  const desk = await here.signsIn('caseworker')
  await desk.page.clock.install()
  const address = `/instances/${own.id}/events/${event}`
  await desk.goes(address)
  return { desk, address }
}
const saidOfDraft = ({ page }: Desk) => page.locator('[data-draft-said]')
const dialog = ({ page }: Desk) => page.getByRole('dialog', { name: 'You will be signed out soon' })

test('a long form that is being written saves itself after a minute, says when, and is as it was on another day', async () => {
  const { desk, address } = await writing('RECORD_CORRESPONDENCE')
  await fillIn(mainOf(desk), { what: 'She rang, and will send the receipt' })
  await minutesPass(desk, 1)
  await saidOfDraft(desk).filter({ hasText: 'Saved at' }).waitFor()
  await desk.goes('/worklists/mine')
  await desk.goes(address)
  expect(await mainOf(desk).locator('[name="what"]').inputValue()).toBe('She rang, and will send the receipt')
  expect(await textOf(desk)).toContain('You saved this form on')
  await leave(desk)
}, 120_000)

test('where it can no longer be saved, the page says so; sent by its button it is kept through signing in', async () => {
  const { desk } = await writing('RECORD_CORRESPONDENCE')
  await fillIn(mainOf(desk), { what: 'Her letter of the 4th', direction: 'received', party: 'complainant', channel: 'letter' })
  await sessionsEnd()
  await minutesPass(desk, 1)
  await saidOfDraft(desk).filter({ hasText: 'is not saved. Send or save the form with its button: it is kept' }).waitFor()
  await sends(desk)
  await mainOf(desk).getByLabel('Your post').selectOption('caseworker')
  await mainOf(desk).getByRole('button', { name: 'Sign in and go on' }).click()
  await mainOf(desk).getByRole('button', { name: 'Back to the form' }).click()
  expect(await mainOf(desk).locator('[name="what"]').inputValue()).toBe('Her letter of the 4th')
  await sends(desk)
  expect((await confirms(desk)).said).toContain('You recorded correspondence')
  await leave(desk)
}, 120_000)

test('where somebody has signed in again in another window, the page says that it is not saved; sent by its button it is kept', async () => {
  const { desk } = await writing('RECORD_CORRESPONDENCE')
  const other = await desk.page.context().newPage()
  await other.goto('/sign-in?to=/worklists/mine')
  const { title } = posts.find(({ key }) => key === 'caseworker')!
  await other.getByRole('button', { name: title, exact: true }).click()
  await other.waitForURL('**/worklists/mine')
  await other.close()
  await fillIn(mainOf(desk), { what: 'Her letter of the 4th' })
  await minutesPass(desk, 1)
  await saidOfDraft(desk).filter({ hasText: /\S/ }).waitFor()
  expect(await textIn(saidOfDraft(desk))).toBe(
    'Not saved yet; what you typed since is not saved. Send or save the form with its button: it is kept.',
  )
  await sends(desk)
  await mainOf(desk).getByRole('button', { name: 'Back to the form' }).click()
  expect(await mainOf(desk).locator('[name="what"]').inputValue()).toBe('Her letter of the 4th')
  await leave(desk)
}, 120_000)

test('before a session ends the page says so, and lets it go on; what was typed stays', async () => {
  const { desk } = await writing('ADD_NOTE')
  await fillIn(mainOf(desk), { note: 'Half a note' })
  await minutesPass(desk, SESSION_MINUTES - 6)
  expect(await dialog(desk).isVisible()).toBe(false)
  await minutesPass(desk, 2)
  await dialog(desk).waitFor()
  expect(await textIn(dialog(desk))).toMatch(/In (4|5) minutes you will be signed out/)
  expect(await desk.page.evaluate('document.activeElement.closest("dialog") !== null')).toBe(true)
  await dialog(desk).getByRole('button', { name: 'Stay signed in' }).click()
  await dialog(desk).waitFor({ state: 'hidden' })
  expect(await mainOf(desk).locator('[name="note"]').inputValue()).toBe('Half a note')

  // It begins anew from there.
  await minutesPass(desk, SESSION_MINUTES - 6)
  expect(await dialog(desk).isVisible()).toBe(false)
  await minutesPass(desk, 2)
  await dialog(desk).waitFor()
  await leave(desk)
}, 120_000)

test('where the session has ended before somebody stays signed in, the dialog says what to do, and nothing is lost', async () => {
  const { desk } = await writing('ADD_NOTE')
  await fillIn(mainOf(desk), { note: 'Half a note' })
  await minutesPass(desk, SESSION_MINUTES - 4)
  await dialog(desk).waitFor()
  await sessionsEnd()
  await dialog(desk).getByRole('button', { name: 'Stay signed in' }).click()
  await dialog(desk).getByText('That did not work: you may be signed out already').waitFor()
  await dialog(desk).getByRole('button', { name: 'Close' }).click()
  await sends(desk)
  expect(await textOf(desk)).toContain('What you typed is kept on this page')
  expect(desk.faults).toEqual([])
  await desk.closes()
}, 120_000)

test('what was typed to find an organisation by, and is none, is said to be none and stays; one that is chosen after it counts', async () => {
  for (let at = 1; at <= 15; at++)
    await (await scene.office.as('complianceOfficer')).registers({ name: `Borough Council ${at}`, sector: 'parliamentary', contacts: [] })
  const desk = await here.signsIn('caseworker')
  await desk.goes('/casefiles/new')
  await fillIn(mainOf(desk), { complainant: { name: 'Mr J' }, complaint: 'No answer', injustices: ['Distress'] })
  const box = mainOf(desk).locator('input[id="complainedAbout-0"]')
  await box.fill('Zzz Trust')
  await sends(desk)
  await mainOf(desk).locator('.govuk-error-summary').waitFor()
  expect(await faultsIn(desk)).toEqual(['“Zzz Trust” is not one of the organisations: choose one'])
  expect(await box.inputValue()).toBe('Zzz Trust')
  await fillIn(mainOf(desk), { complainedAbout: ['Borough Council 7'] })
  await sends(desk)
  expect((await confirms(desk)).said).toContain('You opened the casefile')
  expect(await textOf(desk)).toContain('Mr J about Borough Council 7')
  await leave(desk)
}, 120_000)
