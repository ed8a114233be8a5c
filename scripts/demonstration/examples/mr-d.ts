import {
  action,
  agreed,
  assessment,
  complies,
  factors,
  opensWithAttempt,
  preparesComplainant,
  proposes,
  signsAndIssues,
  submits,
  tellsComplainant,
} from '../passages.ts'
import type { Story } from '../timeline.ts'

/** Example 4: half of an overpayment of tax credits. The office was within its rights; notional entitlement had not been thought of (I5's second way). */
export const mrD: Story = async function* (scene) {
  const { taxCredits } = scene.organisations
  const { colleague, file, attempt } = await opensWithAttempt(scene, 'secondCaseworker', {
    complainant: { name: 'Mr D' },
    complainedAbout: [taxCredits],
    complaint: 'Asked to repay half of tax credits that his former wife had claimed and received',
    injustices: ['A debt he says is not his'],
    remedySought: 'Not to repay the tax credits',
    earlierReference: 'ADJ/4410',
  })
  yield 2
  await preparesComplainant(colleague, attempt, 'The Adjudicator’s view is reasonable; one thing has not been looked at')
  await colleague.does(
    attempt,
    'RECORD_ASSESSMENT',
    assessment({
      indicationOfFault: false,
      evidenceOfInjustice: true,
      promptActionWouldResolve: true,
      factors: factors({
        reasonableEvidence: {
          answer: false,
          why: 'The office may reclaim half, as the Adjudicator found; nobody considered notional entitlement',
        },
      }),
    }),
  )
  const writeOff = action('write-off', taxCredits, 'Apply notional entitlement to the claim and write off 1,075.47 pounds', scene.day(28), {
    kind: 'debtWrittenOff',
    money: [{ kind: 'debtWrittenOff', amount: 107_547 }],
    injustice: 'Hardship of repaying what another entitlement would have covered',
  })
  await proposes(
    scene,
    colleague,
    attempt,
    [writeOff],
    [taxCredits],
    { apologyAskedFor: 'The office has acted within its rights: there is nothing to apologise for' },
    {
      purpose: true,
      background: true,
      assessment: true,
      considerComplaint: true,
      furtherActions: true,
      discussion: true,
      responseDate: true,
    },
  )
  yield 10
  const approach = await colleague.finds(file.reference, 'approach', taxCredits)
  await colleague.does(approach, 'ORGANISATION_AGREED', { words: 'By telephone: will apply it' })
  yield 3
  await colleague.does(approach, 'WRITTEN_CONFIRMATION_RECEIVED', { actions: [agreed(writeOff)] })
  await tellsComplainant(colleague, attempt, { indicationOfFault: false })
  await submits(colleague, attempt, 'The office could reclaim half of it; notional entitlement cancels what he was asked to repay')
  yield 1
  await signsAndIssues(scene, colleague, attempt)
  yield 9
  await complies(scene, file.reference, 'Notice of the amount written off')
  return file.reference
}
