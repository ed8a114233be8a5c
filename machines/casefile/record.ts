import type { Finding, Investigation } from '../investigation/record.ts'
import type { PostId } from '../kernel/authority.ts'
import type { CalendarDate } from '../kernel/calendar.ts'
import type { OrganisationId } from '../kernel/definition.ts'
import type { WordsRef } from '../kernel/words.ts'
import type { DecisionTaken, Outcome } from '../review/record.ts'
import { type CasefileFacts, nothingKnown } from './facts.ts'

/** Somebody in a complaint: every line is a reference to words that can be erased. */
export interface Person {
  readonly name: WordsRef
  readonly address?: WordsRef | undefined
  readonly telephone?: WordsRef | undefined
  readonly email?: WordsRef | undefined
  /** What they are to the complainant. */
  readonly relation?: WordsRef | undefined
}

export type DecidedAs = 'resolved' | 'declined' | 'valueAdded' | 'premature' | 'proposedForInvestigation'

/** One attempt at an intervention, as the casefile knows it. */
export interface Attempt {
  readonly key: string
  readonly openedOn: CalendarDate
  readonly how?: DecidedAs
  readonly decidedOn?: CalendarDate
  readonly closureDetail?: string
  readonly enquiryAction?: string
  /** Of a resolved attempt, once all its items have ended. */
  readonly outcome?: 'complied' | 'partlyComplied' | 'notComplied'
  /** What reopened the enquiry for it, by its key: what was closed stays closed, and this one is linked to it by saying so. */
  readonly reopened?: { readonly cites: ReopenedBy; readonly why: WordsRef; readonly of: string }
}

/** An item that ended otherwise than complied, and one whose case is reassessed; a review of our decision. */
export type ReopenedBy = 'I24' | 'C22g' | 'I33'

/** One investigation, as the casefile knows it. */
export interface InvestigationHeld {
  readonly key: string
  readonly openedOn: CalendarDate
  readonly draftOn?: CalendarDate
  readonly finalOn?: CalendarDate
  readonly finding?: Finding
  readonly how?: NonNullable<Investigation['endedHow']>
  readonly endedOn?: CalendarDate
}

/** One complaint about our decision, as the casefile knows it. */
export interface ReviewHeld {
  readonly key: string
  readonly referredOn: CalendarDate
  /** The key of the attempt or investigation whose decision it is about. */
  readonly decision?: string
  readonly how?: 'declined' | Outcome
  readonly endedOn?: CalendarDate
}

/** Another casefile; both say so, and only the one where somebody linked them says why. */
export interface Link {
  readonly reference: string
  readonly why?: WordsRef
  /** This casefile was opened to assess again what was closed there (C22g), or that one this. */
  readonly reassesses?: true
  readonly reassessedBy?: true
}

/** What a casefile remembers: the facts that all its machines are told, and the particulars that are its own. */
export interface Casefile {
  readonly casefile: CasefileFacts
  /** The reference an earlier system or an earlier complaint had. */
  readonly earlierReference?: string
  readonly complainant?: Person | undefined
  readonly aggrieved?: Person | undefined
  readonly representative?: Person | undefined
  readonly complaint?: WordsRef | undefined
  readonly injustices: readonly WordsRef[]
  readonly remedySought?: WordsRef | undefined
  readonly attempts: readonly Attempt[]
  readonly investigations: readonly InvestigationHeld[]
  readonly reviews: readonly ReviewHeld[]
  /** Organisations that refused a proposal and have not been escalated since: asking them again needs I20's reason, in any attempt. */
  readonly refusals: readonly OrganisationId[]
  readonly links: readonly Link[]
  /** The days on which a summary naming individuals was published (C23): apart from the publication of the case, which C18 asks about. */
  readonly summariesPublished?: readonly CalendarDate[]
  /** Visible to these posts alone. */
  readonly sealed?: { readonly posts: readonly PostId[]; readonly why: WordsRef } | undefined
}

export const begun: Casefile = {
  casefile: nothingKnown,
  injustices: [],
  attempts: [],
  investigations: [],
  reviews: [],
  refusals: [],
  links: [],
}

type Ending = { readonly how?: unknown }
const underWay = ({ how }: Ending) => how === undefined
/** With its final report an investigation is over, though what it recommended is still monitored. */
const beforeReport = ({ finalOn, how }: InvestigationHeld) => finalOn === undefined && how === undefined
export const attemptUnderWay = ({ attempts }: Casefile): Attempt | undefined => attempts.find(underWay)
export const investigationUnderWay = ({ investigations }: Casefile): InvestigationHeld | undefined => investigations.find(beforeReport)

/** Our decisions whose letter or report has gone out, oldest first: what there can be a complaint about (I33). */
export function decisionsOf({ attempts, investigations }: Casefile): readonly DecisionTaken[] {
  const decided = attempts.flatMap(({ key, how, decidedOn: on }) => (how !== 'proposedForInvestigation' && on ? [{ key, on }] : []))
  const reported = investigations.flatMap(({ key, finalOn, endedOn }) => {
    const on = finalOn ?? endedOn
    return on ? [{ key, on }] : []
  })
  return [...decided, ...reported].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

/**
 * Whether the enquiry is closed: every attempt decided, every investigation reported or discontinued, no review under way, and the last
 * attempt not handed on to an investigation that is still to be opened. Items go on being monitored after it (RULES, Shape). Never a
 * column that somebody sets.
 */
export const casefileClosed = (record: Casefile): boolean =>
  record.attempts.length + record.investigations.length > 0 &&
  !attemptUnderWay(record) &&
  !investigationUnderWay(record) &&
  !record.reviews.some(underWay) &&
  !investigationAwaited(record)

/** The day since which the enquiry is closed: that of the last decision, report or review; undefined while it is open. */
export const enquiryClosedOn = (record: Casefile): CalendarDate | undefined =>
  casefileClosed(record)
    ? [...decisionsOf(record).map(({ on }) => on), ...record.reviews.flatMap(({ endedOn }) => endedOn ?? [])].sort().at(-1)
    : undefined

/** The last attempt was handed on to an investigation that is still to be opened. */
export function investigationAwaited({ attempts, investigations }: Casefile): boolean {
  const last = attempts.at(-1)
  return last?.how === 'proposedForInvestigation' && !investigations.some(({ openedOn }) => openedOn >= last.decidedOn!)
}
