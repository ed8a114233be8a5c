import type { Reason, StageLetter } from '../../../machines/compliance/escalation-record.ts'
import { type Compliance, type Extension, isWanting, type Source, type WhoseDelay } from '../../../machines/compliance/record.ts'
import { addDays, type CalendarDate } from '../../../machines/kernel/calendar.ts'
import type { AgreedAction } from '../../../machines/remedy/action.ts'
import {
  type CaseOnPaper,
  type ContextOf,
  caseOnPaper,
  given,
  type LetterSource,
  type OrganisationOnPaper,
  onPaper,
  type Signatory,
} from '../context.ts'

/**
 * What the letters about one remedy say. How its organisation is rated, who owes which duty, and why any of us judged as they did stays with
 * us: it is not here.
 */
export interface ItemOnPaper extends CaseOnPaper {
  readonly source: Source
  /** The organisation that is to act. */
  readonly owing: OrganisationOnPaper
  readonly action: AgreedAction
  readonly agreedOn: CalendarDate
  /** It was agreed to, or refused, after a report of ours had gone out: what was recommended before is no report's yet (C2). */
  readonly reported: boolean
  /** The day it told us that it does not accept what our report recommended; we ask for it all the same (C10). */
  readonly notAcceptedOn?: CalendarDate
  /** It acts in place of an organisation that did not (C23). */
  readonly inPlaceOfAnother: boolean
  readonly targetDate: CalendarDate
  /** Kept beside a later one (C13). */
  readonly firstTargetDate?: CalendarDate
  readonly movedBecause?: WhoseDelay
  /** What was last granted or declined, whichever the letter is about. */
  readonly extension?: Pick<Extension, 'askedBy' | 'askedOn' | 'until'> & { readonly decidedOn?: CalendarDate; readonly why?: string }
  readonly extended: readonly { readonly on: CalendarDate; readonly until: CalendarDate }[]
  readonly evidenceOn: readonly CalendarDate[]
  readonly foundWantingOn: readonly CalendarDate[]
  /** What came is being looked at: some of it, or everything. */
  readonly withUs?: 'some' | 'all'
  readonly remindedOn: readonly CalendarDate[]
  /** Why escalation last began (C20). */
  readonly reason?: Reason
  readonly letters: readonly StageLetter[]
  readonly repliesOn: readonly CalendarDate[]
  /** What the complainant is told, in the words of whoever had the letter drafted (C14). */
  readonly said?: string
  readonly writeAgainOn: CalendarDate
  readonly notSecuredOn?: CalendarDate
  /** A summary of the case is to be published (C23). */
  readonly toBePublished: boolean
  /** What the event says that sends the letter (C22a, C22d). */
  readonly replyBy?: CalendarDate
  readonly concern?: string
  readonly asksForExplanation: boolean
  readonly signing?: Signatory
}

export const contextOfItem: ContextOf<Compliance, ItemOnPaper> = (letter, source) => {
  const { record, settings, today, signing } = source
  const { escalation, targetDate, withUs } = record
  const later = record.targetDates.length > 1 ? record.targetDates.at(-1) : undefined
  return given<ItemOnPaper>({
    ...caseOnPaper(letter, source),
    ...saidBy(source),
    signing,
    source: record.source,
    owing: onPaper(record.organisation, source),
    action: record.action,
    agreedOn: record.agreedOn,
    reported: reportedBy(source, record.agreedOn),
    notAcceptedOn: record.acceptedOn ? undefined : record.pursued?.on,
    inPlaceOfAnother: record.linkedTo !== undefined,
    targetDate,
    firstTargetDate: later && record.targetDates[0]!.date,
    movedBecause: later && (later.whoseDelay ?? lastDecided(record, 'granted')?.whoseDelay),
    extension: decided(source, letter.letter === 'extensionDeclined' ? 'declined' : 'granted'),
    extended: record.targetDates
      .slice(1)
      .filter(({ firstAgreed }) => !firstAgreed)
      .map(({ date, from }) => ({ on: from, until: date })),
    evidenceOn: record.evidence.map(({ receivedOn }) => receivedOn),
    foundWantingOn: record.judged.filter(({ judgement }) => isWanting(judgement)).map(({ on }) => on),
    withUs: withUs && (withUs.all ? 'all' : 'some'),
    remindedOn: record.remindedOn,
    reason: escalation.reasons.at(-1)?.reason,
    letters: escalation.letters,
    repliesOn: escalation.replies.map(({ on }) => on),
    notSecuredOn: record.ending === 'notSecured' ? record.endedOn : undefined,
    toBePublished: escalation.considered?.publish ?? false,
    said: record.updateToSend && source.words(record.updateToSend.said),
    writeAgainOn: addDays(today, settings.updateEveryDays),
  })
}

const reportedBy = ({ casefile }: LetterSource, day: CalendarDate): boolean =>
  casefile.investigations.some(({ draftOn, finalOn }) => [draftOn, finalOn].some((on) => on !== undefined && on <= day))

/** A letter of escalation is a person's act, and says what that person submits with it. */
function saidBy({ submitting, words }: LetterSource): Pick<ItemOnPaper, 'replyBy' | 'concern' | 'asksForExplanation'> {
  const { replyBy, concern, asks } = (submitting ?? {}) as { replyBy?: CalendarDate; concern?: string; asks?: string }
  return { asksForExplanation: asks === 'explanationAndResponse', ...(replyBy && { replyBy }), ...(concern && { concern: words(concern) }) }
}

function decided({ record, words }: LetterSource<Compliance>, outcome: Extension['outcome']): ItemOnPaper['extension'] {
  const last = lastDecided(record, outcome)
  if (!last) return undefined
  const { askedBy, askedOn, until, decidedOn, decidedWhy } = last
  return { askedBy, askedOn, until, ...(decidedOn && { decidedOn }), ...(decidedWhy && { why: words(decidedWhy) }) }
}

const lastDecided = ({ extensions }: Compliance, outcome: Extension['outcome']): Extension | undefined =>
  extensions.findLast((each) => each.outcome === outcome)
