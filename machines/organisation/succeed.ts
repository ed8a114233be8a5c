import { complianceOfficer } from '../casefile/authority.ts'
import type { OrganisationId, SubmissionOf } from '../kernel/definition.ts'
import { recordingIn } from '../kernel/recording.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { fact, organisationId, words } from '../kernel/words.ts'
import type { Organisation } from './record.ts'

/** It was merged into another, or replaced by it (setting q). */
export const succeedEvents = {
  ORGANISATION_SUCCEEDED: fact(
    'ORGANISATION_SUCCEEDED',
    { successor: organisationId('The organisation that took its place'), why: words('How that came about').optional() },
    { title: 'Record a successor', done: 'recorded that another organisation took its place' },
  ),
}

const { must } = rulesAbout<Organisation>()

export const succeedRules = {
  /** Our reading (setting ad). */
  succeededByTheComplianceOfficersWord: must('C6', { who: complianceOfficer }),
  /** The engine looks the named one up, with those that took its place in turn: nobody would be in force in a circle. */
  successorLeadsNotBack: must<{ successor: OrganisationId }>('C6', {
    field: 'successor',
    because: 'That is this organisation, or one whose place it has taken itself: name the one that took its place',
    holds: (_record, { successor, organisations }) => organisations?.[successor]?.leadsBack !== true,
  }),
}

const { on } = recordingIn<Organisation, SubmissionOf<typeof succeedEvents>>()
export const succeedRecordings = {
  recordSuccessor: on('ORGANISATION_SUCCEEDED', (_record, { successor, why, happenedOn }) => ({
    successor: { organisation: successor, on: happenedOn, ...(why && { why }) },
  })),
}
