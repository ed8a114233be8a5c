import type { NamedPost, PersonId } from '../kernel/authority.ts'
import type { CalendarDate } from '../kernel/calendar.ts'
import type { WordsRef } from '../kernel/words.ts'

/** C20's reasons. */
export const reasons = ['missedTargetDate', 'extendedDelay', 'prevarication', 'flawedRemedy', 'absoluteRefusal'] as const
export type Reason = (typeof reasons)[number]

export const stages = ['stage1', 'stage2', 'stage3'] as const
export type StageName = (typeof stages)[number]
export type StageNumber = 0 | 1 | 2 | 3

/** A letter of escalation as it was issued: each sets its own reply date (C22d). */
export interface StageLetter {
  readonly stage: StageName
  readonly on: CalendarDate
  readonly replyBy: CalendarDate
  /** The day from which the clock recorded that no reply had come. */
  readonly noReplySince?: CalendarDate
  /** A reply that was entered later had come in time: it counts nowhere. */
  readonly answeredInTime?: true
}

export const steps = ['furtherLetter', 'newDate', 'refer', 'reopen', 'other'] as const
export type StepKind = (typeof steps)[number]

/** What a deputy director proposes at stage 3, and a director agrees (C22f). */
export interface Step {
  readonly step: StepKind
  readonly why: WordsRef
  readonly proposedOn: CalendarDate
  /** Whoever proposed it, and whose delegation they acted under: none of them agrees it. */
  readonly by: readonly PersonId[]
  readonly newDate?: CalendarDate | undefined
  readonly whoseDelay?: 'organisation' | 'complainant' | 'ombudsman' | 'other' | undefined
  readonly to?: NamedPost | undefined
  readonly what?: WordsRef | undefined
  readonly reviewOn?: CalendarDate | undefined
  readonly agreedOn?: CalendarDate
}

/** Whether the case is suitable for investigation, as it is put to a director or deputy director (C22g). */
export interface Reassessment {
  readonly suitable: { readonly answer: boolean; readonly why: WordsRef }
  readonly how?: 'reopen' | 'newCasefile' | undefined
  readonly by: readonly PersonId[]
  readonly proposedOn: CalendarDate
}

/** Everything about escalation that an item remembers. */
export interface Escalation {
  /** The furthest stage reached since it last ended satisfactorily; an extension keeps it (setting n). */
  readonly stageReached: StageNumber
  /** A stage is under way: not since an extension, nor since a satisfactory answer. */
  readonly underWay: boolean
  /** When this escalation began; the compliance officer was told then, once (C22). */
  readonly startedOn?: CalendarDate | undefined
  /** Since when it has been due; the duty to begin it counts from there. */
  readonly dueSince?: CalendarDate | undefined
  readonly dueBecause?: 'missedDate' | 'judged' | 'refused' | undefined
  readonly reasons: readonly { readonly on: CalendarDate; readonly reason: Reason; readonly why: WordsRef }[]
  /** Whoever asked to have it held back: somebody else decides (C20). */
  readonly holdBackAsked?: { readonly on: CalendarDate; readonly why: WordsRef; readonly by: readonly PersonId[] } | undefined
  readonly heldBack: readonly { readonly on: CalendarDate; readonly until: CalendarDate; readonly why: WordsRef }[]
  readonly letters: readonly StageLetter[]
  /** Overtaken: the escalation it answered ended before anybody judged it. */
  readonly replies: readonly { readonly on: CalendarDate; readonly satisfactory?: boolean; readonly overtaken?: true }[]
  readonly refusals: readonly { readonly on: CalendarDate; readonly absolute: boolean; readonly words?: WordsRef }[]
  readonly commitments: readonly { readonly on: CalendarDate; readonly words: WordsRef; readonly until?: CalendarDate }[]
  /** A satisfactory answer put escalation off until this day. */
  readonly committedUntil?: CalendarDate | undefined
  /** By when the step is due that one of us owes. */
  readonly stepBy?: CalendarDate
  readonly step?: Step | undefined
  readonly stepsAgreed: readonly Step[]
  readonly reassessment?: Reassessment | undefined
  readonly returned: readonly { readonly on: CalendarDate; readonly why: WordsRef }[]
  /** Exceptional closure: the three considerations of C23. */
  readonly considered?: { readonly regulator: boolean; readonly publish: boolean; readonly umbrella: boolean }
}

export const notEscalated: Escalation = {
  stageReached: 0,
  underWay: false,
  reasons: [],
  heldBack: [],
  letters: [],
  replies: [],
  refusals: [],
  commitments: [],
  stepsAgreed: [],
  returned: [],
}

/** The letter that the stage reached has written since this escalation began: a stage without one has not been answered. */
export const letterOf = ({ letters, stageReached, startedOn = '' }: Escalation): StageLetter | undefined =>
  letters.findLast(({ stage, on }) => stage === `stage${stageReached}` && on >= startedOn)
/** The letter that what came on this day answers: the last that had gone by then. */
export const answeredOn = ({ letters }: Escalation, day: CalendarDate): StageLetter | undefined => letters.findLast(({ on }) => on <= day)
/** A reply, refusal or commitment that nobody has judged yet. */
export const unjudged = ({ replies }: Escalation): boolean => replies.some(isUnjudged)
const isUnjudged = ({ satisfactory, overtaken }: Escalation['replies'][number]): boolean => satisfactory === undefined && !overtaken
/** The escalation ends without them. */
export const overtaken = ({ replies }: Escalation): Escalation['replies'] =>
  replies.map((reply) => (isUnjudged(reply) ? { ...reply, overtaken: true as const } : reply))
