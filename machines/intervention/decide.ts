import { z } from 'zod'
import { ofTheRecord, ofTheSubmission } from '../kernel/arrow.ts'
import type { DecisionType } from '../kernel/authority.ts'
import type { SubmissionOf } from '../kernel/definition.ts'
import type { LetterComposed } from '../kernel/effect.ts'
import { recordingIn } from '../kernel/recording.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { act, words } from '../kernel/words.ts'
import { individualRemedyAgreed } from './negotiate.ts'
import { agreedIn, type Intervention } from './record.ts'
import { workAsked } from './work.ts'

const letterContent = { whatWeDid: words('What we did to consider the complaint'), conclusions: words('Our conclusions') }
const rationale = words('The rationale for this decision')

/** How each decision is recorded when it is issued; an intervention is a decision to decline (I26, I29). */
export const closureCodes: Readonly<Record<DecisionType, { closureDetail: string; enquiryAction?: string }>> = {
  resolved: { closureDetail: 'No evidence of unremedied injustice', enquiryAction: 'Intervention short of an investigation' },
  decline: { closureDetail: 'Declined' },
  premature: { closureDetail: 'Premature' },
  valueAdded: { closureDetail: 'Value added by PHSO' },
}

export const decideEvents = {
  SUBMIT_FOR_SIGN_OFF: act('SUBMIT_FOR_SIGN_OFF', {
    finallyResolves: z.boolean().meta({ label: 'What was agreed finally resolves the complaint' }),
    onlyCompletesTheirProcedure: z.boolean().default(false).meta({ label: 'It only completes the organisation’s own procedure' }),
    ...letterContent,
  }, { title: 'Submit for sign-off', done: 'submitted the decision for sign-off' }),
  SUBMIT_AGAIN: act('SUBMIT_AGAIN', {}, { title: 'Submit again', done: 'submitted the decision again' }),
  SIGN_OFF: act('SIGN_OFF', {}, { title: 'Sign off', done: 'signed off the decision', composesLetters: ['decision', 'confirmation'] }),
  RETURN: act('RETURN', {
    to: z.enum(['letter', 'remedy', 'complainant', 'reconsider']).meta({ label: 'Back to' }),
    why: words('Why it is returned'),
  }, { title: 'Return', done: 'returned the decision' }),
  ISSUE_DECISION: act('ISSUE_DECISION', {}, { title: 'Issue the decision', done: 'issued the decision', composesLetters: ['decision', 'confirmation'] }),
  PROPOSE_INVESTIGATION: act('PROPOSE_INVESTIGATION', { rationale }, { title: 'Propose for investigation', done: 'proposed the case for investigation' }),
  SUBMIT_DECLINE: act('SUBMIT_DECLINE', {
    reason: z.enum(['noRemedySecured', 'notSuitable', 'withdrawn', 'other']).meta({ label: 'Reason' }), rationale, ...letterContent,
  }, { title: 'Submit a decision to decline', done: 'submitted a decision to decline' }),
  SUBMIT_VALUE_ADDED: act('SUBMIT_VALUE_ADDED', {
    onlyAddedValue: z.boolean().default(false).meta({ label: 'What was done only added value' }),
    resolvedOnlyPart: z.boolean().default(false).meta({ label: 'Only part of the complaint was resolved' }),
    mayComeBack: z.boolean().default(false).meta({ label: 'The complainant may come back' }),
    rationale, ...letterContent,
  }, { title: 'Submit a closure as value added', done: 'submitted a closure as value added' }),
  SUBMIT_PREMATURE: act('SUBMIT_PREMATURE', {
    procedureIncomplete: z.boolean().meta({ label: 'The organisation’s own procedure is not complete' }),
    work: z.array(workAsked).max(10).default([]).meta({ label: 'Work we ask for' }),
    rationale, ...letterContent,
  }, { title: 'Submit a closure as premature', done: 'submitted a closure as premature' }),
}
export type DecideEvent = SubmissionOf<typeof decideEvents>
type Sub<T extends DecideEvent['type']> = Extract<DecideEvent, { type: T }>

const { must } = rulesAbout<Intervention>()

export const decideRules = {
  complainantsViewTaken: must('I25', {
    because: 'The complainant’s view of the remedy is taken before the case is closed on it',
    unlockedBy: 'INFORM_COMPLAINANT',
    holds: ({ informed }) => informed !== undefined,
  }),
  individualRemedyAgreed: must('I1', {
    because: 'Nothing that was agreed is a remedy for the complainant or aggrieved person themselves', holds: individualRemedyAgreed,
  }),
  agreedInWriting: must('I21', {
    because: 'No organisation has confirmed in writing what it will do', holds: (record) => agreedIn(record).length > 0,
  }),
  finallyResolvesTheComplaint: must<Pick<Sub<'SUBMIT_FOR_SIGN_OFF'>, 'finallyResolves'>>('I3', {
    field: 'finallyResolves', because: 'What resolves only part, or may bring the complainant back, closes as value added', unlockedBy: 'SUBMIT_VALUE_ADDED',
    holds: (_record, { finallyResolves }) => finallyResolves,
  }),
  moreThanTheirOwnProcedure: must<Pick<Sub<'SUBMIT_FOR_SIGN_OFF'>, 'onlyCompletesTheirProcedure'>>('I2', {
    field: 'onlyCompletesTheirProcedure', because: 'What only completes the organisation’s own procedure closes as premature', unlockedBy: 'SUBMIT_PREMATURE',
    holds: (_record, { onlyCompletesTheirProcedure }) => !onlyCompletesTheirProcedure,
  }),
  onlyValueAdded: must<Pick<Sub<'SUBMIT_VALUE_ADDED'>, 'onlyAddedValue' | 'resolvedOnlyPart' | 'mayComeBack'>>('I3', {
    field: 'onlyAddedValue', because: 'Say which: it only added value, it resolved only part, or the complainant may come back',
    holds: (_record, event) => event.onlyAddedValue || event.resolvedOnlyPart || event.mayComeBack,
  }),
  beforeAnInvestigation: must('I3', {
    because: 'A case closes as value added at preliminary or further assessment only', holds: ({ casefile }) => casefile.stage !== 'investigation',
  }),
  theirProcedureIsIncomplete: must<Pick<Sub<'SUBMIT_PREMATURE'>, 'procedureIncomplete'>>('I2', {
    field: 'procedureIncomplete', because: 'A case closes as premature only where the organisation’s own procedure is not complete',
    holds: (_record, { procedureIncomplete }) => procedureIncomplete,
  }),
  workHasARealisticDate: must<Pick<Sub<'SUBMIT_PREMATURE'>, 'work'>>('I2', {
    field: 'work', because: 'Give each piece of work a date ahead, and ask each organisation once',
    holds: (_record, { work, today }) => work.every(({ respondBy }) => respondBy > today) && new Set(work.map(({ organisation }) => organisation)).size === work.length,
  }),
  withdrawnOnRecord: must<Pick<Sub<'SUBMIT_DECLINE'>, 'reason'>>('I22', {
    field: 'reason', because: 'The casefile does not say that the complaint was withdrawn', unlockedBy: 'COMPLAINT_WITHDRAWN',
    holds: ({ casefile }, { reason }) => reason !== 'withdrawn' || casefile.withdrawnOn !== undefined,
  }),
  signedUnderTheScheme: must('I26', { who: { under: ({ submission }) => submission?.decision ?? 'resolved' } }),
  notTheirOwnSubmission: must('I26', { who: { otherThan: 'those who submitted this or an earlier version', are: ({ submitters }) => submitters } }),
  everyLetterIsThere: must('I28', {
    because: 'A letter is missing: one to the complainant, and one to each organisation that owes an action',
    holds: (record, { letters }) => letters === undefined || lettersMissing(record, letters).length === 0,
  }),
  everyLetterSaysWhatItMust: must('I27', {
    because: (_record, { letters }) => `The letters lack what they must say. ${ofTheDecision(letters).flatMap(({ lacks = [] }) => lacks).join('; ')}`,
    holds: (_record, { letters }) => ofTheDecision(letters).every(({ lacks = [] }) => lacks.length === 0),
  }),
  issuedAsSigned: must('I26', {
    because: 'A letter has changed since it was signed: submit it again', unlockedBy: 'SUBMIT_FOR_SIGN_OFF',
    holds: ({ signedOff }, { letters }) => ofTheDecision(letters).every(({ body }) => body !== undefined && signedOff?.letters.includes(body) === true),
  }),
  everyActionHasItsPlan: must('I30', {
    because: 'Each agreed action needs a measure and a date, so that its compliance plan can be opened with the closure',
    holds: (record) => agreedIn(record).every(({ action }) => action.measure !== '' && action.by !== ''),
  }),
}

/** Letters of approach go out on their own: what is signed and issued are the others. */
export const ofTheDecision = (letters: readonly LetterComposed[] | undefined) => (letters ?? []).filter(({ letter }) => letter !== 'approach')

/** Whom a decision is written to: the complainant always; where something was agreed, each organisation that owes an action (I28). */
export function letterParties(record: Intervention, decision: DecisionType) {
  const owing = decision === 'resolved' ? [...new Set(agreedIn(record).map(({ organisation }) => organisation))] : []
  const toldOfWithdrawal = decision === 'decline' && record.submission?.reason === 'withdrawn' ? Object.keys(record.approaches) : []
  return { decision: { party: 'complainant' as const }, confirmations: [...owing, ...toldOfWithdrawal].map((organisation) => ({ organisation })) }
}
function lettersMissing(record: Intervention, letters: readonly { letter: string; to: object }[]) {
  const { confirmations } = letterParties(record, record.submission?.decision ?? 'resolved')
  const has = (letter: string, organisation?: string) =>
    letters.some((each) => each.letter === letter && (!organisation || (each.to as { organisation?: string }).organisation === organisation))
  return [...(has('decision') ? [] : ['decision']), ...confirmations.filter(({ organisation }) => !has('confirmation', organisation))]
}

const decided = (decision: DecisionType) => ofTheRecord<Intervention>(({ submission }) => submission?.decision === decision)
export const decideConditions = {
  anotherDecisionReturned: ofTheRecord<Intervention>(({ submission }) => submission !== undefined && submission.decision !== 'resolved'),
  backToTheLetter: ofTheSubmission<Intervention, Pick<Sub<'RETURN'>, 'to'>>((_record, { to }) => to === 'letter'),
  backToTheRemedy: ofTheSubmission<Intervention, Pick<Sub<'RETURN'>, 'to'>>(({ submission }, { to }) => to === 'remedy' && submission?.decision === 'resolved'),
  backToTheComplainant: ofTheSubmission<Intervention, Pick<Sub<'RETURN'>, 'to'>>(({ submission }, { to }) => to === 'complainant' && submission?.decision === 'resolved'),
  resolved: decided('resolved'),
  valueAdded: decided('valueAdded'),
  prematureWithWork: ofTheRecord<Intervention>(({ submission, work }) => submission?.decision === 'premature' && work.length > 0),
  premature: decided('premature'),
}

const { on, always } = recordingIn<Intervention, DecideEvent>()
const submitted = (decision: DecisionType, { submitters }: Intervention, event: { by: { id: string }; today: string; whatWeDid: string; conclusions: string }) => ({
  submission: { decision, by: event.by.id, on: event.today, whatWeDid: event.whatWeDid, conclusions: event.conclusions },
  submitters: [...new Set([...submitters, event.by.id])],
})
export const decideRecordings = {
  recordSubmission: on('SUBMIT_FOR_SIGN_OFF', (record, event) => submitted('resolved', record, event)),
  recordSubmittingAgain: on('SUBMIT_AGAIN', (record, { by, today }) => ({
    submission: { ...record.submission!, by: by.id, on: today }, submitters: [...new Set([...record.submitters, by.id])],
  })),
  recordDecline: on('SUBMIT_DECLINE', (record, event) => {
    const { submission, submitters } = submitted('decline', record, event)
    return { submission: { ...submission, reason: event.reason }, submitters, reconsiderWhy: event.rationale }
  }),
  recordValueAdded: on('SUBMIT_VALUE_ADDED', (record, event) => ({ ...submitted('valueAdded', record, event), reconsiderWhy: event.rationale })),
  recordPremature: on('SUBMIT_PREMATURE', (record, event) => ({ ...submitted('premature', record, event), work: event.work, reconsiderWhy: event.rationale })),
  recordReturn: on('RETURN', ({ returns }, { to, why, today }) => ({ returns: [...returns, { to, why, on: today }] })),
  recordSignature: on('SIGN_OFF', (_record, { by, today, letters }) => ({ signedOff: { by: by.id, on: today, letters: ofTheDecision(letters).flatMap(({ body }) => body ?? []) } })),
  recordDecision: always((_record, { today }) => ({ decidedOn: today })),
  recordRationale: on('PROPOSE_INVESTIGATION', (_record, { rationale: why, today }) => ({ reconsiderWhy: why, decidedOn: today })),
}
