import { agreed, allPoints, preparesComplainant, submits as submitsDecision, tellsComplainant } from '../passages.ts'
import { assesses as assessesCase } from '../resolving.ts'
import type { Act, Case } from './case.ts'
import type { Remedy } from './remedies.ts'

/** What is done in an attempt, from the opening of the casefile to the decision. */

const attemptOf = ({ attempt }: Case) => attempt!
const approachOf = ({ approach }: Case) => approach!
const words = {
  whatWeDid: 'We read the papers, spoke to the complainant and to the organisation',
  conclusions: 'Something went wrong, and this is what follows',
}

const byItself = (act: Act): Act => Object.assign(act, { alone: true as const })
export const opens = (more: object = {}, post?: string): Act =>
  byItself(async (of) => {
    if (post) await of.begins(of.scene, post)
    await of.opens(more)
  })
/** The same complaint, assessed again in a casefile of its own. */
export const opensAnew = byItself(async (of) => {
  const { reference } = of
  await of.opens({ linkedTo: reference, reassesses: true, stage: 'furtherAssessment' })
})
export const attempts: Act = async (of) => {
  of.follows(await of.colleague.does(of.file, 'OPEN_INTERVENTION'))
}
export const assesses: Act = async (of) => {
  await preparesComplainant(of.colleague, attemptOf(of), 'Told what a remedy may be, and that none is promised')
  await assessesCase(of.colleague, attemptOf(of), {
    flags: { clinicalMatters: of.theme.clinical === true && of.organisation.sector === 'health' },
  })
}
export const decidesToAttempt =
  (only?: readonly Remedy[]): Act =>
  async (of) => {
    of.settles(28, only)
    await of.colleague.does(attemptOf(of), 'DECIDE_TO_ATTEMPT', {
      prospect: { answer: true, why: 'It has acted on such proposals before' },
    })
    for (const each of of.actions) await of.colleague.does(attemptOf(of), 'ADD_ACTION', { action: each })
  }
export const proposes: Act = async (of) => {
  const taken = await of.colleague.does(attemptOf(of), 'PROPOSE_INTERVENTION', {
    whom: [of.organisation.id],
    channel: 'writing',
    contact: 'focalPoint',
    points: allPoints,
    respondBy: of.scene.day(14),
  })
  of.follows(taken)
  for (const { id, letter } of taken.letters) if (letter === 'approach') await of.colleague.does(of.file, 'LETTER_SENT', { letter: id })
}
export const enquires: Act = async (of) => {
  of.follows(
    await of.colleague.does(attemptOf(of), 'ENQUIRE_OF_ORGANISATION', {
      organisation: of.organisation.id,
      about: 'What it has looked at so far, and what it could still do',
      respondBy: of.scene.day(14),
    }),
  )
}

/** What the organisation answers. */
const answers =
  (type: string, payload: (of: Case) => object): Act =>
  async (of) => {
    await of.colleague.does(approachOf(of), type, payload(of))
  }
export const confirms = answers('WRITTEN_CONFIRMATION_RECEIVED', ({ actions }) => ({ actions: actions.map(agreed) }))
export const agreesByTelephone = answers('ORGANISATION_AGREED', () => ({ words: 'By telephone: it will do what is asked' }))
export const offers = answers('ORGANISATION_OFFERED', ({ actions }) => ({
  actions: actions.map(agreed),
  words: 'With one change of wording',
}))
export const refuses = answers('ORGANISATION_REFUSED', ({ choose }) => ({
  words: choose.pick(['It stands by what it has done', 'It sees no fault of its own', 'It has no means for it']),
}))
export const replies = answers('ORGANISATION_REPLIED', () => ({ words: 'It has looked at the file again, and sets out what it did' }))
export const escalates = answers('ESCALATE', () => ({ why: 'No answer that would settle the complaint' }))
export const providesAll: Act = async (of) => {
  for (const { id } of of.actions)
    await of.colleague.does(approachOf(of), 'REMEDY_PROVIDED', { action: id, evidence: 'Came with its letter' })
}
export const passesOn: Act = async (of) => {
  await (await of.scene.office.as('lineManager')).does(approachOf(of), 'PASS_ON', { view: 'They have been asked twice' })
}
export const directorateSettles: Act = async (of) => {
  const decision = { outcome: 'reconsider', why: 'Nothing more will come of it' }
  await (await of.scene.office.as(of.choose.pick(['director', 'deputyDirector']))).does(approachOf(of), 'DECIDE_OUTCOME', decision)
}

export const informs =
  (objections: 'none' | 'some' | 'strong' = 'none'): Act =>
  (of) =>
    tellsComplainant(of.colleague, attemptOf(of), {
      objections,
      account: { none: 'Content with what was agreed', some: 'Had hoped for more, and accepts it', strong: 'Says that it is an insult' }[
        objections
      ],
    })
export const goesOn: Act = async (of) => {
  await of.colleague.does(attemptOf(of), 'GO_ON', {
    assessment: 'The remedy is of the order of others; what more is sought was never lost',
    rationale: 'It puts right what went wrong',
  })
}
export const submits: Act = (of) => submitsDecision(of.colleague, attemptOf(of), 'What was agreed puts right what went wrong')
export const signs: Act = async (of) => {
  await (await of.scene.office.as('lineManager')).does(attemptOf(of), 'SIGN_OFF')
}
export const issues: Act = async (of) => of.follows(await of.colleague.does(attemptOf(of), 'ISSUE_DECISION'))

/** Other ends than a resolution. */
const ends =
  (type: string, payload: (of: Case) => object): Act =>
  async (of) => {
    await of.colleague.does(attemptOf(of), type, payload(of))
  }
export const submitsDecline = (reason: 'noRemedySecured' | 'notSuitable' | 'withdrawn') =>
  ends('SUBMIT_DECLINE', () => ({ reason, rationale: 'An investigation would obtain no more, and be out of proportion', ...words }))
export const submitsValueAdded = ends('SUBMIT_VALUE_ADDED', ({ choose }) => ({
  [choose.pick(['onlyAddedValue', 'resolvedOnlyPart', 'mayComeBack'])]: true,
  rationale: 'The organisation did something once we had asked, and not all of it',
  ...words,
}))
export const submitsPremature = (asksForWork: boolean) =>
  ends('SUBMIT_PREMATURE', (of) => ({
    procedureIncomplete: true,
    work: asksForWork ? [workFor(of)] : [],
    rationale: 'Its own procedure has a second stage',
    ...words,
  }))
function workFor(of: Case): object {
  of.source = 'premature'
  return {
    organisation: of.organisation.id,
    what: 'Answer the complaint at the second stage of its procedure',
    understood: 'Its focal point has said so',
    respondBy: of.scene.day(21),
  }
}
export const proposesInvestigation = ends('PROPOSE_INVESTIGATION', () => ({
  rationale: 'Nothing but an investigation will settle what happened',
}))
export const withdraws: Act = async (of) => {
  await of.colleague.does(of.file, 'COMPLAINT_WITHDRAWN', { why: 'The matter has been settled between them' })
}
const answersWork =
  (type: 'FURTHER_WORK_ACCEPTED' | 'FURTHER_WORK_REFUSED', more: object): Act =>
  async (of) =>
    of.follows(await of.colleague.does(attemptOf(of), type, { organisation: of.organisation.id, ...more }))
export const acceptsWork = answersWork('FURTHER_WORK_ACCEPTED', {})
export const refusesWork = answersWork('FURTHER_WORK_REFUSED', { words: 'It regards the matter as closed' })
export const decidesAfterFailure = ends('DECIDE_AFTER_FAILURE', () => ({
  reopen: { answer: false, why: 'The complainant has what can be had' },
}))

/** A complaint about our decision, and what the Review Team makes of it. */
export const complainsOfUs: Act = async (of) =>
  of.follows(await of.colleague.does(of.file, 'REFER_FOR_REVIEW', { complaint: 'Says that the remedy is too small for what happened' }))
const reviewed =
  (type: string, payload: object): Act =>
  async (of) =>
    of.follows(await (await of.scene.office.as('reviewTeam')).does(of.review!, type, payload))
export const acceptsReview = reviewed('ACCEPT_REVIEW', { why: 'One thing was not looked at' })
export const declinesReview = reviewed('DECLINE_REVIEW', { why: 'Nothing new is said' })
export const concludesReview = (outcome: 'decisionStands' | 'toBeReconsidered') =>
  reviewed('CONCLUDE_REVIEW', {
    outcome,
    why: outcome === 'decisionStands' ? 'The remedy is in line with others' : 'A part of the complaint was left out',
  })
