import { expect, test } from '@jest/globals'
import { findsAndReports, investigates, recommends, refusesRecommendation } from '../../scripts/demonstration/investigating.ts'
import { opensWithAttempt } from '../../scripts/demonstration/passages.ts'
import { fillIn } from '../support/browser-form.ts'
import { confirms, does, follows, mainOf, sends, textOf, unfolds } from '../support/browser-work.ts'
import { actionsIn, complaintIn, leave, staged } from './scene.ts'

const stage = staged()

test('I26 an administrator who ends a holding reads what nobody could do any more, does it, and it stands in the history', async () => {
  const desk = await stage.here.signsIn('administrator')
  await desk.goes('/administration/posts/ombudsman')
  await follows(desk, /^End the holding/)
  await fillIn(mainOf(desk), { why: 'She leaves us' })
  await sends(desk)
  const checked = await textOf(desk)
  expect(checked).toMatch(/Nothing has happened yet.*Nobody could do this any more/)
  expect((await confirms(desk)).said).toContain('You ended')
  await desk.goes('/administration/history')
  expect(await textOf(desk)).toMatch(/ended.*Ombudsman.*She leaves us/i)

  // What an administrator does not do is casework.
  await desk.goes('/casefiles/new')
  expect(await textOf(desk)).toContain('This is for')
  await leave(desk)
}, 300_000)

test('an auditor reads every page of a casefile and who read it, and changes nothing', async () => {
  const { file } = await opensWithAttempt(stage.scene, 'caseworker', complaintIn(stage.scene))
  const caseworker = await stage.here.signsIn('caseworker')
  await caseworker.goes(`/casefiles/${file.reference}`)
  const desk = await stage.here.signsIn('auditor')
  const address = `/casefiles/${file.reference}`
  for (const page of ['', '/remedies', '/letters', '/parties', '/timeline']) {
    await desk.goes(`${address}${page}`)
    expect(await textOf(desk)).toContain('Mrs Ashdown')
  }
  await desk.goes(address)
  expect(await textOf(desk)).toContain('Nothing here waits for you')
  await unfolds(desk, /Not possible now: .*The casefile/)
  expect(await textOf(desk)).toMatch(/Add a note.*Today: .*Amina Clarke/)
  const steps = await mainOf(desk).locator('.redress-steps a, .redress-first a, .redress-lifecycle__first a').allInnerTexts()
  expect(steps).toEqual([])

  await desk.goes(`${address}/reads`)
  expect(await textOf(desk)).toMatch(/Amina Clarke Looked at the casefile/)
  // Who keeps watch is watched, too.
  expect(await textOf(desk)).toMatch(/Looked at the casefile.*Looked at the casefile/)
  await leave(caseworker, desk)
}, 300_000)

test('C10 the Chief Operating Officer decides what comes of a refused recommendation, and nobody below could have', async () => {
  const [apology] = actionsIn(stage.scene)
  const told = await investigates(stage.scene, complaintIn(stage.scene))
  const recommendation = await recommends(told, apology!)
  await told.colleague.does(told.investigation, 'ISSUE_DRAFT_REPORT', { reference: 'Draft report' })
  await findsAndReports(told, 'fully', 'The records show that it was not done')
  await refusesRecommendation(stage.scene, told, recommendation, 'It does not think that it was at fault')

  const address = `/casefiles/${told.reference}`
  const caseworker = await stage.here.signsIn('caseworker')
  await caseworker.goes(address)
  await unfolds(caseworker, /Not possible now: .*Recommendation/)
  expect(await textOf(caseworker)).toMatch(/Decide what comes of the refusal.*Compliance guidance, paragraph 10/)

  const executive = await stage.here.signsIn('chiefOperatingOfficer')
  await executive.goes('/worklists/mine')
  await follows(executive, told.reference)
  const decided = await does(executive, 'Decide what comes of the refusal', { outcome: 'pursued', why: 'The evidence carries it' })
  expect(decided.checked).toMatch(/Recommendation.*becomes.*Pursued/i)
  expect(decided.said).toContain('You decided what comes of the refusal')
  expect(await textOf(executive)).toMatch(/Remedy: Write a letter of apology/)
  await leave(caseworker, executive)
}, 300_000)
