import {
  action,
  agreed,
  assessment,
  complies,
  opensWithAttempt,
  preparesComplainant,
  proposes,
  signsAndIssues,
  submits,
  tellsComplainant,
} from '../passages.ts'
import type { Story } from '../timeline.ts'

/** Example 5: legal costs of putting another's error right. The confirmation states both sums: the costs, and the 100 pounds offered before. */
export const mrsC: Story = async function* (scene) {
  const { legalServices } = scene.organisations
  const { colleague, file, attempt } = await opensWithAttempt(scene, 'caseworker', {
    complainant: { name: 'Mrs C' },
    complainedAbout: [legalServices],
    complaint: 'Will not pay what a solicitor cost her when interest was wrongly added to a charging order',
    injustices: ['Legal costs of 1,649.86 pounds'],
    remedySought: 'Her legal costs',
  })
  yield 1
  await preparesComplainant(colleague, attempt, 'Told that costs are considered on their own merits')
  await colleague.does(attempt, 'RECORD_ASSESSMENT', assessment())
  const costs = action(
    'costs',
    legalServices,
    'Pay the complainant 1,649.86 pounds for her legal costs, and the 100 pounds offered before',
    scene.day(28),
    {
      kind: 'payment',
      money: [
        { kind: 'payment', amount: 164_986 },
        { kind: 'earlierOffer', amount: 10_000 },
      ],
      injustice: 'Legal costs',
    },
  )
  await proposes(scene, colleague, attempt, [costs], [legalServices])
  yield 13
  const approach = await colleague.finds(file.reference, 'approach', legalServices)
  await colleague.does(approach, 'WRITTEN_CONFIRMATION_RECEIVED', { actions: [agreed(costs)], reference: 'LSC 77/13' })
  yield 2
  await tellsComplainant(colleague, attempt)
  await submits(colleague, attempt, 'Her own challenge had been answered wrongly; without a solicitor the error would have stood')
  yield 2
  await signsAndIssues(scene, colleague, attempt)
  yield 7
  await complies(scene, file.reference, 'Two bank receipts')
  return file.reference
}
