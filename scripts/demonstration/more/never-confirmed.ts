import { action, assessment, opensWithAttempt, preparesComplainant, proposes } from '../passages.ts'
import type { Story } from '../timeline.ts'

/** Agreed by telephone, and never confirmed in writing: no agreement. The clock says so; the caseworker decides (I21, I20, I23). */
export const neverConfirmed: Story = async function* (scene) {
  const { legalServices } = scene.organisations
  const { colleague, file, attempt } = await opensWithAttempt(scene, 'secondCaseworker', {
    complainant: { name: 'Mr W' },
    complainedAbout: [legalServices],
    complaint: 'A refund has been promised for a year',
    injustices: ['240 pounds'],
    remedySought: 'The refund',
  })
  await preparesComplainant(colleague, attempt, 'Knows that it may take some weeks')
  await colleague.does(attempt, 'RECORD_ASSESSMENT', assessment())
  const refund = action('refund', legalServices, 'Refund 240 pounds to the complainant', scene.day(28), {
    kind: 'payment',
    money: [{ kind: 'payment', amount: 24_000 }],
  })
  await proposes(scene, colleague, attempt, [refund], [legalServices])
  yield 6
  const approach = await colleague.finds(file.reference, 'approach', legalServices)
  await colleague.does(approach, 'ORGANISATION_AGREED', { words: 'By telephone: the refund will be made' })
  yield 16
  await colleague.does(approach, 'ESCALATE', { why: 'No confirmation, two reminders by telephone' })
  await (await scene.office.as('lineManager')).does(approach, 'PASS_ON', { view: 'They do not answer' })
  await (await scene.office.as('director')).does(approach, 'DECIDE_OUTCOME', {
    outcome: 'reconsider',
    why: 'No written word in three weeks',
  })
  yield 2
  await colleague.does(attempt, 'PROPOSE_INVESTIGATION', {
    rationale: 'No remedy was secured; the facts are clear and nothing but an investigation will obtain it',
  })
  return file.reference
}
