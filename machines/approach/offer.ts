import { z } from 'zod'
import { addDays, type CalendarDate, daysBetween } from '../kernel/calendar.ts'
import type { SubmissionOf } from '../kernel/definition.ts'
import { recordingIn } from '../kernel/recording.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { act, fact, words } from '../kernel/words.ts'
import { type AgreedAction, isSystemic, onlyAsksToConsider } from '../remedy/action.ts'
import { type Approach, askedAnew, onTheTable, tableCleared } from './record.ts'
import { actionsOf, MOST_DAYS_TO_RESPOND, offeredOn, respondBy } from './respond.ts'
import { sameDeed, termsOf } from './terms.ts'

/** What becomes of an offer: it is judged as our own proposal would be, and negotiating it is no second proposal (I15, I19, I20). */
export const offerEvents = {
  ACCEPT_OFFER: act(
    'ACCEPT_OFFER',
    {
      putsRight: z.boolean().meta({ label: 'It puts right the injustice, on the merits of this complaint' }),
      final: z.boolean().meta({ label: 'It settles the complaint against this organisation for good' }),
      compared: words('What it was compared with', { hint: 'Remedies in similar complaints, or why there are none' }).optional(),
      why: words('Why the offer is accepted'),
    },
    { title: 'Accept the offer', done: 'accepted the offer' },
  ),
  ASK_FOR_MORE: act(
    'ASK_FOR_MORE',
    { actions: actionsOf('What we would accept'), respondBy, words: words('What was said') },
    { title: 'Ask for more', done: 'asked for more than was offered' },
  ),
  TURN_DOWN_OFFER: act(
    'TURN_DOWN_OFFER',
    { why: words('Why the offer is turned down') },
    { title: 'Turn the offer down', done: 'turned the offer down' },
  ),
  OFFER_CHANGED: fact(
    'OFFER_CHANGED',
    { actions: actionsOf('What it offers now'), words: words('What it said').optional() },
    { title: 'Record that the offer was changed', done: 'recorded that the offer was changed' },
  ),
  OFFER_WITHDRAWN: fact(
    'OFFER_WITHDRAWN',
    { words: words('What it said') },
    { title: 'Record that the offer was withdrawn', done: 'recorded that the offer was withdrawn' },
  ),
}
export type OfferEvent = SubmissionOf<typeof offerEvents>
type Accepting = Extract<OfferEvent, { type: 'ACCEPT_OFFER' }>
type Asking = { readonly actions: readonly AgreedAction[] }

const { must, normally } = rulesAbout<Approach>()
const quoted = (actions: readonly AgreedAction[]) =>
  actions
    .filter(onlyAsksToConsider)
    .map(({ what }) => `“${what}”`)
    .join(', ')
export const consideredOnly = (actions: readonly AgreedAction[]) => `${quoted(actions)} promises only to consider`

/** It offered just this, or the proposal said that it was its own idea: to agree to that is not to press for it (I8). */
const isItsOwnIdea = ({ offers, actions }: Approach, action: AgreedAction) =>
  [...offers.flatMap((offer) => offer.actions), ...actions.filter(({ systemic }) => systemic === 'offered').map(termsOf)].some((each) =>
    sameDeed(each, action),
  )

export const offerRules = {
  consentOfTheComplainant: must('I11', {
    because:
      'An organisation that is not complained about is contacted only with the complainant’s consent on record, for the purposes of an investigation',
    unlockedBy: 'RECORD_THIRD_PARTY_CONSENT',
    holds: ({ thirdParty, consented }) => !thirdParty || consented,
  }),
  complainantPrepared: normally('I14', {
    because:
      'Before more is asked, the complainant is told that a remedy may be sought without a full investigation, and what to expect: record that, or write why not',
    unlockedBy: 'RECORD_COMPLAINANT_CONTACT',
    holds: ({ prepared }) => prepared,
  }),
  notPressedOnOneComplaint: normally<Asking>('I8', {
    field: 'actions',
    because:
      'A significant systemic change that the organisation did not offer is not normally pressed for on one complaint that was not investigated: leave it out, or write why',
    holds: (record, { actions }) => actions.every((action) => !isSystemic(action) || isItsOwnIdea(record, action)),
  }),
  offerPutsRightTheInjustice: normally<Pick<Accepting, 'putsRight'>>('I15', {
    field: 'putsRight',
    because: 'A remedy puts right the injustice: ask for more or turn the offer down, or write why it is accepted all the same',
    holds: (_record, { putsRight }) => putsRight,
  }),
  offerIsFinal: normally<Pick<Accepting, 'final'>>('I15', {
    field: 'final',
    because: 'A remedy settles the complaint against this organisation: ask for more, or write why a part is accepted',
    holds: (_record, { final }) => final,
  }),
  offerWasCompared: normally<Pick<Accepting, 'compared'>>('I15', {
    field: 'compared',
    because: 'Write what the offer was compared with, so that similar injustice finds similar remedy',
    holds: (_record, { compared }) => Boolean(compared),
  }),
  everyOfferedActionIsSpecific: normally('I9', {
    because: (record) => `${consideredOnly(onTheTable(record)?.actions ?? [])}: ask for what will be done, by when`,
    always: 'An action offered is only to consider something: ask for what will be done, by when',
    unlockedBy: 'OFFER_CHANGED',
    holds: (record) => !onTheTable(record)?.actions.some(onlyAsksToConsider),
  }),
  everyActionIsSpecific: normally<Asking>('I9', {
    field: 'actions',
    because: (_record, { actions }) => `${quoted(actions)} asks only to consider: say what is to be done`,
    always: 'An action asks only to consider: say what is to be done',
    holds: (_record, { actions }) => !actions.some(onlyAsksToConsider),
  }),
  answerWithinFourteenDays: normally<{ respondBy: CalendarDate }>('I18', {
    field: 'respondBy',
    because: (_record, { today, respondBy: by }) =>
      `The response would be due in ${daysBetween({ from: today, to: by })} days; choose ${addDays(today, MOST_DAYS_TO_RESPOND)} or earlier, or write why it needs longer`,
    always: `The response would be due in more than ${MOST_DAYS_TO_RESPOND} days: write why it needs longer`,
    holds: (_record, { today, respondBy: by }) => by <= addDays(today, MOST_DAYS_TO_RESPOND),
  }),
}

const { on } = recordingIn<Approach, OfferEvent>()
export const offerRecordings = {
  recordAcceptance: on('ACCEPT_OFFER', (record, { today, putsRight, final, compared, why }) => ({
    accepted: onTheTable(record)?.actions ?? record.accepted,
    offers: tableCleared(record, 'accepted'),
    refusalStands: false,
    judged: [...record.judged, { on: today, putsRight, final, why, ...(compared && { compared }) }],
  })),
  recordAskingForMore: on('ASK_FOR_MORE', (record, { today, actions, respondBy: by }) => ({
    asked: actions,
    accepted: [],
    ...askedAnew(record, today, by),
    refusalStands: false,
  })),
  recordTurningDown: on('TURN_DOWN_OFFER', (record, { today, why }) => ({
    refusals: [...record.refusals, { on: today, words: why, actions: [], turnedDown: true as const }],
    refusalStands: true,
    escalateFrom: today,
    offers: tableCleared(record, 'turnedDown'),
  })),
  recordChangedOffer: on('OFFER_CHANGED', (record, { happenedOn, actions }) => offeredOn(record, happenedOn, actions)),
  /** What it had confirmed and was asked about again: to withdraw from that is to refuse (Shape, I31). */
  recordWithdrawingConfirmed: on('OFFER_WITHDRAWN', (record, { happenedOn, words: said }) => ({
    refusals: [...record.refusals, { on: happenedOn, words: said, actions: [] }],
    refusalStands: true,
    escalateFrom: happenedOn,
    offers: tableCleared(record, 'withdrawn'),
  })),
  /** It had answered; from this day it has not: what stood before stands again, but no clock is put back to a day when an offer was there. */
  recordWithdrawal: on('OFFER_WITHDRAWN', (record, { happenedOn }) => ({
    offers: tableCleared(record, 'withdrawn'),
    ...(record.refusalStands && { escalateFrom: happenedOn }),
    ...(record.respondBy < happenedOn && {
      respondBy: happenedOn,
      earlierResponseDates: [...record.earlierResponseDates, { respondBy: record.respondBy, changedOn: happenedOn }],
    }),
  })),
}
