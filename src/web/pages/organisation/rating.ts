import { z } from 'zod'
import type { CalendarDate } from '../../../../machines/kernel/calendar.ts'
import { factors } from '../../../../machines/rating/factors.ts'
import { waitingFor } from '../../../shown/instance.ts'
import { ratingIn } from '../../../shown/organisation.ts'
import type { ratingShown } from '../../../shown/rating.ts'
import { page } from '../../page.ts'
import { headOf, organisationAt } from './at.ts'
import { judgedBy, withTitles } from './judged.ts'
import { possibleIn } from './possible.ts'

type Rated = Awaited<ReturnType<typeof ratingShown>>

/** By when a rating is to be looked at again, and how that day was reached (C9). */
export function reviewIn({ reviewBy, lookedOn, firstRemedyOn }: Pick<Rated, 'reviewBy' | 'lookedOn' | 'firstRemedyOn'>) {
  if (reviewBy === null) return null
  const since: { on: CalendarDate | null; what: string } = lookedOn
    ? { on: lookedOn, what: 'it was last agreed or looked at again' }
    : { on: firstRemedyOn, what: 'a remedy was first asked of it' }
  return { by: reviewBy, since }
}

/** How an organisation is rated, and was: who put it forward, who agreed, and why (C7–C9). */
export const organisationRating = page({
  method: 'get',
  path: '/organisations/{id}/rating',
  name: 'rating of an organisation',
  params: z.object({ id: z.uuid() }),
  run: async (services, visit) => {
    const look = await organisationAt(services, visit)
    const organisation = await headOf(services, visit, look)
    const held = ratingIn(look.file)
    const { rating, suggestion, spoken } = await judgedBy(services, visit.reader, look)
    const { duties, deadlines } = waitingFor(services.engine.definitions, look.file, held)
    return {
      view: 'organisation/rating',
      title: `Rating of ${organisation.name}`,
      data: {
        organisation,
        rating,
        review: reviewIn(rating),
        duties,
        deadlines,
        suggestion,
        spoken,
        history: rating.history.map(withTitles).reverse(),
        engagement: rating.engagement.map((each) => ({ ...each, title: factors[each.factor].title })).reverse(),
        actions: await possibleIn(services, look, held),
      },
    }
  },
})
