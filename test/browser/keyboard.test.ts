import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { allPoints, assessment, closely, opensWithAttempt } from '../../scripts/demonstration/passages.ts'
import { resolves } from '../../scripts/demonstration/resolving.ts'
import { dateInWords } from '../../src/letters/format.ts'
import { type Browsing, browsing, type Desk } from '../support/browser.ts'
import type { Said } from '../support/browser-form.ts'
import { entersAt, focused, isNamed, presses, says, sendsByKey, tabsTo, types, typesAll } from '../support/browser-keyboard.ts'
import { mainOf, textIn, textOf } from '../support/browser-work.ts'
import { actionsIn, complaintIn, leave, sceneIn, submittedIn, type Told, TRUST } from './scene.ts'

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
/** What the form is sent by: where nothing is to be checked first, it says what it does. */
const buttonOf = async (desk: Desk): Promise<string> =>
  textIn(mainOf(desk).locator('form.redress-form button.govuk-button:not(.govuk-button--secondary)').last())
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

test('C13 an extension that was asked for is declined by keyboard alone, and the date stays as it was', async () => {
  const { reference, colleague, items } = await resolves(scene, { complaint: complaintIn(scene), actions: actionsIn(scene).slice(0, 1) })
  const more = { askedBy: 'organisation', why: 'Its director is away', until: scene.day(42), whoseDelay: 'organisation' }
  await colleague.does(items['apology']!, 'REQUEST_EXTENSION', more)
  const manager = await signsIn('Operations manager (E1)')
  await entersAt(manager, reference, /Mrs Ashdown/)
  await tabsTo(manager, says('Decline the extension'))
  await presses(manager, 'Enter')
  await mainOf(manager).getByRole('heading', { level: 1, name: 'Decline the extension' }).waitFor()
  await types(manager, { why: 'A letter of apology does not wait for its director' })
  expect(await sendsByKey(manager)).toContain('You declined an extension')
  await tabsTo(manager, ({ words }) => words.startsWith('Remedy: Write a letter of apology'))
  await presses(manager, 'Enter')
  await manager.page.waitForURL(`**/instances/${items['apology']!.id}`)
  expect(await textOf(manager)).toMatch(new RegExp(`Target date ${dateInWords(scene.day(28))}`))
  await leave(manager)
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
  expect(await sendsByKey(caseworker, 'Send it again, as things are now')).toContain('You recorded contact with the complainant')
  await leave(caseworker, manager)
}, 120_000)

test('example 1, from a new casefile to complied, by keyboard alone', async () => {
  const caseworker = await signsIn('Caseworker')
  const takes = async (desk: Desk, title: string, said: { readonly [name: string]: Said } = {}, heading: string = title) => {
    await entersAt(desk, title, heading)
    await typesAll(desk, said)
    return sendsByKey(desk, await buttonOf(desk))
  }
  await caseworker.goes('/casefiles')
  const complaint = {
    complaint: 'Wrongly placed and kept on the scheme for violent patients',
    injustices: ['Distress', 'Travelling costs'],
  }
  const opening = { complainant: { name: 'Mr J' }, complainedAbout: [TRUST], ...complaint }
  await takes(caseworker, 'Open a new casefile', opening, 'Open a casefile')
  const reference = new URL(caseworker.page.url()).pathname.split('/').at(-1)!
  await takes(caseworker, 'Open an attempt at an intervention')
  const expectations = 'He knows that we make no promise'
  await takes(caseworker, 'Record contact with the complainant', { channel: 'telephone', toldRemedyMayBeSought: true, expectations })
  await takes(caseworker, 'Record the assessment', assessment())
  await takes(caseworker, 'Decide to attempt an intervention', { prospect: { answer: true, why: 'It has acted on such proposals before' } })

  const by = written(scene.day(28))
  const costs = {
    kind: 'A payment',
    what: 'Pay the complainant 2,000 pounds for his costs',
    measure: 'A copy of the receipt',
    by,
  }
  const about = { achievable: 'It is in its own hands', injustice: 'Travelling costs' }
  await takes(caseworker, 'Add an action', { action: { organisation: TRUST, ...costs, ...about } }, 'SMART workbench')
  const approach = { whom: [TRUST], channel: 'writing', contact: 'focalPoint', points: allPoints, respondBy: written(scene.day(14)) }
  await takes(caseworker, 'Propose the intervention', approach)
  const service = {
    kind: 'A systemic improvement',
    what: 'Review how patients are placed on the scheme',
    measure: 'A copy of the review',
    by,
  }
  const words = 'Agrees, and will look at its service as well'
  await takes(caseworker, 'Record agreement by word of mouth', { words, actions: [costs, service] })
  const judged = { putsRight: true, final: true, compared: 'As in similar cases', why: 'All that was asked, and more' }
  await takes(caseworker, 'Accept the offer', judged)
  await takes(caseworker, 'Record a written confirmation', { reference: 'HH/2291' })
  const told = { indicationOfFault: true, whatWasAgreed: true, writtenDecisionFollows: true, complianceMonitored: true }
  await takes(caseworker, 'Tell the complainant', { channel: 'telephone', ...told, objections: 'none', account: 'Content with it' })
  await takes(caseworker, 'Compare remedies', { compared: 'Three similar cases of the last two years' })
  const submission = {
    finallyResolves: true,
    whatWeDid: 'We asked the Trust for a remedy',
    conclusions: 'There are clear indications of a fault',
  }
  await takes(caseworker, 'Submit for sign-off', submission)

  const manager = await signsIn('Line manager')
  await finds(manager, reference)
  expect(await takes(manager, 'Sign off')).toContain('You signed off the decision')
  await finds(caseworker, reference)
  expect(await takes(caseworker, 'Issue the decision')).toContain('You issued the decision')

  const officer = await signsIn('Assessment outcomes officer')
  for (const _remedy of [costs, service]) {
    await finds(officer, reference)
    await takes(officer, 'Record evidence', { what: 'A copy', from: 'The Trust', providedOn: written(scene.today()) })
    await finds(officer, reference)
    await takes(officer, 'Judge the evidence', { judgement: 'provided', ...closely, why: 'The copy shows that it was done as agreed' })
  }
  await finds(caseworker, reference)
  expect(await textOf(caseworker)).toMatch(/Attempt 1 at an intervention: (closed: )?complied/i)
  await leave(caseworker, manager, officer)
}, 300_000)
