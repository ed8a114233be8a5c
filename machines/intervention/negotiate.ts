import { z } from 'zod'
import type { FromApproach } from '../approach/messages.ts'
import { ofTheSubmission } from '../kernel/arrow.ts'
import type { OrganisationId, SubmissionOf } from '../kernel/definition.ts'
import { recordingIn } from '../kernel/recording.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { act, fact, partyId, words } from '../kernel/words.ts'
import { agreedAction, isSystemic } from '../remedy/action.ts'
import { everyApproachHasFailed } from './assess.ts'
import { explanationsOwed, withoutExplanationsOf } from './explain.ts'
import { type Approached, agreedIn, approachesOf, type Intervention, isThirdParty } from './record.ts'

export const negotiateEvents = {
  ORGANISATION_OFFERED: fact(
    'ORGANISATION_OFFERED',
    {
      organisation: partyId('The organisation'),
      actions: z.array(agreedAction).min(1, 'Add what it offers').max(20).meta({ label: 'What it offers to do', item: 'action' }),
    },
    { title: 'Record an offer the organisation made itself', done: 'recorded an offer the organisation made itself' },
  ),
  GO_ON_WITHOUT: act(
    'GO_ON_WITHOUT',
    { organisation: partyId('The organisation that agreed to nothing'), why: words('Why we go on without it') },
    { title: 'Go on without an organisation', done: 'went on without an organisation' },
  ),
  RECONSIDER: act(
    'RECONSIDER',
    {
      why: words('Why the enquiry is reconsidered'),
      assessment: words('How objections were assessed', { hint: 'Where the complainant objects strongly' }).optional(),
    },
    { title: 'Reconsider the enquiry', done: 'chose to reconsider the enquiry' },
  ),
}
export type NegotiateEvent = SubmissionOf<typeof negotiateEvents>

const { must } = rulesAbout<Intervention>()

export const negotiateRules = {
  notYetApproached: must<{ organisation: OrganisationId }>('I19', {
    field: 'organisation',
    because: 'This organisation has been approached: record its offer on its approach',
    holds: ({ approaches }, { organisation }) => approaches[organisation] === undefined,
  }),
  thatOneHasAgreedToNothing: must<{ organisation: OrganisationId }>('I23', {
    field: 'organisation',
    because: 'Choose an organisation that was approached and has confirmed nothing',
    holds: ({ approaches }, { organisation }) => ['underWay', 'refused', 'failed'].includes(approaches[organisation]?.standing ?? ''),
  }),
  anotherIsLeft: must<{ organisation: OrganisationId }>('I23', {
    field: 'organisation',
    because: 'No other organisation is left to secure a remedy from: reconsider the enquiry instead',
    unlockedBy: 'RECONSIDER',
    holds: (record, { organisation }) =>
      approachesOf(record).some(([id, { standing }]) => id !== organisation && (standing === 'underWay' || standing === 'confirmed')),
  }),
}

type Told<T extends FromApproach['type']> = Extract<FromApproach, { type: T }>
const confirmedBy = (record: Intervention, { organisation, actions, confirmedOn }: Told<'APPROACH_CONFIRMED'>): Intervention =>
  withStanding(record, organisation, { standing: 'confirmed', stands: undefined, agreed: actions, confirmedOn })
const droppedIn = (record: Intervention, organisation: OrganisationId) =>
  withStanding(record, organisation, { standing: 'goneOnWithout', stands: undefined })
const settled = (record: Intervention) =>
  approachesOf(record).every(([, { standing }]) => standing === 'confirmed' || standing === 'goneOnWithout') && agreedIn(record).length > 0

/** Where an answer leads: evaluated on the record as the answer will leave it. */
export const negotiateConditions = {
  lastToConfirmOwesAnExplanation: ofTheSubmission<Intervention, Told<'APPROACH_CONFIRMED'>>((record, told) =>
    both(confirmedBy(record, told)),
  ),
  lastToConfirm: ofTheSubmission<Intervention, Told<'APPROACH_CONFIRMED'>>((record, told) => settled(confirmedBy(record, told))),
  restOwesAnExplanation: ofTheSubmission<Intervention, { organisation: OrganisationId }>((record, { organisation }) =>
    both(droppedIn(record, organisation)),
  ),
  restHasConfirmed: ofTheSubmission<Intervention, { organisation: OrganisationId }>((record, { organisation }) =>
    settled(droppedIn(record, organisation)),
  ),
  confirmedOneFellBack: ofTheSubmission<Intervention, Told<'APPROACH_REFUSED'>>((_record, { fellBack }) => fellBack),
  /** The directorate says so, and nobody else is left to agree with; where another is, a person chooses. */
  nothingLeftToNegotiate: ofTheSubmission<Intervention, Told<'APPROACH_DECIDED'>>(
    (record, { organisation, outcome }) =>
      outcome === 'reconsider' && everyApproachHasFailed(withStanding(record, organisation, { standing: 'failed' })),
  ),
  anotherBodyIsNext: ofTheSubmission<Intervention, Told<'APPROACH_DECIDED'>>((_record, { outcome }) => outcome === 'anotherBody'),
}
const both = (record: Intervention) => settled(record) && explanationsOwed(record).length > 0

const replacedBy = (record: Intervention, { organisation, actions }: Told<'APPROACH_CONFIRMED'>): Intervention['notAgreed'] =>
  (record.approaches[organisation]?.proposal?.actions ?? [])
    .filter(
      ({ id }) =>
        !actions.some((agreed) => agreed.id === id) &&
        !record.notAgreed.some(({ action }) => action.organisation === organisation && action.id === id),
    )
    .map((action) => ({ action, became: 'replacedByOffer' as const }))

function withStanding(record: Intervention, organisation: OrganisationId, change: Partial<Approached>): Intervention {
  const held = record.approaches[organisation] ?? {
    thirdParty: isThirdParty(record, organisation),
    standing: 'underWay' as const,
    proposals: 0,
    escalated: false,
    agreed: [],
  }
  return { ...record, approaches: { ...record.approaches, [organisation]: { ...held, ...change } } }
}
const standingOnly = ({ approaches }: Intervention): Pick<Intervention, 'approaches'> => ({ approaches })

/** A confirmed remedy is an individual one and has a date: what I1 and I30 ask before the decision. */
export const individualRemedyAgreed = (record: Intervention): boolean => agreedIn(record).some(({ action }) => !isSystemic(action))

const { on } = recordingIn<Intervention, NegotiateEvent | FromApproach>()
export const negotiateRecordings = {
  recordOwnOffer: on('ORGANISATION_OFFERED', (record, { organisation }) => standingOnly(withStanding(record, organisation, {}))),
  recordGoingOnWithout: on('GO_ON_WITHOUT', (record, { organisation, why }) => ({
    ...standingOnly(droppedIn(record, organisation)),
    notAgreed: [
      ...record.notAgreed,
      ...record.actions
        .filter((action) => action.organisation === organisation)
        .map((action) => ({ action, became: 'refused' as const, why })),
    ],
  })),
  recordReconsidering: on('RECONSIDER', (_record, { why, assessment }) => ({
    reconsiderWhy: why,
    ...(assessment && { objections: { chosen: 'reconsider' as const, assessment, rationale: why } }),
  })),
  /** Accepting what an organisation offers is itself the decision to attempt (I16); what it was asked and did not agree to is kept (I30). */
  recordConfirmation: on('APPROACH_CONFIRMED', (record, told) => ({
    ...standingOnly(confirmedBy(record, told)),
    decidedToAttemptOn: record.decidedToAttemptOn ?? told.confirmedOn,
    notAgreed: [...record.notAgreed, ...replacedBy(record, told)],
    provided: record.provided.filter(({ organisation, action }) => organisation !== told.organisation || told.provided.includes(action)),
  })),
  recordRefusal: on('APPROACH_REFUSED', (record, { organisation, on: day }) => ({
    ...standingOnly(withStanding(record, organisation, { standing: 'refused', refusedOn: day, escalated: false, agreed: [] })),
    explanations: withoutExplanationsOf(record, organisation),
  })),
  recordReopening: on('APPROACH_REOPENED', (record, { organisation }) => ({
    ...standingOnly(withStanding(record, organisation, { standing: 'underWay', agreed: [] })),
    explanations: withoutExplanationsOf(record, organisation),
  })),
  recordStanding: on('APPROACH_STANDS', (record, { organisation, how }) => {
    const { standing } = record.approaches[organisation] ?? { standing: 'underWay' as const }
    // What has answered since it refused has not refused any more; what was confirmed or given up says so itself.
    return standingOnly(
      withStanding(record, organisation, { stands: how, standing: standing === 'refused' && how !== 'refused' ? 'underWay' : standing }),
    )
  }),
  recordEscalation: on('APPROACH_ESCALATED', (record, { organisation }) =>
    standingOnly(withStanding(record, organisation, { standing: 'underWay', escalated: true })),
  ),
  recordFailure: on('APPROACH_DECIDED', (record, { organisation }) =>
    standingOnly(withStanding(record, organisation, { standing: 'failed', stands: undefined })),
  ),
  recordProvision: on('REMEDY_WAS_PROVIDED', ({ provided }, { organisation, action, on: day, evidence }) => ({
    provided: [...provided, { organisation, action, on: day, evidence }],
  })),
}
