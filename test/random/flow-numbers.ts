import { expect, test } from '@jest/globals'
import { definitions } from '../../machines/index.ts'
import type { Counts } from '../../src/live/counts.ts'
import { readingsFrom, type Watchable } from '../../src/live/readings.ts'
import { flowCounts } from '../../src/reports/flow/flow.ts'
import { ELSEWHERE, oldestOf as oldestIn } from '../../src/reports/flow/list.ts'
import { type FlowCounts, type FlowFilters, type StateCounts, WINDOWS } from '../../src/reports/flow/numbers.ts'
import { addressOf } from '../../src/web/pages/flow/params.ts'
import type { RandomFlow } from './flow-office.ts'
import { csvAt, filtersThere, models, withoutSeals } from './flow-read.ts'

/** Each number is as long as the list behind it, now and at a past moment, whoever looks and whoever watches. */
export function numbersAreOfTheirLists(run: RandomFlow): void {
  test('the flow as at a moment is what it was at that moment', async () => {
    expect(run.noted.some(({ all }) => all.overdue > 0 && all.dueIn7Days > 0)).toBe(true)
    await withoutSeals(run.office.services, async () => {
      for (const then of run.noted) {
        const model = models.find(({ machine }) => machine === then.machine)!
        expect(await run.numbersOf(model, {}, then.asOf)).toEqual(then)
      }
    })
  }, 300_000)

  test.each(models.map((model) => [model.machine, model] as const))(
    'every number of the flow of %s is as long as the list behind it, and says the same of the oldest',
    async (machine, model) => {
      for (const filters of await filtersThere(run.office.services))
        for (const at of run.moments()) {
          const asked = { machine, filters, ...(at !== undefined && { at }) }
          const { all, states, elsewhere } = await run.numbersOf(model, filters, at)
          const whole = await run.walked(model, asked, {}, 7)
          expect([filters, at, whole.length]).toEqual([filters, at, all.open])
          expect(new Set(whole.map((row) => row.at[1])).size).toBe(whole.length)
          expect(run.oldestOf(whole)).toBe(all.oldestSince)
          for (const [state, numbers] of Object.entries({ ...states, elsewhere })) {
            const rows = await run.walked(model, asked, { state }, 200)
            expect([state, rows.length, run.oldestOf(rows)]).toEqual([state, numbers.open, numbers.oldestSince])
            for (const reader of run.readers) {
              const [oldest] = await oldestIn(run.office.services.lists, reader, model, asked, { state, limit: 1 })
              expect([state, at, oldest?.since ?? null]).toEqual([state, at, numbers.oldestSince])
            }
            for (const band of ['overdue', 'dueIn7Days'] as const)
              if (numbers[band] > 0 || state === machine)
                expect([state, band, (await run.walked(model, asked, { state, band }, 200)).length]).toEqual([state, band, numbers[band]])
          }
        }
    },
    300_000,
  )

  test('what stands in a state that the machine no longer has is counted and listed as elsewhere, since it was opened', async () => {
    const { pool } = run.office.services
    const model = models.find(({ machine }) => machine === 'compliance')!
    const asked = { machine: model.machine, filters: {} }
    const { rows } = await pool.query<{ id: string; state: string; since: string; begun: string }>(
      `select instance_id as id, state, since::text, since[1] as begun from stay
       where machine = $1 and left_seq is null and open and file_id not in (select file_id from casefile where sealed) limit 1`,
      [model.machine],
    )
    const [{ id, state, since, begun }] = rows as [(typeof rows)[0]]
    const put = (place: string, moments: string | null) =>
      pool.query(
        `update stay set state = $2, since = coalesce($3::timestamptz[], array_fill(since[1], array[cardinality(states_in($2))]))
         where instance_id = $1 and left_seq is null`,
        [id, place, moments],
      )
    await put(`${state} + open.attic.cupboard.shelf`, null)
    try {
      const { all, elsewhere } = await run.numbersOf(model, {})
      const rowsThere = await run.walked(model, asked, { state: ELSEWHERE }, 200)
      expect([elsewhere.open, elsewhere.oldestSince, rowsThere.map((row) => row.since)]).toEqual([1, begun, [begun]])
      expect((await run.walked(model, asked, {}, 200)).length).toBe(all.open)
      expect((await flowCounts(run.office.services.lists, model, asked)).elsewhere.open).toBe(1)
    } finally {
      await put(state, since)
    }
  })

  test('those who watch are told the same numbers, sealed casefiles in none that says a day', async () => {
    const overdue = `select file_id from stay join casefile c using (file_id)
      where left_seq is null and open and not c.sealed and due_on < (present_moment() at time zone 'Europe/London')::date`
    const { rows: late } = await run.office.services.pool.query<{ id: string }>(
      `update casefile set sealed = true where file_id in (${overdue}) returning file_id as id`,
    )
    expect(late.length).toBeGreaterThan(0)
    try {
      const withoutOldest = ({ open, overdue, dueIn7Days }: StateCounts) => ({ open, overdue, dueIn7Days })
      const counts = ({ machine, today, all, states, elsewhere }: FlowCounts) => ({
        ...{ machine, today, all: withoutOldest(all), elsewhere: withoutOldest(elsewhere) },
        states: Object.fromEntries(Object.entries(states).map(([id, each]) => [id, withoutOldest(each)])),
      })
      for (const filters of [{}, { rating: ['C'] }] satisfies FlowFilters[])
        for (const model of models) {
          const watched = await flowCounts(run.office.services.lists, model, { machine: model.machine, filters })
          expect(counts(watched)).toEqual(counts(await run.numbersOf(model, filters)))
        }
    } finally {
      await run.office.services.pool.query('update casefile set sealed = false where file_id = any($1)', [late.map(({ id }) => id)])
    }
  })

  test('those who watch are told the numbers of the page, what moved in each window among them, with filters and without', async () => {
    const visitor = await run.office.browse('auditor')
    const { rows: sealed } = await run.office.services.pool.query<{ id: string }>(
      `update casefile set sealed = true where not sealed and file_id::text < '4' returning file_id as id`,
    )
    expect(sealed.length).toBeGreaterThan(0)
    const readings = readingsFrom(run.office.services.lists, definitions)
    const told = async (asked: Watchable): Promise<Counts> =>
      Object.assign({}, ...(await Promise.all(readings(asked).map(({ read }) => read()))).map(({ counts }) => counts))
    let moves = 0
    try {
      const every = await told('every')
      for (const { machine } of models)
        for (const filters of [{}, { rating: ['C'] }, { directorate: ['customerServices'] }] satisfies FlowFilters[]) {
          const counts = await told({ machine, filters })
          for (const window of WINDOWS) {
            const address = addressOf(machine, { ...filters, rows: ['all'], window: [String(window)] }, { tail: '/table.csv' })
            for (const line of await csvAt(visitor, address)) {
              const column = (title: string) => Object.entries(line).find(([name]) => name.startsWith(title))![1]
              const shown = ['Open', 'Overdue', 'Due in 7 days', 'Moved in', 'Moved out'].map((title) => Number(column(title)))
              const measures = ['open', 'overdue', 'dueIn7Days', `movedIn${window}`, `movedOut${window}`] as const
              const of = (id: string, counts: Counts) => measures.map((measure) => counts[`${id}:${measure}`] ?? 0)
              const { Id } = line
              expect([address, Id, of(Id === machine ? 'all' : Id!, counts)]).toEqual([address, Id, shown])
              if (!('rating' in filters || 'directorate' in filters) && Id !== 'elsewhere')
                expect([Id, of(Id!, every).slice(0, 3)]).toEqual([Id, shown.slice(0, 3)])
              moves += shown[3]! + shown[4]!
            }
          }
        }
    } finally {
      await run.office.services.pool.query('update casefile set sealed = false where file_id = any($1)', [sealed.map(({ id }) => id)])
    }
    expect(moves).toBeGreaterThan(100)
  }, 120_000)

  test('a list is as long for everybody; what is sealed stands last, and says nothing but where it stands, nor does where a page ended', async () => {
    for (const model of models)
      for (const filters of await filtersThere(run.office.services)) {
        const [mine, all] = await Promise.all(
          run.readers.map((reader) => run.walked(model, { machine: model.machine, filters }, {}, 7, reader)),
        )
        expect(mine!.length).toBe(all!.length)
        expect(new Set(mine!.map(({ at }) => at[1])).size).toBe(mine!.length)
        const firstHidden = mine!.findIndex(({ hidden }) => hidden)
        const hidden = firstHidden < 0 ? [] : mine!.slice(firstHidden)
        const known = new Set(all!.map(({ at }) => at[1]))
        for (const { instance, file, reference, rating, dueOn, caseworker, organisations, since, at, ...row } of hidden) {
          expect([row.hidden, instance, file, reference, rating, dueOn, caseworker, organisations, since]).toEqual([
            true,
            ...[null, null, null, null, null, null, [], null],
          ])
          expect([at[0], known.has(at[1])]).toEqual([null, false])
        }
        expect(all!.filter((row) => row.hidden)).toEqual([])
        if (Object.keys(filters).length > 0) expect(hidden).toEqual([])
        for (const band of ['overdue', 'dueIn7Days'] as const)
          expect((await run.walked(model, { machine: model.machine, filters }, { band }, 200)).filter((row) => row.hidden)).toEqual([])
      }
  }, 300_000)
}
