import { definitions as landed } from '../../../machines/index.ts'
import { complaint, type History, history, trust } from '../../support/file.ts'
import { caseworker, lineManager } from '../../support/people.ts'

export const definitions = landed
export const attempt = 'attempt-1'

const note = (why = 'As the papers show', answer = true) => ({ answer, why })
export const nineFactors = {
  reasonableEvidence: note(),
  injusticeUnderstood: note(),
  quickAndEasyRemedy: note(),
  scaleAndFinance: note(),
  contentious: note(),
  earlierResponses: note(),
  seriousness: note(),
  reasonToInvestigate: note(),
}
export const suitable = {
  type: 'RECORD_ASSESSMENT',
  properlyMade: true,
  indicationOfFault: true,
  evidenceOfInjustice: true,
  promptActionWouldResolve: false,
  remedyClearAndFinal: true,
  clearFromPapers: false,
  seeksSystemicRemedy: note(),
  factors: nineFactors,
}
export const decide = { type: 'DECIDE_TO_ATTEMPT', prospect: note() }
export const spoken = { type: 'RECORD_COMPLAINANT_CONTACT', channel: 'telephone', toldRemedyMayBeSought: true, expectations: 'No promise' }
export const apology = {
  id: 'apology',
  organisation: trust,
  kind: 'apology',
  what: 'Write a letter of apology to the complainant',
  measure: 'A copy of it',
  achievable: 'In its own hands',
  injustice: 'Distress',
  by: '2013-03-28',
  money: [],
}
export const agreedApology = { id: 'apology', kind: 'apology', what: apology.what, measure: apology.measure, by: apology.by, money: [] }
export const explanation = { ...apology, id: 'explanation', kind: 'explanation', what: 'Explain to the complainant what went wrong' }
export const agreedExplanation = {
  id: 'explanation',
  kind: 'explanation',
  what: explanation.what,
  measure: explanation.measure,
  by: '2013-03-20',
  money: [],
}
export const points = {
  purpose: true,
  background: true,
  assessment: true,
  considerComplaint: true,
  apology: true,
  furtherActions: true,
  discussion: true,
  responseDate: true,
}
export const propose = {
  type: 'PROPOSE_INTERVENTION',
  whom: [trust],
  channel: 'writing',
  contact: 'focalPoint',
  points,
  respondBy: '2013-03-15',
}
export const confirm = { type: 'WRITTEN_CONFIRMATION_RECEIVED', actions: [agreedApology] }
export const inform = {
  type: 'INFORM_COMPLAINANT',
  channel: 'telephone',
  indicationOfFault: true,
  whatWasAgreed: true,
  writtenDecisionFollows: true,
  complianceMonitored: true,
  objections: 'none',
  account: 'Content with it',
}
export const compare = { type: 'COMPARE_REMEDIES', compared: 'Three similar cases' }
export const submit = { type: 'SUBMIT_FOR_SIGN_OFF', finallyResolves: true, whatWeDid: 'Read the papers', conclusions: 'An apology is due' }
const letter = { whatWeDid: 'Read the papers', conclusions: 'We go no further', rationale: 'Nothing more can be secured' }
export const submitDecline = { type: 'SUBMIT_DECLINE', reason: 'noRemedySecured', ...letter }
export const submitValueAdded = { type: 'SUBMIT_VALUE_ADDED', onlyAddedValue: true, ...letter }
export const submitPremature = { type: 'SUBMIT_PREMATURE', procedureIncomplete: true, ...letter }
export const refuse = { type: 'ORGANISATION_REFUSED', words: 'No' }

/** A casefile with an attempt under way, at the points where stories begin; each goes on from the one before. */
export function assessing(more: object = {}, machines = definitions): History {
  const file = history(machines).opens('casefile', complaint(more), caseworker)
  file.does(caseworker, 'casefile', { type: 'OPEN_INTERVENTION' })
  return file
}
export function proposing(more: object = {}, machines = definitions): History {
  const file = assessing(more, machines)
  file.does(caseworker, attempt, spoken)
  file.does(caseworker, attempt, suitable)
  file.does(caseworker, attempt, decide)
  return file
}
/** The trust has been asked for an apology, or for other actions. */
export function proposed(...actions: readonly (typeof apology)[]): History {
  const file = proposing()
  for (const action of actions.length > 0 ? actions : [apology]) file.does(caseworker, attempt, { type: 'ADD_ACTION', action })
  file.does(caseworker, attempt, propose)
  return file
}
export function confirmed(): History {
  const file = proposed()
  file.does(caseworker, trust, confirm)
  return file
}
export function informed(more: object = {}): History {
  const file = confirmed()
  file.does(caseworker, attempt, { ...inform, ...more })
  return file
}
export function submitted(): History {
  const file = informed()
  file.does(caseworker, attempt, compare)
  file.does(caseworker, attempt, submit)
  return file
}
export function signed(): History {
  const file = submitted()
  file.does(lineManager, attempt, { type: 'SIGN_OFF' })
  return file
}
export function issued(): History {
  const file = signed()
  file.does(caseworker, attempt, { type: 'ISSUE_DECISION' })
  return file
}
