import { setup } from 'xstate'
import { z } from 'zod'
import { arrowsWith } from '../../../../machines/kernel/arrow.ts'
import type { PostId } from '../../../../machines/kernel/authority.ts'
import type { CalendarDate } from '../../../../machines/kernel/calendar.ts'
import type { Definition, OrganisationId, Stamp, SubmissionOf } from '../../../../machines/kernel/definition.ts'
import { effectActions } from '../../../../machines/kernel/effect.ts'
import { recordingIn } from '../../../../machines/kernel/recording.ts'
import { rulesAbout } from '../../../../machines/kernel/rule.ts'
import { act, day, fact, plain, words } from '../../../../machines/kernel/words.ts'

/** The first instance of a file of these tests: it opens requests, hears how they went, and tells them who looks after the complaint. */
export interface Complaint {
  readonly receivedOn: CalendarDate
  readonly caseworker: PostId
  readonly answers: Readonly<Record<OrganisationId, string>>
  readonly calls: number
  /** Which other files have had this one told something. */
  readonly toldBy: readonly string[]
}
const begun: Complaint = { receivedOn: '1970-01-01', caseworker: '', answers: {}, calls: 0, toldBy: [] }

const organisation = plain('The organisation')
const events = {
  OPEN_COMPLAINT: act(
    'OPEN_COMPLAINT',
    { receivedOn: day('Received on'), caseworker: plain('The caseworker') },
    { title: 'Open', done: 'opened' },
  ),
  ASK: act('ASK', { organisation, respondBy: day('Respond by') }, { title: 'Ask an organisation', done: 'asked' }),
  RECORD_CALL: fact('RECORD_CALL', { said: words('What was said') }, { title: 'Record a call', done: 'recorded a call' }),
  REASSIGN: act('REASSIGN', { caseworker: plain('The caseworker') }, { title: 'Reassign', done: 'reassigned' }),
  SEND_LETTER: act('SEND_LETTER', { letter: plain('The letter') }, { title: 'Send a letter', done: 'sent a letter' }),
  MARK_DONE: act('MARK_DONE', { duty: plain('The duty') }, { title: 'Mark as done', done: 'marked as done' }),
  CLOSE_COMPLAINT: act(
    'CLOSE_COMPLAINT',
    { why: words('Why'), how: z.enum(['resolved', 'withdrawn']).meta({ label: 'How' }) },
    { title: 'Close', done: 'closed' },
  ),
}
type Submission = SubmissionOf<typeof events>
type Message = { type: 'ANSWER_WAS'; organisation: OrganisationId; how: string } | { type: 'WAS_TOLD'; reference: string }

const { must } = rulesAbout<Complaint>()
const rules = {
  byAnyStaff: must('I16', { who: { atLeast: 'caseworker' } }),
  byTheCaseworker: must('I16', {
    who: { some: [{ holderOf: "the complaint's caseworker", post: ({ caseworker }) => caseworker }, { atLeast: 'lineManager' }] },
  }),
  byALineManager: must('I16', { who: { atLeast: 'lineManager' } }),
  notYetAsked: must<{ organisation: string }>('I20', {
    field: 'organisation',
    because: 'It has been asked already',
    holds: ({ answers }, { organisation: asked }) => !(asked in answers),
  }),
  dutyIsOpen: must<{ duty: unknown }>('I16', {
    field: 'duty',
    because: 'There is no such duty',
    holds: (_record, { duty }) => duty?.endsBy === 'acknowledgement',
  }),
  letterIsADraft: must<{ letter: string }>('I27', {
    field: 'letter',
    because: 'There is no such draft',
    holds: (_record, { letters = [] }) => letters.some(({ body, sentOn }) => body && !sentOn),
  }),
}

const { all, guards } = arrowsWith(rules, {})
const { on } = recordingIn<Complaint, Submission | Message>()

const machine = setup({
  types: { context: {} as Complaint, events: {} as (Submission | Message) & Stamp, input: {} as Partial<Complaint> | undefined },
  guards,
  actions: {
    ...effectActions,
    recordOpening: on('OPEN_COMPLAINT', (_record, { receivedOn, caseworker }) => ({ receivedOn, caseworker })),
    recordAsking: on('ASK', ({ answers }, event) => ({ answers: { ...answers, [event.organisation]: 'none' } })),
    recordAnswer: on('ANSWER_WAS', ({ answers }, { organisation: from, how }) => ({ answers: { ...answers, [from]: how } })),
    recordTelling: on('WAS_TOLD', ({ toldBy }, { reference }) => ({ toldBy: [...toldBy, reference] })),
    recordCaseworker: on('REASSIGN', (_record, { caseworker }) => ({ caseworker })),
    recordCall: on('RECORD_CALL', ({ calls }) => ({ calls: calls + 1 })),
  },
}).createMachine({
  id: 'complaint',
  context: ({ input }) => ({ ...begun, ...input }),
  initial: 'unopened',
  states: {
    unopened: {
      tags: 'standing',
      on: { OPEN_COMPLAINT: { target: 'open', guard: all('byAnyStaff'), actions: 'recordOpening' } },
    },
    open: {
      tags: 'childrenWait',
      description: 'Being looked at',
      on: {
        ASK: {
          guard: all('byTheCaseworker', 'notYetAsked'),
          actions: [
            {
              type: 'open',
              params: ({ context, event }) => ({
                machine: 'request',
                key: event.organisation,
                input: {
                  organisation: event.organisation,
                  respondBy: event.respondBy,
                  askedOn: event.today,
                  caseworker: context.caseworker,
                },
              }),
            },
            'recordAsking',
            {
              type: 'deliver',
              params: ({ event }) => ({ to: { organisation: event.organisation }, event: { type: 'WAS_ASKED', on: event.today } }),
            },
          ],
        },
        RECORD_CALL: { guard: all('byAnyStaff'), actions: 'recordCall' },
        REASSIGN: {
          guard: all('byALineManager'),
          actions: [
            'recordCaseworker',
            {
              type: 'tell',
              params: ({ context }) => ({ to: 'everyone', event: { type: 'CASEWORKER_CHANGED', caseworker: context.caseworker } }),
            },
          ],
        },
        SEND_LETTER: {
          guard: all('byTheCaseworker', 'letterIsADraft'),
          actions: {
            type: 'sendLetter',
            params: ({ event }) => ({ id: event.letters![0]!.id, body: event.letters![0]!.body!, on: event.today }),
          },
        },
        MARK_DONE: {
          guard: all('byAnyStaff', 'dutyIsOpen'),
          actions: { type: 'acknowledgeDuty', params: ({ event }) => ({ id: (event as Stamp).duty!.id }) },
        },
        CLOSE_COMPLAINT: {
          target: 'closed',
          guard: all('byALineManager'),
          actions: { type: 'tell', params: { to: { children: 'request' }, event: { type: 'COMPLAINT_CLOSED' } } },
        },
        ANSWER_WAS: { actions: 'recordAnswer' },
        WAS_TOLD: {
          actions: [
            'recordTelling',
            {
              type: 'tell',
              params: ({ context }) => ({ to: 'everyone', event: { type: 'CASEWORKER_CHANGED', caseworker: context.caseworker } }),
            },
          ],
        },
      },
    },
    closed: {
      tags: 'closed',
      on: { RECORD_CALL: { guard: all('byAnyStaff'), actions: 'recordCall' }, ANSWER_WAS: { actions: 'recordAnswer' } },
    },
  },
})

export const complaint: Definition = {
  name: 'complaint',
  title: 'Complaint',
  version: 1,
  machine,
  rules,
  conditions: {},
  deadlines: {},
  events,
  messages: ['ANSWER_WAS', 'WAS_TOLD'],
  notBefore: ({ receivedOn }: Complaint) => receivedOn,
}
