import { OFFICE } from '../guidance/paragraph.ts'
import type { SubmissionOf } from '../kernel/definition.ts'
import { derivedId } from '../kernel/identity.ts'
import { recordingIn } from '../kernel/recording.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { act, plain } from '../kernel/words.ts'
import { gainsBy, person } from './authority.ts'
import type { Office } from './record.ts'

const name = plain('Name', { most: 200 })
const subject = plain('How they sign in', { most: 200, hint: 'The subject by which the identity provider knows them.' }).optional()

export const peopleEvents = {
  ADD_PERSON: act('ADD_PERSON', { name, subject }, { title: 'Add a person', done: 'added a person' }),
  RENAME_PERSON: act(
    'RENAME_PERSON',
    { person: person('Person'), name },
    { title: 'Change the name of a person', done: 'changed the name of a person' },
  ),
  CHANGE_SIGN_IN: act(
    'CHANGE_SIGN_IN',
    { person: person('Person'), subject },
    { title: 'Change how a person signs in', done: 'changed how a person signs in' },
  ),
}

const { must } = rulesAbout<Office>()
type OfAPerson = { person: string }

export const peopleRules = {
  thereIsSuchAPerson: must<OfAPerson>(OFFICE, {
    field: 'person',
    because: 'Nobody of this id works here: add them first',
    holds: (office, { person: id }) => office.people.some((each) => each.id === id),
  }),
  signsInAsNobodyElse: must<{ subject?: string | undefined; person?: string }>(OFFICE, {
    field: 'subject',
    because: (office, { subject: given }) =>
      `${office.people.find((each) => each.subject === given)?.name} signs in so: one sign-in is one person`,
    always: 'Somebody else signs in so: one sign-in is one person',
    holds: (office, { subject: given, person: id }) =>
      given === undefined || !office.people.some((each) => each.subject === given && each.id !== id),
  }),
  /** Else whoever administers could sign in as anybody, and hold what that person holds. */
  notTheirOwnSignIn: must<OfAPerson>(OFFICE, {
    field: 'person',
    because: 'Nobody changes how they sign in themselves: ask another administrator',
    holds: (_office, { person: id, by }) => !gainsBy({ by }, [id]),
  }),
}

const { on } = recordingIn<Office, SubmissionOf<typeof peopleEvents>>()
const changed = (office: Office, id: string, change: (person: Office['people'][number]) => Office['people'][number]) => ({
  people: office.people.map((each) => (each.id === id ? change(each) : each)),
})
export const peopleRecordings = {
  recordPerson: on('ADD_PERSON', (office, { name: given, subject: known, now }) => ({
    people: [
      ...office.people,
      { id: derivedId('person', `${now} ${office.people.length} ${given}`), name: given, ...(known !== undefined && { subject: known }) },
    ],
  })),
  recordNewName: on('RENAME_PERSON', (office, { person: id, name: given }) => changed(office, id, (each) => ({ ...each, name: given }))),
  recordSignIn: on('CHANGE_SIGN_IN', (office, { person: id, subject: known }) =>
    changed(office, id, ({ subject: _, ...each }) => ({ ...each, ...(known !== undefined && { subject: known }) })),
  ),
}
