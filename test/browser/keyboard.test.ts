import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { opensWithAttempt } from '../../scripts/demonstration/passages.ts'
import { resolves } from '../../scripts/demonstration/resolving.ts'
import { type Browsing, browsing, type Desk } from '../support/browser.ts'
import { entersAt, focused, isNamed, presses, says, sendsByKey, tabsTo, types } from '../support/browser-keyboard.ts'
import { mainOf, textOf } from '../support/browser-work.ts'
import { actionsIn, complaintIn, leave, sceneIn, submittedIn, type Told } from './scene.ts'

let here: Browsing
let scene: Told
beforeAll(async () => {
  here = await browsing()
  scene = await sceneIn(here)
})
afterAll(() => here?.end())

/** At the first page of the work of whoever signs in. */
async function signsIn(title: string): Promise<Desk> {
  const desk = await here.opens()
  await desk.goes('/sign-in')
  await tabsTo(desk, says(title))
  await presses(desk, 'Enter')
  await desk.page.waitForURL('**/worklists/mine')
  return desk
}
/** By the search at the head of the page. */
async function finds(desk: Desk, reference: string): Promise<void> {
  await desk.goes('/worklists/mine')
  await tabsTo(desk, isNamed('q'))
  await desk.page.keyboard.type(reference)
  await presses(desk, 'Enter')
  await desk.page.waitForURL(`**/casefiles/${reference}`)
}
/** 2013-03-05 as people write it. */
const written = (day: string) => day.split('-').reverse().join('/')

test('a casefile is found and a note written in it by keyboard alone, also after a mistake', async () => {
  const { file } = await opensWithAttempt(scene, 'caseworker', complaintIn(scene))
  const desk = await signsIn('Caseworker')

  // Past the head of the page in one step.
  await tabsTo(desk, says('Skip to main content'))
  await presses(desk, 'Enter')
  expect(await desk.page.evaluate('document.activeElement.closest("main") !== null')).toBe(true)

  await finds(desk, file.reference)
  await tabsTo(desk, says('Add a note'))
  await presses(desk, 'Enter')
  await desk.page.waitForURL('**/events/ADD_NOTE')
  await tabsTo(desk, says('Add a note'))
  await presses(desk, 'Enter')

  // The summary of what is wrong has the focus, and leads to the field.
  await mainOf(desk).locator('.govuk-error-summary').waitFor()
  expect(await desk.page.evaluate('document.activeElement.classList.contains("govuk-error-summary")')).toBe(true)
  await presses(desk, 'Tab')
  await presses(desk, 'Enter')
  expect((await focused(desk)).name).toBe('note')
  await desk.page.keyboard.type('Written without a mouse')
  await tabsTo(desk, says('Add a note'))
  await presses(desk, 'Enter')
  await mainOf(desk).locator('.govuk-notification-banner--success').waitFor()
  expect(await textOf(desk)).toContain('You added a note')
  await leave(desk)
}, 120_000)

test('C13 an extension is asked for and granted by keyboard alone, each by whose it is to do', async () => {
  const { reference } = await resolves(scene, { complaint: complaintIn(scene), actions: actionsIn(scene).slice(0, 1) })
  const until = written(scene.day(42))
  const caseworker = await signsIn('Caseworker')
  await finds(caseworker, reference)
  await entersAt(caseworker, 'Ask for an extension', 'Ask for an extension')
  await types(caseworker, { askedBy: 'organisation', why: 'Its director is away until then', until, whoseDelay: 'organisation' })
  expect(await sendsByKey(caseworker)).toContain('You asked for an extension')

  // Whose duty it is finds it on their list.
  const manager = await signsIn('Operations manager (E1)')
  await entersAt(manager, reference, /Mrs Ashdown/)
  await entersAt(manager, 'Grant the extension', 'Grant the extension')
  await types(manager, {
    until,
    why: 'A day that can be kept',
    'tellComplainant.answer': 'yes',
    'tellComplainant.why': 'It is her remedy that comes later',
  })
  expect(await sendsByKey(manager)).toContain('You granted an extension')
  await leave(caseworker, manager)
}, 120_000)

test('I26 a decision is returned, submitted again and signed off by keyboard alone', async () => {
  const reference = await submittedIn(scene)
  const manager = await signsIn('Line manager')
  await manager.goes('/worklists/awaitingMySignOff')
  await entersAt(manager, reference, /Mrs Ashdown/)
  await entersAt(manager, 'Return', 'Return')
  await types(manager, { to: 'letter', why: 'Say by when the fee is paid back' })
  expect(await sendsByKey(manager)).toContain('You returned the decision')

  const caseworker = await signsIn('Caseworker')
  await finds(caseworker, reference)
  await entersAt(caseworker, 'Submit for sign-off', 'Submit for sign-off')
  await types(caseworker, {
    finallyResolves: 'yes',
    whatWeDid: 'We asked the Trust for a remedy',
    conclusions: 'The fee is paid back within four weeks',
  })
  expect(await sendsByKey(caseworker)).toContain('You submitted')

  await finds(manager, reference)
  await entersAt(manager, 'Sign off', 'Sign off')
  expect(await sendsByKey(manager)).toContain('You signed off the decision')
  await leave(caseworker, manager)
}, 120_000)
