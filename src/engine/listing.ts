import { type Casefile, casefileClosed } from '../../machines/casefile/record.ts'
import type { FileState } from '../../machines/kernel/file.ts'
import type { CasefileListed, OrganisationListed } from './changeset.ts'

/** The narrow row of a casefile or an organisation, read off the record of the instance that opened the file, as it was just stored. */
export function listingOf(file: FileState): { casefile?: CasefileListed; organisation?: OrganisationListed } {
  const own = file.instances.find(({ parent }) => parent === undefined)!
  const record: unknown = JSON.parse(own.stored).snapshot.context
  return own.machine === 'organisation'
    ? { organisation: organisationListed(record as Organisation) }
    : { casefile: casefileListed(record as Casefile) }
}

function casefileListed(record: Casefile): CasefileListed {
  const { casefile, earlierReference, sealed } = record
  const { directorate, stage, caseworker, receivedOn, organisations } = casefile
  return {
    ...(earlierReference && { earlierReference }),
    directorate,
    stage,
    ...(caseworker && { caseworker }),
    receivedOn,
    organisations: organisations.map(({ id }) => id),
    sealed: sealed !== undefined,
    sealedTo: sealed?.posts ?? [],
    closed: casefileClosed(record),
  }
}

type Organisation = OrganisationListed
const organisationListed = ({ name, sector }: Organisation): OrganisationListed => ({ name, sector })
