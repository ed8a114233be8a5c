import { expect, test } from '@jest/globals'
import { definitions } from '../../machines/index.ts'
import { statesIn } from '../../machines/kernel/place.ts'
import { daysOf, movesIn } from '../../src/reports/flow/moves.ts'
import type { FlowFilters } from '../../src/reports/flow/numbers.ts'
import { chartFor } from '../../src/shown/place.ts'
import { timesTaken } from '../../src/web/pages/flow/routes.ts'
import type { RandomFlow } from './flow-office.ts'
import { models, withoutSeals } from './flow-read.ts'

/** Longer than any run. */
const ALL_DAYS = 3_000

/** The days of each state on which anything came or went. */
const withoutNoughts = (days: Awaited<ReturnType<typeof daysOf>>) =>
  Object.fromEntries(
    Object.entries(days)
      .map(([state, of]) => [state, of.filter(({ arrived, left }) => arrived + left > 0)] as const)
      .filter(([, of]) => of.length > 0),
  )

/** What came and went, and since when something stands, are what history tells. */
export function flowIsWhatHistoryTells(run: RandomFlow): void {
  test('the states of each region, and those within each state, make up the whole', async () => {
    for (const then of run.noted) {
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

  test('what is open, and no more, stands somewhere; what came into a state and has not left it is there, and what is closed has left the whole', () =>
    withoutSeals(run.office.services, async () => {
      for (const model of models) {
        const { machine } = model
        const { all, states } = await run.numbersOf(model, {})
        const asked = 'select count(*)::int as open from instance where machine = $1 and not closed and not in_error'
        const { rows } = await run.office.services.pool.query<{ open: number }>(asked, [machine])
        expect([machine, all.open]).toEqual([machine, rows[0]!.open])
        const days = await daysOf(run.office.services.lists, model, { machine, filters: {} }, ALL_DAYS)
        for (const { id, closed } of model.states) {
          const there = (days[id] ?? []).reduce((sum, { arrived, left }) => sum + arrived - left, 0)
          if (!closed) expect([id, there]).toEqual([id, states[id]?.open ?? 0])
        }
      }
    }))

  test('every move that history tells of is one of an arrow, and no other is', async () => {
    for (const { machine } of models) {
      const moved = await movesIn(run.office.services.lists, { machine, filters: {} }, ALL_DAYS)
      const { rows } = await run.office.services.pool.query<{ event: string; times: number }>(
        `select event, count(*)::int as times from transition
         where machine = $1 and kind not in ('opened', 'correction') and entry::json ->> 'from' <> entry::json ->> 'to'
           and file_id not in (select file_id from casefile where sealed) group by 1`,
        [machine],
      )
      const times: Record<string, number> = {}
      for (const move of moved) {
        times[move.event] = (times[move.event] ?? 0) + move.times
        expect([move, timesTaken(chartFor(definitions[machine]!), [move]).size > 0]).toEqual([move, true])
      }
      expect([machine, times]).toEqual([machine, Object.fromEntries(rows.map((row) => [row.event, row.times]))])
    }
  })

  test('of what is sealed no day is told: day by day and at every past moment the numbers are those under a filter, which leave it out', async () => {
    const everything = { openedFrom: '1900-01-01' }
    let met = 0
    for (const model of models) {
      const daysUnder = (filters: FlowFilters) => daysOf(run.office.services.lists, model, { machine: model.machine, filters }, ALL_DAYS)
      const days = await daysUnder({})
      expect(withoutNoughts(days)).toEqual(withoutNoughts(await daysUnder(everything)))
      const all = await withoutSeals(run.office.services, () => daysUnder({}))
      if (JSON.stringify(withoutNoughts(all)) !== JSON.stringify(withoutNoughts(days))) met++
      for (const at of run.moments().filter((moment) => moment !== undefined))
        expect(await run.numbersOf(model, {}, at)).toEqual(await run.numbersOf(model, everything, at))
    }
    expect(met).toBeGreaterThan(0)
  })

  test('a stay says of each of its states since which of the stays before it that state was left by nothing but a mistake', async () => {
    interface Stood {
      readonly id: string
      readonly state: string
      readonly open: boolean
      readonly event: string | null
      readonly entered: string
      readonly since: readonly string[]
    }
    const { rows } = await run.office.services.pool.query<Stood>(
      `select instance_id as id, state, open, event, entered_at::text as entered, since::text[] from stay order by instance_id, entered_seq`,
    )
    let earlier: (Stood & { readonly by: Readonly<Record<string, string>> })[] = []
    for (const row of rows) {
      if (earlier[0]?.id !== row.id) earlier = []
      const stood = (path: string) => (before: (typeof earlier)[number]) => path in before.by && (path !== '' || before.open)
      const expected = Object.fromEntries(
        statesIn(row.state).map((path) => {
          const from = row.event === 'RECORDED_IN_ERROR' ? earlier.findLast(stood(path)) : earlier.slice(-1).find(stood(path))
          const goesOn = from !== undefined && (path !== '' || row.open)
          return [path, goesOn ? from.by[path]! : row.entered]
        }),
      )
      expect([row.id, row.since]).toEqual([row.id, Object.values(expected)])
      earlier.push({ ...row, by: expected })
    }
    expect(rows.some(({ since }) => new Set(since).size > 2)).toBe(true)
  })

  test('of every lifecycle it is known when something was last recorded of it', async () => {
    const { rows } = await run.office.services.pool.query(
      `select id from instance i where written_at is distinct from (select max(recorded_at) from transition where instance_id = i.id)`,
    )
    expect(rows).toEqual([])
  })

  test('the stays of a lifecycle follow each other without a gap, and the last is where it stands', async () => {
    const { rows } = await run.office.services.pool.query(
      `select * from (
         select s.instance_id, left_seq, lead(entered_seq) over each as next_seq, left_at, lead(entered_at) over each as next_at,
           s.state, lead(come_from) over each as next_from, i.state as stands, i.in_error, i.closed, s.open
         from stay s join instance i on i.id = s.instance_id window each as (partition by s.instance_id order by entered_seq)) s
       where (left_seq, left_at) is distinct from (next_seq, next_at) or next_from <> state
         or left_seq is null and (state <> case when in_error then '' else stands end or open = (closed or in_error))`,
    )
    expect(rows).toEqual([])
    const { rows: without } = await run.office.services.pool.query(
      'select id from instance i where not exists (select from stay where instance_id = i.id)',
    )
    expect(without).toEqual([])
  })
}
