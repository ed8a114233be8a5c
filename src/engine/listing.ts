import { type Casefile, casefileClosed } from '../../machines/casefile/record.ts'
import { findingsIn } from '../../machines/compliance/findings.ts'
import type { Compliance } from '../../machines/compliance/record.ts'
import type { OrganisationId, Rating } from '../../machines/kernel/definition.ts'
import type { FileState, HeldInstance } from '../../machines/kernel/file.ts'
import { canonical } from '../../machines/kernel/stored.ts'
import type { WordsRef } from '../../machines/kernel/words.ts'
import { type MoneyLine, sumOf } from '../../machines/remedy/action.ts'
import type { CasefileListed, OrganisationListed, RemedyKept, TextPart } from './changeset.ts'

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
    ...namesIn(record),
    injustices: record.injustices.flatMap((ref) => textIn(ref) ?? []),
  }
}

function namesIn(record: Casefile): Pick<CasefileListed, 'complainant' | 'aggrieved' | 'representative'> {
  const [complainant, aggrieved, representative] = [record.complainant, record.aggrieved, record.representative].map((person) =>
    textIn(person?.name),
  )
  return { ...(complainant && { complainant }), ...(aggrieved && { aggrieved }), ...(representative && { representative }) }
}

/** The id of the text that a reference stands for. */
const textIn = (ref: WordsRef | undefined): string | undefined => ref && /^text:([0-9a-f-]{36}):/.exec(ref)?.[1]

/** What a text is to search, by the row of its casefile. */
export function partOf({ complainant, aggrieved, representative, injustices }: CasefileListed, text: string): TextPart | undefined {
  if (text === complainant || text === aggrieved || text === representative) return 'name'
  return injustices.includes(text) ? 'injustice' : undefined
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

/** What an item came from; no other machine has a source. */
export const sourceIn = (machine: string, stored: string): string | undefined =>
  machine === 'compliance' ? (recordIn(stored) as Compliance).source : undefined

/** What an item is about; no other machine has one. */
export function remedyIn({ machine, stored, inError }: Pick<HeldInstance, 'machine' | 'stored' | 'inError'>): RemedyKept | undefined {
  if (machine !== 'compliance') return undefined
  const item = recordIn(stored) as Compliance
  const { action, agreedOn, ending, endedOn, organisation, targetDate } = item
  const amount = sumOf(action.money)
  return {
    kind: action.kind,
    what: action.what,
    measure: action.measure,
    money: canonical(action.money as readonly MoneyLine[]),
    ...(amount !== undefined && { amount }),
    agreedOn,
    ...(ending && { ending }),
    ...(endedOn && { endedOn }),
    organisation,
    targetOn: targetDate,
    findings: inError ? [] : findingsIn(item),
  }
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const recordIn = (stored: string): unknown => JSON.parse(stored).snapshot.context
