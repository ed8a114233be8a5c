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

/** Example 3: chemotherapy that was not needed. In its response the Trust apologises, explains and pays: the items open with their evidence. */
export const mrsT: Story = async function* (scene) {
  const { cancerTrust } = scene.organisations
  const { colleague, file, attempt } = await opensWithAttempt(scene, 'secondCaseworker', {
    complainant: { name: 'Mrs T' },
    complainedAbout: [cancerTrust],
    complaint: 'Two sessions of chemotherapy that were not needed, after errors of communication',
    injustices: ['Distress and trauma', 'Loss of all her hair'],
    remedySought: 'Financial redress',
    flags: { clinicalMatters: true },
  })
  yield 3
  await preparesComplainant(colleague, attempt, 'What similar cases obtained was explained')
  await colleague.does(attempt, 'RECORD_CLINICAL_ADVICE', {
    advice: 'The diagnosis was provisional; the final report should have been checked before treatment',
  })
  await colleague.does(attempt, 'RECORD_ASSESSMENT', assessment({ factors: factors({ clinicalAdvice: { answer: true, why: 'Taken' } }) }))
  const asked = [
    action('apology', cancerTrust, 'Write a letter of apology to the complainant', scene.day(28), { kind: 'apology' }),
    action('explanation', cancerTrust, 'Explain to the complainant what it has done so that it cannot happen again', scene.day(28), {
      kind: 'explanation',
    }),
    action('payment', cancerTrust, 'Pay the complainant 5,000 pounds for the distress caused', scene.day(28), {
      kind: 'payment',
      money: [{ kind: 'payment', amount: 500_000 }],
    }),
  ]
  await proposes(scene, colleague, attempt, asked, [cancerTrust])
  yield 12
  const approach = await colleague.finds(file.reference, 'approach', cancerTrust)
  await colleague.does(approach, 'WRITTEN_CONFIRMATION_RECEIVED', { actions: asked.map(agreed) })
  for (const { id } of asked)
    await colleague.does(approach, 'REMEDY_PROVIDED', { action: id, evidence: 'Enclosed with the Trust’s response' })
  await colleague.does(attempt, 'EXPLANATION_SEEN', {
    organisation: cancerTrust,
    action: 'explanation',
    satisfied: true,
    judged: 'Says what went wrong and what is now checked before treatment',
  })
  yield 1
  await tellsComplainant(colleague, attempt)
  await submits(colleague, attempt, 'The errors are admitted; apology, explanation and payment put right what can be')
  yield 3
  await signsAndIssues(scene, colleague, attempt)
  yield 2
  await complies(scene, file.reference, 'As enclosed with the response')
  return file.reference
}
