import {
  action,
  agreed,
  assessment,
  opensWithAttempt,
  preparesComplainant,
  proposes,
  tellsComplainant,
} from '../../scripts/demonstration/passages.ts'
import type { Scene } from '../../scripts/demonstration/timeline.ts'

type Action = ReturnType<typeof action>

/** A complaint about the Trust. */
export const complaintIn = ({ organisations }: Scene, more: object = {}) => ({
  complainant: { name: 'Mrs Ashdown' },
  complainedAbout: [organisations.trust],
  complaint: 'Her letters were not answered',
  injustices: ['Distress at being left without an answer'],
  ...more,
})
export const apologyIn = ({ organisations, day }: Scene): Action =>
  action('apology', organisations.trust, 'Write a letter of apology', day(28), { kind: 'apology' })

/** What a complaint is about, and what the Trust is to do. */
interface Told {
  readonly complaint?: object
  readonly actions?: readonly Action[]
}

/** An attempt whose proposal waits for its answer. */
export async function proposedIn(scene: Scene, { complaint = complaintIn(scene), actions = [apologyIn(scene)] }: Told = {}) {
  const { colleague, file, attempt } = await opensWithAttempt(scene, 'caseworker', complaint)
  await preparesComplainant(colleague, attempt, 'Knows what may be asked for')
  await colleague.does(attempt, 'RECORD_ASSESSMENT', assessment())
  await proposes(scene, colleague, attempt, actions, [scene.organisations.trust])
  const approach = await colleague.finds(file.reference, 'approach')
  return { colleague, reference: file.reference, attempt, approach }
}

/** The same, agreed with the organisation and told to the complainant: it is ready to be submitted. */
export async function agreedIn(scene: Scene, told: Told = {}) {
  const { actions = [apologyIn(scene)] } = told
  const at = await proposedIn(scene, { ...told, actions })
  await at.colleague.does(at.approach, 'WRITTEN_CONFIRMATION_RECEIVED', { actions: actions.map(agreed) })
  await tellsComplainant(at.colleague, at.attempt)
  return at
}
