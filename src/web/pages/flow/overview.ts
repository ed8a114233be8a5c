import type { Definition } from '../../../../machines/kernel/definition.ts'
import type { Services } from '../../../services.ts'
import { readStandingCounts } from '../../../shown/flow/standing.ts'
import { page } from '../../page.ts'
import { hasFlow } from './asked.ts'
import { heldUpSaid } from './bottlenecks.ts'
import { neverCloses } from './flow.ts'
import { clockAt } from './moment.ts'
import { listAddress } from './params.ts'
import { sparkOf } from './spark.ts'

/** Every lifecycle with its sums. */
export const overviewPage = page({
  method: 'get',
  path: '/flow',
  name: 'flow of every lifecycle',
  run: async (services) => {
    const lines = await Promise.all(
      Object.values(services.engine.definitions)
        .filter(({ name }) => hasFlow(name))
        .map((definition) => lineOf(services, definition)),
    )
    return {
      view: 'flow/overview',
      title: 'Flow',
      data: {
        lines: lines.map(({ line }) => line),
        updated: clockAt(lines[0]!.asOf),
        neverClose: new Intl.ListFormat('en-GB').format(lines.flatMap(({ neverCloses, line }) => (neverCloses ? [line.title] : []))),
      },
    }
  },
})

async function lineOf(services: Services, definition: Definition) {
  const machine = definition.name
  // Of what calls for attention the line of a lifecycle tells only where work is held up.
  const read = await readStandingCounts(services, definition, { machine, filters: {} }, ['pastUsual'])
  const { open, overdue, dueIn7Days } = read.numbers.all
  const cell = (count: number, band?: string) => ({ count, href: listAddress(machine, {}, { band }) })
  return {
    asOf: read.numbers.asOf,
    neverCloses: neverCloses(read.model),
    line: {
      title: definition.title,
      href: `/flow/${machine}`,
      open: cell(open),
      overdue: cell(overdue, 'overdue'),
      dueIn7Days: cell(dueIn7Days, 'dueIn7Days'),
      spark: sparkOf(read.days[machine] ?? []),
      worst: heldUpSaid({ definition, machine, params: {} }, read)[0],
    },
  }
}
