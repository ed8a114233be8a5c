import type { Casefile, Colleague, Instance, Taken } from './office.ts'
import {
  type action,
  agreed,
  assessment,
  factors,
  opensWithAttempt,
  preparesComplainant,
  proposes,
  signsAndIssues,
  submits,
  tellsComplainant,
} from './passages.ts'
import type { Scene } from './timeline.ts'

type Action = ReturnType<typeof action>

/** A case closed as resolved, whose agreed actions are now items of compliance. */
export interface Resolved {
  readonly colleague: Colleague
  readonly reference: string
  /** The casefile's own lifecycle. */
  readonly file: Instance
  readonly attempt: Instance
  /** By the name of the action. */
  readonly items: Readonly<Record<string, Instance>>
}

export interface Resolving {
  readonly post?: string
  readonly complaint: { readonly flags?: { readonly clinicalMatters?: boolean }; readonly [field: string]: unknown }
  readonly actions: readonly Action[]
  /** Names of actions that were provided before our decision. */
  readonly provided?: readonly string[]
}

/** An attempt from its opening to the decision, all on one day, where what comes after is what the story is about. */
export async function resolves(scene: Scene, { post = 'caseworker', complaint, actions, provided = [] }: Resolving): Promise<Resolved> {
  const { colleague, file, attempt } = await opensWithAttempt(scene, post, complaint)
  await preparesComplainant(colleague, attempt, 'Knows what the organisation may be asked for')
  await assesses(colleague, attempt, complaint)
  const whom = [...new Set(actions.map(({ organisation }) => organisation))]
  await proposes(scene, colleague, attempt, actions, whom)
  for (const organisation of whom) {
    const approach = await colleague.finds(file.reference, 'approach', organisation)
    const theirs = actions.filter((each) => each.organisation === organisation)
    await colleague.does(approach, 'WRITTEN_CONFIRMATION_RECEIVED', { actions: theirs.map(agreed) })
    for (const { id } of theirs.filter((each) => provided.includes(each.id)))
      await colleague.does(approach, 'REMEDY_PROVIDED', { action: id, evidence: 'Enclosed with its confirmation' })
  }
  await tellsComplainant(colleague, attempt)
  await submits(colleague, attempt, 'What was agreed puts right what went wrong')
  const issued = await signsAndIssues(scene, colleague, attempt)
  return { colleague, reference: file.reference, file: ownOf(file), attempt, items: itemsOf(issued) }
}

/** Where clinical matters are in question, advice is taken before the key factors are answered (I13). */
export async function assesses(
  colleague: Colleague,
  attempt: Instance,
  { flags }: Resolving['complaint'],
  more: object = {},
): Promise<void> {
  if (flags?.clinicalMatters)
    await colleague.does(attempt, 'RECORD_CLINICAL_ADVICE', {
      advice: 'What was done fell short of established practice; what followed from it is clear',
    })
  const clinical = flags?.clinicalMatters && { factors: factors({ clinicalAdvice: { answer: true, why: 'Taken from our adviser' } }) }
  await colleague.does(attempt, 'RECORD_ASSESSMENT', assessment({ ...clinical, ...more }))
}

export const ownOf = ({ instances }: Casefile): Instance => instances.find(({ machine }) => machine === 'casefile')!

/** The items that an event opened, by the names of their actions: the last word of their keys. */
export const itemsOf = ({ opened }: Taken): Readonly<Record<string, Instance>> =>
  Object.fromEntries(
    opened.flatMap(({ id, machine, key }) => {
      const name = key?.split(' ').at(-1)
      return machine === 'compliance' && name ? [[name, { id, machine, key: name, state: 'open' }]] : []
    }),
  )
