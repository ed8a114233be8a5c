import { stringify } from 'csv-stringify/sync'
import { attentionKinds } from '../../../reports/flow/numbers.ts'
import { page, type Visit } from '../../page.ts'
import { askedOf, type FlowPage } from './asked.ts'
import { ATTENTION } from './attention.ts'
import { windowWords } from './forms.ts'
import { params, type Query, query } from './params.ts'
import { readFlow } from './read.ts'
import { type Line, linesOf, linesShown } from './table.ts'

type Column = readonly [title: string, of: (line: Line) => string | number]

/** Every number of the table, and of the picture with it. */
const columnsOf = (flow: FlowPage): readonly Column[] => {
  const window = windowWords(flow)
  const numbers: readonly Column[] = [
    ['State', ({ words }) => words],
    ['Id', ({ id }) => id],
    ['Open', ({ cells }) => cells.open.count],
    ['Overdue', ({ cells }) => cells.overdue.count],
    ['Due in 7 days', ({ cells }) => cells.dueIn7Days.count],
    ['Half left within, days', ({ usual }) => usual?.half ?? ''],
    ['85% left within, days', ({ usual }) => usual?.most ?? ''],
    ['95% left within, days', ({ usual }) => usual?.nearlyAll ?? ''],
    ['Oldest, days', ({ oldest }) => oldest ?? ''],
    [`Moved in, ${window}`, ({ movedIn }) => movedIn.count],
    [`Moved out, ${window}`, ({ movedOut }) => movedOut.count],
    ...attentionKinds.map(
      (kind): Column => [ATTENTION[kind].title, ({ attention }) => attention.find((mark) => mark.kind === kind)?.count ?? 0],
    ),
    ['Needs attention', ({ attention }) => attention.map(({ count, words }) => `${count} ${words}`).join('; ')],
  ]
  const then: readonly Column[] = [
    ['Open then', ({ cells }) => cells.open.difference?.then ?? ''],
    ['Overdue then', ({ cells }) => cells.overdue.difference?.then ?? ''],
    ['Due in 7 days then', ({ cells }) => cells.dueIn7Days.difference?.then ?? ''],
  ]
  return flow.compare === undefined ? numbers : [...numbers, ...then]
}

/** The table as CSV: the states that the page shows, with the mark by which a spreadsheet knows its letters. */
export const tableCsvPage = page({
  method: 'get',
  path: '/flow/{machine}/table.csv',
  name: 'table of a flow as CSV',
  params,
  query,
  run: async (services, { reader, params: { machine }, query: given }: Visit<{ machine: string }, Query>) => {
    const flow = await askedOf(services, reader, machine, given)
    const lines = linesShown(flow, linesOf(flow, await readFlow(services, flow)))
    const columns = columnsOf(flow)
    const rows = [columns.map(([title]) => title), ...lines.map((line) => columns.map(([, of]) => of(line)))]
    return {
      download: stringify(rows, { bom: true, escape_formulas: true }),
      type: 'text/csv; charset=utf-8',
      name: `flow-${machine}-${reader.today}.csv`,
    }
  },
})
