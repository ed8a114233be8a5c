import { z } from 'zod'
import { cursorOf, endedAt, keysIn } from '../../../paging.ts'
import { flowNumbers } from '../../../reports/flow/flow.ts'
import { flowRows } from '../../../reports/flow/list.ts'
import { chartFor } from '../../../shown/place.ts'
import { postsNamed } from '../../../shown/posts.ts'
import { page, type Visit } from '../../page.ts'
import { dateTime } from '../../words.ts'
import { cleared } from './filters.ts'
import { leavesOutSealed } from './flow.ts'
import { headingOf, listAsked, listCrumbs, ofList } from './list-asked.ts'
import { addressOf, params, type Query, query } from './params.ts'
import { rowOf } from './rows.ts'
import { numbersOf } from './table.ts'

const ON_A_PAGE = 50

/** The lifecycles behind a number of a flow: as many as it counts. */
export const listPage = page({
  method: 'get',
  path: '/flow/{machine}/list',
  name: 'list behind a number of a flow',
  params,
  query,
  run: async (services, { reader, params: { machine }, query: given }: Visit<{ machine: string }, Query>) => {
    const asked = await listAsked(services, reader, machine, given)
    const { flow, state, band } = asked
    const model = chartFor(flow.definition)
    const after = placeIn(asked.after)
    const [rows, numbers, posts] = await Promise.all([
      flowRows(services.lists, reader, model, flow.asked, { state: state?.id, band, after, limit: ON_A_PAGE + 1 }),
      flowNumbers(services.lists, model, flow.asked),
      postsNamed(services),
    ])
    const shown = rows.slice(0, ON_A_PAGE)
    const last = rows.length > ON_A_PAGE ? shown.at(-1) : undefined
    const { title } = flow.definition
    return {
      view: 'flow/list',
      title: `${headingOf(asked)}: flow`,
      data: {
        heading: headingOf(asked),
        of: title,
        moment: flow.asked.at && dateTime(flow.asked.at),
        dropped: asked.dropped,
        crumbs: listCrumbs(asked),
        clear: ofList({ ...asked, state: undefined, band: undefined }, {}, cleared(flow.params)),
        sealedOut: leavesOutSealed(flow),
        count: numbersOf(numbers, model, state?.id)[band ?? 'open'],
        rows: shown.map((row) => rowOf(flow.definition, numbers.today, posts, row)),
        today: numbers.today,
        csv: ofList(asked, {}, flow.params, '/list.csv'),
        back: addressOf(machine, flow.params),
        first: after && ofList(asked),
        next: last && ofList(asked, { after: cursorOf(last.at) }),
      },
    }
  },
})

const place = z.tuple([endedAt.instant, z.string().regex(/^[0-9a-f]{32}$/)])
/** A place that is none of this list is as if nothing had been said. */
function placeIn(after: string | undefined) {
  try {
    return keysIn(place, after)
  } catch {
    return undefined
  }
}
