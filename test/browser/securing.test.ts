import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { resolves } from '../../scripts/demonstration/resolving.ts'
import { type Browsing, browsing } from '../support/browser.ts'
import { does, follows, lifecycle, mainOf, textIn, textOf, unfolds } from '../support/browser-work.ts'
import { actionsIn, bothWays, complaintIn, leave, sceneIn, type Told } from './scene.ts'

let here: Browsing
let scene: Told
beforeAll(async () => {
  here = await browsing()
  scene = await sceneIn(here)
})
afterAll(() => here?.end())

/** An attempt closed as resolved, whose two remedies are still to come. */
const resolved = () => resolves(scene, { complaint: complaintIn(scene), actions: actionsIn(scene) })
/** 2013-03-05 as it is written: 5 March 2013. */
const inWords = (day: string) => new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day))
const addressOf = ({ reference }: { reference: string }) => `/casefiles/${reference}`

for (const [words, window] of bothWays) {
  test(`C13 an extension that a caseworker asks for is granted by an operations manager, and another declined, ${words}`, async () => {
    const address = addressOf(await resolved())
    const caseworker = await here.signsIn('caseworker', window)
    const manager = await here.signsIn('operationsManager', window)
    const until = scene.day(42)
    for (const what of [/letter of apology/, /Pay back the fee/]) {
      await caseworker.goes(address)
      const asked = { askedBy: 'organisation', why: 'Its director is away until then', until, whoseDelay: 'organisation' }
      const { said } = await does(caseworker, 'Ask for an extension', asked, lifecycle(caseworker, what))
      expect(said).toContain('You asked for an extension')
    }
    // Who asked for it reads why they cannot grant it, and who can today.
    await caseworker.goes(address)
    await unfolds(caseworker, /Not possible now: .*letter of apology/)
    expect(await textOf(caseworker)).toMatch(
      /Grant the extension.*Compliance guidance, paragraph 13.*David Mensah \(Operations manager \(E1\)\)/,
    )

    const at = async (item: RegExp) => {
      await manager.goes(address)
      await follows(manager, item)
    }
    await at(/letter of apology/)
    const tells = { answer: true, why: 'It is her remedy that comes later' }
    const granted = await does(manager, 'Grant the extension', { until, why: 'A day that can be kept', tellComplainant: tells })
    expect(granted.checked).toContain(`${inWords(scene.day(43))}: The target date passes`)
    await at(/Pay back the fee/)
    const declined = await does(manager, 'Decline the extension', { why: 'The fee can be paid back today' })
    expect(declined.said).toContain('You declined an extension')
    await manager.goes(address)
    const running = await textIn(mainOf(manager).getByRole('region', { name: 'Dates that are running' }))
    // It passes on the day after it.
    expect(running).toMatch(new RegExp(`${inWords(scene.day(29))}[^.]{0,120}Pay back the fee`))
    expect(running).toMatch(new RegExp(`${inWords(scene.day(43))}[^.]{0,120}letter of apology`))
    await leave(caseworker, manager)
  }, 300_000)

  test(`C22 a remedy that does not come is pursued from stage 1 to stage 3, each letter by who may sign it, ${words}`, async () => {
    const address = addressOf(await resolved())
    const officer = await here.signsIn('assessmentOutcomesOfficer', window)
    const deputy = await here.signsIn('deputyDirector', window)
    const director = await here.signsIn('director', window)
    const executive = await here.signsIn('chiefOperatingOfficer', window)
    const refund = /Pay back the fee/
    const at = async (desk: typeof officer, title: string, said: Parameters<typeof does>[2]) => {
      await desk.goes(address)
      await follows(desk, /Pay back the fee/)
      return does(desk, title, said)
    }

    await scene.waits(29)
    await officer.goes(address)
    await unfolds(officer, refund)
    expect(await textOf(officer)).toMatch(/overdue/i)
    await at(officer, 'Begin escalation', { reason: 'missedTargetDate', why: 'The day has passed and nothing has come' })
    const first = await at(officer, 'Issue the stage 1 letter', {
      replyBy: scene.day(10),
      asks: 'explanationAndResponse',
      concern: 'The fee has not been paid back',
    })
    expect(first.checked).toContain('is sent')
    await scene.waits(11)
    await at(deputy, 'Issue the stage 2 letter', { replyBy: scene.day(10), concern: 'No reply has come to our letter' })
    await scene.waits(11)
    await at(deputy, 'Propose a step', { step: 'refer', to: 'chiefOperatingOfficer', why: 'Two letters in vain' })
    // Who proposed it reads that somebody else agrees it.
    await deputy.goes(address)
    await unfolds(deputy, /Not possible now: .*Pay back the fee/)
    expect(await textOf(deputy)).toMatch(/Agree the step.*Compliance guidance, paragraph 22.*Farid Haddad/)
    await at(director, 'Agree the step', {})
    const no = (why: string) => ({ answer: false, why })
    const closed = await at(executive, 'Close what could not be secured', {
      why: 'Every reasonable attempt has been made',
      regulator: no('It has none'),
      publish: no('It would name individuals for a small sum'),
      umbrella: no('There is none'),
    })
    expect(closed.checked).toMatch(/Closed: not secured/i)
    await leave(officer, deputy, director, executive)
  }, 300_000)
}
