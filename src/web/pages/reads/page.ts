import { z } from 'zod'
import type { WayOfReading } from '../../../beside/readings.ts'
import { readsShown } from '../../../shown/reads.ts'
import { page } from '../../page.ts'

const PAGE = 50

const WAYS: Readonly<Record<WayOfReading, string>> = {
  casefile: 'Looked at the casefile',
  lifecycle: 'Looked at one of its lifecycles',
  letter: 'Read a letter',
  history: 'Read its history',
  search: 'Found it by searching',
  export: 'Downloaded it in a CSV file',
}

export const readPages = [
  page({
    method: 'get',
    path: '/casefiles/{ref}/reads',
    name: 'who read a casefile',
    params: z.object({ ref: z.string().max(100) }),
    query: z.object({ after: z.string().max(500).optional() }),
    run: async (services, { reader, params: { ref }, query: { after } }) => {
      const { items, nextLink, casefile } = await readsShown(services, reader, { ref, after, limit: PAGE })
      const here = `/casefiles/${encodeURIComponent(casefile.reference)}/reads`
      return {
        view: 'reads/view',
        title: `Who read ${casefile.reference}`,
        data: {
          reference: casefile.reference,
          items: items.map((each) => ({ ...each, how: WAYS[each.view] })),
          next: nextLink === null ? null : `${here}?${nextLink.split('?')[1]}`,
          first: after === undefined ? null : here,
        },
      }
    },
  }),
]
