import { z } from 'zod'
import { ofTheRecord } from '../kernel/arrow.ts'
import type { DecisionType } from '../kernel/authority.ts'
import type { Stamp, SubmissionOf } from '../kernel/definition.ts'
import { recordingIn } from '../kernel/recording.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { act, saying, words } from '../kernel/words.ts'
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
  SUBMIT_FOR_SIGN_OFF: act(
    'SUBMIT_FOR_SIGN_OFF',
    {
      finallyResolves: z.boolean().meta({ label: 'What was agreed finally resolves the complaint' }),
      onlyCompletesTheirProcedure: z.boolean().default(false).meta({ label: 'It only completes the organisation’s own procedure' }),
      ...letterContent,
    },
    { title: 'Submit for sign-off', done: 'submitted the decision for sign-off' },
  ),
  SUBMIT_AGAIN: act('SUBMIT_AGAIN', {}, { title: 'Submit again', done: 'submitted the decision again' }),
  PROPOSE_INVESTIGATION: act(
    'PROPOSE_INVESTIGATION',
    { rationale },
    { title: 'Propose for investigation', done: 'proposed the case for investigation' },
  ),
  SUBMIT_DECLINE: act(
    'SUBMIT_DECLINE',
    {
      reason: saying(z.enum(['noRemedySecured', 'notSuitable', 'withdrawn', 'other']), {
        noRemedySecured: 'No remedy could be secured',
        notSuitable: 'The case is not suitable for an intervention',
        withdrawn: 'The complaint was withdrawn',
        other: 'Another reason',
      }).meta({ label: 'Reason' }),
      rationale,
      ...letterContent,
    },
    { title: 'Submit a decision to decline', done: 'submitted a decision to decline' },
  ),
  SUBMIT_VALUE_ADDED: act(
    'SUBMIT_VALUE_ADDED',
    {
      onlyAddedValue: z.boolean().default(false).meta({ label: 'What was done only added value' }),
      resolvedOnlyPart: z.boolean().default(false).meta({ label: 'Only part of the complaint was resolved' }),
      mayComeBack: z.boolean().default(false).meta({ label: 'The complainant may come back' }),
      rationale,
      ...letterContent,
    },
    { title: 'Submit a closure as value added', done: 'submitted a closure as value added' },
  ),
  SUBMIT_PREMATURE: act(
    'SUBMIT_PREMATURE',
    {
      procedureIncomplete: z.boolean().meta({ label: 'The organisation’s own procedure is not complete' }),
      work: z.array(workAsked).max(10).default([]).meta({ label: 'Work we ask for', item: 'piece of work' }),
      rationale,
      ...letterContent,
    },
    { title: 'Submit a closure as premature', done: 'submitted a closure as premature' },
  ),
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
    because: 'Nothing that was agreed is a remedy for the complainant or aggrieved person themselves',
    holds: individualRemedyAgreed,
  }),
  agreedInWriting: must('I21', {
    because: 'No organisation has confirmed in writing what it will do',
    holds: (record) => agreedIn(record).length > 0,
  }),
  finallyResolvesTheComplaint: must<Pick<Sub<'SUBMIT_FOR_SIGN_OFF'>, 'finallyResolves'>>('I3', {
    field: 'finallyResolves',
    because: 'What resolves only part, or may bring the complainant back, closes as value added',
    unlockedBy: 'SUBMIT_VALUE_ADDED',
    holds: (_record, { finallyResolves }) => finallyResolves,
  }),
  moreThanTheirOwnProcedure: must<Pick<Sub<'SUBMIT_FOR_SIGN_OFF'>, 'onlyCompletesTheirProcedure'>>('I2', {
    field: 'onlyCompletesTheirProcedure',
    because: 'What only completes the organisation’s own procedure closes as premature',
    unlockedBy: 'SUBMIT_PREMATURE',
    holds: (_record, { onlyCompletesTheirProcedure }) => !onlyCompletesTheirProcedure,
  }),
  onlyValueAdded: must<Pick<Sub<'SUBMIT_VALUE_ADDED'>, 'onlyAddedValue' | 'resolvedOnlyPart' | 'mayComeBack'>>('I3', {
    field: 'onlyAddedValue',
    because: 'Say which: it only added value, it resolved only part, or the complainant may come back',
    holds: (_record, event) => event.onlyAddedValue || event.resolvedOnlyPart || event.mayComeBack,
  }),
  beforeAnInvestigation: must('I3', {
    because: 'A case closes as value added at preliminary or further assessment only',
    holds: ({ casefile }) => casefile.stage !== 'investigation',
  }),
  theirProcedureIsIncomplete: must<Pick<Sub<'SUBMIT_PREMATURE'>, 'procedureIncomplete'>>('I2', {
    field: 'procedureIncomplete',
    because: 'A case closes as premature only where the organisation’s own procedure is not complete',
    holds: (_record, { procedureIncomplete }) => procedureIncomplete,
  }),
  workHasARealisticDate: must<Pick<Sub<'SUBMIT_PREMATURE'>, 'work'>>('I2', {
    field: 'work',
    because: 'Give each piece of work a date ahead, and ask each organisation once',
    holds: (_record, { work, today }) =>
      work.every(({ respondBy }) => respondBy > today) && new Set(work.map(({ organisation }) => organisation)).size === work.length,
  }),
  withdrawnOnRecord: must<Pick<Sub<'SUBMIT_DECLINE'>, 'reason'>>('I22', {
    field: 'reason',
    because: 'The casefile does not say that the complaint was withdrawn',
    unlockedBy: 'COMPLAINT_WITHDRAWN',
    holds: ({ casefile }, { reason }) => reason !== 'withdrawn' || casefile.withdrawnOn !== undefined,
  }),
  declinedAsWithdrawn: must<Pick<Sub<'SUBMIT_DECLINE'>, 'reason'>>('I22', {
    field: 'reason',
    because: 'The complaint was withdrawn: give that as the reason, so that the organisations approached are told',
    holds: ({ casefile }, { reason }) => reason === 'withdrawn' || casefile.withdrawnOn === undefined,
  }),
}

export const decideConditions = {
  anotherDecisionReturned: ofTheRecord<Intervention>(({ submission }) => submission !== undefined && submission.decision !== 'resolved'),
}

const { on } = recordingIn<Intervention, DecideEvent>()
/** With who acted, whoever's delegation they needed for it. */
export const withAuthors = ({ submitters }: Intervention, { by, onBehalfOf = [] }: Pick<Stamp, 'by' | 'onBehalfOf'>) => [
  ...new Set([...submitters, by.id, ...onBehalfOf]),
]
const submitted = (decision: DecisionType, record: Intervention, event: Stamp & { whatWeDid: string; conclusions: string }) => ({
  submission: { decision, by: event.by.id, on: event.today, whatWeDid: event.whatWeDid, conclusions: event.conclusions },
  submitters: withAuthors(record, event),
})
export const decideRecordings = {
  recordSubmission: on('SUBMIT_FOR_SIGN_OFF', (record, event) => submitted('resolved', record, event)),
  recordSubmittingAgain: on('SUBMIT_AGAIN', (record, event) => ({
    submission: { ...record.submission!, by: event.by.id, on: event.today },
    submitters: withAuthors(record, event),
  })),
  recordDecline: on('SUBMIT_DECLINE', (record, event) => {
    const { submission, submitters } = submitted('decline', record, event)
    return { submission: { ...submission, reason: event.reason }, submitters, reconsiderWhy: event.rationale }
  }),
  recordValueAdded: on('SUBMIT_VALUE_ADDED', (record, event) => ({
    ...submitted('valueAdded', record, event),
    reconsiderWhy: event.rationale,
  })),
  recordPremature: on('SUBMIT_PREMATURE', (record, event) => ({
    ...submitted('premature', record, event),
    work: event.work,
    reconsiderWhy: event.rationale,
  })),
  recordRationale: on('PROPOSE_INVESTIGATION', (_record, { rationale: why, today }) => ({ reconsiderWhy: why, decidedOn: today })),
}
