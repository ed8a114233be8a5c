import { expect, test } from '@jest/globals'
import { assessment, opensWithAttempt, preparesComplainant } from '../../scripts/demonstration/passages.ts'
import type { Desk } from '../support/browser.ts'
import { fillIn } from '../support/browser-form.ts'
import { faultsShown } from '../support/browser-looks.ts'
import { confirms, does, faultsIn, follows, mainOf, sends, textOf } from '../support/browser-work.ts'
import { complaintIn, leave, staged, TRUST } from './scene.ts'

const stage = staged()

const opened = async () => (await opensWithAttempt(stage.scene, 'caseworker', complaintIn(stage.scene))).file.reference
const isInOrder = async (desk: Desk) => expect(await faultsShown(desk)).toEqual([])
/** As if nothing had been sent for too long. */
const sessionsEnd = () => stage.here.office.database.pool.query('delete from session')
const presses = (desk: Desk, name: string | RegExp) => mainOf(desk).getByRole('button', { name }).click()

test('a form with mistakes in it, and the page that says what an event would do, are valid and without barriers', async () => {
  const desk = await stage.here.signsIn('caseworker')
  await desk.goes(`/casefiles/${await opened()}`)
  await follows(desk, 'Record the assessment')
  await sends(desk)
  expect((await faultsIn(desk)).length).toBeGreaterThan(3)
  await isInOrder(desk)

  await fillIn(mainOf(desk), assessment())
  await sends(desk)
  await does(desk, 'Record contact with the complainant', { channel: 'telephone', toldRemedyMayBeSought: true, expectations: 'None yet' })
  await follows(desk, 'Decide to attempt an intervention')
  await fillIn(mainOf(desk), { prospect: { answer: true, why: 'It has acted before' } })
  await sends(desk)
  expect(await textOf(desk)).toContain('Nothing has happened yet')
  await isInOrder(desk)
  await leave(desk)
}, 300_000)

test('a form that somebody else was faster with is valid and without barriers, with what was typed in it', async () => {
  const reference = await opened()
  const [desk, other] = [await stage.here.signsIn('caseworker'), await stage.here.signsIn('lineManager')]
  await desk.goes(`/casefiles/${reference}`)
  await follows(desk, 'Record contact with the complainant')
  await fillIn(mainOf(desk), { channel: 'telephone', toldRemedyMayBeSought: true, expectations: 'She would like the fee back' })
  await other.goes(`/casefiles/${reference}`)
  await does(other, 'Add a note', { note: 'Please call her before noon' })
  await sends(desk)
  expect(await textOf(desk)).toContain('Somebody else was here first')
  await isInOrder(desk)

  await leave(desk, other)
}, 300_000)

test('why a step is no longer possible, with what was typed for it, is valid and without barriers', async () => {
  const { colleague, file, attempt } = await opensWithAttempt(stage.scene, 'caseworker', complaintIn(stage.scene))
  await preparesComplainant(colleague, attempt, 'None yet')
  await colleague.does(attempt, 'RECORD_ASSESSMENT', assessment())
  const prospect = { answer: true, why: 'It has acted before' }
  const desk = await stage.here.signsIn('caseworker')
  await desk.goes(`/casefiles/${file.reference}`)
  await follows(desk, 'Decide to attempt an intervention')
  await fillIn(mainOf(desk), { prospect })
  await colleague.does(attempt, 'DECIDE_TO_ATTEMPT', { prospect })
  await sends(desk)
  expect(await textOf(desk)).toContain('You changed this yourself meanwhile')
  await isInOrder(desk)
  await sends(desk)
  expect(await textOf(desk)).toMatch(/Not possible now.*It has acted before/)
  await isInOrder(desk)
  await leave(desk)
}, 300_000)

test('what was typed is led through signing in again; each page on the way is valid and without barriers', async () => {
  const desk = await stage.here.signsIn('caseworker')
  await desk.goes(`/casefiles/${await opened()}`)
  await follows(desk, 'Add a note')
  await fillIn(mainOf(desk), { note: 'Words that nobody wants to type twice' })
  await sessionsEnd()
  await sends(desk)
  expect(await textOf(desk)).toContain('You were signed out')
  await isInOrder(desk)

  await mainOf(desk).getByLabel('Your post').selectOption('caseworker')
  await presses(desk, 'Sign in and go on')
  expect(await textOf(desk)).toContain('What you typed is kept')
  await isInOrder(desk)

  await presses(desk, 'Back to the form')
  expect(await mainOf(desk).locator('[name="note"]').inputValue()).toBe('Words that nobody wants to type twice')
  await isInOrder(desk)
  await leave(desk)
}, 300_000)

test('casefiles are assigned several at a time; the choice, the check and what came of each are valid and without barriers', async () => {
  await (await stage.scene.office.as('lineManager')).opens({
    directorate: 'customerServices',
    receivedOn: stage.scene.day(0),
    ...complaintIn(stage.scene),
  })
  const desk = await stage.here.signsIn('lineManager')
  await desk.goes('/worklists/unassigned')
  await presses(desk, 'Assign every casefile of this list')
  await presses(desk, 'Continue')
  expect(await faultsIn(desk)).toEqual(['Choose the post that takes the casefiles'])
  await isInOrder(desk)

  await mainOf(desk).getByLabel('The post that takes them').selectOption('secondCaseworker')
  await presses(desk, 'Continue')
  expect(await textOf(desk)).toContain('Check before you assign')
  await isInOrder(desk)
  await presses(desk, /^Assign/)
  expect(await desk.page.title()).toMatch(/\d+ of \d+ assigned/)
  await isInOrder(desk)
  await leave(desk)
}, 300_000)

test('reminders are recorded several at a time; the choice of all, what was said, the check and what came of each are valid and without barriers', async () => {
  const reference = await opened()
  const desk = await stage.here.signsIn('caseworker')
  await desk.goes('/worklists/mine')
  await isInOrder(desk)
  await mainOf(desk).getByLabel('Select all', { exact: true }).press('Space')
  await presses(desk, 'Record a reminder for those that are ticked')
  expect(await textOf(desk)).toContain(reference)
  await presses(desk, 'Continue')
  expect((await faultsIn(desk)).length).toBe(2)
  await isInOrder(desk)

  await fillIn(mainOf(desk), { channel: 'telephone', what: 'We asked when the answer will come' })
  await presses(desk, 'Continue')
  expect(await textOf(desk)).toContain('Nothing stands in the way')
  await isInOrder(desk)
  await presses(desk, /^Record \d+ reminder/)
  expect(await desk.page.title()).toMatch(/(\d+) of \1 reminders recorded/)
  await isInOrder(desk)
  await leave(desk)
}, 300_000)

test('what becomes impossible where a holding ends is said before; the page is valid and without barriers', async () => {
  const desk = await stage.here.signsIn('administrator')
  await desk.goes('/administration/posts/ombudsman')
  await follows(desk, /^End the holding/)
  await fillIn(mainOf(desk), { why: 'She leaves us' })
  await sends(desk)
  expect(await textOf(desk)).toMatch(/Nothing has happened yet.*Nobody could do this any more/)
  await isInOrder(desk)
  await leave(desk)
}, 300_000)

test('opening a casefile with mistakes shows each of them; the page is valid and without barriers', async () => {
  const desk = await stage.here.signsIn('caseworker')
  await desk.goes('/casefiles/new')
  await fillIn(mainOf(desk), { receivedOn: 'soon' })
  await sends(desk)
  expect((await faultsIn(desk)).length).toBeGreaterThan(2)
  expect(await desk.page.title()).toMatch(/^Error: /)
  await isInOrder(desk)
  await leave(desk)
}, 300_000)

test('what opening a casefile does, its tasks, the whole of it on a page, what changed, and the figures of a year are valid and without barriers', async () => {
  const desk = await stage.here.signsIn('caseworker')
  await desk.goes('/casefiles/new')
  await fillIn(mainOf(desk), { complainant: { name: 'Mr J' }, complainedAbout: [TRUST], complaint: 'His records were lost' })
  await sends(desk)
  expect(await textOf(desk)).toMatch(/Nothing has happened yet.*Casefile is opened/)
  await isInOrder(desk)
  await confirms(desk)
  const address = new URL(desk.page.url()).pathname
  const file = await (await stage.scene.office.as('lineManager')).casefile(address.split('/').at(-1)!)
  await (await stage.scene.office.as('lineManager')).does(file.instances[0]!, 'ADD_NOTE', { note: 'Please call him' })
  for (const path of ['/changes', `${address}/tasks`, `${address}/print`, '/figures']) {
    await desk.goes(path)
    await isInOrder(desk)
  }
  await leave(desk)
}, 300_000)

test('on paper a casefile is its summary and what happened: words unfolded, no addresses behind links, and nothing to press', async () => {
  const { colleague, file } = await opensWithAttempt(stage.scene, 'caseworker', complaintIn(stage.scene))
  const note = 'She prefers to be rung at noon'
  await colleague.does(file.instances.find(({ machine }) => machine === 'casefile')!, 'ADD_NOTE', { note })
  const desk = await stage.here.signsIn('caseworker')
  const { page } = desk
  await desk.goes(`/casefiles/${file.reference}/print`)
  await page.emulateMedia({ media: 'print' })
  for (const words of [`${file.reference}: Mrs Ashdown`, 'Where it stands', note, 'was opened: '])
    expect([words, await mainOf(desk).getByText(words).first().isVisible()]).toEqual([words, true])
  expect(await mainOf(desk).locator('details').count()).toBe(0)
  expect(await page.getByRole('search').isVisible()).toBe(false)
  expect(await page.getByRole('navigation', { name: 'Service' }).isVisible()).toBe(false)
  const behind = `[...document.querySelectorAll('a')].filter((link) => link.getClientRects().length > 0).map((link) => getComputedStyle(link, '::after').content).filter((said) => said.includes('/'))`
  expect(await page.evaluate<readonly string[]>(behind)).toEqual([])
  // Whose it is, where it stands, remedies, dates, duties and letters are one sheet; what happened begins on the next.
  const sheets = async () => (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type \/Page\b(?!s)/g)?.length
  const whole = (await sheets())!
  await page.evaluate(`{
    const timeline = document.querySelector('.redress-print__timeline')
    while (timeline.nextSibling) timeline.nextSibling.remove()
    timeline.remove()
  }`)
  expect([await sheets(), whole > 1]).toEqual([1, true])
  await leave(desk)
}, 300_000)
