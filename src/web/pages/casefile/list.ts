import { z } from 'zod'
import { stage, stages } from '../../../../machines/casefile/facts.ts'
import { endedAt, keysIn, paged } from '../../../paging.ts'
import { casefiles } from '../../../reports/casefiles.ts'
import { organisationNames } from '../../../reports/organisations.ts'
import { lowerFirst } from '../../../shown/lower-first.ts'
import { sayPlace } from '../../../shown/place.ts'
import { postsNamed, titleIn } from '../../../shown/posts.ts'
import { page } from '../../page.ts'
import { opensFiles } from '../open/staff.ts'

const LISTED = 50
const empty = <T extends z.ZodType>(schema: T) => z.preprocess((text) => (text === '' ? undefined : text), schema.optional())

const query = z.object({
  reference: empty(z.string().trim().max(100)),
  caseworker: empty(z.string().max(100)),
  stage: empty(z.enum(stages)),
  closed: empty(z.enum(['true', 'false'])),
  organisation: empty(z.uuid()),
  after: z.string().max(500).optional(),
  limit: z.string().optional(),
})
const place = z.tuple([endedAt.instant, z.uuid()])
const says = (stage.meta() as { says: Readonly<Record<string, string>> }).says

/** All casefiles that the person may see, the newest first. */
export const casefileList = page({
  method: 'get',
  path: '/casefiles',
  name: 'casefiles',
  query,
  run: async (services, { reader, query: { after, limit: _, closed, ...filters } }) => {
    const { engine, lists } = services
    const asked = { ...filters, closed: closed === undefined ? undefined : closed === 'true' }
    const rows = await casefiles(lists, reader, asked, { after: keysIn(place, after), limit: LISTED + 1 })
    const posts = await postsNamed(services)
    const named = [
      ...new Set([...rows.flatMap(({ organisations }) => organisations), ...(filters.organisation ? [filters.organisation] : [])]),
    ]
    const names = await organisationNames(lists, named)
    const { items, nextLink } = paged(
      rows,
      { limit: LISTED, address: '/casefiles', filters: { ...filters, closed } },
      {
        keys: (row) => [row.openedAt.toISOString(), row.fileId],
        item: (row) => ({
          reference: row.reference,
          earlierReference: row.earlierReference,
          receivedOn: row.receivedOn,
          stage: says[row.stage],
          sealed: row.sealed,
          closed: row.closed,
          caseworker:
            row.caseworker === null
              ? undefined
              : { title: titleIn(posts, row.caseworker), people: posts.get(row.caseworker)?.people ?? [] },
          organisations: row.organisations.map((id) => ({ id, name: names.get(id) ?? 'An organisation' })),
          open: row.instances
            .filter((each) => !each.closed && each.machine !== 'casefile')
            .map(
              ({ machine, state }) =>
                `${engine.definitions[machine]?.title ?? machine}: ${lowerFirst(sayPlace(engine.definitions[machine], state))}`,
            ),
        }),
      },
    )
    return {
      view: 'casefile/list',
      title: 'Casefiles',
      data: {
        casefiles: items,
        mayOpen: opensFiles(reader),
        nextLink,
        first: after === undefined ? undefined : addressOf({ ...filters, closed }),
        asked: { ...filters, closed },
        organisation: filters.organisation && { id: filters.organisation, name: names.get(filters.organisation) },
        isFiltered: Object.values(asked).some((value) => value !== undefined),
        stages: stages.map((value) => ({ value, text: says[value] })),
        caseworkers: [...posts].flatMap(([value, { title, grade }]) => (grade === 'caseworker' ? [{ value, text: title }] : [])),
      },
    }
  },
})

/** Where the list begins, as it was asked for. */
const addressOf = (asked: Readonly<Record<string, string | undefined>>): string => {
  const given = Object.entries(asked).filter((each): each is [string, string] => each[1] !== undefined)
  return given.length > 0 ? `/casefiles?${new URLSearchParams(given)}` : '/casefiles'
}
