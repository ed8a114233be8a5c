import type { ApproachStands } from '../approach/messages.ts'
import { type CasefileFacts, nothingKnown } from '../casefile/facts.ts'
import type { DecisionType, PersonId } from '../kernel/authority.ts'
import type { CalendarDate } from '../kernel/calendar.ts'
import type { OrganisationId } from '../kernel/definition.ts'
import type { LetterHeld } from '../kernel/effect.ts'
import type { Consideration } from '../kernel/rule.ts'
import type { WordsRef } from '../kernel/words.ts'
import type { AgreedAction, RemedyAction } from '../remedy/action.ts'
import type { Factors } from './factors.ts'
import type { PointName } from './propose.ts'

/** What an attempt remembers of one organisation it approached; the approach itself is a machine of its own. */
export interface Approached {
  readonly thirdParty: boolean
  readonly standing: 'underWay' | 'refused' | 'confirmed' | 'failed' | 'goneOnWithout'
  /** Proposals put to it: after a refusal a second one wants escalation first, or a reason (I20). */
  readonly proposals: number
  /** The last one put to it: what was said, point by point, and by when an answer was asked for (I18). */
  readonly proposal?: {
    readonly on: CalendarDate
    readonly channel: 'telephone' | 'writing'
    readonly points: Readonly<Record<PointName, boolean>>
    readonly respondBy: CalendarDate
    /** What it was asked to do then, whatever is added to the list afterwards. */
    readonly actions: readonly RemedyAction[]
  }
  /** Where its approach stands, as the approach itself last said. */
  readonly stands?: ApproachStands['how'] | undefined
  readonly refusedOn?: CalendarDate
  readonly escalated: boolean
  readonly agreed: readonly AgreedAction[]
  readonly confirmedOn?: CalendarDate
}

export interface Assessment {
  readonly properlyMade: boolean
  readonly indicationOfFault: boolean
  readonly evidenceOfInjustice: boolean
  readonly promptActionWouldResolve: boolean
  readonly remedyClearAndFinal: boolean
  readonly clearFromPapers: boolean
  readonly betterInvestigated: readonly ('complexIssues' | 'highRisk' | 'especiallySerious' | 'injusticeHardToPinpoint')[]
  readonly seeksSystemicRemedy: Consideration
  readonly factors: Factors
}

export interface SignedLetter extends Pick<LetterHeld, 'id' | 'letter' | 'to'> {
  readonly body: WordsRef
}

/** A decision that waits for its signature, or has it. */
export interface Submission {
  readonly decision: DecisionType
  readonly by: PersonId
  readonly on: CalendarDate
  readonly reason?: 'noRemedySecured' | 'notSuitable' | 'withdrawn' | 'other'
  readonly whatWeDid: WordsRef
  readonly conclusions: WordsRef
}

/** Work that an organisation is asked to do so that its own procedure is complete: no remedy of ours (I2). */
export interface WorkAsked {
  readonly organisation: OrganisationId
  readonly what: string
  readonly understood: WordsRef
  readonly respondBy: CalendarDate
  readonly answered?: { readonly accepted: boolean; readonly on: CalendarDate }
}

/** Everything an attempt at an intervention remembers. Names and stories stay in the casefile's texts: here are only their references. */
export interface Intervention {
  readonly attempt: number
  readonly casefile: CasefileFacts
  /** Organisations that refused a proposal in an earlier attempt and were not escalated since (I20). */
  readonly earlierRefusals: readonly OrganisationId[]
  readonly assessment?: Assessment
  readonly contacts: readonly {
    readonly on: CalendarDate
    readonly channel: string
    readonly toldRemedyMayBeSought: boolean
    readonly expectations: WordsRef
  }[]
  readonly clinicalAdvice: readonly { readonly on: CalendarDate; readonly advice: WordsRef }[]
  readonly comparisons: readonly { readonly on: CalendarDate; readonly compared: WordsRef }[]
  readonly consents: readonly { readonly organisation: OrganisationId; readonly on: CalendarDate; readonly forTheInvestigation: boolean }[]
  readonly decidedToAttemptOn?: CalendarDate
  readonly actions: readonly RemedyAction[]
  /** Proposed and not agreed: kept with what became of it (I30). */
  readonly notAgreed: readonly {
    readonly action: RemedyAction
    readonly became: 'removed' | 'refused' | 'replacedByOffer'
    readonly why?: WordsRef
  }[]
  readonly approaches: Readonly<Record<OrganisationId, Approached>>
  readonly provided: readonly {
    readonly organisation: OrganisationId
    readonly action: string
    readonly on: CalendarDate
    readonly evidence: WordsRef
  }[]
  /** How each promised explanation was judged, by organisation and action (I6). */
  readonly explanations: Readonly<Record<string, { readonly on: CalendarDate; readonly satisfied: boolean; readonly judged: WordsRef }>>
  readonly informed?: {
    readonly on: CalendarDate
    readonly channel: string
    readonly objections: 'none' | 'some' | 'strong'
    readonly account: WordsRef
  }
  readonly objections?: { readonly chosen: 'goOn' | 'goBack' | 'reconsider'; readonly assessment: WordsRef; readonly rationale: WordsRef }
  readonly submission?: Submission
  /** Whoever submitted this or an earlier version of the decision, or wrote in its letters: none of them signs it (I26). */
  readonly submitters: readonly PersonId[]
  readonly returns: readonly { readonly to: string; readonly why: WordsRef; readonly on: CalendarDate }[]
  /** What was signed is what is issued: the letters, with their texts as they were signed (I26). */
  readonly signedOff?: { readonly by: PersonId; readonly on: CalendarDate; readonly letters: readonly SignedLetter[] }
  readonly decidedOn?: CalendarDate
  readonly reconsiderWhy?: WordsRef
  readonly work: readonly WorkAsked[]
  /** Compliance items by the action each is for; its ending once it has one. */
  readonly items: Readonly<
    Record<
      string,
      {
        readonly organisation: OrganisationId
        readonly ending?: string /** An umbrella organisation's, for that one. */
        readonly inPlaceOf?: string
      }
    >
  >
  readonly afterFailure?: Consideration
  /** The last day of the wait that the present state is. */
  readonly waitUntil?: CalendarDate
}

export const begun: Intervention = {
  attempt: 1,
  casefile: nothingKnown,
  earlierRefusals: [],
  contacts: [],
  clinicalAdvice: [],
  comparisons: [],
  consents: [],
  actions: [],
  notAgreed: [],
  approaches: {},
  explanations: {},
  provided: [],
  submitters: [],
  returns: [],
  work: [],
  items: {},
}

export const approachesOf = ({ approaches }: Intervention): readonly (readonly [OrganisationId, Approached])[] => Object.entries(approaches)

/** What has been confirmed, by the organisation that owes it. */
export const agreedIn = (
  record: Intervention,
): readonly { readonly organisation: OrganisationId; readonly action: AgreedAction; readonly confirmedOn: CalendarDate }[] =>
  approachesOf(record).flatMap(([organisation, { standing, agreed, confirmedOn }]) =>
    standing === 'confirmed' && confirmedOn ? agreed.map((action) => ({ organisation, action, confirmedOn })) : [],
  )

/** Two organisations may name an action alike. */
export const itemKey = (organisation: OrganisationId, action: string): string => `${organisation} ${action}`

export const isThirdParty = ({ casefile }: Intervention, organisation: OrganisationId): boolean =>
  !casefile.organisations.some(({ id }) => id === organisation)
