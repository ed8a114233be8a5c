import { setup } from 'xstate'
import { arrowsWith } from '../../../../machines/kernel/arrow.ts'
import { addDays } from '../../../../machines/kernel/calendar.ts'
import type { Definition, Definitions, Stamp } from '../../../../machines/kernel/definition.ts'
import { effectActions } from '../../../../machines/kernel/effect.ts'
import { neverRun, recordingIn } from '../../../../machines/kernel/recording.ts'
import { complaint } from './complaint.ts'
import { item } from './item.ts'
import { begun, conditions, deadlines, events, type Message, type Request, rules, type Submission } from './request-rules.ts'

const { all, when, alongside, guards } = arrowsWith(rules, conditions)
const { on, always } = recordingIn<Request, Submission | Message>()
const later = ['AGREE_LATER_RESPONSE', 'ASK_AGAIN', 'DECIDE'] as const

const machine = setup({
  types: { context: {} as Request, events: {} as (Submission | Message) & Stamp, input: {} as Partial<Request> | undefined },
  guards,
  delays: neverRun('responseDue', 'significantDelay', 'passingOnDue', 'refusalPassedOn', 'signOffDue'),
  actions: {
    ...effectActions,
    recordDate: on(later, (_record, { respondBy }) => ({ respondBy })),
    recordRefusal: on('ORGANISATION_ANSWERED', ({ refusals }, { happenedOn }) => ({ refusals: refusals + 1, refusedOn: happenedOn })),
    recordEscalation: on('ESCALATE', () => ({ refusals: 0 })),
    recordPassOnBy: always((_record, { today, settings }) => ({ passOnBy: addDays(today, settings.passingOnDays) })),
    recordAgreement: on('ORGANISATION_ANSWERED', (_record, { actions }) => ({ actions })),
    recordSubmission: on('SUBMIT', ({ submitters }, { by, today, settings }) => ({
      submitters: [...submitters, by.id],
      signBy: addDays(today, settings.signOffDays),
    })),
    recordItems: on('SIGN_OFF', ({ actions }) => ({ openItems: actions.map(({ id }) => id) })),
    recordEnding: on('ITEM_ENDED', ({ openItems }, { action }) => ({ openItems: openItems.filter((id) => id !== action) })),
    recordCaseworker: on('CASEWORKER_CHANGED', (_record, { caseworker }) => ({ caseworker })),
  },
}).createMachine({
  id: 'request',
  context: ({ input }) => ({ ...begun, ...input }),
  initial: 'running',
  states: {
    running: {
      type: 'parallel',
      description: 'The organisation has been asked',
      states: {
        answer: {
          initial: 'awaiting',
          on: { OVERRULE: { target: '#request.closed.overruled', guard: all('byTheOmbudsman') } },
          states: {
            awaiting: {
              initial: 'inTime',
              states: {
                inTime: { after: { responseDue: 'late' } },
                late: {
                  after: {
                    significantDelay: {
                      target: 'delayed',
                      actions: [
                        'recordPassOnBy',
                        {
                          type: 'createDuty',
                          params: ({ context }) => ({
                            name: 'passOn',
                            to: 'lineManager',
                            title: 'Pass the delay on',
                            dueOn: context.passOnBy!,
                            cites: 'I20',
                            endsBy: 'act',
                          }),
                        },
                      ],
                    },
                  },
                },
                delayed: {
                  after: { passingOnDue: 'pressing' },
                  on: {
                    ESCALATE: {
                      target: '#request.running.answer.escalated',
                      guard: all('passedOnByTheirOwnLineManager'),
                      actions: 'recordEscalation',
                    },
                  },
                },
                pressing: {
                  tags: 'overdue',
                  on: {
                    ESCALATE: {
                      target: '#request.running.answer.escalated',
                      guard: all('passedOnByTheirOwnLineManager'),
                      actions: 'recordEscalation',
                    },
                  },
                },
              },
              on: {
                AGREE_LATER_RESPONSE: {
                  target: '.inTime',
                  guard: all('byTheCaseworker', 'responseAhead', 'responseWithinFourteenDays'),
                  actions: ['recordDate', { type: 'endDuty', params: { name: 'passOn' } }],
                },
                ORGANISATION_ANSWERED: [
                  {
                    target: '#request.signing',
                    guard: when('agrees', 'byTheCaseworker', 'someAction', 'actedOnWithinFourWeeks', 'prospectConsidered'),
                    actions: [
                      'recordAgreement',
                      {
                        type: 'tell',
                        params: ({ context }) => ({
                          to: 'parent',
                          event: { type: 'ANSWER_WAS', organisation: context.organisation, how: 'agreed' },
                        }),
                      },
                    ],
                  },
                  { target: 'escalated', guard: when('refusedBefore', 'byAnyStaff'), actions: 'recordRefusal' },
                  {
                    target: 'refused',
                    guard: all('byTheCaseworker'),
                    actions: [
                      'recordRefusal',
                      {
                        type: 'createDuty',
                        params: ({ event }) => ({
                          name: 'passOn',
                          to: 'caseworker',
                          title: 'Pass the refusal on',
                          dueOn: addDays(event.happenedOn, 14),
                          cites: 'I20',
                          endsBy: 'act',
                        }),
                      },
                      {
                        type: 'tell',
                        params: ({ context }) => ({
                          to: 'parent',
                          event: { type: 'ANSWER_WAS', organisation: context.organisation, how: 'refused' },
                        }),
                      },
                    ],
                  },
                ],
              },
            },
            refused: {
              initial: 'fresh',
              states: { fresh: { after: { refusalPassedOn: 'overdue' } }, overdue: { tags: 'overdue' } },
              on: {
                ASK_AGAIN: {
                  target: 'awaiting',
                  guard: all('byTheCaseworker', 'oneOpportunity', 'responseAhead', 'responseWithinFourteenDays'),
                  actions: ['recordDate', { type: 'endDuty', params: { name: 'passOn' } }],
                },
                ESCALATE: { target: 'escalated', guard: all('passedOnByTheirOwnLineManager'), actions: 'recordEscalation' },
                NOTE_REFUSAL: { guard: all('byTheComplianceOfficer') },
              },
            },
            escalated: {
              tags: 'workInHand',
              entry: { type: 'endDuty', params: { name: 'passOn' } },
              on: {
                DECIDE: [
                  { target: 'awaiting', guard: when('goesOn', 'decidedByCustomerServices', 'responseAhead'), actions: 'recordDate' },
                  { target: '#request.closed.dropped', guard: all('decidedByCustomerServices') },
                ],
              },
            },
          },
        },
        letter: {
          initial: 'draft',
          states: {
            draft: {
              tags: 'standing',
              entry: {
                type: 'draftLetter',
                params: ({ context }) => ({ letter: 'approach', to: { organisation: context.organisation }, cites: 'I18' }),
              },
              on: {
                EDIT_LETTER: {
                  target: 'ready',
                  guard: all('byTheCaseworker'),
                  actions: { type: 'editLetter', params: ({ event }) => ({ id: event.letter, body: event.body }) },
                },
              },
            },
            ready: { tags: 'standing', on: { AGREE_LATER_RESPONSE: { target: 'outdated', guard: alongside() } } },
            outdated: {
              tags: 'standing',
              on: {
                EDIT_LETTER: {
                  target: 'ready',
                  guard: all('byTheCaseworker'),
                  actions: { type: 'editLetter', params: ({ event }) => ({ id: event.letter, body: event.body }) },
                },
              },
            },
          },
        },
      },
    },
    signing: {
      initial: 'ready',
      states: {
        ready: { tags: 'workInHand', on: { SUBMIT: { target: 'submitted', guard: all('byTheCaseworker'), actions: 'recordSubmission' } } },
        submitted: {
          initial: 'inTime',
          states: { inTime: { after: { signOffDue: 'late' } }, late: { tags: 'overdue' } },
          on: {
            SIGN_OFF: {
              target: '#request.monitored',
              guard: all('signedUnderTheScheme', 'notTheirOwnSubmission'),
              actions: [
                'recordItems',
                {
                  type: 'open',
                  params: ({ context }) =>
                    context.actions.map(({ id, by }) => ({ machine: 'item', key: id, input: { action: id, targetDate: by } })),
                },
              ],
            },
            RETURN: { target: 'ready', guard: all('signedUnderTheScheme', 'notTheirOwnSubmission') },
          },
        },
      },
    },
    monitored: { tags: 'childrenWait', on: { ITEM_ENDED: { actions: 'recordEnding' } } },
    closed: { tags: 'closed', initial: 'dropped', states: { dropped: {}, overruled: {}, stopped: {} } },
  },
  on: {
    CASEWORKER_CHANGED: { actions: 'recordCaseworker' },
    COMPLAINT_CLOSED: {
      target: '.closed.stopped',
      actions: [
        { type: 'endDuty', params: { name: 'passOn' } },
        { type: 'discardLetters', params: { letters: ['approach'] } },
      ],
    },
  },
})

export const request: Definition = {
  name: 'request',
  title: 'Request',
  version: 1,
  machine,
  rules,
  conditions,
  deadlines,
  events,
  messages: ['CASEWORKER_CHANGED', 'COMPLAINT_CLOSED', 'ITEM_ENDED'],
}
export const definitions: Definitions = { complaint, request, item }
