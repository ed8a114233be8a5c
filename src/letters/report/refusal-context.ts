import type { Directorate } from '../../../machines/kernel/authority.ts'
import type { CalendarDate } from '../../../machines/kernel/calendar.ts'
import type { Executive, Recommendation, Report } from '../../../machines/recommendation/record.ts'
import type { RecommendedAction } from '../../../machines/recommendation/terms.ts'
import { type CaseOnPaper, type ContextOf, caseOnPaper, given, type OrganisationOnPaper, onPaper } from '../context.ts'

/** What those who decide about a refused recommendation are told of it: inside the office nothing is kept back. */
export interface RefusalOnPaper extends CaseOnPaper {
  readonly directorate: Directorate
  readonly refusing: OrganisationOnPaper
  readonly action: RecommendedAction
  readonly complaint?: string
  readonly refusal?: { readonly on: CalendarDate; readonly report: Report; readonly words: string }
  readonly reportIssuedOn?: CalendarDate
  readonly finalIssued: boolean
  /** Queried or disputed before it was refused. */
  readonly disputedOn: readonly CalendarDate[]
  /** To whom the director passes it on; missing while it is put to the director. */
  readonly executive?: Executive
  readonly view?: string
}

export const contextOfRefusal: ContextOf<Recommendation, RefusalOnPaper> = (letter, source) => {
  const { record, casefile, words } = source
  const { refusals, referrals, draftIssuedOn, finalIssuedOn } = record
  const refusal = refusals.at(-1)
  const toDirector = 'office' in letter.to && letter.to.office === 'director'
  const referral = toDirector ? undefined : referrals.at(-1)
  return given<RefusalOnPaper>({
    ...caseOnPaper(letter, source),
    directorate: record.casefile.directorate,
    refusing: onPaper(record.organisation, source),
    action: record.action,
    complaint: casefile.complaint && words(casefile.complaint),
    refusal: refusal && { ...refusal, words: words(refusal.words) },
    reportIssuedOn: refusal?.report === 'final' ? finalIssuedOn : draftIssuedOn,
    finalIssued: finalIssuedOn !== undefined,
    disputedOn: record.disputes.map(({ on }) => on),
    executive: toDirector ? undefined : (referral?.to ?? 'chiefOperatingOfficer'),
    view: referral && words(referral.view),
  })
}
