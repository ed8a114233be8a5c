import { z } from 'zod'
import { byTheCaseworker } from '../casefile/authority.ts'
import { ofTheRecord, ofTheSubmission } from '../kernel/arrow.ts'
import { addDays, type CalendarDate, daysBetween } from '../kernel/calendar.ts'
import type { SubmissionOf } from '../kernel/definition.ts'
import { recordingIn } from '../kernel/recording.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { act, day, fact, words } from '../kernel/words.ts'
import { type AgreedAction, agreedAction, knownActionId } from '../remedy/action.ts'
import { type Approach, awaited, delaysAnswered, delaysUndone, refusable, tableCleared } from './record.ts'
import { sameTerms } from './terms.ts'

export const MOST_DAYS_TO_RESPOND = 14 // I18

export const actionsOf = (label: string) => z.array(agreedAction).min(1, 'Add at least one action').max(20).meta({ label, item: 'action' })
export const respondBy = day('Response by', 'Normally at most 14 days after we asked').meta({ asks: 'The date by which it is to respond' })

/** What an organisation answers, and the date by which it is to. */
export const respondEvents = {
  CHANGE_RESPONSE_DATE: act(
    'CHANGE_RESPONSE_DATE',
    {
      respondBy,
      why: words('Why the date changes', {
        hint: 'It is kept with the date that it replaces. Why the organisation needs longer than fourteen days is asked for apart',
      }).optional(),
    },
    { title: 'Change the response date', done: 'changed the response date' },
  ),
  ORGANISATION_AGREED: fact(
    'ORGANISATION_AGREED',
    {
      words: words('What it said'),
      actions: actionsOf('What it agreed to, where it is not just what was asked').optional(),
    },
    { title: 'Record agreement by word of mouth', done: 'recorded that the organisation agreed by word of mouth' },
  ),
  ORGANISATION_OFFERED: fact(
    'ORGANISATION_OFFERED',
    { actions: actionsOf('What it offers to do'), words: words('What it said').optional() },
    { title: 'Record an offer', done: 'recorded an offer of the organisation' },
  ),
  ORGANISATION_REFUSED: fact(
    'ORGANISATION_REFUSED',
    {
      words: words('What it said'),
      actions: z
        .array(knownActionId('Action'))
        .max(20)
        .default([])
        .meta({ label: 'What it refuses', hint: 'Leave empty where it refuses all of it' }),
    },
    { title: 'Record a refusal', done: 'recorded that the organisation refused' },
  ),
  ORGANISATION_REPLIED: fact(
    'ORGANISATION_REPLIED',
    { words: words('What it told us') },
    { title: 'Record the answer to an enquiry', done: 'recorded the answer to our enquiry' },
  ),
}
export type RespondEvent = SubmissionOf<typeof respondEvents>
type Refusing = { readonly actions: readonly string[] }
export type Stating = { readonly actions?: readonly AgreedAction[] | undefined }

const { must, normally } = rulesAbout<Approach>()

export const respondRules = {
  recordedByTheCaseworker: must('I16', { who: byTheCaseworker }),
  responseDateAhead: must<{ respondBy: CalendarDate }>('I18', {
    field: 'respondBy',
    because: 'Enter a response date after today',
    holds: (_record, event) => event.respondBy > event.today,
  }),
  responseWithinFourteenDays: normally<{ respondBy: CalendarDate }>('I18', {
    field: 'respondBy',
    because: ({ askedOn }, { respondBy: by, today }) => {
      const late = `The response would be due ${daysBetween({ from: askedOn, to: by })} days after we asked on ${askedOn}`
      const last = addDays(askedOn, MOST_DAYS_TO_RESPOND)
      // A day that has passed is no way out: no response date is.
      return last > today ? `${late}; choose ${last} or earlier, or write why it needs longer` : `${late}: write why it needs longer`
    },
    always: `The response would be due more than ${MOST_DAYS_TO_RESPOND} days after we asked: write why it needs longer`,
    holds: ({ askedOn }, event) => event.respondBy <= addDays(askedOn, MOST_DAYS_TO_RESPOND),
  }),
  somethingWasAsked: must('I19', {
    because: 'Nothing stands asked of this organisation: record what it said as an offer, or as the answer to our enquiry',
    holds: (record) => awaited(record).length > 0,
  }),
  somethingToRefuse: must('I20', {
    because: 'Nothing has been asked of this organisation, and it has confirmed nothing: it has nothing to refuse',
    holds: (record) => refusable(record).length > 0,
  }),
  nothingWasAsked: must('I18', {
    because:
      'A remedy has been asked for and this answers nothing: record whether it agrees, offers or refuses; keep anything else as correspondence',
    holds: (record) => awaited(record).length === 0,
  }),
  refusalNamesWhatWasAsked: must<Refusing>('I20', {
    field: 'actions',
    because: (record) =>
      `Name actions that stand asked: ${refusable(record)
        .map(({ id }) => id)
        .join(', ')}; or none, where it refuses all of them`,
    always: 'Name actions that stand asked; or none, where it refuses all of them',
    holds: (record, { actions }) => actions.every((id) => refusable(record).some((action) => action.id === id)),
  }),
  eachActionNamedOnce: must<Stating>('I21', {
    field: 'actions',
    because: 'Two actions bear the same name: give each a name of its own',
    holds: (_record, { actions = [] }) => new Set(actions.map(({ id }) => id)).size === actions.length,
  }),
}

export const respondConditions = {
  offersSomethingElse: ofTheSubmission<Approach, Stating>(
    (record, { actions }) => actions !== undefined && !sameTerms(awaited(record), actions),
  ),
  isAskedSomething: ofTheRecord<Approach>((record) => awaited(record).length > 0),
  refusalStands: ofTheRecord<Approach>((record) => record.refusalStands),
  withdrawsWhatItConfirmed: ofTheRecord<Approach>((record) => awaited(record).length === 0 && record.sentBack.length > 0),
}

/** A new offer takes the place of the one on the table. */
export const offeredOn = (record: Approach, on: CalendarDate, actions: readonly AgreedAction[]): Partial<Approach> => ({
  offers: [...tableCleared(record, 'changed'), { on, actions }],
  delays: delaysAnswered(record, on),
})

const { on, always } = recordingIn<Approach, RespondEvent>()
export const respondRecordings = {
  recordResponseDate: on('CHANGE_RESPONSE_DATE', (record, event) => ({
    respondBy: event.respondBy,
    delays: delaysUndone(record),
    earlierResponseDates: [
      ...record.earlierResponseDates,
      { respondBy: record.respondBy, changedOn: event.today, ...(event.why && { why: event.why }) },
    ],
  })),
  recordAgreement: on('ORGANISATION_AGREED', (record, { happenedOn }) => ({
    accepted: awaited(record),
    offers: tableCleared(record, 'changed'),
    delays: delaysAnswered(record, happenedOn),
    refusalStands: false,
  })),
  recordOtherAgreement: on('ORGANISATION_AGREED', (record, { happenedOn, actions }) => offeredOn(record, happenedOn, actions!)),
  recordOffer: on('ORGANISATION_OFFERED', (record, { happenedOn, actions }) => offeredOn(record, happenedOn, actions)),
  recordRefusal: on('ORGANISATION_REFUSED', (record, { happenedOn, words: said, actions }) => ({
    refusals: [...record.refusals, { on: happenedOn, words: said, actions }],
    refusalStands: true,
    escalateFrom: happenedOn,
    offers: tableCleared(record, 'withdrawn'),
    delays: delaysAnswered(record, happenedOn),
  })),
  recordFallingBack: on('ORGANISATION_REFUSED', (record, { happenedOn, words: said, actions }) => ({
    refusals: [...record.refusals, { on: happenedOn, words: said, actions, fellBack: true as const }],
    refusalStands: true,
    escalateFrom: happenedOn,
    agreed: [],
  })),
  recordReply: on('ORGANISATION_REPLIED', (record, { happenedOn, words: said }) => ({
    replies: [...record.replies, { on: happenedOn, words: said }],
    delays: delaysAnswered(record, happenedOn),
  })),
  recordNoResponse: always((record) => ({ delays: [...record.delays, { of: 'response', due: record.respondBy, significant: false }] })),
  recordSignificantDelay: always(({ delays }) => ({
    delays: delays.map((delay, place) => (place === delays.length - 1 ? { ...delay, significant: true } : delay)),
  })),
}
