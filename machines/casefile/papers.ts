import { z } from 'zod'
import { ofTheSubmission } from '../kernel/arrow.ts'
import type { CalendarDate } from '../kernel/calendar.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { act, day, fact, organisationId, plain, saying, words } from '../kernel/words.ts'
import { byTheCaseworker, complianceOfficer } from './authority.ts'
import type { Casefile } from './record.ts'

const happenings = ['published', 'laid', 'summary'] as const
export type Happening = (typeof happenings)[number]

/** What comes in and goes out, notes, and publication. Papers are described; the history keeps them. */
export const papersEvents = {
  RECORD_CORRESPONDENCE: fact(
    'RECORD_CORRESPONDENCE',
    {
      direction: saying(z.enum(['received', 'sent']), { received: 'We received it', sent: 'We sent it' }).meta({
        label: 'Received or sent',
        asks: 'Did we receive it or send it?',
      }),
      channel: saying(z.enum(['letter', 'email', 'telephone', 'meeting', 'other']), {
        letter: 'By letter',
        email: 'By email',
        telephone: 'By telephone',
        meeting: 'At a meeting',
        other: 'In another way',
      }).meta({ label: 'How', asks: 'How was it said or sent?' }),
      party: saying(z.enum(['complainant', 'representative', 'aggrieved', 'organisation', 'other']), {
        complainant: 'The complainant',
        representative: 'The representative',
        aggrieved: 'The aggrieved person',
        organisation: 'An organisation',
        other: 'Somebody else',
      }).meta({ label: 'With whom', asks: 'Whom was it with?' }),
      organisation: organisationId('The organisation')
        .meta({ hint: 'Where it was with an organisation', onlyWhere: { field: 'party', is: ['organisation'] } })
        .optional(),
      what: words('What was said'),
      reference: plain('Reference', { most: 200 }).optional(),
    },
    { title: 'Record correspondence', done: 'recorded correspondence' },
  ),
  FILE_DOCUMENT: act(
    'FILE_DOCUMENT',
    {
      what: words('What it is', { most: 2_000 }),
      from: words('From whom', { most: 500 }).meta({ asks: 'Whom it is from' }),
      dated: day('The date on it').optional(),
      reference: plain('Reference', { most: 200 }).optional(),
    },
    { title: 'File a document', done: 'filed a document' },
  ),
  ADD_NOTE: act('ADD_NOTE', { note: words('Note') }, { title: 'Add a note', done: 'added a note' }),
  RECORD_PUBLICATION: fact(
    'RECORD_PUBLICATION',
    {
      what: saying(z.enum(happenings), {
        published: 'The report was published',
        laid: 'The report was laid before Parliament',
        summary: 'A summary naming individuals was published',
      }).meta({
        label: 'Published, laid before Parliament, or a summary naming individuals published',
        asks: 'What happened?',
        cites: ['C18', 'C23'],
      }),
      note: words('Note').optional(),
    },
    {
      title: 'Record publication or laying',
      done: 'recorded publication or laying',
      beforehand: 'What has been published stays published. Record it once it has happened, not before.',
    },
  ),
}

const { must } = rulesAbout<Casefile>()
/** A summary is published for each item that was not secured: it may happen again. */
const dayOf = ({ casefile }: Casefile, what: Happening) =>
  what === 'published' ? casefile.publishedOn : what === 'laid' ? casefile.laidOn : undefined

export const papersRules = {
  saysWhichOrganisation: must<{ party: string; organisation?: string | undefined }>('I16', {
    field: 'organisation',
    because: 'Say which organisation it was with',
    holds: (_record, { party, organisation }) => party !== 'organisation' || organisation !== undefined,
  }),
  /** Whose duty it is to publish it records it, as whoever has the casefile does (setting ac). */
  summaryRecordedBy: must('C23', { who: { some: [byTheCaseworker, complianceOfficer] } }),
  datedByToday: must<{ dated?: CalendarDate | undefined }>('I16', {
    field: 'dated',
    because: (_record, { dated }) => `The date on the document, ${dated}, is in the future`,
    always: 'The date on the document is in the future',
    holds: (_record, { dated, today }) => dated === undefined || dated <= today,
  }),
  notRecordedAlready: must<{ what: Happening }>('C18', {
    field: 'what',
    because: (record, { what }) => `The case was ${what} on ${dayOf(record, what)}: that is recorded already`,
    always: 'What happened to the case is recorded already',
    holds: (record, { what }) => dayOf(record, what) === undefined,
  }),
}

/** A summary naming individuals (C23) follows the end of an item; it is not the publication of the case that C18 asks about. */
export const papersConditions = {
  summaryOnly: ofTheSubmission<Casefile, { what: Happening }>((_record, { what }) => what === 'summary'),
}
