import { z } from 'zod'
import { keysIn, paged } from '../../../paging.ts'
import { organisations } from '../../../reports/organisations.ts'
import { openItemsOf } from '../../../reports/organisations-items.ts'
import { ratingsSaid } from '../../../shown/rating.ts'
import { page } from '../../page.ts'
import { opensFiles } from '../open/staff.ts'
import { sectorWords } from './at.ts'

const PAGE = 25
const blank = (schema: z.ZodType) => z.preprocess((typed) => (typed === '' ? undefined : typed), schema)
const query = z.object({
  name: blank(z.string().trim().max(200).optional()),
  sector: blank(z.enum(['parliamentary', 'health']).optional()),
  rating: blank(z.enum(['A', 'B', 'C']).optional()),
  after: z.string().max(500).optional(),
})
interface Asked {
  readonly name?: string
  readonly sector?: 'parliamentary' | 'health'
  readonly rating?: 'A' | 'B' | 'C'
}

/** Organisations by name, to be found by part of it, by sector and by rating. */
export const organisationList = page({
  method: 'get',
  path: '/organisations',
  name: 'organisations',
  query,
  run: async ({ lists }, { reader, query: { after, ...rest } }) => {
    const filters = rest as Asked
    const rows = await organisations(lists, { ...filters, after: keysIn(z.tuple([z.string(), z.uuid()]), after), limit: PAGE + 1 })
    const open = await openItemsOf(
      lists,
      reader,
      rows.map(({ fileId }) => fileId),
    )
    const { items, nextLink } = paged(
      rows,
      { limit: PAGE, address: '/organisations', filters: { ...filters } },
      {
        keys: (row) => [row.name, row.fileId] as const,
        item: ({ fileId, name, sector, rating, successor }) => ({
          id: fileId,
          name,
          sector: sectorWords[sector as 'health'],
          rating,
          succeeded: successor !== null,
          open: open.get(fileId) ?? 0,
        }),
      },
    )
    const isFiltered = Object.values(filters).some((value) => value !== undefined)
    return {
      view: 'organisation/list',
      title: 'Organisations',
      data: {
        mayRegister: opensFiles(reader),
        items,
        nextLink,
        filters,
        ratings: [
          { value: '', text: 'Any' },
          ...Object.entries(ratingsSaid).map(([value, says]) => ({ value, text: `${value}: ${says}` })),
        ],
        isFiltered,
        first: after === undefined ? undefined : addressOf(filters),
      },
    }
  },
})

/** Where the list begins, as it was asked for. */
const addressOf = (asked: Asked): string => {
  const given = Object.entries(asked).filter((each): each is [string, string] => each[1] !== undefined)
  return given.length > 0 ? `/organisations?${new URLSearchParams(given)}` : '/organisations'
}
