import { setup } from 'xstate'
import { arrowsWith } from '../kernel/arrow.ts'
import type { Definition, Stamp, SubmissionOf } from '../kernel/definition.ts'
import { recordingIn } from '../kernel/recording.ts'
import { begun, type Organisation } from './record.ts'
import { events, rules } from './register.ts'

type Submission = SubmissionOf<typeof events>
const { all, guards } = arrowsWith(rules, {})
const { on } = recordingIn<Organisation, Submission>()

const machine = setup({
  types: { context: {} as Organisation, events: {} as Submission & Stamp, input: {} as Partial<Organisation> | undefined },
  guards,
  actions: {
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
  },
}).createMachine({
  id: 'organisation',
  description: 'An organisation complained about: what it is called, and whom to speak to',
  context: ({ input }) => ({ ...begun, ...input }),
  initial: 'unopened',
  states: {
    unopened: {
      description: 'Nothing is known yet',
      tags: 'standing',
      on: { REGISTER: { target: 'registered', guard: all('byAnyStaff', 'oneFocalPoint'), actions: 'recordRegistration' } },
    },
    registered: {
      description: 'Casefiles can name it',
      tags: 'standing',
      on: {
        ADD_CONTACT: { guard: all('byAnyStaff', 'noSecondFocalPoint'), actions: 'recordContact' },
        CHANGE_CONTACTS: { guard: all('byAnyStaff', 'oneFocalPoint'), actions: 'recordContacts' },
        ADD_NOTE: { guard: all('byAnyStaff') },
        ORGANISATION_RENAMED: { guard: all('byTheComplianceOfficer', 'anotherName', 'renamedSinceItsLastName'), actions: 'recordName' },
      },
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
  messages: [],
}
