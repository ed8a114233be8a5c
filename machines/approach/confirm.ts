import { ofTheSubmission } from '../kernel/arrow.ts'
import { addDays, type CalendarDate } from '../kernel/calendar.ts'
import type { SubmissionOf } from '../kernel/definition.ts'
import { recordingIn } from '../kernel/recording.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { fact, plain, words } from '../kernel/words.ts'
import { type AgreedAction, knownActionId, onlyAsksToConsider } from '../remedy/action.ts'
import { consideredOnly } from './offer.ts'
import { type Approach, awaited, delaysAnswered, providedAsAgreed, tableCleared, withEscalation } from './record.ts'
import { actionsOf, offeredOn } from './respond.ts'
import { sameTerms } from './terms.ts'

export const MOST_DAYS_TO_ACT = 28 // I21

/** Agreement is in writing: the exact actions, each with its date; and what is then done before our decision. */
export const confirmEvents = {
  WRITTEN_CONFIRMATION_RECEIVED: fact(
    'WRITTEN_CONFIRMATION_RECEIVED',
    {
      actions: actionsOf('What it says it will do, in its own words'),
      reference: plain('Its reference', { most: 200 }).optional(),
    },
    { title: 'Record a written confirmation', done: 'recorded a written confirmation' },
  ),
  REMEDY_PROVIDED: fact(
    'REMEDY_PROVIDED',
    {
      action: knownActionId('Which action'),
      evidence: words('What shows it', { hint: 'What it is, from whom, dated, its reference' }),
    },
    { title: 'Record that a remedy was provided', done: 'recorded that a remedy was provided' },
  ),
}
export type ConfirmEvent = SubmissionOf<typeof confirmEvents>
type Confirming = { readonly actions: readonly AgreedAction[] }
type Providing = { readonly action: string }

const { must, normally } = rulesAbout<Approach>()
const dueWithin = (confirmedOn: CalendarDate) => addDays(confirmedOn, MOST_DAYS_TO_ACT)

export const confirmRules = {
  confirmedActionsAreExact: must<Confirming>('I21', {
    field: 'actions',
    because: (_record, { actions }) => `${consideredOnly(actions)}: obtain confirmation of what will be done, or record this as an offer`,
    always: 'An action confirmed is only to consider something: obtain confirmation of what will be done, or record this as an offer',
    holds: (_record, { actions }) => !actions.some(onlyAsksToConsider),
  }),
  actedOnWithinFourWeeks: normally<Confirming>('I21', {
    field: 'actions',
    because: (_record, { actions, happenedOn }) =>
      `Confirmed on ${happenedOn}, each action is normally done by ${dueWithin(happenedOn)}; write why it takes longer: ${actions
        .filter(({ by }) => by > dueWithin(happenedOn))
        .map(({ id, by }) => `${id} by ${by}`)
        .join(', ')}`,
    always: 'Each action is normally done within four weeks of its confirmation: write why it takes longer',
    holds: (_record, { actions, happenedOn }) => actions.every(({ by }) => by <= dueWithin(happenedOn)),
  }),
  providedAnAgreedAction: must<Providing>('I30', {
    field: 'action',
    because: ({ agreed }) => `Name one of the actions that were confirmed: ${agreed.map(({ id }) => id).join(', ')}`,
    always: 'Name one of the actions that were confirmed',
    holds: ({ agreed }, { action }) => agreed.some(({ id }) => id === action),
  }),
  providedOnce: must<Providing>('I30', {
    field: 'action',
    because: ({ provided }, { action }) =>
      `It is recorded as provided on ${provided.findLast((each) => each.action === action)?.on}: if that is wrong, correct that entry`,
    always: 'It is recorded as provided already: if that is wrong, correct that entry',
    holds: (record, { action }) => !providedAsAgreed(record).includes(action),
  }),
}

export const confirmConditions = {
  confirmsWhatWeAccept: ofTheSubmission<Approach, Confirming>((record, { actions }) => sameTerms(awaited(record), actions)),
}

const { on, always } = recordingIn<Approach, ConfirmEvent>()
export const confirmRecordings = {
  recordConfirmation: on('WRITTEN_CONFIRMATION_RECEIVED', (record, { happenedOn, actions }) => ({
    agreed: actions,
    confirmedOn: happenedOn,
    accepted: actions,
    offers: tableCleared(record, 'changed'),
    delays: delaysAnswered(record, happenedOn),
    refusalStands: false,
    ...withEscalation(record, { with: 'nobody' }),
  })),
  recordOtherConfirmation: on('WRITTEN_CONFIRMATION_RECEIVED', (record, { happenedOn, actions }) => offeredOn(record, happenedOn, actions)),
  recordProvision: on('REMEDY_PROVIDED', ({ agreed, provided }, { action, happenedOn, evidence }) => ({
    provided: [...provided, { action, terms: agreed.find(({ id }) => id === action)!, on: happenedOn, evidence }],
  })),
  awaitConfirmation: always((_record, { happenedOn, settings }) => ({ confirmBy: addDays(happenedOn, settings.confirmationDays) })),
  recordNoConfirmation: always((record) => ({
    delays: [...record.delays, { of: 'confirmation', due: record.confirmBy!, significant: false }],
  })),
}
