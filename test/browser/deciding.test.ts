import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { allPoints, assessment, opensWithAttempt } from '../../scripts/demonstration/passages.ts'
import { type Browsing, browsing } from '../support/browser.ts'
import { fillIn } from '../support/browser-form.ts'
import { confirms, does, faultsIn, follows, mainOf, sends, textOf, unfolds } from '../support/browser-work.ts'
import { actionsIn, bothWays, complaintIn, leave, sceneIn, submittedIn, type Told, TRUST } from './scene.ts'

let here: Browsing
let scene: Told
beforeAll(async () => {
  here = await browsing()
  scene = await sceneIn(here)
})
afterAll(() => here?.end())

const opened = () => opensWithAttempt(scene, 'caseworker', complaintIn(scene))

for (const [words, window] of bothWays) {
  test(`I5 I9 a step that is refused says why, in which paragraph and what would change it; that done, it is taken, ${words}`, async () => {
    const { file } = await opened()
    const caseworker = await here.signsIn('caseworker', window)
    await caseworker.goes(`/casefiles/${file.reference}`)
    await unfolds(caseworker, /Not possible now: .*Attempt 1/)
    expect(await textOf(caseworker)).toMatch(
      /Decide to attempt an intervention.*Record an assessment that the complaint is properly made.*Casework guidance, paragraph 2\.6\.5/,
    )
    await follows(caseworker, 'Record the assessment')
    await fillIn(mainOf(caseworker), assessment())
    await sends(caseworker)
    await confirms(caseworker)
    await does(caseworker, 'Record contact with the complainant', {
      channel: 'telephone',
      toldRemedyMayBeSought: true,
      expectations: 'Knows that we make no promise',
    })
    await does(caseworker, 'Decide to attempt an intervention', { prospect: { answer: true, why: 'It has acted before' } })

    // What only asks to consider can be written down, and not be proposed; what was typed stays.
    const { organisation: _, ...asked } = actionsIn(scene)[0]!
    await does(caseworker, 'Add an action', { action: { ...asked, organisation: TRUST, what: 'Consider whether to apologise' } })
    const proposal = { whom: [TRUST], channel: 'writing', contact: 'focalPoint', points: allPoints, respondBy: scene.day(10) }
    await follows(caseworker, 'Propose the intervention')
    await fillIn(mainOf(caseworker), proposal)
    await sends(caseworker)
    expect(await textOf(caseworker)).toMatch(/consider.*Casework guidance, paragraph 2\.6\.9/i)
    expect((await faultsIn(caseworker)).length).toBeGreaterThan(0)
    expect(await caseworker.page.title()).toMatch(/^Error: /)
    expect(await mainOf(caseworker).locator('[name="respondBy"]').inputValue()).toBe('14/02/2013')

    await caseworker.goes(`/casefiles/${file.reference}`)
    await follows(caseworker, 'Change an action')
    await does(caseworker, /^Change ?: Consider whether/, { action: { ...asked, organisation: TRUST } })
    expect((await does(caseworker, 'Propose the intervention', proposal)).said).toContain('You proposed an intervention')
    await leave(caseworker)
  }, 300_000)

  test(`I26 a decision is returned and, mended, signed off by somebody who did not submit it, ${words}`, async () => {
    const reference = await submittedIn(scene)
    const caseworker = await here.signsIn('caseworker', window)
    const manager = await here.signsIn('lineManager', window)
    await caseworker.goes(`/casefiles/${reference}`)
    expect(await textOf(caseworker)).toMatch(/waits for somebody else.*Carol Whitfield/i)

    await manager.goes('/worklists/awaitingMySignOff')
    await follows(manager, reference)
    const returned = await does(manager, 'Return', { to: 'letter', why: 'Say by when the fee is paid back' })
    expect(returned.said).toContain('You returned the decision')

    await caseworker.goes(`/casefiles/${reference}`)
    const again = {
      finallyResolves: true,
      whatWeDid: 'We asked the Trust for a remedy',
      conclusions: 'The fee is paid back within four weeks',
    }
    await does(caseworker, 'Submit for sign-off', again)
    await manager.goes(`/casefiles/${reference}`)
    expect((await does(manager, 'Sign off')).said).toContain('You signed off the decision')
    await caseworker.goes(`/casefiles/${reference}/timeline`)
    expect(await textOf(caseworker)).toMatch(/signed off.*returned/i)
    await leave(caseworker, manager)
  }, 300_000)

  test(`two people on one casefile: who was slower reads who changed what meanwhile, keeps what they typed, and sends it again, ${words}`, async () => {
    const { file } = await opened()
    const caseworker = await here.signsIn('caseworker', window)
    const manager = await here.signsIn('lineManager', window)
    await caseworker.goes(`/casefiles/${file.reference}`)
    await follows(caseworker, 'Record contact with the complainant')
    const said = { channel: 'telephone', toldRemedyMayBeSought: true, expectations: 'She would like the fee back more than anything' }
    await fillIn(mainOf(caseworker), said)
    await manager.goes(`/casefiles/${file.reference}`)
    await does(manager, 'Add a note', { note: 'Please call her before noon' })

    await sends(caseworker)
    expect(await textOf(caseworker)).toMatch(/Carol Whitfield added a note/)
    expect(await mainOf(caseworker).locator('[name="expectations"]').inputValue()).toBe(said.expectations)
    await sends(caseworker)
    expect((await confirms(caseworker)).said).toContain('You recorded contact with the complainant')
    await leave(caseworker, manager)
  }, 300_000)

  test(`what is sent twice is done once, ${words}`, async () => {
    const { file } = await opened()
    const caseworker = await here.signsIn('caseworker', window)
    await caseworker.goes(`/casefiles/${file.reference}`)
    await follows(caseworker, 'Add a note')
    await fillIn(mainOf(caseworker), { note: 'The one and only note' })
    await mainOf(caseworker).getByRole('button', { name: 'Add a note', exact: true }).dblclick()
    await mainOf(caseworker).locator('.govuk-notification-banner--success').waitFor()
    await caseworker.goes(`/casefiles/${file.reference}/timeline`)
    expect((await textOf(caseworker)).match(/Amina Clarke added a note/g)).toHaveLength(1)
    await leave(caseworker)
  }, 300_000)
}
