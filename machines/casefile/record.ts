import type { PostId } from '../kernel/authority.ts'
import type { CalendarDate } from '../kernel/calendar.ts'
import type { OrganisationId } from '../kernel/definition.ts'
import type { WordsRef } from '../kernel/words.ts'
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
  /** Organisations that refused a proposal and have not been escalated since: asking them again needs I20's reason, in any attempt. */
  readonly refusals: readonly OrganisationId[]
  readonly links: readonly { readonly reference: string; readonly why: WordsRef }[]
  /** Visible to these posts alone. */
  readonly sealed?: { readonly posts: readonly PostId[]; readonly why: WordsRef } | undefined
}

export const begun: Casefile = { casefile: nothingKnown, injustices: [], attempts: [], refusals: [], links: [] }

const underWay = ({ how }: Attempt) => how === undefined
export const attemptUnderWay = ({ attempts }: Casefile): Attempt | undefined => attempts.find(underWay)

/**
 * Whether the enquiry is closed: every attempt decided, and the last one not handed on to an investigation. Items go on being monitored
 * after it (RULES, Shape). Never a column that somebody sets.
 */
export const casefileClosed = ({ attempts }: Casefile): boolean =>
  attempts.length > 0 && !attempts.some(underWay) && attempts.at(-1)!.how !== 'proposedForInvestigation'
