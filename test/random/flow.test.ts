import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { openDataSource } from '../../db/data-source.ts'
import { definitions } from '../../machines/index.ts'
import { addDays, dayInLondon, daysBetween, type Instant } from '../../machines/kernel/calendar.ts'
import type { ChartModel } from '../../machines/kernel/chart.ts'
import { statesIn } from '../../machines/kernel/place.ts'
import type { Counts } from '../../src/live/counts.ts'
import { readingsFrom, type Watchable } from '../../src/live/readings.ts'
import { attentionIn } from '../../src/reports/flow/attention.ts'
import { flowCounts } from '../../src/reports/flow/flow.ts'
import { ELSEWHERE, type FlowPage, type FlowRow, oldestOf as oldestIn } from '../../src/reports/flow/list.ts'
import { daysOf, movesIn } from '../../src/reports/flow/moves.ts'
import { type Move, movesByDay } from '../../src/reports/flow/moves-by-day.ts'
import {
  attentionKinds,
  type FlowAsked,
  type FlowCounts,
  type FlowFilters,
  type FlowNumbers,
  type StateCounts,
  WINDOWS,
} from '../../src/reports/flow/numbers.ts'
import { leavesOutSealed } from '../../src/reports/flow/signed.ts'
import { type Reader, readerOf } from '../../src/reports/standing.ts'
import { lookingAt } from '../../src/shown/flow/standing.ts'
import { chartFor } from '../../src/shown/place.ts'
import { momentWritten, writtenOf } from '../../src/web/pages/flow/moment.ts'
import { addressOf } from '../../src/web/pages/flow/params.ts'
import { timesTaken } from '../../src/web/pages/flow/routes.ts'
import { counted, shortDate } from '../../src/web/words.ts'
import { type TestApp, testApp } from '../support/app.ts'
import {
  walked as allOf,
  csvAt,
  daysOnPage,
  filtersThere,
  models,
  numbersOf as numbersIn,
  oldestOnPage,
  withoutSeals,
} from './flow-read.ts'
import { atRandom } from './run.ts'

const EVENTS = Number(process.env['RANDOM_EVENTS'] ?? 900)
const SEED = Number(process.env['RANDOM_SEED'] ?? 20_261_122)
/** Enough for each list to have some. */
const SEALED = 10
/** Longer than any run. */
const ALL_DAYS = 3_000

let office: TestApp
let readers: readonly Reader[]
const noted: FlowNumbers[] = []
beforeAll(async () => {
  office = await testApp()
  await office.setClock('2026-03-02')
  const note = () =>
    withoutSeals(office.services, async () => {
      for (const model of models) noted.push(await numbersOf(model, {}))
    })
  await atRandom(office, { events: EVENTS, seed: SEED, desks: 12, sealed: SEALED, each: note })
  const { rows } = await office.services.pool.query<{ id: string }>('select file_id as id from casefile where sealed')
  sealed = new Set(rows.map(({ id }) => id))
  expect(sealed.size).toBeGreaterThanOrEqual(SEALED)
  readers = await Promise.all(['caseworker', 'auditor'].map((post) => readerOf(office.services.lists, `holder-of-${post}`)))
}, 1_200_000)
afterAll(() => office.end())

let sealed: ReadonlySet<string | null>
/** Of the rows that are not of sealed casefiles the first, which are in their order. */
const oldestOf = (rows: readonly FlowRow[]) => rows.find(({ file }) => file !== null && !sealed.has(file))?.since ?? null

/** The days of each state on which anything came or went. */
const withoutNoughts = (days: Awaited<ReturnType<typeof daysOf>>) =>
  Object.fromEntries(
    Object.entries(days)
      .map(([state, of]) => [state, of.filter(({ arrived, left }) => arrived + left > 0)] as const)
      .filter(([, of]) => of.length > 0),
  )
/** How often each move was made on each day. */
function summed(moves: readonly Move[]): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {}
  for (const { times, ...move } of moves) {
    const key = JSON.stringify(Object.entries(move).sort())
    sums[key] = (sums[key] ?? 0) + times
  }
  return Object.fromEntries(Object.entries(sums).filter(([, times]) => times !== 0))
}

const NONE = { open: 0, overdue: 0, dueIn7Days: 0 }
const numbersOf = (model: ChartModel, filters: FlowFilters, at?: Instant) => numbersIn(office.services, model, filters, at)
const walked = (model: ChartModel, asked: FlowAsked, page: Omit<FlowPage, 'limit' | 'after'>, limit: number, reader = readers[0]!) =>
  allOf(office.services, model, asked, page, limit, reader)

const moments = () => [
  undefined,
  ...[...new Set(noted.map(({ asOf }) => asOf))].filter((_, nth, all) => nth % Math.ceil(all.length / 3) === 1),
]

describe('after anything that can happen', () => {
  test('the flow as at a moment is what it was at that moment', async () => {
    expect(noted.some(({ all }) => all.overdue > 0 && all.dueIn7Days > 0)).toBe(true)
    await withoutSeals(office.services, async () => {
      for (const then of noted) {
        const model = models.find(({ machine }) => machine === then.machine)!
        expect(await numbersOf(model, {}, then.asOf)).toEqual(then)
      }
    })
  }, 300_000)

  test.each(models.map((model) => [model.machine, model] as const))(
    'every number of the flow of %s is as long as the list behind it, and says the same of the oldest',
    async (machine, model) => {
      for (const filters of await filtersThere(office.services))
        for (const at of moments()) {
          const asked = { machine, filters, ...(at !== undefined && { at }) }
          const { all, states, elsewhere } = await numbersOf(model, filters, at)
          const whole = await walked(model, asked, {}, 7)
          expect([filters, at, whole.length]).toEqual([filters, at, all.open])
          expect(new Set(whole.map((row) => row.at[1])).size).toBe(whole.length)
          expect(oldestOf(whole)).toBe(all.oldestSince)
          for (const [state, numbers] of Object.entries({ ...states, elsewhere })) {
            const rows = await walked(model, asked, { state }, 200)
            expect([state, rows.length, oldestOf(rows)]).toEqual([state, numbers.open, numbers.oldestSince])
            for (const reader of readers) {
              const [oldest] = await oldestIn(office.services.lists, reader, model, asked, { state, limit: 1 })
              expect([state, at, oldest?.since ?? null]).toEqual([state, at, numbers.oldestSince])
            }
            for (const band of ['overdue', 'dueIn7Days'] as const)
              if (numbers[band] > 0 || state === machine)
                expect([state, band, (await walked(model, asked, { state, band }, 200)).length]).toEqual([state, band, numbers[band]])
          }
        }
    },
    300_000,
  )

  test('what stands in a state that the machine no longer has is counted and listed as elsewhere, since it was opened', async () => {
    const { pool } = office.services
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
      const { all, elsewhere } = await numbersOf(model, {})
      const rowsThere = await walked(model, asked, { state: ELSEWHERE }, 200)
      expect([elsewhere.open, elsewhere.oldestSince, rowsThere.map((row) => row.since)]).toEqual([1, begun, [begun]])
      expect((await walked(model, asked, {}, 200)).length).toBe(all.open)
      expect((await flowCounts(office.services.lists, model, asked)).elsewhere.open).toBe(1)
    } finally {
      await put(state, since)
    }
  })

  test('those who watch are told the same numbers, sealed casefiles in none that says a day', async () => {
    const overdue = `select file_id from stay join casefile c using (file_id)
      where left_seq is null and open and not c.sealed and due_on < (present_moment() at time zone 'Europe/London')::date`
    const { rows: late } = await office.services.pool.query<{ id: string }>(
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
          const watched = await flowCounts(office.services.lists, model, { machine: model.machine, filters })
          expect(counts(watched)).toEqual(counts(await numbersOf(model, filters)))
        }
    } finally {
      await office.services.pool.query('update casefile set sealed = false where file_id = any($1)', [late.map(({ id }) => id)])
    }
  })

  test('those who watch are told the numbers of the page, what moved in each window among them, with filters and without', async () => {
    const visitor = await office.browse('auditor')
    const { rows: sealed } = await office.services.pool.query<{ id: string }>(
      `update casefile set sealed = true where not sealed and file_id::text < '4' returning file_id as id`,
    )
    expect(sealed.length).toBeGreaterThan(0)
    const readings = readingsFrom(office.services.lists, definitions)
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
      await office.services.pool.query('update casefile set sealed = false where file_id = any($1)', [sealed.map(({ id }) => id)])
    }
    expect(moves).toBeGreaterThan(100)
  }, 120_000)

  test('a list is as long for everybody; what is sealed stands last, and says nothing but where it stands, nor does where a page ended', async () => {
    for (const model of models)
      for (const filters of await filtersThere(office.services)) {
        const [mine, all] = await Promise.all(readers.map((reader) => walked(model, { machine: model.machine, filters }, {}, 7, reader)))
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
          expect((await walked(model, { machine: model.machine, filters }, { band }, 200)).filter((row) => row.hidden)).toEqual([])
      }
  }, 300_000)

  test('what a page has in its table as CSV is what the flow counts, now and at a past moment, with filters and without', async () => {
    const visitor = await office.browse('auditor')
    const [, , someRatings] = await filtersThere(office.services)
    for (const { machine } of models)
      for (const [filters, moment] of [[{}], [someRatings], [{}, writtenOf(moments()[1]!)]] as const) {
        const model = chartFor(definitions[machine]!)
        const asked = { rows: ['all'], at: moment ? [moment] : [], rating: filters!.rating ?? [] }
        const lines = await csvAt(visitor, addressOf(machine, asked, { tail: '/table.csv' }))
        const { all, states, elsewhere } = await numbersOf(model, filters!, moment && momentWritten(moment))
        const counted = { ...Object.fromEntries(model.states.map(({ id }) => [id, NONE])), ...states, [machine]: all, elsewhere }
        const said = Object.entries(counted).map(([id, { open, overdue, dueIn7Days }]) => [id, [open, overdue, dueIn7Days].map(String)])
        const told = lines.map(({ Id, Open, Overdue, 'Due in 7 days': soon }) => [Id, [Open, Overdue, soon]])
        expect([machine, Object.fromEntries(told)]).toEqual([machine, Object.fromEntries(said)])
      }
  }, 120_000)

  test('every list as CSV has as many lines as its number, each of what stands there', async () => {
    const visitor = await office.browse('auditor')
    for (const model of models) {
      const { machine } = model
      const { states, all } = await numbersOf(model, {})
      for (const [state, { open, overdue }] of Object.entries({ ...states, [machine]: all }))
        for (const [band, count] of [['', open] as const, ...(overdue > 0 ? [['overdue', overdue] as const] : [])]) {
          const lines = await csvAt(visitor, `/flow/${machine}/list.csv?${new URLSearchParams({ state, band })}`)
          expect([state, band, lines.length]).toEqual([state, band, count])
          const rows = await walked(model, { machine, filters: {} }, { state, ...(band && { band }) }, 200, readers[1]!)
          expect(lines.map(({ Casefile, Due }) => [Casefile, Due])).toEqual(
            rows.map(({ reference, dueOn }) => [reference ?? '', dueOn ?? '']),
          )
        }
    }
  }, 120_000)

  test('the oldest of each state is the same in the table, in its CSV and in the API, now and at a past moment', async () => {
    const [visitor, caller] = [await office.browse('auditor'), await office.signIn('auditor')]
    let told = 0
    for (const { machine } of models)
      for (const moment of [undefined, writtenOf(moments()[2]!)]) {
        const address = (tail = '') => addressOf(machine, { rows: ['all'], at: moment ? [moment] : [] }, { tail })
        const { body } = await caller.get(`/flow/${machine}${moment ? `?at=${momentWritten(moment)}` : ''}`)
        const days = (since: Instant | null) => (since === null ? undefined : daysBetween({ from: dayInLondon(since), to: body.today }))
        const states = [{ ...body.all, state: machine }, ...body.states, { ...body.elsewhere, state: 'elsewhere' }]
        const expected = new Map<string, number | undefined>(
          states.toReversed().map(({ state, oldestSince }) => [state, days(oldestSince)]),
        )
        const lines = await csvAt(visitor, address('/table.csv'))
        const { text } = await visitor.get(address())
        const page = oldestOnPage(text)
        expect(lines.map(({ Id }) => Id)).toEqual(Object.keys(page))
        for (const { Id, 'Oldest, days': oldest } of lines) {
          const age = expected.get(Id!)
          expect([machine, moment, Id, oldest, page[Id!]]).toEqual([
            machine,
            moment,
            Id,
            String(age ?? ''),
            age === undefined ? '–' : counted(age, 'day'),
          ])
          if (age) told++
        }
      }
    expect(told).toBeGreaterThan(20)
  }, 120_000)

  test('a list says the same days on its page, as CSV and in the API: of what is sealed none', async () => {
    const [visitor, caller] = [await office.browse('caseworker'), await office.signIn('caseworker')]
    const met = { shown: 0, sealed: 0, due: 0 }
    for (const { machine } of models)
      for (const moment of [undefined, writtenOf(moments()[2]!)]) {
        const model = models.find((each) => each.machine === machine)!
        const { states } = await numbersOf(model, {}, moment && momentWritten(moment))
        for (const state of Object.keys(states)) {
          const at = moment ? { at: moment } : {}
          const lines = await csvAt(visitor, `/flow/${machine}/list.csv?${new URLSearchParams({ state, ...at })}`)
          const { body } = await caller.get(
            `/flow/${machine}/list?${new URLSearchParams({ state, limit: '200', ...(moment && { at: momentWritten(moment)! }) })}`,
          )
          const { text } = await visitor.get(`/flow/${machine}/list?${new URLSearchParams({ state, ...at })}`)
          const csv = lines.map(({ Since, Due }) => [Since!, Due!] as const)
          expect([state, moment, csv.length > 0]).toEqual([state, moment, true])
          const items = body.items as readonly { since: Instant | null; dueOn: string | null; sealed: boolean }[]
          expect([state, moment, items.map(({ since, dueOn }) => [since ? dayInLondon(since) : '', dueOn ?? ''])]).toEqual([
            state,
            moment,
            csv.slice(0, 200),
          ])
          const words = csv.map((days) => days.map((day) => day && shortDate(day)))
          expect([state, moment, daysOnPage(text)]).toEqual([state, moment, words.slice(0, 50)])
          expect(items.filter(({ sealed, since, dueOn }) => sealed && (since ?? dueOn))).toEqual([])
          met.sealed += items.filter(({ sealed }) => sealed).length
          met.shown += items.filter(({ since }) => since).length
          met.due += items.filter(({ dueOn }) => dueOn).length
        }
      }
    expect(Object.values(met).every((count) => count > 10)).toBe(true)
  }, 120_000)

  test('whatever calls for attention is as many as the list behind it, after three weeks in which nobody did anything, nor the clock', async () => {
    await office.services.pool.query('update clock set offset_ms = offset_ms + $1', [21 * 86_400_000])
    const met = new Set<string>()
    for (const model of models) {
      const { machine } = model
      const looking = await lookingAt(office.services, definitions[machine]!)
      for (const filters of await filtersThere(office.services))
        for (const at of Object.keys(filters).length === 0 ? moments() : [undefined]) {
          const asked = { machine, filters, ...(at !== undefined && { at }) }
          const { states } = await attentionIn(office.services.lists, model, asked, looking)
          for (const kind of attentionKinds) {
            const attention = { ...looking, kind }
            expect([machine, kind, (await walked(model, asked, { attention }, 7)).length]).toEqual([
              machine,
              kind,
              states[machine]?.[kind] ?? 0,
            ])
            for (const [state, calling] of Object.entries(states)) {
              if (calling[kind] === 0) continue
              met.add(kind)
              const rows = await walked(model, asked, { state, attention }, 200)
              expect([state, kind, filters, at, rows.length]).toEqual([state, kind, filters, at, calling[kind]])
              if (leavesOutSealed(kind)) expect(rows.filter(({ hidden }) => hidden)).toEqual([])
            }
          }
        }
    }
    expect([...met].sort()).toEqual([...attentionKinds].sort())
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

  test('what is open, and no more, stands somewhere; what came into a state and has not left it is there, and what is closed has left the whole', () =>
    withoutSeals(office.services, async () => {
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
    }))

  test('every move that history tells of is one of an arrow, and no other is', async () => {
    for (const { machine } of models) {
      const moved = await movesIn(office.services.lists, { machine, filters: {} }, ALL_DAYS)
      const { rows } = await office.services.pool.query<{ event: string; times: number }>(
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
      const daysUnder = (filters: FlowFilters) => daysOf(office.services.lists, model, { machine: model.machine, filters }, ALL_DAYS)
      const days = await daysUnder({})
      expect(withoutNoughts(days)).toEqual(withoutNoughts(await daysUnder(everything)))
      const all = await withoutSeals(office.services, () => daysUnder({}))
      if (JSON.stringify(withoutNoughts(all)) !== JSON.stringify(withoutNoughts(days))) met++
      for (const at of moments().filter((moment) => moment !== undefined))
        expect(await numbersOf(model, {}, at)).toEqual(await numbersOf(model, everything, at))
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
    const { rows } = await office.services.pool.query<Stood>(
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
    const { rows } = await office.services.pool.query(
      `select id from instance i where written_at is distinct from (select max(recorded_at) from transition where instance_id = i.id)`,
    )
    expect(rows).toEqual([])
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

  test('what was silent at a past moment is as many as were counted silent when that moment was the present', async () => {
    const { lists, pool } = office.services
    const looking = new Map(
      await Promise.all(models.map(async ({ machine }) => [machine, await lookingAt(office.services, definitions[machine]!)] as const)),
    )
    /** Nothing but silence, by what is usual as it was reckoned before: that is of today. */
    const silentIn = async (model: ChartModel, at?: Instant) => {
      const asked = { machine: model.machine, filters: {}, ...(at !== undefined && { at }) }
      const { states } = await attentionIn(lists, model, asked, looking.get(model.machine)!, ['silent'])
      return Object.fromEntries(Object.entries(states).flatMap(([id, { silent }]) => (silent > 0 ? [[id, silent]] : [])))
    }
    const seen: { readonly model: ChartModel; readonly at: Instant; readonly silent: Readonly<Record<string, number>> }[] = []
    const note = () =>
      withoutSeals(office.services, async () => {
        for (const model of models) {
          const { asOf } = await numbersOf(model, {})
          seen.push({ model, at: asOf, silent: await silentIn(model) })
        }
      })
    for (let round = 0; round < 4; round++) {
      await pool.query('update clock set offset_ms = offset_ms + $1', [6 * 86_400_000])
      await atRandom(office, { events: 90, seed: SEED + 1 + round, desks: 3, called: `round-${round}`, each: note })
    }
    const counts = new Map<string, Set<number>>()
    await withoutSeals(office.services, async () => {
      for (const { model, at, silent } of seen) {
        expect([model.machine, at, await silentIn(model, at)]).toEqual([model.machine, at, silent])
        counts.set(model.machine, (counts.get(model.machine) ?? new Set()).add(silent[model.machine] ?? 0))
      }
    })
    // They came and went along the way, or nothing would have been shown.
    expect([...counts.values()].filter(({ size }) => size > 2).length).toBeGreaterThan(1)
  }, 300_000)

  test('days that are over are told as if they were counted anew, whatever was asked for before, and when', async () => {
    const { services, database } = office
    const now = await services.engine.now()
    const begin = dayInLondon(noted[0]!.asOf)
    const asking: readonly (readonly [inDays: number, window: number, at?: number])[] = [
      [20, 28],
      [23, 1],
      [23, 7],
      [35, 7],
      [35, 28],
      [36, 28, 30],
      [31, 28],
      [70, 7],
      [70, 40],
      [71, 28, 33],
      [72, 90],
    ]
    let told = 0
    for (const [inDays, window, at] of asking)
      for (const { machine } of models) {
        await office.setClock(addDays(begin, inDays))
        const asked = { machine, filters: {}, ...(at && { at: `${addDays(begin, at)}T12:00:00.000Z` }) }
        const anew = await openDataSource(database.url)
        try {
          const [kept, fresh] = [await movesByDay(services.lists, asked, window), await movesByDay(anew, asked, window)]
          expect([machine, inDays, window, kept.today, summed(kept.moves)]).toEqual([
            machine,
            inDays,
            window,
            fresh.today,
            summed(fresh.moves),
          ])
          told += kept.moves.length
        } finally {
          await anew.destroy()
        }
      }
    expect(told).toBeGreaterThan(100)
    await office.setClock(dayInLondon(now))
  }, 120_000)
})
