import { expect, test } from '@jest/globals'
import { accepts, findsAndReports, investigates, recommends, refusesRecommendation } from '../../scripts/demonstration/investigating.ts'
import { action, assessment, closely, opensWithAttempt } from '../../scripts/demonstration/passages.ts'
import { resolves } from '../../scripts/demonstration/resolving.ts'
import type { Desk } from '../support/browser.ts'
import { fillIn } from '../support/browser-form.ts'
import { confirms, does, follows, mainOf, sends, textOf, unfolds } from '../support/browser-work.ts'
import { actionsIn, anotherTrustIn, bothWays, complaintIn, leave, staged } from './scene.ts'

const stage = staged()

test('an administrator who ends a holding reads what nobody could do any more, does it, and it stands in the history', async () => {
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

for (const [words, window] of bothWays) {
  test(`an auditor reads every page of a casefile and who read it, and changes nothing, ${words}`, async () => {
    const { file } = await opensWithAttempt(stage.scene, 'caseworker', complaintIn(stage.scene))
    const caseworker = await stage.here.signsIn('caseworker', window)
    await caseworker.goes(`/casefiles/${file.reference}`)
    const desk = await stage.here.signsIn('auditor', window)
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

  test(`C10 the Chief Operating Officer decides what comes of a refused recommendation, and nobody below could have, ${words}`, async () => {
    const [apology] = actionsIn(stage.scene)
    const told = await investigates(stage.scene, complaintIn(stage.scene))
    const recommendation = await recommends(told, apology!)
    await told.colleague.does(told.investigation, 'ISSUE_DRAFT_REPORT', { reference: 'Draft report' })
    await findsAndReports(told, 'fully', 'The records show that it was not done')
    await refusesRecommendation(stage.scene, told, recommendation, 'It does not think that it was at fault')

    const address = `/casefiles/${told.reference}`
    const caseworker = await stage.here.signsIn('caseworker', window)
    await caseworker.goes(address)
    await unfolds(caseworker, /Not possible now: .*Recommendation/)
    expect(await textOf(caseworker)).toMatch(/Decide what comes of the refusal.*Compliance guidance, paragraph 10/)

    const executive = await stage.here.signsIn('chiefOperatingOfficer', window)
    await executive.goes('/worklists/mine')
    await follows(executive, told.reference)
    const decided = await does(executive, 'Decide what comes of the refusal', { outcome: 'pursued', why: 'The evidence carries it' })
    expect(decided.checked).toMatch(/Recommendation.*becomes.*Pursued/i)
    expect(decided.said).toContain('You decided what comes of the refusal')
    expect(await textOf(executive)).toMatch(/Remedy: Write a letter of apology/)
    await leave(caseworker, executive)
  }, 300_000)

  test(`C18 evidence on a case laid before Parliament goes from the compliance officer to the Casework Team, and the Ombudsman decides, ${words}`, async () => {
    const [apology] = actionsIn(stage.scene)
    const told = await investigates(stage.scene, complaintIn(stage.scene))
    const recommendation = await recommends(told, apology!)
    await told.colleague.does(told.investigation, 'ISSUE_DRAFT_REPORT', { reference: 'Draft report' })
    await findsAndReports(told, 'fully', 'The records show that it was not done')
    await accepts(told, recommendation, stage.scene.day(28))
    await told.colleague.does(told.file, 'RECORD_PUBLICATION', { what: 'laid' })
    const address = `/casefiles/${told.reference}`
    const at = async (desk: Desk, title: string, said: Parameters<typeof does>[2]) => {
      await desk.goes(address)
      await follows(desk, /^Remedy: /)
      return does(desk, title, said)
    }

    const officer = await stage.here.signsIn('complianceOfficer', window)
    await at(officer, 'Record evidence', { what: 'A copy of the letter of apology' })
    expect(await textOf(officer)).toMatch(/waits for somebody else: give a view on the evidence.*Oliver Grant/)

    const judged = { ...closely, judgement: 'provided', why: 'As our report asked for' }
    const answer = { answer: false, why: 'Nothing more is to be told' }
    const team = await stage.here.signsIn('caseworkTeam', window)
    const viewed = await at(team, 'Give the Casework Team’s view', { ...judged, tellParliament: answer, tellPublic: answer })
    expect(viewed.said).toContain('You gave the Casework Team’s view')

    const ombudsman = await stage.here.signsIn('ombudsman', window)
    await ombudsman.goes('/worklists/mine')
    await follows(ombudsman, told.reference)
    await follows(ombudsman, /^Remedy: /)
    const decided = await does(ombudsman, 'Decide whether compliance is achieved', judged)
    expect(decided.checked).toMatch(/becomes.*Complied/i)
    await leave(officer, team, ombudsman)
  }, 300_000)

  test(`I33 a complaint about our decision is referred by its caseworker, and taken up and concluded by the Review Team, ${words}`, async () => {
    const { reference } = await resolves(stage.scene, { complaint: complaintIn(stage.scene), actions: actionsIn(stage.scene).slice(0, 1) })
    const address = `/casefiles/${reference}`
    const caseworker = await stage.here.signsIn('caseworker', window)
    await caseworker.goes(address)
    await does(caseworker, 'Refer a complaint about our decision', { complaint: 'Says that the remedy is too small for what happened' })

    const reviewer = await stage.here.signsIn('reviewTeam', window)
    await reviewer.goes('/worklists/mine')
    await follows(reviewer, reference)
    await does(reviewer, 'Take up the complaint about our decision', { why: 'One thing was not looked at' })
    await reviewer.goes(address)
    const concluded = await does(reviewer, 'Conclude the review', { outcome: 'decisionStands', why: 'The remedy is in line with others' })
    expect(concluded.said).toContain('You concluded the review')
    await caseworker.goes(`${address}/timeline`)
    expect(await textOf(caseworker)).toMatch(/concluded the review.*took up|concluded the review/i)
    await leave(caseworker, reviewer)
  }, 300_000)

  test(`C7 the Interim Director of Operations finds a suggested rating among what is theirs, and agrees it; who suggested it could not, ${words}`, async () => {
    const ambulances = await anotherTrustIn(stage.scene, `Ambulances, ${words}`)
    await ambulances.isToBeRatedC()
    const address = `/organisations/${ambulances.id}/rating`
    const officer = await stage.here.signsIn('complianceOfficer', window)
    await officer.goes(address)
    await unfolds(officer, /Not possible now/)
    expect(await textOf(officer)).toMatch(
      /Agree the suggested rating.*Compliance guidance, paragraph 7.*someone other than the person who suggested it/,
    )

    const director = await stage.here.signsIn('interimDirectorOfOperations', window)
    await director.goes('/worklists/ratingsDue')
    await follows(director, ambulances.name)
    await director.goes(address)
    const agreed = await does(director, 'Agree the suggested rating', { why: 'It is as I know it' })
    expect(agreed.said).toContain('You agreed the suggested rating')
    await officer.goes(address)
    expect(await textOf(officer)).toMatch(/Agreed: C.*Suggested by .* agreed by Hugh Tennant.*The answer: It is as I know it/)
    await leave(officer, director)
  }, 300_000)

  test(`C16a the outcomes officer records evidence on a recommendation and judges it, which the assessment outcomes officer may not, ${words}`, async () => {
    const [apology] = actionsIn(stage.scene)
    const told = await investigates(stage.scene, complaintIn(stage.scene))
    const recommendation = await recommends(told, apology!)
    await told.colleague.does(told.investigation, 'ISSUE_DRAFT_REPORT', { reference: 'Draft report' })
    await findsAndReports(told, 'fully', 'The records show that it was not done')
    const { id } = await accepts(told, recommendation, stage.scene.day(28))

    const officer = await stage.here.signsIn('outcomesOfficer', window)
    await officer.goes('/casefiles')
    await follows(officer, told.reference)
    await follows(officer, /^Remedy: /)
    await does(officer, 'Record evidence', { what: 'A copy of the letter of apology' })
    const other = await stage.here.signsIn('assessmentOutcomesOfficer', window)
    await other.goes(`/instances/${id}/events/JUDGE_EVIDENCE`)
    expect(await textOf(other)).toMatch(/This is for .*outcomes officer.*Compliance guidance, paragraph 16\(a\)/)
    await officer.goes(`/instances/${id}`)
    const judged = await does(officer, 'Judge the evidence', { ...closely, judgement: 'provided', why: 'It says what we recommended' })
    expect(judged.checked).toMatch(/becomes.*Complied/i)
    expect(judged.said).toContain('You judged the evidence')
    await leave(officer, other)
  }, 300_000)

  test(`the second caseworker works on a casefile of their own; of a colleague’s they read whose its steps are, ${words}`, async () => {
    const theirs = await opensWithAttempt(stage.scene, 'secondCaseworker', complaintIn(stage.scene))
    const colleagues = await opensWithAttempt(stage.scene, 'caseworker', complaintIn(stage.scene))
    const desk = await stage.here.signsIn('secondCaseworker', window)
    await desk.goes(`/casefiles/${theirs.file.reference}`)
    const contact = { channel: 'telephone', toldRemedyMayBeSought: true, expectations: 'She knows that we make no promise' }
    expect((await does(desk, 'Record contact with the complainant', contact)).said).toContain('You recorded contact with the complainant')
    expect((await does(desk, 'Record the assessment', assessment())).said).toContain('You recorded the assessment')
    const decided = await does(desk, 'Decide to attempt an intervention', { prospect: { answer: true, why: 'It has agreed before' } })
    expect(decided.checked).toContain('Assessing → becomes Proposing')

    const address = `/casefiles/${colleagues.file.reference}`
    await desk.goes(address)
    expect(await mainOf(desk).getByRole('link', { name: 'Record the assessment', exact: true }).count()).toBe(0)
    await desk.goes(`/instances/${colleagues.attempt.id}/events/RECORD_ASSESSMENT`)
    expect(await textOf(desk)).toMatch(/This is for the casefile's caseworker.*Today that is .*Amina Clarke/)
    await leave(desk)
  }, 300_000)

  test(`C17 the clinical adviser reads what is asked about, and who records the advice; without it, a systemic remedy is not judged, ${words}`, async () => {
    const hospital = await anotherTrustIn(stage.scene, `Hospital, ${words}`)
    await hospital.isToBeRatedC()
    await (await stage.scene.office.as('interimDirectorOfOperations')).does(hospital.rating, 'AGREE_RATING', {})
    const training = action('training', hospital.id, 'Train every ward in reading charts', stage.scene.day(28), {
      kind: 'systemicImprovement',
      systemic: 'offered',
    })
    const apology = { ...actionsIn(stage.scene)[0]!, organisation: hospital.id }
    const { reference } = await resolves(stage.scene, {
      complaint: { ...complaintIn(stage.scene), complainedAbout: [hospital.id] },
      actions: [apology, training],
    })
    const address = `/casefiles/${reference}`
    const officer = await stage.here.signsIn('assessmentOutcomesOfficer', window)
    const at = async (desk: Desk) => {
      await desk.goes(address)
      await follows(desk, /^Remedy: Train every ward/)
    }
    await at(officer)
    await does(officer, 'Record evidence', { what: 'The plan of the training' })
    await follows(officer, 'Judge the evidence')
    const judged = { ...closely, judgement: 'provided', why: 'Every ward has been trained' }
    await fillIn(mainOf(officer), judged)
    await sends(officer)
    expect(await textOf(officer)).toMatch(/clinical advice on the evidence is taken and recorded first.*Compliance guidance, paragraph 17/)

    const adviser = await stage.here.signsIn('clinicalAdviser', window)
    await at(adviser)
    expect(await textOf(adviser)).toContain('The plan of the training')
    await unfolds(adviser, /Not possible now/)
    expect(await textOf(adviser)).toMatch(
      /Record clinical advice This is for the casefile's caseworker.*paragraph 16\(a\).*Nadia Hussain \(Assessment outcomes officer\)/,
    )

    await at(officer)
    await does(officer, 'Record clinical advice', { from: 'Dr Quentin Marsh', advice: 'The training covers what went wrong' })
    await at(officer)
    const done = await does(officer, 'Judge the evidence', judged)
    expect(done.checked).toMatch(/becomes.*Complied/i)
    await at(adviser)
    expect(await textOf(adviser)).toMatch(/Dr Quentin Marsh.*The training covers what went wrong/)
    await leave(officer, adviser)
  }, 300_000)
}
