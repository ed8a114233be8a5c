import type { Definition } from '../../../../machines/kernel/definition.ts'
import type { CountKey } from '../../../live/counts.ts'
import { withFlow } from '../../../live/readings.ts'
import type { Services } from '../../../services.ts'
import { readStandingCounts } from '../../../shown/flow/standing.ts'
import { page } from '../../page.ts'
import { heldUpSaid } from './bottlenecks.ts'
import { neverCloses, WORDS } from './flow.ts'
import { clockAt } from './moment.ts'
import { listAddress } from './params.ts'
import { sparkOf } from './spark.ts'
import type { Measure } from './table.ts'

/** Every lifecycle with its sums. */
export const overviewPage = page({
  method: 'get',
  path: '/flow',
  name: 'flow of every lifecycle',
  run: async (services) => {
    const lines = await Promise.all(withFlow(services.engine.definitions).map((definition) => lineOf(services, definition)))
    // The earliest: what has changed since then is told as it comes.
    const [asOf] = lines.map((line) => line.asOf).sort()
    return {
      view: 'flow/overview',
      title: 'Flow',
      data: {
        lines: lines.map(({ line }) => line),
        words: WORDS,
        asOf,
        updated: clockAt(asOf!),
        neverClose: new Intl.ListFormat('en-GB').format(lines.flatMap(({ neverCloses, line }) => (neverCloses ? [line.words] : []))),
      },
    }
  },
})

async function lineOf(services: Services, definition: Definition) {
  const machine = definition.name
  // Of what calls for attention the line of a lifecycle tells only where work is held up.
  const read = await readStandingCounts(services, definition, { machine, filters: {} }, ['pastUsual'])
  const cell = (measure: Measure) => ({
    count: read.numbers.all[measure],
    key: `${machine}:${measure}` satisfies CountKey,
    href: listAddress(machine, {}, { band: measure === 'open' ? undefined : measure }),
  })
  return {
    asOf: read.numbers.asOf,
    neverCloses: neverCloses(read.model),
    line: {
      words: definition.title,
      href: `/flow/${machine}`,
      cells: { open: cell('open'), overdue: cell('overdue'), dueIn7Days: cell('dueIn7Days') },
      spark: sparkOf(read.days[machine] ?? []),
      worst: heldUpSaid({ definition, machine, params: {} }, read, { moves: false })[0],
    },
  }
}
