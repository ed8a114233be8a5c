import { z } from 'zod'
import { SAYS_NOTHING, saysSomething, searchShown } from '../../../shown/search.ts'
import { page, type Shown } from '../../page.ts'
import { counted } from '../../words.ts'

const PAGE = 20
const LEAST = 2

const query = z.object({
  q: z
    .string()
    .transform((typed) => typed.trim().slice(0, 200))
    .default(''),
  after: z.string().max(500).optional(),
})

export const searchPages = [
  page({
    method: 'get',
    path: '/search',
    name: 'search',
    query,
    run: async (services, { reader, query: { q, after } }): Promise<Shown> => {
      if (q.length < LEAST || !saysSomething(q)) return nothingAsked(q)
      const found = await searchShown(services, reader, { typed: q, after, limit: PAGE })
      if (found.exact !== null) return { redirect: `/casefiles/${encodeURIComponent(found.exact)}` }
      const { casefiles, organisations, count, more, onlyNewest } = found
      return {
        view: 'search/view',
        title: `Search for “${q}”`,
        data: {
          found: { q },
          casefiles: casefiles.items,
          // A later page is about casefiles alone: the organisations stand on the first.
          organisations: after === undefined ? organisations : [],
          said: inWords(count, more, organisations.length),
          onlyNewest,
          more,
          next: casefiles.nextLink?.replace('/api/v1', '').replace(/&limit=\d+|limit=\d+&/, '') ?? null,
          first: after === undefined ? null : `/search?${new URLSearchParams({ q })}`,
          saved: new URLSearchParams({ path: '/search', query: new URLSearchParams({ q }).toString() }).toString(),
        },
      }
    },
  }),
]

const nothingAsked = (q: string): Shown => ({
  view: 'search/view',
  title: 'Search',
  data: { found: { q } },
  errors: q === '' ? [] : [{ id: 'find', text: q.length < LEAST ? `Type at least ${LEAST} characters to search for` : SAYS_NOTHING }],
})

function inWords(count: number, more: boolean, organisations: number): string {
  const casefiles = more ? `More than ${counted(count, 'casefile')}` : counted(count, 'casefile')
  return organisations === 0 ? casefiles : `${casefiles} and ${counted(organisations, 'organisation')}`
}
