import { z } from 'zod'
import type { CalendarDate } from '../../../../machines/kernel/calendar.ts'
import { cursorOf, endedAt, keysIn } from '../../../paging.ts'
import { attentionIn } from '../../../reports/flow/attention.ts'
import { firstDueOf } from '../../../reports/flow/first-due.ts'
import { flowNumbers } from '../../../reports/flow/flow.ts'
import { flowRows } from '../../../reports/flow/list.ts'
import { leavesOutSealed as leavesOutSealedOf } from '../../../reports/flow/signed.ts'
import type { Services } from '../../../services.ts'
import { lookingAt } from '../../../shown/flow/standing.ts'
import { chartFor } from '../../../shown/place.ts'
import { postsNamed } from '../../../shown/posts.ts'
import { page, type Visit } from '../../page.ts'
import { dateTime } from '../../words.ts'
import { cleared } from './filters.ts'
import { leavesOutSealed } from './flow.ts'
import { type FlowListAsked, headingOf, listAsked, listCrumbs, listed, ofList } from './list-asked.ts'
import { addressOf, params, type Query, query } from './params.ts'
import { ofToday, rowOf } from './rows.ts'
import { numbersOf } from './table.ts'

const ON_A_PAGE = 50
const NO_PLACE = 'The place in the list that was asked for is none of it, so this is its beginning.'

/** The lifecycles behind a number of a flow: as many as it counts. */
export const listPage = page({
  method: 'get',
  path: '/flow/{machine}/list',
  name: 'list behind a number of a flow',
  params,
  query,
  run: async (services, { reader, params: { machine }, query: given }: Visit<{ machine: string }, Query>) => {
    const asked = await listAsked(services, reader, machine, given)
    const { flow } = asked
    const model = chartFor(flow.definition)
    const after = placeIn(asked.after)
    const page = await listed(services, asked)
    const [rows, counted, posts] = await Promise.all([
      flowRows(services.lists, reader, model, flow.asked, { ...page, after, limit: ON_A_PAGE + 1 }),
      countOf(services, asked),
      postsNamed(services),
    ])
    const shown = rows.slice(0, ON_A_PAGE)
    const due = flow.asked.at === undefined ? await firstDueOf(services.lists, shown) : undefined
    const last = rows.length > ON_A_PAGE ? shown.at(-1) : undefined
    const { title } = flow.definition
    return {
      view: 'flow/list',
      title: `${headingOf(asked)}: flow`,
      data: {
        heading: headingOf(asked),
        of: title,
        moment: flow.asked.at && dateTime(flow.asked.at),
        ofToday: ofToday(flow),
        dropped: [...asked.dropped, ...(asked.after !== undefined && after === undefined ? [NO_PLACE] : [])],
        crumbs: listCrumbs(asked),
        clear: ofList({ ...asked, state: undefined, band: undefined, attention: undefined }, {}, cleared(flow.params)),
        sealedOut:
          leavesOutSealed(flow) ??
          (asked.band !== undefined || (asked.attention !== undefined && leavesOutSealedOf(asked.attention))
            ? 'under this filter'
            : undefined),
        count: counted.count,
        rows: shown.map((row) => rowOf(flow.definition, counted.today, posts, row, due?.get(row.instance ?? ''))),
        today: counted.today,
        csv: ofList(asked, {}, flow.params, '/list.csv'),
        back: addressOf(machine, flow.params),
        first: after && ofList(asked),
        next: last && ofList(asked, { after: cursorOf(last.at) }),
      },
    }
  },
})

/** How many there are, and the day by which that is told. */
async function countOf(
  services: Services,
  { flow, state, band, attention }: FlowListAsked,
): Promise<{ count: number; today: CalendarDate }> {
  const { lists } = services
  const model = chartFor(flow.definition)
  const [numbers, calling] = await Promise.all([
    flowNumbers(lists, model, flow.asked),
    attention && attentionIn(lists, model, flow.asked, await lookingAt(services, flow.definition)),
  ])
  const count = attention ? calling?.states[state?.id ?? flow.machine]?.[attention] : numbersOf(numbers, model, state?.id)[band ?? 'open']
  return { count: count ?? 0, today: numbers.today }
}

const place = z.tuple([endedAt.instant, z.string().regex(/^[0-9a-f]{32}$/)])
/** A place that is none of this list is left out, and said. */
function placeIn(after: string | undefined) {
  try {
    return keysIn(place, after)
  } catch {
    return undefined
  }
}
