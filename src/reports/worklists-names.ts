import type { Directorate, PostId } from '../../machines/kernel/authority.ts'
import type { CalendarDate } from '../../machines/kernel/calendar.ts'
import type { OrganisationFacts, Rating } from '../../machines/kernel/definition.ts'
import type { Band } from './order-of-work.ts'

/** The lists, in the order in which they are offered. The last two are of casefiles; the others of what there is to do in them. */
export const worklistNames = [
  'mine',
  'team',
  'unassigned',
  'awaitingMySignOff',
  'overdue',
  'dueIn7Days',
  'escalations',
  'dutiesOfMyRoles',
  'ratingsDue',
  'all',
  'closed',
] as const
export type WorklistName = (typeof worklistNames)[number]
export type CasefileList = 'all' | 'closed'
export const isOfCasefiles = (name: WorklistName): name is CasefileList => name === 'all' || name === 'closed'

export const workKinds = ['duty', 'deadline', 'work', 'casefile'] as const
export type WorkKind = (typeof workKinds)[number]

/** The stages of escalation, as the state of an item begins with them. */
export const escalationStages = ['stage1', 'stage2', 'stage3'] as const
export type EscalationStage = (typeof escalationStages)[number]

/** How it stands with the reply to the letter of a stage: awaited, there and to be judged. */
export const replies = ['awaited', 'toJudge'] as const
export type Reply = (typeof replies)[number]

/** One thing to do or to wait for: a duty, the next deadline of a lifecycle, or work in hand without a date; or a casefile as such. */
export interface WorkRow {
  readonly kind: WorkKind
  /** Of the duty, of the instance, or of the casefile. */
  readonly id: string
  /** Of a duty; what a deadline is called stands with its machine. */
  readonly title: string | null
  readonly timer: string | null
  readonly dueOn: CalendarDate | null
  readonly cites: string | null
  readonly addressee: string | null
  readonly endsBy: 'act' | 'acknowledgement' | null
  readonly enteredLate: boolean
  readonly shownToLineManagerOn: CalendarDate | null
  readonly file: string
  readonly fileKind: 'casefile' | 'organisation'
  readonly reference: string | null
  readonly caseworker: PostId | null
  readonly directorate: Directorate | null
  readonly closed: boolean | null
  readonly instance: string
  readonly machine: string
  readonly state: string
  readonly since: string
  /** Whom it is about. */
  readonly organisations: readonly { readonly id: string; readonly name: string }[]
  /** By which it is ordered (C5). */
  readonly rating: Rating
  /** Of an item: of the organisation it is about, or the one in force in its place. */
  readonly sector: OrganisationFacts['sector'] | null
  /** Of the sort that was asked for: where the next page begins. */
  readonly key: string
  /** Sealed to others: the person holds the duty, and learns no more than that. */
  readonly hidden: boolean
}

/** Of each what is named, together with the others; what a list does not have, it is not narrowed by. */
export interface WorkFilters {
  /** The organisation it is about, or the one in force in its place. */
  readonly organisation?: readonly string[] | undefined
  readonly rating?: readonly Rating[] | undefined
  readonly machine?: readonly string[] | undefined
  /** `compliance.open.escalation.stage1`: a machine and a state of it, with all states within. */
  readonly state?: readonly string[] | undefined
  /** Posts; `nobody` is without one. */
  readonly caseworker?: readonly PostId[] | undefined
  /** Posts that others report to: what is with them, or with any of these. */
  readonly team?: readonly PostId[] | undefined
  readonly band?: readonly Band[] | undefined
  readonly directorate?: readonly Directorate[] | undefined
  readonly kind?: readonly WorkKind[] | undefined
  /** What an item of compliance came from. */
  readonly source?: readonly string[] | undefined
  readonly stage?: readonly EscalationStage[] | undefined
  readonly reply?: readonly Reply[] | undefined
}
export const NOBODY = 'nobody'

/** `urgency` is the order of C5: by due band, in it C before B before A, and then by date. */
export const sorts = ['urgency', 'due', 'reference', 'organisation', 'rating', 'since'] as const
export type Sort = (typeof sorts)[number]
export interface Sorting {
  readonly by: Sort
  readonly descending: boolean
}
export const byUrgency: Sorting = { by: 'urgency', descending: false }
