import { type Casefile, casefileClosed } from '../../machines/casefile/record.ts'
import type { OrganisationId, Rating } from '../../machines/kernel/definition.ts'
import type { FileState } from '../../machines/kernel/file.ts'
import type { CasefileListed, OrganisationListed } from './changeset.ts'

/** The narrow row of a casefile or an organisation, read off the record of the instance that opened the file, as it was just stored. */
export function listingOf(file: FileState): { casefile?: CasefileListed; organisation?: OrganisationListed } {
  const own = file.instances.find(({ parent }) => parent === undefined)!
  const record = recordIn(own.stored)
  return own.machine === 'organisation'
    ? { organisation: organisationListed(record as Organisation, ratingIn(file)) }
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

interface Organisation extends Pick<OrganisationListed, 'name' | 'sector'> {
  readonly successor?: { readonly organisation: OrganisationId }
}
const organisationListed = ({ name, sector, successor }: Organisation, rating: Rating): OrganisationListed => ({
  name,
  sector,
  rating,
  ...(successor && { successor: successor.organisation }),
})

/** An organisation that nobody has rated is rated B (C8). */
function ratingIn({ instances }: FileState): Rating {
  const held = instances.find(({ machine, inError }) => machine === 'rating' && !inError)
  return (held && (recordIn(held.stored) as { rating?: Rating }).rating) ?? 'B'
}

/** Whom an instance is about; most records that do not say are not looked into. */
export function organisationIn(stored: string): OrganisationId | undefined {
  if (!stored.includes('"organisation":"')) return undefined
  const { organisation } = recordIn(stored) as { organisation?: unknown }
  return typeof organisation === 'string' && ID.test(organisation) ? organisation : undefined
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const recordIn = (stored: string): unknown => JSON.parse(stored).snapshot.context
