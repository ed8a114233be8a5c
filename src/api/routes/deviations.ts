import { z } from 'zod'
import { isParagraphId } from '../../../machines/guidance/paragraph.ts'
import { endedAt, keysIn, paged, pageOf, paging } from '../../paging.ts'
import { notFound } from '../../problem.ts'
import { readerOf } from '../../reports/standing.ts'
import { deviation, deviationsByParagraph, deviationsCount, deviationsShown } from '../../shown/deviations.ts'
import { route } from '../route.ts'

const place = z.tuple([endedAt.instant, z.uuid(), endedAt.line, z.string().max(100)])

export const deviationRoutes = [
  route({
    method: 'get',
    path: '/register/{id}/deviations',
    name: 'listDeviations',
    title: 'Where somebody went another way than a paragraph normally asks',
    tag: 'guidance',
    about:
      'Rules of this paragraph that were not met and answered by a written reason, the newest first, in files the person may see. What was struck out since is left out. The counts are of all, and say how many stand in casefiles that the person may not see.',
    params: z.object({ id: z.string().max(10).meta({ description: 'A paragraph', example: 'I18' }) }),
    query: z.strictObject({ rule: z.string().max(100).optional().meta({ description: 'Of this rule alone' }), ...paging }),
    status: 200,
    answer: pageOf(deviation).extend({ count: z.int(), hidden: z.int(), rules: z.array(deviationsCount) }),
    problems: ['not-found'],
    run: async (services, { person, params: { id }, query: { rule, after, limit } }) => {
      if (!isParagraphId(id)) throw notFound()
      const reader = await readerOf(services.lists, person)
      const found = await deviationsShown(services, reader, { cites: id, rule, after: keysIn(place, after), limit: limit + 1 })
      const { count, hidden, rules } = (await deviationsByParagraph(services, reader, id)).get(id) ?? { count: 0, hidden: 0, rules: [] }
      const page = paged(
        found,
        { limit, address: `/api/v1/register/${id}/deviations`, filters: { rule } },
        { keys: (each) => each.place, item: ({ shown }) => shown },
      )
      return { body: { ...page, count, hidden, rules: [...rules] } }
    },
  }),
]
