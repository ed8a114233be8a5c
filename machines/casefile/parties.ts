import type { OrganisationId } from '../kernel/definition.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { act, fact, words } from '../kernel/words.ts'
import { complainant, complainedAbout, injustices, person } from './open.ts'
import type { Casefile } from './record.ts'

/** The people and organisations of the complaint, and what it is about. */
export const partiesEvents = {
  CHANGE_PARTY: act(
    'CHANGE_PARTY',
    {
      complainant: complainant.meta({ label: 'Complainant', hint: 'Leave it empty where nothing changes' }).optional(),
      aggrieved: person('Aggrieved person')
        .nullable()
        .optional()
        .meta({
          label: 'Aggrieved person',
          hint: 'Whom it happened to, if not the complainant',
          presence: { leave: 'Leave it as it is', none: 'Nobody but the complainant', give: 'Change who it is' },
        }),
      representative: person('Representative')
        .nullable()
        .optional()
        .meta({
          label: 'Representative',
          hint: 'Who speaks for the complainant',
          presence: { leave: 'Leave it as it is', none: 'Nobody speaks for the complainant', give: 'Change who it is' },
        }),
      complainedAbout: complainedAbout.optional(),
      why: words('Why').optional(),
    },
    { title: 'Change who the parties are', done: 'changed the parties' },
  ),
  CHANGE_COMPLAINT: act(
    'CHANGE_COMPLAINT',
    {
      complaint: words('Complaint').optional(),
      injustices: injustices.optional().meta({
        label: 'Injustices claimed',
        presence: { leave: 'Leave them as they are', none: 'None is claimed', give: 'Change them' },
      }),
      remedySought: words('Remedy sought').optional(),
    },
    { title: 'Change what the complaint is', done: 'changed what the complaint is' },
  ),
  COMPLAINANT_DIED: fact(
    'COMPLAINANT_DIED',
    {
      representative: person('Who goes on with the complaint').optional(),
      note: words('Note').optional(),
    },
    { title: 'Record that the complainant has died', done: 'recorded that the complainant has died' },
  ),
  COMPLAINT_WITHDRAWN: fact(
    'COMPLAINT_WITHDRAWN',
    { why: words('Why the complainant withdraws') },
    { title: 'Record that the complaint is withdrawn', done: 'recorded that the complaint is withdrawn' },
  ),
}

const { must } = rulesAbout<Casefile>()
type Parties = {
  complainant?: unknown
  aggrieved?: unknown
  representative?: unknown
  complainedAbout?: readonly OrganisationId[] | undefined
}
type Particulars = { complaint?: unknown; injustices?: unknown; remedySought?: unknown }

export const partiesRules = {
  namesAParty: must<Parties>('I16', {
    field: 'complainant',
    because: 'Say who is to change: the complainant, the aggrieved person, the representative or the organisations',
    holds: (_record, event) =>
      [event.complainant, event.aggrieved, event.representative, event.complainedAbout].some((each) => each !== undefined),
  }),
  saysWhatChanges: must<Particulars>('I14', {
    field: 'complaint',
    because: 'Say what is to change: the complaint, the injustices claimed or the remedy sought',
    holds: (_record, event) => [event.complaint, event.injustices, event.remedySought].some((each) => each !== undefined),
  }),
  deathNotYetRecorded: must('I22', {
    because: ({ casefile }) => `That the complainant died is recorded already, on ${casefile.diedOn}`,
    always: 'That the complainant died is recorded already',
    holds: ({ casefile }) => casefile.diedOn === undefined,
  }),
  notYetWithdrawn: must('I22', {
    because: ({ casefile }) => `The complaint is withdrawn already, on ${casefile.withdrawnOn}`,
    always: 'The complaint is withdrawn already',
    holds: ({ casefile }) => casefile.withdrawnOn === undefined,
  }),
}
