import { assessment, complies, opensWithAttempt, preparesComplainant, signsAndIssues, submits, tellsComplainant } from '../passages.ts'
import type { Story } from '../timeline.ts'

/** Example 6: claims that were not acknowledged. Our enquiry comes first and no proposal is made (I16); all is provided before our decision. */
export const mrS: Story = async function* (scene) {
  const { taxCredits } = scene.organisations
  const { colleague, file, attempt } = await opensWithAttempt(scene, 'caseworker', {
    complainant: { name: 'Mr S' },
    complainedAbout: [taxCredits],
    complaint: 'Three claim forms were not acknowledged, and his claim was backdated too little',
    injustices: ['Tax credits not backdated', 'Conflicting advice'],
    remedySought: 'Further backdating',
  })
  yield 1
  await preparesComplainant(colleague, attempt, 'We shall ask the office about its guidance first')
  await colleague.does(attempt, 'ENQUIRE_OF_ORGANISATION', {
    organisation: taxCredits,
    about: 'Whether its guidance on backdating fits his earlier contacts',
    respondBy: scene.day(14),
  })
  yield 11
  const approach = await colleague.finds(file.reference, 'approach', taxCredits)
  const terms = [
    {
      id: 'backdating',
      kind: 'backdatedAward',
      what: 'Backdate the claim and award 504.39 pounds of Working Tax Credit',
      measure: 'The award notice',
      by: scene.day(14),
      money: [{ kind: 'backdatedAward', amount: 50_439 }],
    },
    { id: 'apology', kind: 'apology', what: 'Write a letter of apology', measure: 'A copy of it', by: scene.day(14), money: [] },
    {
      id: 'thirty',
      kind: 'payment',
      what: 'Pay a further 30 pounds for the delay',
      measure: 'A bank receipt',
      by: scene.day(14),
      money: [
        { kind: 'payment', amount: 3_000 },
        { kind: 'alreadyPaid', amount: 5_000 },
      ],
    },
  ]
  await colleague.does(approach, 'ORGANISATION_OFFERED', { actions: terms, words: 'Has looked at its guidance again' })
  await colleague.does(attempt, 'RECORD_ASSESSMENT', assessment())
  await colleague.does(approach, 'ACCEPT_OFFER', {
    putsRight: true,
    final: true,
    compared: 'Other backdated awards with 25 to 50 pounds for the delay',
    why: 'He is put where he would have been',
  })
  await colleague.does(approach, 'WRITTEN_CONFIRMATION_RECEIVED', { actions: terms })
  for (const { id } of terms)
    await colleague.does(approach, 'REMEDY_PROVIDED', { action: id, evidence: 'Notice, letter and receipt came with the confirmation' })
  yield 1
  await tellsComplainant(colleague, attempt)
  await submits(colleague, attempt, 'The office has applied its guidance as it should have done')
  yield 2
  await signsAndIssues(scene, colleague, attempt)
  yield 1
  await complies(scene, file.reference, 'As enclosed')
  return file.reference
}
