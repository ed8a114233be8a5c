import { z } from 'zod'
import { ofTheRecord, ofTheSubmission } from '../../../../machines/kernel/arrow.ts'
import type { PersonId, PostId } from '../../../../machines/kernel/authority.ts'
import { addDays, type CalendarDate, daysBetween } from '../../../../machines/kernel/calendar.ts'
import type { Deadline } from '../../../../machines/kernel/deadline.ts'
import type { OrganisationId, SubmissionOf } from '../../../../machines/kernel/definition.ts'
import { rulesAbout } from '../../../../machines/kernel/rule.ts'
import { act, consideration, day, fact, plain, words } from '../../../../machines/kernel/words.ts'

export interface Agreed {
  readonly id: string
  readonly by: CalendarDate
}

/** What is asked of one organisation, and what became of it. */
export interface Request {
  readonly organisation: OrganisationId
  readonly askedOn: CalendarDate
  readonly respondBy: CalendarDate
  readonly caseworker: PostId
  readonly refusals: number
  readonly refusedOn?: CalendarDate
  /** The last day for passing it on, worked out when the delay became significant. */
  readonly passOnBy?: CalendarDate
  readonly signBy?: CalendarDate
  readonly actions: readonly Agreed[]
  readonly submitters: readonly PersonId[]
  readonly openItems: readonly string[]
}
export const begun: Request = {
  organisation: '',
  askedOn: '1970-01-01',
  respondBy: '1970-01-01',
  caseworker: '',
  refusals: 0,
  actions: [],
  submitters: [],
  openItems: [],
}

const respondBy = day('Respond by')
export const events = {
  EDIT_LETTER: act(
    'EDIT_LETTER',
    { letter: plain('The letter'), body: words('The letter') },
    { title: 'Edit the letter', done: 'edited the letter' },
  ),
  AGREE_LATER_RESPONSE: act('AGREE_LATER_RESPONSE', { respondBy }, { title: 'Agree a later response', done: 'agreed a later response' }),
  ORGANISATION_ANSWERED: fact(
    'ORGANISATION_ANSWERED',
    {
      agrees: z.boolean().meta({ label: 'It agrees' }),
      actions: z
        .array(z.strictObject({ id: plain('The action'), by: day('By') }))
        .max(5)
        .default([])
        .meta({ label: 'What it will do' }),
      prospect: consideration('Whether it will be kept').optional(),
    },
    { title: 'Record the answer', done: 'recorded the answer' },
  ),
  ASK_AGAIN: act('ASK_AGAIN', { respondBy }, { title: 'Ask again', done: 'asked again' }),
  ESCALATE: act('ESCALATE', {}, { title: 'Pass on', done: 'passed on' }),
  DECIDE: act('DECIDE', { goOn: z.boolean().meta({ label: 'Go on' }), respondBy }, { title: 'Decide', done: 'decided' }),
  SUBMIT: act('SUBMIT', {}, { title: 'Submit for sign-off', done: 'submitted for sign-off' }),
  SIGN_OFF: act('SIGN_OFF', {}, { title: 'Sign off', done: 'signed off' }),
  RETURN: act('RETURN', { why: words('Why') }, { title: 'Return', done: 'returned' }),
  OVERRULE: act('OVERRULE', {}, { title: 'Overrule', done: 'overruled' }),
  NOTE_REFUSAL: act('NOTE_REFUSAL', {}, { title: 'Note the refusal', done: 'noted the refusal' }),
}
export type Submission = SubmissionOf<typeof events>
export type Message =
  | { type: 'CASEWORKER_CHANGED'; caseworker: PostId }
  | { type: 'COMPLAINT_CLOSED' }
  | { type: 'ITEM_ENDED'; action: string }
type Answer = Extract<Submission, { type: 'ORGANISATION_ANSWERED' }>

const { must, normally, consider } = rulesAbout<Request>()
const MOST_DAYS_TO_RESPOND = 14
const MOST_DAYS_TO_ACT = 28

export const rules = {
  byAnyStaff: must('I16', { who: { atLeast: 'caseworker' } }),
  byTheCaseworker: must('I16', {
    who: { some: [{ holderOf: "the complaint's caseworker", post: ({ caseworker }) => caseworker }, { atLeast: 'lineManager' }] },
  }),
  passedOnByTheirOwnLineManager: must('I20', { who: { holderOf: "the caseworker's own line manager", post: (_record, { line }) => line } }),
  decidedByCustomerServices: must('I20', { who: { offices: ['director', 'deputyDirector'], of: () => 'customerServices' } }),
  signedUnderTheScheme: must('I26', { who: { under: () => 'resolved' } }),
  notTheirOwnSubmission: must('I26', { who: { otherThan: 'whoever submitted it', are: ({ submitters }) => submitters } }),
  byTheOmbudsman: must('C18', { who: { posts: ['ombudsman'] } }),
  byTheComplianceOfficer: must('I31', { who: { roles: ['complianceOfficer'] } }),
  oneOpportunity: normally('I20', {
    because: ({ refusals }) => `It has refused ${refusals} times: pass it on before asking again`,
    always: 'It has refused before: pass it on before asking again',
    unlockedBy: 'ESCALATE',
    holds: ({ refusals }) => refusals === 0,
  }),
  responseAhead: must<{ respondBy: CalendarDate }>('I18', {
    field: 'respondBy',
    because: 'Enter a date after today',
    holds: (_record, event) => event.respondBy > event.today,
  }),
  responseWithinFourteenDays: normally<{ respondBy: CalendarDate }>('I18', {
    field: 'respondBy',
    because: (_record, event) =>
      `The date is ${daysBetween({ from: event.today, to: event.respondBy })} days ahead; normally at most ${MOST_DAYS_TO_RESPOND}`,
    always: `The date is more than ${MOST_DAYS_TO_RESPOND} days ahead`,
    holds: (_record, event) => event.respondBy <= addDays(event.today, MOST_DAYS_TO_RESPOND),
  }),
  someAction: must<Pick<Answer, 'actions'>>('I21', {
    field: 'actions',
    because: 'Say what it will do',
    holds: (_record, { actions }) => actions.length > 0,
  }),
  actedOnWithinFourWeeks: normally<Pick<Answer, 'actions'>>('I21', {
    field: 'actions',
    because: 'An action is more than four weeks after the answer',
    holds: (_record, { actions, happenedOn }) => actions.every(({ by }) => by <= addDays(happenedOn, MOST_DAYS_TO_ACT)),
  }),
  prospectConsidered: consider<Pick<Answer, 'actions' | 'prospect'>>('I11', {
    field: 'prospect',
    because: 'Say whether it will be kept, and why',
    when: (_record, { actions }) => actions.length > 1,
  }),
}

export const conditions = {
  agrees: ofTheSubmission<Request, Pick<Answer, 'agrees'>>((_record, { agrees }) => agrees),
  refusedBefore: ofTheRecord<Request>(({ refusals }) => refusals > 0),
  goesOn: ofTheSubmission<Request, { goOn: boolean }>((_record, { goOn }) => goOn),
}

export const deadlines = {
  responseDue: {
    cites: 'I18',
    title: 'The response date passes',
    because: 'the day after the response date',
    from: ({ respondBy }) => respondBy,
    days: 1,
  },
  significantDelay: {
    cites: 'I20',
    title: 'The delay is significant',
    because: 'more than 7 days late',
    from: ({ respondBy }) => respondBy,
    days: 8,
  },
  passingOnDue: {
    cites: 'I20',
    title: 'Passing on is overdue',
    because: 'the day after the last day for it',
    from: ({ passOnBy }) => passOnBy,
    days: 1,
  },
  refusalPassedOn: {
    cites: 'I20',
    title: 'Passing the refusal on is overdue',
    because: 'within 14 days of the refusal',
    from: ({ refusedOn }) => refusedOn,
    days: 15,
  },
  signOffDue: {
    cites: 'I26',
    title: 'Sign-off is overdue',
    because: 'the day after the last day for it',
    from: ({ signBy }) => signBy,
    days: 1,
  },
} satisfies Record<string, Deadline<Request>>
