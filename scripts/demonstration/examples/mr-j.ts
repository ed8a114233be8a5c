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

/** Example 1: placed on a scheme for violent patients. The Trust adds that it will look at its service: so its agreement is an offer (I19). */
export const mrJ: Story = async function* (scene) {
  const { trust } = scene.organisations
  const { colleague, file, attempt } = await opensWithAttempt(scene, 'caseworker', {
    complainant: { name: 'Mr J' },
    complainedAbout: [trust],
    complaint: 'Wrongly placed and kept on the Trust’s scheme for violent patients',
    injustices: ['Travelling and telephone costs', 'Distress at being called violent'],
    remedySought: 'An apology, and his costs of 2,000 pounds',
  })
  yield 1
  await preparesComplainant(colleague, attempt, 'He knows that we make no promise, and that costs need some evidence')
  await colleague.does(attempt, 'RECORD_ASSESSMENT', assessment())
  const asked = [
    action('apology', trust, 'Write a letter of apology to the complainant', scene.day(28), {
      kind: 'apology',
      injustice: 'Distress at being called violent',
    }),
    action('copy-on-file', trust, 'Place a copy of the apology on his medical file', scene.day(28), {
      kind: 'correctionOfRecords',
      injustice: 'A record that calls him violent',
    }),
    action('costs', trust, 'Pay the complainant 2,000 pounds for his costs', scene.day(28), {
      kind: 'payment',
      money: [{ kind: 'payment', amount: 200_000 }],
      injustice: 'Travelling and telephone costs',
    }),
  ]
  await proposes(scene, colleague, attempt, asked, [trust])
  yield 8
  const approach = await colleague.finds(file.reference, 'approach', trust)
  const promised = [
    ...asked.map(agreed),
    {
      id: 'service',
      kind: 'systemicImprovement',
      what: 'Review how patients are placed on the scheme, and tell the complainant what has changed',
      measure: 'The complainant has been told what has changed',
      by: asked[0]!.by,
      money: [],
    },
  ]
  await colleague.does(approach, 'ORGANISATION_AGREED', {
    words: 'Agrees to all three, and will look at its service as well',
    actions: promised,
  })
  await colleague.does(approach, 'ACCEPT_OFFER', {
    putsRight: true,
    final: true,
    compared: 'Costs and apology as in similar removals from a list',
    why: 'All that was asked, and a change of the service',
  })
  yield 2
  await colleague.does(approach, 'WRITTEN_CONFIRMATION_RECEIVED', { actions: promised, reference: 'HH/2291' })
  await tellsComplainant(colleague, attempt)
  yield 1
  await submits(
    colleague,
    attempt,
    'There are clear indications that he was placed on the scheme without robust evidence or a chance to answer',
  )
  yield 1
  await signsAndIssues(scene, colleague, attempt)
  yield 14
  await complies(scene, file.reference, 'Copy of the letter of apology, bank receipt and note on the medical file')
  return file.reference
}
