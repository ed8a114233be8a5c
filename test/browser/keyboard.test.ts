import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { assessment, opensWithAttempt } from '../../scripts/demonstration/passages.ts'
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
/** What is nested by the names of its fields, as a form takes it. */
const flat = (said: object, below = ''): Readonly<Record<string, string>> =>
  Object.assign(
    {},
    ...Object.entries(said).map(([name, value]) =>
      typeof value === 'object'
        ? flat(value, `${below}${name}.`)
        : { [`${below}${name}`]: value === true ? 'yes' : value === false ? 'no' : `${value}` },
    ),
  )
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

test('I5 I9 a step that is refused is unfolded, what would change it is followed, and the step is taken, by keyboard alone', async () => {
  const { file } = await opensWithAttempt(scene, 'caseworker', complaintIn(scene))
  const caseworker = await signsIn('Caseworker')
  await finds(caseworker, file.reference)
  await tabsTo(caseworker, ({ words }) => /^Not possible now: .*Attempt 1/.test(words))
  await presses(caseworker, 'Enter')
  expect(await textOf(caseworker)).toMatch(/Decide to attempt an intervention.*Record an assessment that the complaint is properly made/)
  await entersAt(caseworker, 'Record the assessment', 'Record the assessment')
  await types(caseworker, flat(assessment()))
  expect(await sendsByKey(caseworker, 'Record the assessment')).toContain('You recorded the assessment')
  await entersAt(caseworker, 'Record contact with the complainant', 'Record contact with the complainant')
  await types(caseworker, { channel: 'telephone', toldRemedyMayBeSought: 'yes', expectations: 'Knows that we make no promise' })
  expect(await sendsByKey(caseworker, 'Record contact with the complainant')).toContain('You recorded contact')
  await entersAt(caseworker, 'Decide to attempt an intervention', 'Decide to attempt an intervention')
  await types(caseworker, { 'prospect.answer': 'yes', 'prospect.why': 'It has acted before' })
  expect(await sendsByKey(caseworker)).toContain('You decided to attempt')
  await leave(caseworker)
}, 120_000)

test('C22 a remedy that does not come is pursued from stage 1 to stage 3 by keyboard alone', async () => {
  const { reference } = await resolves(scene, { complaint: complaintIn(scene), actions: actionsIn(scene).slice(0, 1) })
  await scene.waits(29)
  const at = async (desk: Desk, title: string, answers: Readonly<Record<string, string>>) => {
    await finds(desk, reference)
    await entersAt(desk, title, title)
    await types(desk, answers)
    return sendsByKey(desk)
  }
  const officer = await signsIn('Assessment outcomes officer')
  await at(officer, 'Begin escalation', { reason: 'missedTargetDate', why: 'The day has passed and nothing has come' })
  const concern = 'No letter of apology has come'
  await at(officer, 'Issue the stage 1 letter', { replyBy: written(scene.day(10)), asks: 'explanationAndResponse', concern })
  await scene.waits(11)
  const deputy = await signsIn('Deputy director of customer services and assessment')
  await at(deputy, 'Issue the stage 2 letter', { replyBy: written(scene.day(10)), concern: 'No reply has come to our letter' })
  await scene.waits(11)
  await at(deputy, 'Propose a step', { step: 'refer', to: 'chiefOperatingOfficer', why: 'Two letters in vain' })
  const director = await signsIn('Director of customer services and assessment')
  expect(await at(director, 'Agree the step', {})).toContain('You agreed')
  await leave(officer, deputy, director)
}, 120_000)

test('two people on one casefile: who was slower reads what changed meanwhile and sends it again, by keyboard alone', async () => {
  const { file } = await opensWithAttempt(scene, 'caseworker', complaintIn(scene))
  const caseworker = await signsIn('Caseworker')
  await finds(caseworker, file.reference)
  await entersAt(caseworker, 'Record contact with the complainant', 'Record contact with the complainant')
  const expectations = 'She would like the fee back more than anything'
  await types(caseworker, { channel: 'telephone', toldRemedyMayBeSought: 'yes', expectations })

  const manager = await signsIn('Line manager')
  await finds(manager, file.reference)
  await entersAt(manager, 'Add a note', 'Add a note')
  await types(manager, { note: 'Please call her before noon' })
  expect(await sendsByKey(manager, 'Add a note')).toContain('You added a note')

  await tabsTo(caseworker, says('Record contact with the complainant'))
  await presses(caseworker, 'Enter')
  await mainOf(caseworker).locator('#meanwhile').waitFor()
  expect(await textOf(caseworker)).toMatch(/Carol Whitfield added a note/)
  expect(await mainOf(caseworker).locator('[name="expectations"]').inputValue()).toBe(expectations)
  expect(await sendsByKey(caseworker, 'Send it on things as they are now')).toContain('You recorded contact with the complainant')
  await leave(caseworker, manager)
}, 120_000)
