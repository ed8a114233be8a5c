import { z } from 'zod'
import { pageOf, paging } from '../../paging.ts'
import { kindsFound } from '../../reports/search.ts'
import { readerOf } from '../../reports/standing.ts'
import * as part from '../../shown/schemas.ts'
import { casefileFound, organisationFound, SAYS_NOTHING, saysSomething, searchShown } from '../../shown/search.ts'
import { route } from '../route.ts'

/** What somebody searches for. */
const sought = z
  .string()
  .trim()
  .min(2, { error: 'Type at least two characters to search for', abort: true })
  .max(200, 'Search for 200 characters or fewer')
  .refine(saysSomething, SAYS_NOTHING)

export const searchRoutes = [
  route({
    method: 'get',
    path: '/search',
    name: 'search',
    title: 'Find a casefile, an organisation or a person',
    tag: 'casefiles',
    about:
      'By a reference of ours or an earlier one, or part of it; by the name of a complainant, an aggrieved person or a representative, also mistyped; by the name of an organisation; by words in whatever was written in a casefile: “quoted words” stand together, -word leaves out, or means either. Each casefile says why it was found. Only what the person may see is found. At most 200 casefiles are listed, the best first; `more` says that there are others, `onlyNewest` that so much has these words that only the newest casefiles were looked through for them.',
    query: z.strictObject({ q: sought, kind: z.enum(kindsFound).optional(), ...paging }),
    status: 200,
    answer: pageOf(casefileFound)
      .extend({
        exact: part.reference.nullable().meta({ description: 'The casefile that bears exactly this reference', example: 'RD-000123' }),
        organisations: z.array(organisationFound),
        more: z.boolean(),
        onlyNewest: z.boolean(),
      })
      .meta({ id: 'SearchFound' }),
    run: async (services, { person, query: { q, kind, limit, after } }) => {
      const reader = await readerOf(services.lists, person)
      const { casefiles, organisations, exact, more, onlyNewest } = await searchShown(services, reader, { typed: q, after, limit, kind })
      return { body: { ...casefiles, exact, organisations, more, onlyNewest } }
    },
  }),
]
