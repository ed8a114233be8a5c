import { ofTheRecord } from '../kernel/arrow.ts'
import type { CalendarDate } from '../kernel/calendar.ts'
import { recordingIn } from '../kernel/recording.ts'
import type { WordsRef } from '../kernel/words.ts'
import type { ToApproach } from './messages.ts'
import { type Approach, askedAnew, isSilent, tableCleared, withEscalation } from './record.ts'
import { termsOf } from './terms.ts'

/** What an approach hears of its attempt and of the casefile. */
export const heardConditions = {
  beganWithAnOffer: ofTheRecord<Approach>(({ origin, offer }) => origin === 'offer' && offer !== undefined),
}

/** How it stood when it was given up: a refusal is told apart from silence (I31). */
const failing = (record: Approach, on: CalendarDate, why?: WordsRef): Pick<Approach, 'failed'> => ({
  failed: { on, how: record.refusalStands ? 'refused' : isSilent(record) ? 'silent' : 'dropped', ...(why && { why }) },
})

const { on, always } = recordingIn<Approach, ToApproach>()
export const heardRecordings = {
  recordBeginning: on('BEGIN', ({ actions, approachedOn, respondBy, origin, offer }) => ({
    asked: actions.map(termsOf),
    askedOn: approachedOn,
    firstRespondBy: respondBy,
    proposals: origin === 'proposal' ? 1 : 0,
    offers: offer ? [offer] : [],
  })),
  recordAskingAgain: on('ASK_AGAIN', (record, { actions, respondBy, happenedOn }) => ({
    actions,
    asked: actions.map(termsOf),
    accepted: [],
    ...askedAnew(record, happenedOn, respondBy),
    proposals: record.proposals + 1,
    refusalStands: false,
    offers: tableCleared(record, 'changed'),
    ...withEscalation(record, { with: 'nobody' }),
  })),
  recordSendingBack: on('SEND_BACK', (record) => ({
    asked: [],
    accepted: [],
    agreed: [],
    sentBack: record.agreed,
    offers: [...tableCleared(record, 'changed'), { on: record.confirmedOn!, actions: record.agreed }],
  })),
  recordDropping: on('DROPPED', (record, { why, happenedOn }) => ({
    ...failing(record, happenedOn, why),
    ...withEscalation(record, { with: 'nobody' }),
  })),
  recordFailing: always((record, { happenedOn }) => failing(record, happenedOn)),
  recordEnd: on('ATTEMPT_ENDED', (_record, { how, happenedOn }) => ({ ended: { on: happenedOn, how } })),
  /** What was given up is not: it came round, or is asked again. */
  recordOpeningAgain: always(() => ({ failed: undefined as never })),
  recordConsent: on('CONSENT_GIVEN', () => ({ consented: true })),
  recordPreparing: on('COMPLAINANT_PREPARED', () => ({ prepared: true })),
  recordCasefile: on('CASEFILE_CHANGED', ({ organisation }, { casefile }) => ({
    casefile,
    thirdParty: !casefile.organisations.some(({ id }) => id === organisation),
  })),
}
