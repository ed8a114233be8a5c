import type { DecidedAs } from '../../../machines/casefile/record.ts'
import type { CalendarDate } from '../../../machines/kernel/calendar.ts'
import type { Review } from '../../../machines/review/record.ts'
import { type CaseOnPaper, type ContextOf, caseOnPaper, given } from '../context.ts'

/** What a referral to the Review Team says. */
export interface ReviewOnPaper extends CaseOnPaper {
  /** What the complainant says against the decision or its remedy. */
  readonly complaint?: string
  readonly receivedOn: CalendarDate
  readonly correspondence?: string
  /** Missing where it was referred before any decision letter, with a reason. */
  readonly decidedOn?: CalendarDate
  readonly decidedAs?: DecidedAs
  readonly acceptBy: CalendarDate
}

export const contextOfReview: ContextOf<Review, ReviewOnPaper> = (letter, source) => {
  const { record, words, casefile } = source
  const { complaint, correspondence, decision, receivedOn, acceptBy } = record
  return given<ReviewOnPaper>({
    ...caseOnPaper(letter, source),
    complaint: complaint && words(complaint),
    correspondence: correspondence && words(correspondence),
    receivedOn,
    decidedOn: decision?.on,
    decidedAs: casefile.attempts.find(({ key }) => key === decision?.key)?.how,
    acceptBy,
  })
}
