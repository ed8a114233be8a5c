import { setup } from 'xstate'
import { arrowsWith } from '../../../../machines/kernel/arrow.ts'
import { addDays, type CalendarDate } from '../../../../machines/kernel/calendar.ts'
import type { Deadline } from '../../../../machines/kernel/deadline.ts'
import type { Definition, Stamp, SubmissionOf } from '../../../../machines/kernel/definition.ts'
import { effectActions } from '../../../../machines/kernel/effect.ts'
import { neverRun, recordingIn } from '../../../../machines/kernel/recording.ts'
import { rulesAbout } from '../../../../machines/kernel/rule.ts'
import { act, day, fact } from '../../../../machines/kernel/words.ts'

/** What was agreed, until it has come: opened by a request, which hears of its end. */
export interface Item {
  readonly action: string
  readonly targetDate: CalendarDate
  readonly updateOn?: CalendarDate
  readonly updates: number
  readonly caseworker?: string
}

const events = {
  EXTEND: act('EXTEND', { targetDate: day('The new date') }, { title: 'Extend', done: 'extended' }),
  REMEDY_PROVIDED: fact('REMEDY_PROVIDED', {}, { title: 'Record the remedy', done: 'recorded the remedy' }),
}
type Submission = SubmissionOf<typeof events>
type Message = { type: 'CASEWORKER_CHANGED'; caseworker: string }

const { must } = rulesAbout<Item>()
const rules = {
  byAnyStaff: must('I34', { who: { atLeast: 'caseworker' } }),
  byAnOperationsManager: must('C13', { who: { atLeast: 'operationsManager' } }),
  laterThanBefore: must<{ targetDate: CalendarDate }>('C13', {
    field: 'targetDate',
    because: 'An extension is to a later date',
    holds: (record, { targetDate }) => targetDate > record.targetDate,
  }),
}
const deadlines = {
  reminderDue: {
    cites: 'C14',
    title: 'A reminder is due',
    because: 'seven days before the target date',
    from: ({ targetDate }) => targetDate,
    days: -7,
  },
  targetPassed: {
    cites: 'C20',
    title: 'The target date passes',
    because: 'the day after the target date',
    from: ({ targetDate }) => targetDate,
    days: 1,
  },
  updateDue: { cites: 'C14', title: 'An update is due', because: 'every two weeks', from: ({ updateOn }) => updateOn, days: 0 },
} satisfies Record<string, Deadline<Item>>

const { all, guards } = arrowsWith(rules, {})
const { on, always } = recordingIn<Item, Submission | Message>()
const machine = setup({
  types: { context: {} as Item, events: {} as (Submission | Message) & Stamp, input: {} as Partial<Item> | undefined },
  guards,
  delays: neverRun('reminderDue', 'targetPassed', 'updateDue'),
  actions: {
    ...effectActions,
    recordCaseworker: on('CASEWORKER_CHANGED', (_record, { caseworker }) => ({ caseworker })),
    recordTarget: on('EXTEND', (_record, { targetDate }) => ({ targetDate })),
    recordNextUpdate: always(({ updates }, { today }) => ({ updateOn: addDays(today, 14), updates: updates + 1 })),
  },
}).createMachine({
  id: 'item',
  context: ({ input }) => ({ action: '', targetDate: '1970-01-01', updates: 0, ...input }),
  initial: 'monitored',
  states: {
    monitored: {
      description: 'The target date is ahead',
      initial: 'quiet',
      after: { targetPassed: { target: 'overdue', actions: 'recordNextUpdate' } },
      states: {
        quiet: {
          entry: {
            type: 'createDuty',
            params: ({ context }) => ({
              name: 'discuss',
              to: 'caseworker',
              title: 'Discuss the date',
              dueOn: addDays(context.targetDate, -20),
              cites: 'C4',
              endsBy: 'acknowledgement',
            }),
          },
          after: { reminderDue: 'reminded' },
        },
        reminded: {},
      },
    },
    overdue: {
      id: 'lateItem',
      description: 'The target date has passed',
      entry: [
        {
          type: 'createDuty',
          params: ({ context }) => ({
            name: 'update',
            to: 'complianceOfficer',
            title: `Update ${context.updates}`,
            dueOn: context.updateOn!,
            cites: 'C14',
            endsBy: 'act',
          }),
        },
        {
          type: 'sendFixedLetter',
          params: ({ event }) => ({ letter: 'reminder', to: { office: 'complianceOfficer' }, cites: 'C14', on: event.today }),
        },
      ],
      after: { updateDue: { target: 'overdue', reenter: true, actions: 'recordNextUpdate' } },
    },
    closed: { tags: 'closed' },
  },
  on: {
    CASEWORKER_CHANGED: { actions: 'recordCaseworker' },
    EXTEND: {
      target: '.monitored',
      guard: all('byAnOperationsManager', 'laterThanBefore'),
      actions: ['recordTarget', { type: 'endDuty', params: { name: 'update' } }],
    },
    REMEDY_PROVIDED: {
      target: '.closed',
      guard: all('byAnyStaff'),
      actions: [
        { type: 'endDuty', params: { name: 'update' } },
        { type: 'tell', params: ({ context }) => ({ to: 'parent', event: { type: 'ITEM_ENDED', action: context.action } }) },
      ],
    },
  },
})

export const item: Definition = {
  name: 'item',
  title: 'Item',
  version: 1,
  machine,
  rules,
  conditions: {},
  deadlines,
  events,
  messages: ['CASEWORKER_CHANGED'],
}
