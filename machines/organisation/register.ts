import { z } from 'zod'
import { byAnyStaff, complianceOfficer } from '../casefile/authority.ts'
import type { CalendarDate } from '../kernel/calendar.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { act, fact, plain, saying, words } from '../kernel/words.ts'
import { type ContactRole, contactRoles, type Organisation, saidRole } from './record.ts'

const role = saying(z.enum(contactRoles), saidRole).meta({ label: 'What they are there' })
const name = words('Name of the contact', { most: 200 })
const details = words('How to reach them', { most: 1_000 }).optional()
const contacts = z.array(z.strictObject({ role, name, details })).max(20).meta({ item: 'contact' })
const nameOfIt = plain('Name of the organisation', { most: 200 })

export const events = {
  REGISTER: act(
    'REGISTER',
    {
      name: nameOfIt,
      sector: saying(z.enum(['parliamentary', 'health']), {
        parliamentary: 'Parliamentary: a government department or agency',
        health: 'Health: part of the NHS',
      }).meta({ label: 'Sector' }),
      contacts: contacts.default([]).meta({ label: 'Contacts' }),
    },
    { title: 'Register an organisation', done: 'registered the organisation' },
  ),
  ADD_CONTACT: act('ADD_CONTACT', { role, name, details }, { title: 'Add a contact', done: 'added a contact' }),
  CHANGE_CONTACTS: act(
    'CHANGE_CONTACTS',
    { contacts: contacts.meta({ label: 'Contacts, all of them' }) },
    { title: 'Change the contacts', done: 'changed the contacts' },
  ),
  ADD_NOTE: act('ADD_NOTE', { note: words('Note') }, { title: 'Add a note', done: 'added a note' }),
  ORGANISATION_RENAMED: fact(
    'ORGANISATION_RENAMED',
    { name: nameOfIt },
    { title: 'Record a new name', done: 'recorded that the organisation was renamed' },
  ),
}

const { must } = rulesAbout<Organisation>()

export const rules = {
  byAnyStaff: must('I17', { who: byAnyStaff }),
  /** Our reading (setting ad). */
  byTheComplianceOfficer: must('C6', { who: complianceOfficer }),
  oneFocalPoint: must<{ contacts: readonly { role: ContactRole }[] }>('I17', {
    field: 'contacts',
    because: 'An organisation has one focal point for the Ombudsman; mark the others as something else',
    holds: (_record, event) => event.contacts.filter((contact) => contact.role === 'focalPoint').length <= 1,
  }),
  noSecondFocalPoint: must<{ role: ContactRole }>('I17', {
    field: 'role',
    because: 'There is a focal point already: change the contacts instead',
    holds: (record, event) => event.role !== 'focalPoint' || !record.contacts.some((contact) => contact.role === 'focalPoint'),
  }),
  anotherName: must<{ name: string }>('C6', {
    field: 'name',
    because: (_record, event) => `It is called ${event.name} already`,
    always: 'It has that name already',
    holds: (record, event) => record.name !== event.name,
  }),
  renamedSinceItsLastName: must<{ name: string; happenedOn?: CalendarDate | undefined }>('C6', {
    field: 'happenedOn',
    because: (record) => `It took its present name on ${record.names.at(-1)?.from}; a later one cannot be older`,
    always: 'A later name cannot be older than the present one',
    holds: (record, event) => record.names.length < 2 || event.happenedOn >= record.names.at(-1)!.from,
  }),
}
