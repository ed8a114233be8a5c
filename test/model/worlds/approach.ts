import { addDays } from '../../../machines/kernel/calendar.ts'
import type { AgreedAction } from '../../../machines/remedy/action.ts'
import { office, trust } from '../../support/file.ts'
import type { At } from '../samples.ts'
import { BEGINS_ON, type World } from '../world.ts'
import { agreed, asked, facts } from './facts.ts'

const input = {
  casefile: facts,
  organisation: trust,
  attempt: 1,
  thirdParty: false,
  consented: false,
  prepared: true,
  approachedOn: BEGINS_ON,
  channel: 'writing',
  respondBy: addDays(BEGINS_ON, 14),
  actions: [asked('apology', addDays(BEGINS_ON, 21))],
  origin: 'proposal',
}
const soon = ({ today }: At) => addDays(today, 10)
const asItStands = ({ record }: At): readonly AgreedAction[] => {
  const { accepted, asked: stands } = record as unknown as { accepted: readonly AgreedAction[]; asked: readonly AgreedAction[] }
  return accepted.length > 0 ? accepted : stands
}
const said = (at: At) => [...(asItStands(at).length > 0 ? [asItStands(at)] : []), [agreed('payment-1', soon(at), 'payment')]]

export const approach: World = {
  openedBy: ['intervention'],
  begins: [
    { name: 'proposed', input },
    { name: 'enquired of', input: { ...input, origin: 'enquiry', channel: 'enquiry', actions: [] } },
    {
      name: 'offered',
      input: { ...input, origin: 'offer', actions: [], offer: { on: BEGINS_ON, actions: [agreed('apology', addDays(BEGINS_ON, 21))] } },
    },
    { name: 'third party without consent', input: { ...input, organisation: office, thirdParty: true } },
  ],
  samples: {
    WRITTEN_CONFIRMATION_RECEIVED: (at) => said(at).map((actions) => ({ actions })),
    ORGANISATION_AGREED: (at) => [{ words: 'Yes' }, ...said(at).map((actions) => ({ words: 'Yes', actions }))],
    REMEDY_PROVIDED: ({ record }) =>
      (record as unknown as { agreed: readonly AgreedAction[] }).agreed.slice(0, 1).map(({ id }) => ({ action: id, evidence: 'A copy' })),
    DECIDE_OUTCOME: (at) => [
      { outcome: 'organisationAgreed', why: 'It rang' },
      { outcome: 'organisationOffered', why: 'It rang', actions: [agreed('payment-1', soon(at), 'payment')] },
      { outcome: 'anotherBody', why: 'Silence' },
      { outcome: 'reconsider', why: 'Silence' },
    ],
  },
  messages: (at) => [
    { type: 'ASK_AGAIN', actions: [asked('apology', soon(at))], respondBy: soon(at) },
    { type: 'DROPPED', why: 'The others suffice' },
    { type: 'ATTEMPT_ENDED', how: 'declined' },
    { type: 'SEND_BACK' },
    { type: 'CONSENT_GIVEN' },
    { type: 'COMPLAINANT_PREPARED' },
    { type: 'CASEFILE_CHANGED', casefile: { ...facts, caseworker: 'secondCaseworker' } },
  ],
}
