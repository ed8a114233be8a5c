import { z } from 'zod'
import { suggested } from '../../forms/office-choices.ts'
import { page } from '../../page.ts'

const query = z.object({ q: z.string().trim().min(2).max(200).optional() })

/** Organisations for a box that completes their names while one types; without JavaScript the form finds them itself. */
export const suggestPages = [
  page({
    method: 'get',
    path: '/organisations/suggest',
    name: 'organisations to choose from',
    query,
    run: async ({ lists }, { query: { q } }) => ({
      download: JSON.stringify(q ? await suggested(lists, q) : []),
      type: 'application/json',
      name: 'organisations.json',
    }),
  }),
]
