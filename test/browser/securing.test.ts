import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { holderOf } from '../../db/seed-posts.ts'
import type { NamedPost } from '../../machines/kernel/authority.ts'
import { resolves } from '../../scripts/demonstration/resolving.ts'
import { confers } from '../../scripts/demonstration/securing.ts'
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

/** Both remedies refused for good, and referred by two people to one of the four posts. */
async function referredTo(to: NamedPost) {
  const { reference, items } = await resolved()
  const officer = await scene.office.as('assessmentOutcomesOfficer')
  for (const item of Object.values(items)) {
    await officer.does(item, 'ORGANISATION_REFUSED', { absolute: true, words: 'It will not do it' })
    await confers(scene, item, { step: 'refer', to, why: 'Refused for good' })
  }
  return { reference, apology: /letter of apology/, refund: /Pay back the fee/ }
}
const yes = (why: string) => ({ answer: true, why })
const no = (why: string) => ({ answer: false, why })
const closing = {
  why: 'Every reasonable attempt has been made',
  regulator: no('It has none'),
  publish: no('It would name individuals for a small sum'),
  umbrella: no('There is none'),
}

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
    const closed = await at(executive, 'Close what could not be secured', closing)
    expect(closed.checked).toMatch(/Closed: not secured/i)
    await leave(officer, deputy, director, executive)
  }, 300_000)

  test(`C23 what is referred to the Interim Director of Business Development they return to be pursued, or close: each yes becomes a duty, ${words}`, async () => {
    const { apology, refund, reference } = await referredTo('interimDirectorOfBusinessDevelopment')
    const address = addressOf({ reference })
    const director = await here.signsIn('director', window)
    await director.goes(address)
    await unfolds(director, /Not possible now: .*Pay back the fee/)
    expect(await textOf(director)).toMatch(/Close what could not be secured.*Compliance guidance, paragraph 23.*Ines Carvalho/)

    const executive = await here.signsIn('interimDirectorOfBusinessDevelopment', window)
    await executive.goes('/worklists/mine')
    await follows(executive, reference)
    await follows(executive, apology)
    const returned = await does(executive, 'Return it to be pursued', { why: 'Its new chief executive has not been asked' })
    expect(returned.said).toContain('You returned the item to be pursued')
    await executive.goes(address)
    await follows(executive, refund)
    const closed = await does(executive, 'Close what could not be secured', { ...closing, regulator: yes('It is the second such case') })
    expect(closed.checked).toMatch(/Closed: not secured/i)
    expect(await textOf(executive)).toContain('Take it to the regulator or professional body')
    await leave(director, executive)
  }, 300_000)

  test(`C23 who holds a delegation of the Interim Director of Operations closes for them, on those days alone, and both names are kept, ${words}`, async () => {
    const { apology, refund, reference } = await referredTo('interimDirectorOfOperations')
    const address = addressOf({ reference })
    const standIn = await here.signsIn('directorOfOtherDirectorate', window)
    const isOthersAlone = async (item: RegExp) => {
      await standIn.goes(address)
      await follows(standIn, item)
      await unfolds(standIn, /Not possible now/)
      expect(await textOf(standIn)).toMatch(/Close what could not be secured This is for only the Ombudsman.*paragraph 23.*Hugh Tennant/)
    }
    await isOthersAlone(refund)
    const administrator = await here.signsIn('administrator', window)
    await administrator.goes('/administration/posts/interimDirectorOfOperations')
    await does(administrator, 'Let somebody else act in it', {
      byPerson: holderOf('interimDirectorOfOperations'),
      toPerson: holderOf('directorOfOtherDirectorate'),
      fromDay: scene.today(),
      toDay: scene.today(),
      why: 'Annual leave',
    })
    await standIn.goes('/worklists/mine')
    await follows(standIn, reference)
    await follows(standIn, refund)
    await does(standIn, 'Close what could not be secured', closing)
    await standIn.goes(`${address}/timeline`)
    expect(await textOf(standIn)).toMatch(/closed exceptionally what could not be secured.*on behalf of Hugh Tennant/)
    await scene.waits(1)
    await isOthersAlone(apology)
    await leave(administrator, standIn)
  }, 300_000)
}
