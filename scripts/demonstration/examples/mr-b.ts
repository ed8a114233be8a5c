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

/** Example 2: antibiotics not given to his late sister. An offer is made and withdrawn; 10,000 pounds are confirmed at last. */
export const mrB: Story = async function* (scene) {
  const { otherTrust } = scene.organisations
  const { colleague, file, attempt } = await opensWithAttempt(scene, 'caseworker', {
    complainant: { name: 'Mr B' },
    aggrieved: { name: 'Ms B', relation: 'His late sister' },
    complainedAbout: [otherTrust],
    complaint: 'Antibiotics were not given to his sister on admission; she died three weeks later',
    injustices: ['Not knowing whether she would have lived'],
    remedySought: 'A payment, and disciplinary action against staff',
    flags: { clinicalMatters: true },
  })
  yield 2
  await preparesComplainant(colleague, attempt, 'Disciplinary action is not ours to obtain; a payment may be less than he hopes')
  await colleague.does(attempt, 'RECORD_CLINICAL_ADVICE', {
    advice: 'Antibiotics on admission were indicated; survival cannot be said with certainty',
  })
  await colleague.does(
    attempt,
    'RECORD_ASSESSMENT',
    assessment({
      factors: factors({
        clinicalAdvice: { answer: true, why: 'Taken from our adviser' },
        seriousness: { answer: true, why: 'A death; the failing is admitted' },
      }),
    }),
  )
  const payment = action(
    'payment',
    otherTrust,
    'Consider a payment to the complainant for not knowing whether his sister would have lived',
    scene.day(28),
    {
      kind: 'payment',
      money: [{ kind: 'payment' }],
      injustice: 'Not knowing whether she would have lived',
    },
  )
  await proposes(
    scene,
    colleague,
    attempt,
    [payment],
    [otherTrust],
    {
      everyActionIsSpecific: 'The amount is for the Trust to propose first: its insurers decide on the range',
      apologyAskedFor: 'The Trust has apologised already, and drawn up an action plan',
    },
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
  yield 9
  const approach = await colleague.finds(file.reference, 'approach', otherTrust)
  const offer = { ...agreed(payment), what: 'Pay the complainant a sum to be settled with its insurers' }
  await colleague.does(approach, 'ORGANISATION_OFFERED', { actions: [offer], words: 'A payment in principle' })
  yield 4
  await colleague.does(approach, 'OFFER_WITHDRAWN', { words: 'The insurers have objected' })
  yield 5
  const final = {
    ...offer,
    what: 'Pay the complainant 10,000 pounds',
    measure: 'A bank receipt',
    by: scene.day(20),
    money: [{ kind: 'payment', amount: 1_000_000 }],
  }
  await colleague.does(approach, 'ORGANISATION_OFFERED', { actions: [final], words: 'After liaison with its insurers' })
  await colleague.does(approach, 'ACCEPT_OFFER', {
    putsRight: true,
    final: true,
    compared: 'Three cases of lost chance in the last five years',
    why: 'Within what such cases have obtained',
  })
  await colleague.does(approach, 'WRITTEN_CONFIRMATION_RECEIVED', { actions: [final] })
  yield 1
  await tellsComplainant(colleague, attempt, { objections: 'some', account: 'Had hoped for more, and accepts it' })
  await submits(colleague, attempt, 'The Trust admits the failing; the payment recognises the injustice of not knowing')
  yield 2
  await signsAndIssues(scene, colleague, attempt)
  yield 12
  await complies(scene, file.reference, 'Bank receipt for 10,000 pounds')
  return file.reference
}
