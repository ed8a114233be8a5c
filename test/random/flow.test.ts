import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { definitions } from '../../machines/index.ts'
import type { Instant } from '../../machines/kernel/calendar.ts'
import type { ChartModel } from '../../machines/kernel/chart.ts'
import { flowNumbers } from '../../src/reports/flow/flow.ts'
import { type FlowPage, type FlowRow, flowRows } from '../../src/reports/flow/list.ts'
import { daysOf, movesIn } from '../../src/reports/flow/moves.ts'
import type { FlowAsked, FlowFilters, FlowNumbers } from '../../src/reports/flow/numbers.ts'
import { type Reader, readerOf } from '../../src/reports/standing.ts'
import { chartFor } from '../../src/shown/place.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { atRandom } from './run.ts'

const EVENTS = Number(process.env['RANDOM_EVENTS'] ?? 900)
const SEED = Number(process.env['RANDOM_SEED'] ?? 20_261_122)
/** Longer than any run. */
const ALL_DAYS = 3_000
const models = Object.values(definitions)
  .map(chartFor)
  .filter(({ machine }) => machine !== 'office')

let office: TestApp
let readers: readonly Reader[]
const noted: FlowNumbers[] = []
beforeAll(async () => {
  office = await testApp()
  await office.setClock('2026-03-02')
  const note = async () => {
    for (const model of models) noted.push(await numbersOf(model, {}))
  }
  await atRandom(office, { events: EVENTS, seed: SEED, desks: 12, each: note })
  readers = await Promise.all(['caseworker', 'auditor'].map((post) => readerOf(office.services.lists, `holder-of-${post}`)))
}, 1_200_000)
afterAll(() => office.end())

const numbersOf = ({ machine }: ChartModel, filters: FlowFilters, at?: Instant) =>
  flowNumbers(office.services.lists, chartFor(definitions[machine]!), { machine, filters, ...(at !== undefined && { at }) })

async function walked(model: ChartModel, asked: FlowAsked, page: Omit<FlowPage, 'limit' | 'after'>, limit: number, reader = readers[0]!) {
  const rows: FlowRow[] = []
  for (;;) {
    const after = rows.at(-1)?.at
    const more = await flowRows(office.services.lists, reader, model, asked, { ...page, limit, after })
    rows.push(...more)
    if (more.length < limit) return rows
  }
}

/** Some of everything that a flow can be narrowed by, as it happens to be in this office. */
async function filtersThere(): Promise<readonly FlowFilters[]> {
  const { rows } = await office.services.pool.query<{ organisation: string; caseworker: string; directorate: string; day: string }>(
    `select o.file_id as organisation, c.caseworker, c.directorate, c.opened_at::date::text as day
     from organisation o, casefile c where c.caseworker is not null order by o.name, c.opened_at desc limit 1`,
  )
  const { organisation, caseworker, directorate, day } = rows[0]!
  return [
    {},
    { organisation: [organisation] },
    { rating: ['B', 'C'] },
    { rating: ['A'] },
    { directorate: [directorate] },
    { caseworker: [caseworker, 'nobody'] },
    { source: ['intervention'] },
    { openedFrom: day, openedTo: day },
    { rating: ['B'], caseworker: [caseworker], openedFrom: '2026-03-02' },
  ]
}

const moments = () => [
  undefined,
  ...[...new Set(noted.map(({ asOf }) => asOf))].filter((_, nth, all) => nth % Math.ceil(all.length / 3) === 1),
]

describe('after anything that can happen', () => {
  test('the flow as at a moment is what it was at that moment', async () => {
    expect(noted.some(({ all }) => all.overdue > 0 && all.dueIn7Days > 0)).toBe(true)
    for (const then of noted) {
      const model = models.find(({ machine }) => machine === then.machine)!
      expect(await numbersOf(model, {}, then.asOf)).toEqual(then)
    }
  }, 300_000)

  test.each(models.map((model) => [model.machine, model] as const))(
    'every number of the flow of %s is as long as the list behind it, and says the same of the oldest',
    async (machine, model) => {
      for (const filters of await filtersThere())
        for (const at of moments()) {
          const asked = { machine, filters, ...(at !== undefined && { at }) }
          const { all, states, elsewhere } = await numbersOf(model, filters, at)
          const whole = await walked(model, asked, {}, 7)
          expect([filters, at, whole.length]).toEqual([filters, at, all.open])
          expect(new Set(whole.map((row) => row.at[1])).size).toBe(whole.length)
          expect(whole[0]?.since ?? null).toBe(all.oldestSince)
          for (const [state, numbers] of Object.entries({ ...states, elsewhere })) {
            const rows = await walked(model, asked, { state }, 200)
            expect([state, rows.length, rows[0]?.since ?? null]).toEqual([state, numbers.open, numbers.oldestSince])
            for (const band of ['overdue', 'dueIn7Days'] as const)
              if (numbers[band] > 0 || state === machine)
                expect([state, band, (await walked(model, asked, { state, band }, 200)).length]).toEqual([state, band, numbers[band]])
          }
        }
    },
    300_000,
  )

  test('a list is as long for everybody, and what is sealed says nothing but where it stands and since when', async () => {
    for (const model of models)
      for (const filters of await filtersThere()) {
        const [mine, all] = await Promise.all(readers.map((reader) => walked(model, { machine: model.machine, filters }, {}, 200, reader)))
        expect(mine!.map(({ at }) => at)).toEqual(all!.map(({ at }) => at))
        for (const { instance, file, reference, rating, dueOn, caseworker, organisations } of mine!.filter(({ hidden }) => hidden))
          expect([instance, file, reference, rating, dueOn, caseworker, organisations]).toEqual([null, null, null, null, null, null, []])
        expect(all!.filter(({ hidden }) => hidden)).toEqual([])
        const { directorate, organisation, rating, caseworker, source } = filters
        if ([directorate, organisation, rating, caseworker, source].some(Boolean)) expect(mine!.filter(({ hidden }) => hidden)).toEqual([])
      }
  }, 300_000)

  test('the states of each region, and those within each state, make up the whole', async () => {
    for (const then of noted) {
      const { states } = models.find(({ machine }) => machine === then.machine)!
      const open = (id: string) => then.states[id]?.open ?? 0
      expect(open(then.machine) + then.elsewhere.open).toBe(then.all.open)
      for (const { id, type } of states) {
        const within = states.filter(({ parent }) => parent === id).map((state) => open(state.id))
        if (type === 'compound') expect([id, within.reduce((sum, each) => sum + each, 0)]).toEqual([id, open(id)])
        if (type === 'parallel') expect([id, within]).toEqual([id, within.map(() => open(id))])
      }
    }
  })

  test('what is open, and no more, stands somewhere; what came into a state and has not left it is there, and what is closed has left the whole', async () => {
    for (const model of models) {
      const { machine } = model
      const { all, states } = await numbersOf(model, {})
      const asked = 'select count(*)::int as open from instance where machine = $1 and not closed and not in_error'
      const { rows } = await office.services.pool.query<{ open: number }>(asked, [machine])
      expect([machine, all.open]).toEqual([machine, rows[0]!.open])
      const days = await daysOf(office.services.lists, model, { machine, filters: {} }, ALL_DAYS)
      for (const { id, closed } of model.states) {
        const there = (days[id] ?? []).reduce((sum, { arrived, left }) => sum + arrived - left, 0)
        if (!closed) expect([id, there]).toEqual([id, states[id]?.open ?? 0])
      }
    }
  })

  test('every move that history tells of is one of an arrow, and no other is', async () => {
    for (const { machine } of models) {
      const moved = await movesIn(office.services.lists, { machine, filters: {} }, ALL_DAYS)
      const { rows } = await office.services.pool.query<{ event: string; times: number }>(
        `select event, count(*)::int as times from transition
         where machine = $1 and kind not in ('opened', 'correction') and entry::json ->> 'from' <> entry::json ->> 'to' group by 1`,
        [machine],
      )
      const times: Record<string, number> = {}
      for (const move of moved) times[move.event] = (times[move.event] ?? 0) + move.times
      expect([machine, times]).toEqual([machine, Object.fromEntries(rows.map((row) => [row.event, row.times]))])
    }
  })

  test('the stays of a lifecycle follow each other without a gap, and the last is where it stands', async () => {
    const { rows } = await office.services.pool.query(
      `select * from (
         select s.instance_id, left_seq, lead(entered_seq) over each as next_seq, left_at, lead(entered_at) over each as next_at,
           s.state, lead(come_from) over each as next_from, i.state as stands, i.in_error, i.closed, s.open
         from stay s join instance i on i.id = s.instance_id window each as (partition by s.instance_id order by entered_seq)) s
       where (left_seq, left_at) is distinct from (next_seq, next_at) or next_from <> state
         or left_seq is null and (state <> case when in_error then '' else stands end or open = (closed or in_error))`,
    )
    expect(rows).toEqual([])
    const { rows: without } = await office.services.pool.query(
      'select id from instance i where not exists (select from stay where instance_id = i.id)',
    )
    expect(without).toEqual([])
  })
})
