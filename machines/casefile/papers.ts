import { z } from 'zod'
import type { CalendarDate } from '../kernel/calendar.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { act, day, fact, organisationId, plain, words } from '../kernel/words.ts'
import type { Casefile } from './record.ts'

const happenings = ['published', 'laid'] as const
export type Happening = (typeof happenings)[number]

/** A casefile by its reference, or by its earlier one: whether there is such a casefile, and another than this, is looked up before the machine hears of it. */
const otherCasefile = (label: string) => plain(label, { most: 100 }).meta({ label, casefile: true })

/** What comes in and goes out, notes, links, and publication. Papers are described; the history keeps them. */
export const papersEvents = {
  RECORD_CORRESPONDENCE: fact(
    'RECORD_CORRESPONDENCE',
    {
      direction: z.enum(['received', 'sent']).meta({ label: 'Received or sent' }),
      channel: z.enum(['letter', 'email', 'telephone', 'meeting', 'other']).meta({ label: 'How' }),
      party: z.enum(['complainant', 'representative', 'aggrieved', 'organisation', 'other']).meta({ label: 'With whom' }),
      organisation: organisationId('The organisation').optional(),
      what: words('What was said'),
      reference: plain('Reference', { most: 200 }).optional(),
    },
    { title: 'Record correspondence', done: 'recorded correspondence' },
  ),
  FILE_DOCUMENT: act(
    'FILE_DOCUMENT',
    {
      what: words('What it is', { most: 2_000 }),
      from: words('From whom', { most: 500 }),
      dated: day('The date on it').optional(),
      reference: plain('Reference', { most: 200 }).optional(),
    },
    { title: 'File a document', done: 'filed a document' },
  ),
  ADD_NOTE: act('ADD_NOTE', { note: words('Note') }, { title: 'Add a note', done: 'added a note' }),
  LINK: act(
    'LINK',
    { reference: otherCasefile('Reference of the other casefile'), why: words('Why') },
    { title: 'Link another casefile', done: 'linked another casefile' },
  ),
  RECORD_PUBLICATION: fact(
    'RECORD_PUBLICATION',
    {
      what: z.enum(happenings).meta({ label: 'Published, or laid before Parliament' }),
      note: words('Note').optional(),
    },
    { title: 'Record publication or laying', done: 'recorded publication or laying' },
  ),
}

const { must } = rulesAbout<Casefile>()
const dayOf = ({ casefile }: Casefile, what: Happening) => (what === 'published' ? casefile.publishedOn : casefile.laidOn)

export const papersRules = {
  saysWhichOrganisation: must<{ party: string; organisation?: string | undefined }>('I16', {
    field: 'organisation',
    because: 'Say which organisation it was with',
    holds: (_record, { party, organisation }) => party !== 'organisation' || organisation !== undefined,
  }),
  datedByToday: must<{ dated?: CalendarDate | undefined }>('I16', {
    field: 'dated',
    because: (_record, { dated }) => `The date on the document, ${dated}, is in the future`,
    holds: (_record, { dated, today }) => dated === undefined || dated <= today,
  }),
  notLinkedAlready: must<{ reference: string }>('I16', {
    field: 'reference',
    because: (_record, { reference }) => `${reference} is linked already`,
    holds: ({ links }, { reference }) => !links.some((link) => link.reference === reference),
  }),
  notRecordedAlready: must<{ what: Happening }>('C18', {
    field: 'what',
    because: (record, { what }) => `The case was ${what} on ${dayOf(record, what)}: that is recorded already`,
    holds: (record, { what }) => dayOf(record, what) === undefined,
  }),
}
