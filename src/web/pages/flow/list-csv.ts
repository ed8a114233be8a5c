import { pipeline, Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import { flowRows, type PlaceInFlow } from '../../../reports/flow/list.ts'
import type { Reader } from '../../../reports/standing.ts'
import type { Services } from '../../../services.ts'
import { chartFor } from '../../../shown/place.ts'
import { postsNamed } from '../../../shown/posts.ts'
import { page, type Visit } from '../../page.ts'
import type { FlowPage } from './asked.ts'
import { type FlowListAsked, listAsked, listed } from './list-asked.ts'
import { params, type Query, query } from './params.ts'
import { ofToday, type RowSaid, rowOf } from './rows.ts'

const AT_ONCE = 500
const columnsOf = (flow: FlowPage): readonly (readonly [title: string, of: (row: RowSaid) => string])[] => [
  ['Casefile', ({ sealed, reference }) => (sealed ? 'Sealed to you' : (reference ?? ''))],
  [`Organisation${ofToday(flow)}`, ({ about }) => about],
  [`Rating${ofToday(flow)}`, ({ rating }) => rating ?? ''],
  ['State', ({ state }) => state],
  ['Since', ({ since }) => since ?? ''],
  ['Due', ({ dueOn }) => dueOn ?? ''],
  [`Caseworker${ofToday(flow)}`, ({ caseworker }) => caseworker],
]

/** The whole list as CSV, as it is read; it is noted who took away what is of casefiles. */
export const listCsvPage = page({
  method: 'get',
  path: '/flow/{machine}/list.csv',
  name: 'list behind a number of a flow, as CSV',
  params,
  query,
  run: async (services, { reader, params: { machine }, query: given }: Visit<{ machine: string }, Query>) => {
    const asked = await listAsked(services, reader, machine, given)
    const csv = stringify({ header: true, columns: columnsOf(asked.flow).map(([title]) => title), bom: true, escape_formulas: true })
    pipeline(Readable.from(linesOf(services, reader, asked)), csv, () => {})
    return { download: csv, type: 'text/csv; charset=utf-8', name: `flow-${machine}-list-${reader.today}.csv` }
  },
})

async function* linesOf(services: Services, reader: Reader, asked: FlowListAsked) {
  const { flow } = asked
  const { lists, readings } = services
  const columns = columnsOf(flow)
  const [posts, page] = await Promise.all([postsNamed(services), listed(services, asked)])
  for (let after: PlaceInFlow | undefined; ; ) {
    const rows = await flowRows(lists, reader, chartFor(flow.definition), flow.asked, { ...page, after, limit: AT_ONCE })
    const seen = rows.flatMap(({ file, reference }) => (file === null || reference === null ? [] : [file]))
    readings.note(reader.person, 'export', [...new Set(seen)])
    for (const row of rows) {
      const said = rowOf(flow.definition, reader.today, posts, row)
      yield columns.map(([, of]) => of(said))
    }
    after = rows.at(-1)?.at
    if (after === undefined || rows.length < AT_ONCE) return
  }
}
