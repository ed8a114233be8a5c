import { action, assessment, opensWithAttempt, preparesComplainant, proposes } from '../passages.ts'
import type { Story } from '../timeline.ts'

/** An organisation that never answers: late, then significantly delayed, escalated, reconsidered, declined. Silence is not refusal (I20, I31). */
export const silent: Story = async function* (scene) {
  const { otherTrust } = scene.organisations
  const { colleague, file, attempt } = await opensWithAttempt(scene, 'secondCaseworker', {
    complainant: { name: 'Mrs L' },
    complainedAbout: [otherTrust],
    complaint: 'Her notes were lost',
    injustices: ['Tests had to be repeated'],
    remedySought: 'An apology',
  })
  await preparesComplainant(colleague, attempt, 'An apology is what she seeks')
  await colleague.does(attempt, 'RECORD_ASSESSMENT', assessment())
  await proposes(
    scene,
    colleague,
    attempt,
    [action('apology', otherTrust, 'Write a letter of apology to the complainant', scene.day(28), { kind: 'apology' })],
    [otherTrust],
  )
  yield 24
  const approach = await colleague.finds(file.reference, 'approach', otherTrust)
  await colleague.does(approach, 'ESCALATE', { why: 'No answer ten days after the date' })
  await (await scene.office.as('lineManager')).does(approach, 'PASS_ON', { view: 'Two messages left' })
  yield 6
  await (await scene.office.as('director')).does(approach, 'DECIDE_OUTCOME', {
    outcome: 'reconsider',
    why: 'The chief executive’s office does not answer either',
  })
  await colleague.does(attempt, 'SUBMIT_DECLINE', {
    reason: 'noRemedySecured',
    rationale: 'The injustice is small; an investigation would be out of proportion',
    whatWeDid: 'We asked the Trust twice for an apology',
    conclusions: 'The notes were lost; the Trust has not answered us',
  })
  await (await scene.office.as('lineManager')).does(attempt, 'SIGN_OFF')
  await colleague.does(attempt, 'ISSUE_DECISION')
  return file.reference
}
