import type { FlowAsked } from '../../../reports/flow/numbers.ts'
import type { Services } from '../../../services.ts'
import { page, type Visit } from '../../page.ts'
import { askedOf } from '../flow/asked.ts'
import { params, type Query, query } from '../flow/params.ts'

type Asking = Visit<{ machine: string }, Query>

/** What the page of the flow shows under the same address; a past moment does not change. */
const presentOf = async (services: Services, { reader, params: { machine }, query: said }: Asking): Promise<FlowAsked> => {
  const { asked } = await askedOf(services, reader, machine, said)
  return { machine, filters: asked.filters }
}

/** Before the pages of one machine: `live` and `numbers` are the names of none. */
export const flowLivePages = [
  page({
    method: 'get',
    path: '/flow/live',
    name: 'flow of every lifecycle as it changes',
    stream: true,
    run: () => ({ watch: 'every' }),
  }),
  page({
    method: 'get',
    path: '/flow/numbers',
    name: 'numbers of every flow, asked for again and again',
    run: () => ({ numbers: 'every' }),
  }),
  page({
    method: 'get',
    path: '/flow/{machine}/live',
    name: 'flow as it changes',
    stream: true,
    params,
    query,
    run: async (services, visit: Asking) => ({ watch: await presentOf(services, visit) }),
  }),
  page({
    method: 'get',
    path: '/flow/{machine}/numbers',
    name: 'numbers of a flow, asked for again and again',
    params,
    query,
    run: async (services, visit: Asking) => ({ numbers: await presentOf(services, visit) }),
  }),
]
