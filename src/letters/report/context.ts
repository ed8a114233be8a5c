import type { Investigation } from '../../../machines/investigation/record.ts'
import type { CalendarDate } from '../../../machines/kernel/calendar.ts'
import type { ItemEnding } from '../../../machines/recommendation/messages.ts'
import type { RecommendedAction } from '../../../machines/recommendation/terms.ts'
import { type CaseOnPaper, type ContextOf, caseOnPaper, given, type OrganisationOnPaper, onPaper } from '../context.ts'

export interface Recommended {
  readonly organisation: OrganisationOnPaper
  readonly action: RecommendedAction
  readonly ending?: ItemEnding
}

/** What the last letters of an upheld investigation say. */
export interface ReportOnPaper extends CaseOnPaper {
  readonly issuedOn?: CalendarDate
  /** What had an item: all of it for the complainant, for an organisation its own alone. What was dropped from the draft is told to nobody. */
  readonly told: readonly Recommended[]
}

export const contextOfReport: ContextOf<Investigation, ReportOnPaper> = (letter, source) => {
  const { recommendations, finalIssuedOn } = source.record
  const common = caseOnPaper(letter, source)
  return given<ReportOnPaper>({
    ...common,
    issuedOn: finalIssuedOn,
    told: recommendations
      .flatMap(({ organisation, action, item, umbrellas = [] }) =>
        item ? [{ organisation, ...item }, ...umbrellas].map((each) => ({ ...each, action })) : [],
      )
      .filter(({ organisation }) => !common.organisation || organisation === common.organisation.id)
      .map(({ organisation, action, ending }) => given<Recommended>({ organisation: onPaper(organisation, source), action, ending })),
  })
}
