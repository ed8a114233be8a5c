import { setup } from 'xstate'
import { arrowsWith } from '../kernel/arrow.ts'
import type { Definition, Stamp, SubmissionOf } from '../kernel/definition.ts'
import { type EffectParams, effectActions } from '../kernel/effect.ts'
import { recordingIn } from '../kernel/recording.ts'
import { messages, type ToOrganisation } from './messages.ts'
import { begun, type Organisation } from './record.ts'
import { events as registerEvents, rules as registerRules } from './register.ts'
import { succeedEvents, succeedRecordings, succeedRules } from './succeed.ts'

const events = { ...registerEvents, ...succeedEvents }
const rules = { ...registerRules, ...succeedRules }
type Submission = SubmissionOf<typeof events> | ToOrganisation
const { all, guards } = arrowsWith(rules, {})

const openRating = { type: 'open', params: { machine: 'rating', key: 'rating', input: {} } } as const
/** What its rating has to hear of. */
const tellRating = (event: (record: Organisation) => EffectParams['tell']['event']) =>
  ({
    type: 'tell',
    params: ({ context }: { context: Organisation }): EffectParams['tell'] => ({
      to: { child: 'rating', key: 'rating' },
      event: event(context),
    }),
  }) as const
/** What is open passes to it: where remedies were asked of the old one, the new one owes them, and its own year begins (C6, C9; setting q). */
const deliverToSuccessor = {
  type: 'deliver',
  params: ({ context: { firstRemedyOn, successor } }: { context: Organisation }): EffectParams['deliver'][] =>
    firstRemedyOn === undefined
      ? []
      : [{ to: { organisation: successor!.organisation }, event: { type: 'REMEDY_ASKED', on: successor!.on } }],
} as const
const { on } = recordingIn<Organisation, Submission>()

const machine = setup({
  types: { context: {} as Organisation, events: {} as Submission & Stamp, input: {} as Partial<Organisation> | undefined },
  guards,
  actions: {
    ...effectActions,
    ...succeedRecordings,
    recordRegistration: on('REGISTER', (_record, { name, sector, contacts, today }) => ({
      name,
      sector,
      contacts,
      names: [{ name, from: today }],
    })),
    recordContact: on('ADD_CONTACT', (record, { role, name, details }) => ({
      contacts: [...record.contacts, { role, name, ...(details && { details }) }],
    })),
    recordContacts: on('CHANGE_CONTACTS', (_record, { contacts }) => ({ contacts })),
    /** Its first name has no known beginning: a renaming dated before we registered it moves only its end. */
    recordName: on('ORGANISATION_RENAMED', ({ names }, { name, happenedOn }) => ({
      name,
      names: [
        ...names.map((each, place) => (place === names.length - 1 ? { ...each, until: happenedOn } : each)),
        { name, from: happenedOn },
      ],
    })),
    recordFirstRemedy: on('REMEDY_ASKED', (_record, { on: day }) => ({ firstRemedyOn: day })),
  },
}).createMachine({
  id: 'organisation',
  description: 'An organisation complained about: what it is called, whom to speak to, and what took its place',
  context: ({ input }) => ({ ...begun, ...input }),
  initial: 'unopened',
  states: {
    unopened: {
      description: 'Nothing is known yet',
      tags: 'standing',
      on: { REGISTER: { target: 'registered', guard: all('byAnyStaff', 'oneFocalPoint'), actions: ['recordRegistration', openRating] } },
    },
    registered: {
      description: 'Casefiles can name it',
      tags: 'standing',
      initial: 'notMeasured',
      on: {
        ADD_CONTACT: { guard: all('byAnyStaff', 'noSecondFocalPoint'), actions: 'recordContact' },
        CHANGE_CONTACTS: { guard: all('byAnyStaff', 'oneFocalPoint'), actions: 'recordContacts' },
        ADD_NOTE: { guard: all('byAnyStaff') },
        ORGANISATION_RENAMED: { guard: all('byTheComplianceOfficer', 'anotherName', 'renamedSinceItsLastName'), actions: 'recordName' },
        ORGANISATION_SUCCEEDED: {
          target: 'succeeded',
          guard: all('succeededByTheComplianceOfficersWord', 'successorLeadsNotBack'),
          actions: [
            'recordSuccessor',
            deliverToSuccessor,
            tellRating(({ successor }) => ({ type: 'ORGANISATION_WAS_SUCCEEDED', on: successor!.on })),
          ],
        },
      },
      states: {
        notMeasured: {
          description: 'No remedy has been asked of it yet',
          on: {
            REMEDY_ASKED: {
              target: 'measured',
              actions: ['recordFirstRemedy', tellRating(({ firstRemedyOn }) => ({ type: 'REMEDY_ASKED', on: firstRemedyOn! }))],
            },
          },
        },
        measured: { description: 'A remedy has been asked of it: how it complies is measured' },
      },
    },
    succeeded: {
      description: 'Another organisation took its place; its history and its rating stay with it',
      tags: 'standing',
      on: { ADD_NOTE: { guard: all('byAnyStaff') } },
    },
  },
})

/** An organisation, which is a file of its own: registered once, never final. */
export const organisation: Definition = {
  name: 'organisation',
  title: 'Organisation',
  version: 1,
  machine,
  rules,
  conditions: {},
  deadlines: {},
  events,
  messages,
}
