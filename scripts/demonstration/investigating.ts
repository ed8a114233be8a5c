import type { Casefile, Colleague, Instance } from './office.ts'
import type { action } from './passages.ts'
import { ownOf } from './resolving.ts'
import type { Scene } from './timeline.ts'

/** What a report recommends: the remedy of an attempt, without the name and the organisation that are the recommendation's own. */
export const recommended = ({ id: _id, organisation: _organisation, ...terms }: ReturnType<typeof action>) => terms

export interface Investigated {
  readonly colleague: Colleague
  readonly reference: string
  readonly file: Instance
  readonly investigation: Instance
}

/** A complaint that goes to investigation: the casefile at that stage, and its investigation. */
export async function investigates(scene: Scene, complaint: object, post = 'caseworker'): Promise<Investigated> {
  const colleague = await scene.office.as(post)
  const file: Casefile = await colleague.opens({
    directorate: 'customerServices',
    receivedOn: scene.day(0),
    stage: 'investigation',
    ...complaint,
  })
  const own = ownOf(file)
  const { opened } = await colleague.does(own, 'OPEN_INVESTIGATION')
  const { id } = opened.find(({ machine }) => machine === 'investigation')!
  return { colleague, reference: file.reference, file: own, investigation: { id, machine: 'investigation', state: 'investigating' } }
}

/** One recommendation, written down for the report. */
export async function recommends({ colleague, investigation }: Investigated, terms: ReturnType<typeof action>): Promise<Instance> {
  const { opened } = await colleague.does(investigation, 'ADD_RECOMMENDATION', {
    organisation: terms.organisation,
    action: recommended(terms),
  })
  const { id, key } = opened.find(({ machine }) => machine === 'recommendation')!
  return { id, machine: 'recommendation', key: key!, state: 'beingDrafted' }
}

export async function findsAndReports({ colleague, investigation }: Investigated, finding: 'fully' | 'partly' | 'notUpheld', why: string) {
  await colleague.does(investigation, 'MAKE_FINDING', { finding, why })
  return colleague.does(investigation, 'ISSUE_FINAL_REPORT', { reference: 'Final report' })
}

/** The organisation accepts, and has agreed to act: the item is recorded. */
export async function accepts(
  { colleague }: Investigated,
  recommendation: Instance,
  targetDate: string,
  more: object = {},
): Promise<Instance> {
  const { opened } = await colleague.does(recommendation, 'ORGANISATION_ACCEPTED', {
    words: 'By letter of its chief executive',
    agreesToAct: true,
    understood: 'It has repeated each point in its own words',
    targetDate,
    discussed: 'The date was settled with its complaints manager',
    ...more,
  })
  const { id, key } = opened.find(({ machine }) => machine === 'compliance')!
  return { id, machine: 'compliance', key: key!, state: 'open' }
}

/** A refusal goes to the director, and from there to one of the two who decide. */
export async function refusesRecommendation(
  scene: Scene,
  { colleague }: Investigated,
  recommendation: Instance,
  words: string,
): Promise<void> {
  await colleague.does(recommendation, 'ORGANISATION_REFUSED', { words })
  await (await scene.office.as('director')).does(recommendation, 'PASS_ON', {
    view: 'The evidence carries the recommendation',
    to: 'chiefOperatingOfficer',
  })
}

/** Every letter that waits in the casefile goes out, as it was composed. */
export async function sendsLetters(
  { colleague, reference, file }: Pick<Investigated, 'colleague' | 'reference' | 'file'>,
  ...names: string[]
) {
  const { letters } = await colleague.casefile(reference)
  for (const { id } of letters.filter(({ letter, sentOn }) => names.includes(letter) && !sentOn))
    await colleague.does(file, 'LETTER_SENT', { letter: id })
}
