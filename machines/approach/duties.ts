import { addDays, type CalendarDate } from '../kernel/calendar.ts'
import type { Asks, Stamp } from '../kernel/definition.ts'
import type { EffectParams } from '../kernel/effect.ts'
import { recordingIn } from '../kernel/recording.ts'
import type { Approach } from './record.ts'

type Duty = EffectParams['createDuty']
const duty = (of: (record: Approach, stamp: Stamp) => Duty) =>
  ({ type: 'createDuty', params: ({ context, event }: { context: Approach; event: Stamp }) => of(context, event) }) as const
const ended = (name: string) => ({ type: 'endDuty', params: { name } }) as const

const late = (dueOn: CalendarDate, { today }: Stamp) => (dueOn < today ? { enteredLate: true as const } : {})
const DAYS_TO_ESCALATE = 14 // I20

/** Due two weeks after the refusal, or after the date that was missed: not after the delay became significant. The line manager sees it when overdue. */
const toEscalate = (title: string, from: CalendarDate, stamp: Stamp): Duty => {
  const dueOn = addDays(from, DAYS_TO_ESCALATE)
  return {
    name: 'escalate',
    to: 'caseworker',
    title,
    dueOn,
    cites: 'I20',
    endsBy: 'act',
    shownToLineManagerOn: addDays(dueOn, 1),
    ...late(dueOn, stamp),
  }
}
const byWaitUntil =
  (about: Pick<Duty, 'name' | 'to' | 'title' | 'cites'>) =>
  (record: Approach, stamp: Stamp): Duty => ({ ...about, dueOn: record.waitUntil!, endsBy: 'act', ...late(record.waitUntil!, stamp) })

export const duties = {
  escalateDelay: duty((record, stamp) => toEscalate('Escalate the delay through the line manager', record.respondBy, stamp)),
  escalateUnconfirmed: duty((record, stamp) =>
    toEscalate('Escalate the missing confirmation through the line manager', record.confirmBy!, stamp),
  ),
  escalateRefusal: duty((record, stamp) => toEscalate('Escalate the refusal through the line manager', record.escalateFrom!, stamp)),
  escalationBegan: ended('escalate'),
  /** I31: of each refusal apart, so that a second does not take the place of one nobody has acknowledged yet. */
  noteRefusal: duty((record, { today }) => ({
    name: `noteRefusal${record.refusals.length}`,
    to: 'complianceOfficer',
    cites: 'I31',
    dueOn: today,
    endsBy: 'acknowledgement',
    title: record.refusals.at(-1)?.turnedDown ? 'Note that an offer was turned down' : 'Note that an intervention was refused',
  })),
  obtainConfirmation: duty((_record, { today }) => ({
    name: 'obtainConfirmation',
    to: 'caseworker',
    title: 'Obtain the agreement in writing',
    dueOn: today,
    cites: 'I21',
    endsBy: 'act',
  })),
  confirmationObtained: ended('obtainConfirmation'),
  considerOffer: duty(byWaitUntil({ name: 'considerOffer', to: 'caseworker', title: 'Consider the offer', cites: 'I19' })),
  offerConsidered: ended('considerOffer'),
  decideWhatToAsk: duty(
    byWaitUntil({ name: 'decideWhatToAsk', to: 'caseworker', title: 'Decide what to ask of the organisation', cites: 'I19' }),
  ),
  whatToAskDecided: ended('decideWhatToAsk'),
  passOn: duty(
    byWaitUntil({ name: 'passOn', to: 'lineManager', title: 'Pass the refusal or silence on to the directorate', cites: 'I20' }),
  ),
  passedOn: ended('passOn'),
  decideOutcome: duty(
    byWaitUntil({
      name: 'decideOutcome',
      to: 'directorOfCustomerServices',
      title: 'Settle what comes of the refusal or silence',
      cites: 'I20',
    }),
  ),
  outcomeDecided: ended('decideOutcome'),
}

const { always } = recordingIn<Approach, { type: string }>()
/** Our own waits, counted from the day that what is waited for became due, also where it was entered late. */
export const waits = {
  waitToConsider: always((_record, { happenedOn, settings }) => ({ waitUntil: addDays(happenedOn, settings.consideringOfferDays) })),
  waitToPassOn: always((_record, { happenedOn, settings }) => ({ waitUntil: addDays(happenedOn, settings.passingOnDays) })),
}

/** What each of them asks for; whoever decides what to ask puts it to the attempt. */
export const asks: Asks = {
  escalate: ['ESCALATE'],
  obtainConfirmation: ['WRITTEN_CONFIRMATION_RECEIVED'],
  considerOffer: ['ACCEPT_OFFER', 'ASK_FOR_MORE', 'TURN_DOWN_OFFER'],
  decideWhatToAsk: ['DECIDE_TO_ATTEMPT', 'PROPOSE_INTERVENTION'],
  passOn: ['PASS_ON'],
  decideOutcome: ['DECIDE_OUTCOME'],
}
