import { z } from 'zod'
import { cursorOf, keysIn } from '../../../paging.ts'
import { stuckPlace, stuckShown } from '../../../shown/stuck.ts'
import { page } from '../../page.ts'

/** A page is worked out while somebody waits for it; what is left when the time is over is for the next. */
const MILLISECONDS = 700

/** What does not go on of itself, nor by anybody. */
export const stuckPages = [
  page({
    method: 'get',
    path: '/stuck',
    name: 'never stuck',
    query: z.object({ after: z.string().max(500).optional() }),
    run: async (services, { reader, query: { after } }) => {
      const found = await stuckShown(services, reader, { after: keysIn(stuckPlace, after), milliseconds: MILLISECONDS })
      return {
        view: 'stuck/view',
        title: 'Never stuck',
        data: {
          ...found,
          foundInAll: found.foundBefore + found.items.length,
          first: found.before > 0 ? '/stuck' : undefined,
          goOn: found.next && `/stuck?after=${cursorOf(found.next)}`,
        },
      }
    },
  }),
]
