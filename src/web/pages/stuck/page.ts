import { z } from 'zod'
import { cursorOf, keysIn } from '../../../paging.ts'
import { stuckPlace, stuckShown } from '../../../shown/stuck.ts'
import { page } from '../../page.ts'

/** What does not go on of itself, nor by anybody. */
export const stuckPages = [
  page({
    method: 'get',
    path: '/stuck',
    name: 'never stuck',
    query: z.object({ after: z.string().max(500).optional() }),
    run: async (services, { reader, query: { after } }) => {
      const shown = await stuckShown(services, reader, keysIn(stuckPlace, after))
      return {
        view: 'stuck/view',
        title: 'Never stuck',
        data: {
          ...shown,
          holdsNone: reader.posts.length === 0,
          first: after === undefined ? undefined : '/stuck',
          goOn: shown.next && `/stuck?after=${cursorOf(shown.next)}`,
        },
      }
    },
  }),
]
