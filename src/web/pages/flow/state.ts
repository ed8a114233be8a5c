import { z } from 'zod'
import { notFound } from '../../../problem.ts'
import { oldestOf } from '../../../reports/flow/list.ts'
import { postsNamed } from '../../../shown/posts.ts'
import { page, type Visit } from '../../page.ts'
import { dateTime } from '../../words.ts'
import { askedOf } from './asked.ts'
import { narrowedBy } from './filters.ts'
import { liveOf, WORDS } from './flow.ts'
import { windowWords } from './forms.ts'
import { clockAt } from './moment.ts'
import { addressOf, listOf, params, type Query, query } from './params.ts'
import { readFlow } from './read.ts'
import { rowOf } from './rows.ts'
import { linesOf } from './table.ts'

const OLDEST = 5
const asking = z.string().max(300)

/** One state of a flow: what the card shows where it is pointed at, as a page. */
export const statePage = page({
  method: 'get',
  path: '/flow/{machine}/state',
  name: 'a state of a flow',
  params,
  query,
  run: async (services, { reader, params: { machine }, query: given }: Visit<{ machine: string }, Query>) => {
    const flow = await askedOf(services, reader, machine, given)
    const asked = asking.safeParse(listOf(given['state'])[0]).data
    const read = await readFlow(services, flow)
    const lines = linesOf(flow, read)
    const line = asked === undefined ? lines[0] : lines.find(({ id }) => id === asked)
    if (line === undefined) throw notFound()
    const isWhole = line.id === machine
    const [rows, posts] = await Promise.all([
      oldestOf(services.lists, reader, read.model, flow.asked, { ...(!isWhole && { state: line.id }), limit: OLDEST }),
      postsNamed(services),
    ])
    return {
      view: 'flow/state',
      title: `${line.words}: ${flow.definition.title}`,
      data: {
        line,
        of: flow.definition.title,
        description: read.model.states.find(({ id }) => id === line.id)?.description,
        oldest: rows.map((row) => rowOf(flow.definition, read.numbers.today, posts, row)),
        days: (read.days[line.id] ?? []).slice(-flow.window),
        crumbs: narrowedBy(flow),
        windowWords: windowWords(flow),
        words: WORDS,
        changes: liveOf(flow, lines),
        asOf: read.numbers.asOf,
        updated: clockAt(read.numbers.asOf),
        moment: flow.asked.at && dateTime(flow.asked.at),
        back: addressOf(machine, flow.params),
      },
    }
  },
})
