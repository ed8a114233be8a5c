import {
  action,
  agreed,
  assessment,
  opensWithAttempt,
  preparesComplainant,
  proposes,
  signsAndIssues,
  submits,
  tellsComplainant,
} from '../passages.ts'
import type { Story } from '../timeline.ts'

/** A decision returned for its letter, then for what the complainant was told, then signed; its item waits for evidence (I26). */
export const returnedTwice: Story = async function* (scene) {
  const { taxCredits } = scene.organisations
  const { colleague, file, attempt } = await opensWithAttempt(scene, 'caseworker', {
    complainant: { name: 'Mr N' },
    complainedAbout: [taxCredits],
    complaint: 'A change of address was not recorded for two years',
    injustices: ['Letters went astray'],
    remedySought: 'An apology and 100 pounds',
  })
  await preparesComplainant(colleague, attempt, 'Content to wait for an offer')
  await colleague.does(attempt, 'RECORD_ASSESSMENT', assessment())
  const asked = [
    action('apology', taxCredits, 'Write a letter of apology to the complainant', scene.day(28), { kind: 'apology' }),
    action('payment', taxCredits, 'Pay the complainant 100 pounds for the trouble', scene.day(28), {
      kind: 'payment',
      money: [{ kind: 'payment', amount: 10_000 }],
    }),
  ]
  await proposes(scene, colleague, attempt, asked, [taxCredits])
  yield 5
  await colleague.does(await colleague.finds(file.reference, 'approach', taxCredits), 'WRITTEN_CONFIRMATION_RECEIVED', {
    actions: asked.map(agreed),
  })
  await tellsComplainant(colleague, attempt)
  await submits(colleague, attempt, 'The address was given three times')
  yield 1
  const manager = await scene.office.as('lineManager')
  await manager.does(attempt, 'RETURN', { to: 'letter', why: 'Say by when the payment is made' })
  await submits(colleague, attempt, 'The address was given three times; the payment is made within four weeks')
  yield 1
  await manager.does(attempt, 'RETURN', { to: 'complainant', why: 'He should know the date as well' })
  await tellsComplainant(colleague, attempt, { account: 'Told of the date; content' })
  await submits(colleague, attempt, 'The address was given three times; the payment is made within four weeks')
  await signsAndIssues(scene, colleague, attempt)
  return file.reference
}
