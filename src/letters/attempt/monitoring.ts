import type { OrganisationOnPaper } from '../context.ts'
import { dateInWords, listed } from '../format.ts'
import type { Agreed, AttemptOnPaper } from './context.ts'
import { anySystemic, byOrganisation } from './wording.ts'

/**
 * How we watch over what was agreed, as the complainant is told. It depends on the organisation: how it has kept its word before decides how
 * closely its evidence is looked at (C17). Its rating itself is ours, and is not told.
 */
export const monitoringOf = (context: AttemptOnPaper): readonly string[] =>
  byOrganisation(context.agreed).flatMap(([organisation, agreed]) => monitoringOne(organisation, agreed, context))

function monitoringOne(
  organisation: OrganisationOnPaper,
  agreed: readonly Agreed[],
  { clinicalMatters }: AttemptOnPaper,
): readonly string[] {
  const { name } = organisation
  const outstanding = agreed.filter(({ providedOn }) => !providedOn)
  if (!outstanding.length)
    return [
      `${name} has already done what it agreed to do, and has told us so. We shall check the evidence of it, and tell you if anything is missing.`,
    ]
  return [
    `We have asked ${name} for evidence of each action. ${howClosely(organisation)}`,
    ...(clinicalMatters && organisation.sector === 'health' && organisation.rating !== 'A' && anySystemic(agreed)
      ? ['Some of this concerns clinical care. Where the evidence calls for it, we shall take clinical advice.']
      : []),
    ...(agreed.some(({ action }) => action.kind === 'lessonsLearntActionPlan')
      ? ['We shall also check that the action plan deals with what went wrong.']
      : []),
    `We remind ${name} a week before each date. If an action is not done in time, we take that up and keep you informed until it is settled.`,
  ]
}

function howClosely({ rating = 'B' }: OrganisationOnPaper): string {
  if (rating === 'A') return 'We shall check that the evidence comes, and that it is complete.'
  if (rating === 'B') return 'We shall compare the evidence with what was agreed.'
  return 'We shall look at the evidence in detail, and compare it with what was agreed and with the standards that apply.'
}

/** What an organisation is told of it. */
export const monitoringForOrganisation = (agreed: readonly Agreed[]): readonly string[] => {
  const outstanding = [...new Set(agreed.filter(({ providedOn }) => !providedOn).map(({ action }) => action.by))].sort()
  if (!outstanding.length) return ['Please send us the evidence of each action, if you have not done so already.']
  return [
    `Please send us evidence of each action as soon as it is done, and by ${listed(outstanding.map(dateInWords))} at the latest.`,
    'We shall remind you a week before. If a date cannot be kept, please tell us before it passes, and why. If an action is late, or something else is done instead, we shall take it up with you.',
  ]
}
