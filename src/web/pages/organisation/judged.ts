import { factors } from '../../../../machines/rating/factors.ts'
import type { FileLook } from '../../../engine/engine.ts'
import type { Reader } from '../../../reports/standing.ts'
import type { Services } from '../../../services.ts'
import { ratingIn } from '../../../shown/organisation.ts'
import { ratingInWords, ratingShown } from '../../../shown/rating.ts'
import { recordOfOrganisationShown } from '../../../shown/record-of-organisation.ts'

/** What a rating is judged by, on its page and beside its forms: what the figures speak for today (CA), and what somebody suggests. */
export async function judgedBy(services: Services, reader: Reader, look: FileLook) {
  const rating = await ratingShown(services, reader, ratingIn(look.file))
  const { organisation, suggestion } = await recordOfOrganisationShown(services, reader, look)
  return {
    organisation,
    rating,
    suggestion: rating.suggestion && withTitles(rating.suggestion),
    spoken: { ...withTitles(newest(suggestion)), says: ratingInWords(suggestion.rating, suggestion.information) },
  }
}

const NAMED = 25
/** What stands behind it in all is on the page of the record. */
const newest = <T extends { readonly factors: readonly { readonly casefiles: readonly string[] }[] }>(given: T) => ({
  ...given,
  factors: given.factors.map((each: T['factors'][number]) => ({
    ...each,
    casefiles: each.casefiles.slice(-NAMED),
    more: Math.max(0, each.casefiles.length - NAMED),
  })),
})

export const withTitles = <T extends { readonly factors: readonly { readonly factor: keyof typeof factors }[] }>(given: T) => ({
  ...given,
  factors: given.factors.map((each: T['factors'][number]) => ({ ...each, title: factors[each.factor].title })),
})
