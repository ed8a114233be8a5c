import { z } from 'zod'
import { pageOf, paging } from '../../paging.ts'
import { readerOf } from '../../reports/standing.ts'
import { reading, readsShown } from '../../shown/reads.ts'
import { route } from '../route.ts'

export const readRoutes = [
  route({
    method: 'get',
    path: '/casefiles/{ref}/reads',
    name: 'listReads',
    title: 'Who read a casefile',
    tag: 'casefiles',
    about:
      'Newest first: who looked at its particulars, lifecycles, letters or history, found it by searching, or took it away in a table, over the API or at the pages; at most one line for each person, way and hour. For a compliance officer, an auditor, an administrator, a line manager or above, of casefiles they may see.',
    params: z.object({ ref: z.string().max(100) }),
    query: z.strictObject(paging),
    status: 200,
    answer: pageOf(reading),
    problems: ['not-found', 'not-allowed'],
    run: async (services, { person, params: { ref }, query }) => {
      const { items, nextLink } = await readsShown(services, await readerOf(services.lists, person), { ref, ...query })
      return { body: { items, nextLink } }
    },
  }),
]
