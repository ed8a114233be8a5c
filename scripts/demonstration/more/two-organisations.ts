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

/** Two organisations are asked: the Trust agrees; its commissioners, no party to the complaint, refuse, and the directorate settles it (I11, I20, I23). */
export const twoOrganisations: Story = async function* (scene) {
  const { trust, commissioners } = scene.organisations
  const { colleague, file, attempt } = await opensWithAttempt(scene, 'caseworker', {
    complainant: { name: 'Ms K' },
    complainedAbout: [trust],
    complaint: 'Transport to dialysis was stopped without notice',
    injustices: ['Taxi fares', 'Missed sessions'],
    remedySought: 'Her fares, and transport again',
  })
  yield 1
  await preparesComplainant(colleague, attempt, 'Agrees that her commissioners may be contacted')
  await colleague.does(attempt, 'RECORD_THIRD_PARTY_CONSENT', {
    organisation: commissioners,
    channel: 'telephone',
    forTheInvestigation: true,
  })
  await colleague.does(attempt, 'RECORD_ASSESSMENT', assessment())
  const fares = action('fares', trust, 'Pay the complainant 312.50 pounds for her taxi fares', scene.day(28), {
    kind: 'payment',
    money: [{ kind: 'payment', amount: 31_250 }],
  })
  const contract = action('contract', commissioners, 'Restore the complainant’s transport to dialysis', scene.day(28), {
    kind: 'decisionReconsidered',
  })
  await proposes(scene, colleague, attempt, [fares, contract], [trust, commissioners])
  yield 9
  await colleague.does(await colleague.finds(file.reference, 'approach', trust), 'WRITTEN_CONFIRMATION_RECEIVED', {
    actions: [agreed(fares)],
  })
  const refusing = await colleague.finds(file.reference, 'approach', commissioners)
  await colleague.does(refusing, 'ORGANISATION_REFUSED', { words: 'The contract does not provide for it' })
  yield 3
  await colleague.does(refusing, 'ESCALATE', { why: 'Refused; the transport was promised in writing' })
  await (await scene.office.as('lineManager')).does(refusing, 'PASS_ON', { view: 'The promise is on file' })
  yield 4
  await (await scene.office.as('deputyDirector')).does(refusing, 'DECIDE_OUTCOME', {
    outcome: 'anotherBody',
    why: 'They will not move; the Trust has found transport of its own',
  })
  await colleague.does(attempt, 'GO_ON_WITHOUT', { organisation: commissioners, why: 'The Trust provides the transport itself' })
  yield 1
  await tellsComplainant(colleague, attempt)
  await submits(colleague, attempt, 'The fares are paid and transport is provided by the Trust')
  await signsAndIssues(scene, colleague, attempt)
  yield 10
  await complies(scene, file.reference, 'Bank receipt')
  return file.reference
}
