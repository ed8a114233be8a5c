import { ofTheSubmission } from '../kernel/arrow.ts'
import type { CalendarDate } from '../kernel/calendar.ts'
import { recordingIn } from '../kernel/recording.ts'
import type { WordsRef } from '../kernel/words.ts'
import type { AgreedAction } from '../remedy/action.ts'
import { remindingOf } from './begin.ts'
import { type Compliance, escalatesAfter, type Provided } from './record.ts'

/** A recommendation that was pursued though it was not accepted, accepted after all (C10): from then on it is an agreed one. */

export interface RecommendationWasAccepted {
  readonly type: 'RECOMMENDATION_WAS_ACCEPTED'
  readonly on: CalendarDate
  readonly targetDate: CalendarDate
  /** Its terms, where only a part was accepted. */
  readonly part?: Pick<AgreedAction, 'kind' | 'what' | 'measure' | 'money'>
  readonly understood?: WordsRef
  readonly discussed?: WordsRef
  readonly provided?: Provided
}
type Accepted = RecommendationWasAccepted
const isPublished = ({ casefile }: Compliance) => casefile.publishedOn !== undefined || casefile.laidOn !== undefined
const providedBy = ({ provided }: Accepted, day: CalendarDate) => provided !== undefined && provided.on <= day

export const acceptedConditions = {
  anotherDateIsAgreed: ofTheSubmission<Compliance, Accepted>((record, { targetDate }) => targetDate !== record.targetDate),
  provedInTime: ofTheSubmission<Compliance, Accepted>((record, event) => providedBy(event, record.targetDate)),
  comesWithEvidence: ofTheSubmission<Compliance, Accepted>((_record, { provided }) => provided !== undefined),
  publishedAndComesWithEvidence: ofTheSubmission<Compliance, Accepted>(
    (record, { provided }) => provided !== undefined && isPublished(record),
  ),
  /** Only the recommended date was missed: the one now agreed is still ahead, or it was provided by then. */
  missesNoDateAnyMore: ofTheSubmission<Compliance, Accepted>(
    (record, event) =>
      record.escalation.dueBecause === 'missedDate' &&
      (event.targetDate >= event.today || providedBy(event, escalatesAfter({ ...record, targetDate: event.targetDate }))),
  ),
}

/** Pursued, and by that day not accepted: C21 does not speak of it yet (setting l). */
export const isUnaccepted = ({ pursued, acceptedOn }: Compliance, day: CalendarDate): boolean =>
  pursued !== undefined && (acceptedOn === undefined || day < acceptedOn)

/** The date it agrees to stands beside the one that was recommended; agreed before that one was missed, it is the first that counts. */
function datesWith(record: Compliance, { on: acceptedOn, targetDate, today }: Accepted & { today: CalendarDate }): Partial<Compliance> {
  if (targetDate === record.targetDate) return {}
  const inTime = acceptedOn <= record.targetDate
  return {
    targetDate,
    targetDates: [...record.targetDates, { date: targetDate, from: acceptedOn, ...(inTime && { firstAgreed: true as const }) }],
    remindOn: remindingOf(targetDate, today),
    ...(inTime && { overdue: record.overdue.map((each) => ({ ...each, answeredInTime: true as const })) }),
  }
}

const { on } = recordingIn<Compliance, RecommendationWasAccepted>()
export const acceptedRecordings = {
  recordAcceptedAfterAll: on('RECOMMENDATION_WAS_ACCEPTED', (record, event) => ({
    acceptedOn: event.on,
    agreedOn: event.on,
    ...(event.part && { action: { ...record.action, ...event.part } }),
    ...(event.understood && { understood: event.understood }),
    ...(event.discussed && { discussed: event.discussed }),
    ...datesWith(record, event),
  })),
  recordEvidenceAccepted: on('RECOMMENDATION_WAS_ACCEPTED', ({ evidence }, { provided, on: acceptedOn }) => ({
    evidence: [...evidence, { what: provided!.evidence, receivedOn: acceptedOn, providedOn: provided!.on }],
    withUs: { providedOn: provided!.on, all: true },
  })),
}
