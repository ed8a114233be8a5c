import type { PointName } from '../../../machines/intervention/propose.ts'
import { agreedIn, type Intervention, type Submission } from '../../../machines/intervention/record.ts'
import type { CalendarDate } from '../../../machines/kernel/calendar.ts'
import type { OrganisationId } from '../../../machines/kernel/definition.ts'
import type { AgreedAction, RemedyAction } from '../../../machines/remedy/action.ts'
import { type CaseOnPaper, type ContextOf, caseOnPaper, given, type OrganisationOnPaper, onPaper } from '../context.ts'

export interface Agreed {
  readonly organisation: OrganisationOnPaper
  readonly action: AgreedAction
  readonly confirmedOn: CalendarDate
  /** Done before our decision. */
  readonly providedOn?: CalendarDate
}

/** What the letters of an attempt say, up to its decision. */
export interface AttemptOnPaper extends CaseOnPaper {
  readonly complaint?: string
  readonly injustice: readonly string[]
  readonly remedySought?: string
  /** I5: some indication that something went wrong; or a remedy sought without a view on that. */
  readonly view?: 'indication' | 'noView'
  readonly proposal?: {
    readonly on: CalendarDate
    readonly respondBy: CalendarDate
    readonly points: readonly PointName[]
    readonly thirdParty: boolean
  }
  /** What was proposed to the organisation written to, as it was proposed: what is discussed since is no part of that (I8, I9, I10). */
  readonly asked: readonly RemedyAction[]
  readonly agreed: readonly Agreed[]
  readonly submission?: Pick<Submission, 'decision' | 'reason'> & { readonly whatWeDid: string; readonly conclusions: string }
  readonly work: readonly { readonly organisation: OrganisationOnPaper; readonly what: string; readonly respondBy: CalendarDate }[]
  readonly clinicalMatters: boolean
  readonly withdrawnOn?: CalendarDate
}

export const contextOfAttempt: ContextOf<Intervention, AttemptOnPaper> = (letter, source) => {
  const { record, casefile, words } = source
  const { casefile: facts, complaint, injustices, remedySought } = casefile
  const addressee = 'organisation' in letter.to ? letter.to.organisation : undefined
  return given<AttemptOnPaper>({
    ...caseOnPaper(letter, source),
    complaint: complaint && words(complaint),
    injustice: injustices.map(words),
    remedySought: remedySought && words(remedySought),
    view: viewOf(record),
    proposal: addressee === undefined ? undefined : proposalTo(record, addressee),
    asked: (addressee !== undefined && record.approaches[addressee]?.proposal?.actions) || [],
    agreed: agreedIn(record).map((agreed) =>
      given<Agreed>({
        ...agreed,
        organisation: onPaper(agreed.organisation, source),
        providedOn: record.provided.findLast(
          ({ organisation, action }) => organisation === agreed.organisation && action === agreed.action.id,
        )?.on,
      }),
    ),
    submission: record.submission && {
      ...record.submission,
      whatWeDid: words(record.submission.whatWeDid),
      conclusions: words(record.submission.conclusions),
    },
    work: record.work.map(({ organisation, what, respondBy }) => ({ organisation: onPaper(organisation, source), what, respondBy })),
    clinicalMatters: facts.flags.clinicalMatters,
    withdrawnOn: facts.withdrawnOn,
  })
}

function viewOf({ assessment }: Intervention): AttemptOnPaper['view'] {
  if (!assessment) return undefined
  return assessment.indicationOfFault ? 'indication' : 'noView'
}

function proposalTo({ approaches }: Intervention, organisation: OrganisationId): AttemptOnPaper['proposal'] {
  const { proposal, thirdParty = false } = approaches[organisation] ?? {}
  if (!proposal) return undefined
  const points = (Object.keys(proposal.points) as PointName[]).filter((name) => proposal.points[name])
  return { on: proposal.on, respondBy: proposal.respondBy, points, thirdParty }
}
