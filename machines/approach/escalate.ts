import { z } from 'zod'
import { byTheCaseworker, directorOfCustomerServices, ownLineManager } from '../casefile/authority.ts'
import { ofTheRecord, ofTheSubmission } from '../kernel/arrow.ts'
import type { SubmissionOf } from '../kernel/definition.ts'
import { recordingIn } from '../kernel/recording.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { act, consideration, saying, words } from '../kernel/words.ts'
import { type Approach, awaited, delaysAnswered, withEscalation } from './record.ts'
import { actionsOf, offeredOn, type Stating } from './respond.ts'

export const outcomes = ['organisationAgreed', 'organisationOffered', 'anotherBody', 'reconsider'] as const

/** From the caseworker through their own line manager to the directorate, which records what came of it (I20). */
export const escalateEvents = {
  ESCALATE: act(
    'ESCALATE',
    {
      why: words('What is escalated, and why'),
      early: consideration('Whether to escalate what is late, but not by more than a week')
        .meta({ asks: 'Is it escalated already, though it is late by no more than a week?' })
        .optional(),
    },
    {
      title: 'Escalate through the line manager',
      done: 'escalated through the line manager',
      doneInPlace: 'considered whether to escalate what is late, and did not escalate it yet',
    },
  ),
  PASS_ON: act(
    'PASS_ON',
    { view: words('What the line manager adds') },
    { title: 'Pass on to the directorate', done: 'passed the matter on to the directorate' },
  ),
  DECIDE_OUTCOME: act(
    'DECIDE_OUTCOME',
    {
      outcome: saying(z.enum(outcomes), {
        organisationAgreed: 'The organisation agreed',
        organisationOffered: 'The organisation made an offer',
        anotherBody: 'Another body is approached',
        reconsider: 'The enquiry is reconsidered',
      }).meta({ label: 'What came of it' }),
      why: words('How it came about'),
      actions: actionsOf('What the organisation offers, where it does')
        .meta({ onlyWhere: { field: 'outcome', is: ['organisationOffered'] } })
        .optional(),
    },
    { title: 'Record the outcome of the escalation', done: 'recorded the outcome of the escalation' },
  ),
}
export type EscalateEvent = SubmissionOf<typeof escalateEvents>
type Escalating = Extract<EscalateEvent, { type: 'ESCALATE' }>
type Outcome = Pick<Extract<EscalateEvent, { type: 'DECIDE_OUTCOME' }>, 'outcome'>

const { must, consider } = rulesAbout<Approach>()

export const escalateRules = {
  begunByTheCaseworker: must('I20', { who: byTheCaseworker }),
  passedOnByTheirLineManager: must('I20', { who: ownLineManager }),
  decidedByTheDirectorate: must('I20', { who: directorOfCustomerServices }),
  escalatingEarlyConsidered: consider<Escalating>('I20', {
    field: 'early',
    because: 'It is late by a week or less: record whether to escalate it already, and why',
  }),
  offerIsStated: must<Stating>('I19', {
    field: 'actions',
    because: 'State what the organisation offers to do: each action, and by when',
    holds: (_record, { actions }) => actions !== undefined,
  }),
}

export const escalateConditions = {
  waitsAWhile: ofTheSubmission<Approach, Pick<Escalating, 'early'>>((_record, { early }) => early?.answer === false),
  isWithTheDirectorate: ofTheRecord<Approach>(({ escalation }) => escalation?.with === 'directorate'),
  isWithTheLineManager: ofTheRecord<Approach>(({ escalation }) => escalation?.with === 'lineManager'),
  organisationAgreed: ofTheSubmission<Approach, Outcome>((_record, { outcome }) => outcome === 'organisationAgreed'),
  organisationOffered: ofTheSubmission<Approach, Outcome>((_record, { outcome }) => outcome === 'organisationOffered'),
}

const { on } = recordingIn<Approach, EscalateEvent>()
export const escalateRecordings = {
  recordConsideredEarly: on('ESCALATE', ({ consideredEarly }, { early, today }) =>
    early ? { consideredEarly: [...consideredEarly, { on: today, ...early }] } : {},
  ),
  recordEscalation: on('ESCALATE', (_record, { why, today }) => ({ escalation: { begunOn: today, why, with: 'lineManager' as const } })),
  recordPassingOn: on('PASS_ON', (record, { view, today }) => withEscalation(record, { with: 'directorate', passedOnOn: today, view })),
  recordOutcome: on('DECIDE_OUTCOME', (record, { outcome, why }) => withEscalation(record, { with: 'nobody', outcome, outcomeWhy: why })),
  recordAgreedOutcome: on('DECIDE_OUTCOME', (record, { today }) => ({
    accepted: awaited(record),
    delays: delaysAnswered(record, today),
    refusalStands: false,
  })),
  recordOfferedOutcome: on('DECIDE_OUTCOME', (record, { today, actions }) => offeredOn(record, today, actions!)),
}
