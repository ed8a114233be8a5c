import type { Casefile, Colleague, Instance, Taken } from './office.ts'
import type { Scene } from './timeline.ts'

/** What the guidance asks of every case, said as the stories need it. Each passage is done by somebody, over the API. */

const note = (why: string, answer = true) => ({ answer, why })

/** The nine key factors (I13); `more` replaces some. */
export const factors = (more: object = {}) => ({
  reasonableEvidence: note('The papers show it'),
  injusticeUnderstood: note('Stated in the complaint and confirmed by telephone'),
  quickAndEasyRemedy: note('Within what the organisation can do at once'),
  scaleAndFinance: note('Small for an organisation of this size', false),
  contentious: note('The facts are hardly in dispute', false),
  earlierResponses: note('Constructive in earlier complaints'),
  seriousness: note('Serious for the complainant, not beyond that', false),
  reasonToInvestigate: note('No wider interest that an investigation would serve', false),
  ...more,
})

export const assessment = (more: object = {}) => ({
  properlyMade: true,
  indicationOfFault: true,
  evidenceOfInjustice: true,
  promptActionWouldResolve: false,
  remedyClearAndFinal: true,
  clearFromPapers: false,
  seeksSystemicRemedy: note('Asks for something for themselves only', false),
  factors: factors(),
  ...more,
})

export const allPoints = {
  purpose: true,
  background: true,
  assessment: true,
  considerComplaint: true,
  apology: true,
  furtherActions: true,
  discussion: true,
  responseDate: true,
}

export const action = (id: string, organisation: string, what: string, by: string, more: object = {}) => ({
  id,
  organisation,
  kind: 'otherIndividual',
  what,
  measure: 'The organisation sends us a copy',
  achievable: 'It is in its own hands',
  injustice: 'Distress and loss',
  by,
  money: [],
  ...more,
})
/** The same action as the organisation binds itself to it. */
export const agreed = ({ id, kind, what, measure, by, money }: ReturnType<typeof action>) => ({ id, kind, what, measure, by, money })

export async function opensWithAttempt(
  scene: Scene,
  post: string,
  complaint: object,
): Promise<{ colleague: Colleague; file: Casefile; attempt: Instance }> {
  const colleague = await scene.office.as(post)
  const file = await colleague.opens({ directorate: 'customerServices', receivedOn: scene.day(0), ...complaint })
  await colleague.post(`/casefiles/${file.reference}/instances`, { machine: 'intervention' })
  return { colleague, file, attempt: await colleague.finds(file.reference, 'intervention') }
}

export async function preparesComplainant(colleague: Colleague, attempt: Instance, expectations: string): Promise<void> {
  await colleague.does(attempt, 'RECORD_COMPLAINANT_CONTACT', { channel: 'telephone', toldRemedyMayBeSought: true, expectations })
}

export async function proposes(
  scene: Scene,
  colleague: Colleague,
  attempt: Instance,
  actions: readonly object[],
  whom: readonly string[],
  reasons?: Record<string, string>,
  points: object = allPoints,
): Promise<void> {
  await colleague.does(attempt, 'DECIDE_TO_ATTEMPT', { prospect: note('It has acted on such proposals before') })
  for (const each of actions) await colleague.does(attempt, 'ADD_ACTION', { action: each })
  await colleague.does(
    attempt,
    'PROPOSE_INTERVENTION',
    { whom, channel: 'writing', contact: 'focalPoint', points, respondBy: scene.day(14) },
    reasons,
  )
  await sendsApproach(colleague, attempt)
}

/** The letters of approach go out as they were composed. */
async function sendsApproach(colleague: Colleague, attempt: Instance): Promise<void> {
  const { casefile } = await colleague.get<{ casefile: { reference: string } }>(`/instances/${attempt.id}`)
  const { letters, instances } = await colleague.casefile(casefile.reference)
  const file = instances.find(({ machine }) => machine === 'casefile')!
  for (const { id } of letters.filter(({ letter, sentOn }) => letter === 'approach' && !sentOn))
    await colleague.does(file, 'LETTER_SENT', { letter: id })
}

export async function tellsComplainant(colleague: Colleague, attempt: Instance, more: object = {}): Promise<void> {
  await colleague.does(attempt, 'INFORM_COMPLAINANT', {
    channel: 'telephone',
    indicationOfFault: true,
    whatWasAgreed: true,
    writtenDecisionFollows: true,
    complianceMonitored: true,
    objections: 'none',
    account: 'Content with what was agreed',
    ...more,
  })
}

export async function submits(colleague: Colleague, attempt: Instance, conclusions: string): Promise<void> {
  await colleague.does(attempt, 'COMPARE_REMEDIES', {
    compared: 'Three similar cases of the last two years: amounts and apologies of the same order',
  })
  await colleague.does(attempt, 'SUBMIT_FOR_SIGN_OFF', {
    finallyResolves: true,
    whatWeDid: 'We read the papers, spoke to the complainant and asked the organisation for a remedy',
    conclusions,
  })
}

export async function signsAndIssues(scene: Scene, colleague: Colleague, attempt: Instance): Promise<Taken> {
  await (await scene.office.as('lineManager')).does(attempt, 'SIGN_OFF')
  return colleague.does(attempt, 'ISSUE_DECISION')
}

/** What the guidance has evidence held against, whatever the organisation's rating and sector and the kind of remedy (C17). */
export const closely = {
  complete: true,
  againstPrinciples: 'It puts the complainant back where they would have been, as the Principles ask',
  clinicalAdvice: note('What was written and paid speaks for itself', false),
  planRelevant: 'Each of its points answers a failing that the complaint showed',
}

/** Evidence for every item that is still open, judged by its monitor. */
export async function complies(scene: Scene, reference: string, evidence: string): Promise<void> {
  const officer = await scene.office.as('assessmentOutcomesOfficer')
  const { instances } = await officer.casefile(reference)
  for (const item of instances.filter(({ machine, state }) => machine === 'compliance' && !state.startsWith('closed'))) {
    await officer.does(item, 'EVIDENCE_RECEIVED', { what: evidence, from: 'The organisation', providedOn: scene.day(0) })
    await officer.does(item, 'JUDGE_EVIDENCE', { ...closely, judgement: 'provided', why: 'The copy shows that it was done as agreed' })
  }
}
