import { z } from 'zod'
import { ofTheSubmission } from '../kernel/arrow.ts'
import type { SubmissionOf } from '../kernel/definition.ts'
import { recordingIn } from '../kernel/recording.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { act, fact, partyId, saying, words } from '../kernel/words.ts'
import { channel } from './assess.ts'
import type { Intervention } from './record.ts'

const said = (label: string) => z.boolean().default(false).meta({ label, together: 'What the complainant was told' })
const weighed = { assessment: words('How the objections were assessed'), rationale: words('The rationale for this choice') }

export const informEvents = {
  INFORM_COMPLAINANT: act(
    'INFORM_COMPLAINANT',
    {
      channel: channel.meta({ asks: 'How was the complainant told?' }),
      told: saying(z.enum(['complainant', 'representative']), { complainant: 'The complainant', representative: 'The representative' })
        .default('complainant')
        .meta({ label: 'Who was told' }),
      indicationOfFault: said('That there is some indication of maladministration or service failure'),
      whatWasAgreed: said('What was agreed, and by when'),
      writtenDecisionFollows: said('That a written decision follows'),
      complianceMonitored: said('That we monitor that it is done'),
      objections: saying(z.enum(['none', 'some', 'strong']), {
        none: 'No objections',
        some: 'Some objections',
        strong: 'Strong objections',
      }).meta({ label: 'Objections to the remedy' }),
      account: words('What the complainant said'),
    },
    { title: 'Tell the complainant', done: 'told the complainant what was agreed' },
  ),
  COMPLAINANT_OBJECTED: fact(
    'COMPLAINANT_OBJECTED',
    { account: words('What the complainant said') },
    { title: 'Record strong objections', done: 'recorded that the complainant objects strongly' },
  ),
  GO_ON: act('GO_ON', weighed, { title: 'Go on despite the objections', done: 'chose to go on despite the objections' }),
  GO_BACK: act(
    'GO_BACK',
    { ...weighed, organisation: partyId('The organisation to go back to') },
    { title: 'Go back to the organisation', done: 'chose to go back to the organisation' },
  ),
}
export type InformEvent = SubmissionOf<typeof informEvents>
type Informing = Extract<InformEvent, { type: 'INFORM_COMPLAINANT' }>

const { must, normally } = rulesAbout<Intervention>()
/** I5's second way: a remedy was sought without a view that anything went wrong, so none is told. */
const noViewTaken = ({ assessment }: Intervention) => assessment?.promptActionWouldResolve === true && !assessment.indicationOfFault

export const informRules = {
  toldOfTheIndication: must<Pick<Informing, 'indicationOfFault'>>('I22', {
    field: 'indicationOfFault',
    because: 'Tell them that there is some indication of maladministration or service failure',
    holds: (record, { indicationOfFault }) => indicationOfFault || noViewTaken(record),
  }),
  toldWhatWasAgreed: must<Pick<Informing, 'whatWasAgreed'>>('I22', {
    field: 'whatWasAgreed',
    because: 'Tell them what was agreed, and by when',
    holds: (_record, { whatWasAgreed }) => whatWasAgreed,
  }),
  toldOfTheDecision: must<Pick<Informing, 'writtenDecisionFollows'>>('I22', {
    field: 'writtenDecisionFollows',
    because: 'Tell them that a written decision follows',
    holds: (_record, { writtenDecisionFollows }) => writtenDecisionFollows,
  }),
  toldOfMonitoring: must<Pick<Informing, 'complianceMonitored'>>('I22', {
    field: 'complianceMonitored',
    because: 'Tell them that we shall monitor that it is done',
    holds: (_record, { complianceMonitored }) => complianceMonitored,
  }),
  toldByTelephone: normally<Pick<Informing, 'channel'>>('I22', {
    field: 'channel',
    because: 'The complainant is normally told by telephone',
    holds: (_record, event) => event.channel === 'telephone',
  }),
  representativeSpeaksForThem: must<Pick<Informing, 'told'>>('I22', {
    field: 'told',
    because: 'Nobody is recorded as representing the complainant',
    holds: ({ casefile }, { told }) => told === 'complainant' || casefile.represented,
  }),
  complainantIsAlive: must<Pick<Informing, 'told'>>('I22', {
    field: 'told',
    because: 'The complainant has died: tell their representative',
    holds: ({ casefile }, { told }) => told === 'representative' || casefile.diedOn === undefined,
  }),
  objectionsAssessed: must<{ assessment?: string | undefined }>('I22', {
    field: 'assessment',
    because: 'Record how the objections were assessed',
    holds: (_record, { assessment }) => Boolean(assessment?.trim()),
  }),
  organisationHasConfirmed: must<{ organisation: string }>('I22', {
    field: 'organisation',
    because: 'Choose an organisation that has confirmed what it will do',
    holds: ({ approaches }, { organisation }) => approaches[organisation]?.standing === 'confirmed',
  }),
}

export const informConditions = {
  strongObjections: ofTheSubmission<Intervention, Pick<Informing, 'objections'>>((_record, { objections }) => objections === 'strong'),
}

const { on } = recordingIn<Intervention, InformEvent>()
export const informRecordings = {
  recordInforming: on('INFORM_COMPLAINANT', (_record, { today, channel: how, objections, account }) => ({
    informed: { on: today, channel: how, objections, account },
  })),
  recordObjection: on('COMPLAINANT_OBJECTED', ({ informed }, { happenedOn, account }) => ({
    informed: { on: happenedOn, channel: informed?.channel ?? 'telephone', objections: 'strong' as const, account },
  })),
  recordGoingOn: on('GO_ON', (_record, { assessment, rationale }) => ({ objections: { chosen: 'goOn' as const, assessment, rationale } })),
  recordGoingBack: on('GO_BACK', (_record, { assessment, rationale }) => ({
    objections: { chosen: 'goBack' as const, assessment, rationale },
  })),
}
