import { z } from 'zod'
import { type Grade, inWords, type NamedPost, namedPosts, permits, type Role, type Who } from '../kernel/authority.ts'
import { type Addressee, type Office, type OpenDuty, offices } from '../kernel/effect.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { act, words } from '../kernel/words.ts'
import { aLineManagerOrAbove, directorOfCustomerServices, ownLineManager, theCaseworker } from './authority.ts'
import type { Casefile } from './record.ts'

/** A duty that no act ends is done by saying so. */
export const dutiesEvents = {
  DUTY_DONE: act(
    'DUTY_DONE',
    { duty: z.uuid('Choose a duty').meta({ label: 'Duty', refersTo: 'duty' }), note: words('Note').optional() },
    { title: 'Say that a duty is done', done: 'did a duty' },
  ),
}

/** The open duty that an event names: the file puts it in the place of its id, and leaves an unknown id as it is. */
export const dutyNamed = ({ duty }: { duty?: unknown }): OpenDuty | undefined => (typeof duty === 'object' ? (duty as OpenDuty) : undefined)

/** Whom a duty falls to as the casefile stands; what a caseworker nobody has named would do is for a line manager. */
export function fallsTo(to: Addressee, { casefile }: Casefile): Who<Casefile> {
  const assigned = casefile.caseworker !== undefined
  if (to === 'caseworker') return assigned ? theCaseworker : aLineManagerOrAbove
  if (to === 'lineManager') return assigned ? ownLineManager : aLineManagerOrAbove
  if (isOffice(to)) return { offices: officesFor[to], of: (record) => record.casefile.directorate }
  if (to === 'directorOfCustomerServices') return directorOfCustomerServices
  return isNamedPost(to) ? { posts: [to] } : { roles: [to] }
}
/** Addressees that are told by who has the casefile: their duties go where it goes. */
export const goingWithCasefile: readonly string[] = ['caseworker', 'lineManager'] satisfies readonly Addressee[]
const isOffice = (to: Addressee): to is Office => (offices as readonly string[]).includes(to)
const isNamedPost = (to: NamedPost | Role): to is NamedPost => (namedPosts as readonly string[]).includes(to)

/** The grades that each office's duties are shown to: what an operations manager may do, those above may. */
export const officesFor: Readonly<Record<Office, readonly Grade[]>> = {
  operationsManager: ['operationsManager', 'deputyDirector', 'director'],
  deputyDirector: ['deputyDirector'],
  director: ['deputyDirector', 'director'],
  directorAlone: ['director'],
}

const { must } = rulesAbout<Casefile>()

export const dutiesRules = {
  dutyIsOpen: must<{ duty: unknown }>('I16', {
    field: 'duty',
    because: 'The casefile has no such open duty',
    holds: (_record, event) => dutyNamed(event) !== undefined,
  }),
  dutyEndsBySayingSo: must<{ duty: unknown }>('I16', {
    field: 'duty',
    because: (_record, event) => `"${dutyNamed(event)?.title}" ends when what it asks for is recorded`,
    always: 'This duty ends when what it asks for is recorded',
    holds: (_record, event) => dutyNamed(event)?.endsBy !== 'act',
  }),
  dutyFallsToThem: must<{ duty: unknown }>('I16', {
    field: 'duty',
    because: (record, event) => `This duty is for ${inWords(fallsTo(dutyNamed(event)!.to, record), record, event)}`,
    always: 'This duty is for somebody else',
    holds: (record, event) => {
      const duty = dutyNamed(event)
      return duty === undefined || permits(fallsTo(duty.to, record), record, event.by, event)
    },
  }),
}
