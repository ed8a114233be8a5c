import { page, type Visit } from '../../page.ts'
import { dateTime } from '../../words.ts'
import { askedOf } from './asked.ts'
import { cleared, crumbsOf } from './filters.ts'
import { leavesOutSealed, liveOf } from './flow.ts'
import { clockAt } from './moment.ts'
import { addressOf, params, type Query, query } from './params.ts'
import { pictureShown } from './picture.ts'
import { readFlow } from './read.ts'
import { linesOf } from './table.ts'

const TAIL = '/picture'

/** The picture of a flow on a page of its own, as wide as the window. */
export const picturePage = page({
  method: 'get',
  path: '/flow/{machine}/picture',
  name: 'picture of a flow',
  params,
  query,
  run: async (services, { reader, params: { machine }, query: given }: Visit<{ machine: string }, Query>) => {
    const flow = await askedOf(services, reader, machine, given)
    const read = await readFlow(services, flow)
    const lines = linesOf(flow, read)
    const address = (said = flow.params) => addressOf(machine, said, { tail: TAIL })
    const title = `Picture of the flow: ${flow.definition.title}`
    return {
      view: 'flow/picture',
      title,
      data: {
        heading: title,
        of: flow.definition.title,
        moment: flow.asked.at && dateTime(flow.asked.at),
        compared: flow.compare && `Compared with ${dateTime(flow.compare)}.`,
        sealedOut: leavesOutSealed(flow),
        live: liveOf(flow, lines),
        asOf: read.numbers.asOf,
        updated: clockAt(read.numbers.asOf),
        here: address(),
        back: addressOf(machine, flow.params),
        cardAddress: addressOf(machine, flow.params, { tail: '/state' }),
        crumbs: crumbsOf(flow, address),
        clear: address(cleared(flow.params)),
        picture: await pictureShown(flow, read, lines, TAIL),
      },
    }
  },
})
