import { z } from 'zod'
import { daysEntriesOf, heldOn } from '../../../../machines/office/standing.ts'
import { endedAt, keysIn, paged } from '../../../paging.ts'
import { fileOfOffice } from '../../../reports/administration.ts'
import { history } from '../../../reports/history.ts'
import type { Services } from '../../../services.ts'
import { delegationsShown } from '../../../shown/administration/office.ts'
import { linesShown } from '../../../shown/history.ts'
import { page } from '../../page.ts'
import { officeSeen, type Seen } from './office.ts'
import { changeSaid } from './said.ts'

const PAGE = 25
const LATEST = 5

export const overviewPages = [
  page({
    method: 'get',
    path: '/administration',
    name: 'administration',
    run: async (services, visit) => {
      const seen = await officeSeen(services, visit)
      const { office, today, administers } = seen
      const lines = await linesOf(services, seen, { limit: LATEST })
      const held = heldOn(office, today)
      const data = {
        counts: {
          people: office.people.length,
          posts: office.posts.length,
          vacant: office.posts.filter(({ id }) => !held.has(id)).length,
          scheme: office.scheme.length,
          settings: daysEntriesOf(office).length,
        },
        delegations: delegationsShown(office, today),
        lines: lines.slice(0, LATEST),
        administers,
      }
      return { view: 'administration/view', title: 'Administration', data }
    },
  }),
  page({
    method: 'get',
    path: '/administration/history',
    name: 'changes of the office',
    query: z.object({ after: z.string().max(500).optional() }),
    run: async (services, visit) => {
      const seen = await officeSeen(services, visit)
      const [after] = keysIn(z.tuple([endedAt.line]), visit.query.after) ?? []
      const lines = await linesOf(services, seen, { after, limit: PAGE })
      const { items, nextLink } = paged(
        lines,
        { limit: PAGE, address: '/administration/history' },
        { keys: ({ seq }) => [seq], item: (line) => line },
      )
      return { view: 'administration/history', title: 'Changes of the office', data: { items, nextLink, isFirst: after === undefined } }
    },
  }),
]

/** One more than the limit, where there are more. */
async function linesOf(services: Services, { office }: Seen, { after, limit }: { after?: number | undefined; limit: number }) {
  const file = await fileOfOffice(services.lists)
  if (!file) return []
  const rows = await history(services.lists, file.id, undefined, { order: 'newest', after, limit: limit + 1 })
  return (await linesShown(services, rows)).map((line) => ({ ...line, ...changeSaid(office, line) }))
}
