import { notFound } from '../../../problem.ts'
import { oldestOf } from '../../../reports/flow/list.ts'
import { chartFor } from '../../../shown/place.ts'
import { page, type Visit } from '../../page.ts'
import { listAsked, ofList } from './list-asked.ts'
import { params, type Query, query } from './params.ts'
import { caseOf } from './rows.ts'

/**
 * Leads to what has stood in a state for longest, of the same that the table's oldest is of: what is sealed is passed over for everybody. To
 * the list, where there is none; 404 for a state that there is not.
 */
export const oldestPage = page({
  method: 'get',
  path: '/flow/{machine}/oldest',
  name: 'the oldest of a state',
  params,
  query,
  run: async (services, { reader, params: { machine }, query: given }: Visit<{ machine: string }, Query>) => {
    const asked = await listAsked(services, reader, machine, given)
    if (asked.isOfNoState) throw notFound()
    const { flow, state } = asked
    const [row] = await oldestOf(services.lists, reader, chartFor(flow.definition), flow.asked, { state: state?.id, limit: 1 })
    return { redirect: row === undefined || row.hidden ? ofList(asked) : caseOf(row) }
  },
})
