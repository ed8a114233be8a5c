import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { PoolClient } from 'pg'
import { IN_FORCE, RATED } from '../../src/reports/order-of-work.ts'
import { readerOf } from '../../src/reports/standing.ts'
import { choicesOf } from '../../src/reports/worklists-choices.ts'
import { rowsOf } from '../../src/shown/worklists.ts'
import { atRandom } from '../random/run.ts'
import { type TestApp, testApp } from '../support/app.ts'

let office: TestApp
beforeAll(async () => {
  office = await testApp()
  await office.setClock('2026-03-02')
  await atRandom(office, { events: 250, seed: 20_261_123, desks: 6 })
}, 300_000)
afterAll(() => office.end())

const asked = async <Row extends object>(sql: string, values: readonly unknown[] = []) =>
  (await office.services.pool.query<Row>(sql, [...values])).rows

/** How many rows are kept that files do not say, and how many that they say are missing. */
const differing = () =>
  asked<{ wrong: number; missing: number }>(
    `select (select count(*)::int from (table work except table work_found) w) as wrong,
       (select count(*)::int from (table work_found except table work) w) as missing`,
  )
const NONE = [{ wrong: 0, missing: 0 }]

test('what there is to do is kept beside the files as they say it: each open duty and lifecycle, and a casefile where nothing else is open', async () => {
  expect(await differing()).toEqual(NONE)
  const [counts] = await asked<{ kept: number; duties: number; forgotten: number }>(
    `select (select count(*)::int from work) as kept, (select count(*)::int from duty where ended_seq is null) as duties,
       (select count(*)::int from casefile c where not closed and not exists (select from work w where w.file_id = c.file_id)) as forgotten`,
  )
  expect(counts!.duties).toBeGreaterThan(5)
  expect(counts!.kept).toBeGreaterThan(counts!.duties)
  expect(counts!.forgotten).toBe(0)
})

test('what overdue and due in 7 days can be narrowed by is what their own rows have, and nothing due on other days', async () => {
  const reader = await readerOf(office.services.lists, 'holder-of-operationsManager')
  const organisationsIn = async (name: 'overdue' | 'dueIn7Days' | 'team') => {
    const rows = await rowsOf(office.services, reader, name, { limit: 500 })
    const { organisations, places } = await choicesOf(office.services.lists, reader, name)
    expect(new Set(organisations.map(({ id }) => id))).toEqual(new Set(rows.flatMap((row) => row.organisations.map(({ id }) => id))))
    expect(new Set(places.map(({ machine, state }) => `${machine} ${state}`))).toEqual(
      new Set(rows.map(({ machine, state }) => `${machine} ${state}`)),
    )
    return places.length
  }
  const [overdue, soon, team] = [await organisationsIn('overdue'), await organisationsIn('dueIn7Days'), await organisationsIn('team')]
  expect(overdue + soon).toBeGreaterThan(0)
  expect(team).toBeGreaterThan(Math.max(overdue, soon))
})

/** Two organisations that there is something to do about, the one with the most first. */
async function twoWithWork(): Promise<readonly [string, string]> {
  const rows = await asked<{ id: string }>(
    'select o.file_id as id from organisation o join work w on o.file_id = any(w.about) group by 1 order by count(*) desc, 1 limit 2',
  )
  return [rows[0]!.id, rows[1]!.id]
}

test('a rating that changes orders what there is to do about the organisation, and about one whose place it took (C5)', async () => {
  const [one, other] = await twoWithWork()
  const ratedOf = async (organisation: string) => {
    const rows = await asked<{ rating: string }>('select distinct rating from work where $1 = any(about) and cardinality(about) = 1', [
      organisation,
    ])
    return rows.map(({ rating }) => rating)
  }
  await asked("update organisation set rating = 'A' where file_id = any($1)", [[one, other]])
  expect([await ratedOf(one), await ratedOf(other)]).toEqual([['A'], ['A']])
  await asked("update organisation set rating = 'C' where file_id = $1", [other])
  expect([await ratedOf(one), await ratedOf(other)]).toEqual([['A'], ['C']])
  await asked('update organisation set successor = $2 where file_id = $1', [one, other])
  expect([await ratedOf(one), await ratedOf(other)]).toEqual([['C'], ['C']])
  await asked("update organisation set rating = 'B' where file_id = $1", [other])
  expect([await ratedOf(one), await ratedOf(other)]).toEqual([['B'], ['B']])
  expect(await differing()).toEqual(NONE)
  const wrong = await asked(
    `with recursive ${IN_FORCE}, ${RATED} select id from rated where rating <> (select r.rating from worst_rating(array[id]) r)`,
  )
  expect(wrong).toEqual([])
  const reader = await readerOf(office.services.lists, 'holder-of-operationsManager')
  const lists = ['mine', 'team', 'unassigned', 'ratingsDue', 'escalations'] as const
  const filters = { organisation: [other] }
  const rows = await Promise.all(lists.map((name) => rowsOf(office.services, reader, name, { limit: 200, filters })))
  expect(new Set(rows.flat().map(({ rating }) => rating))).toEqual(new Set(['B']))
  await asked('update organisation set successor = null where file_id = $1', [one])
})

test('a rating that changes while a casefile is being written is missed by neither, whichever of them came first (C5)', async () => {
  const [, organisation] = await twoWithWork()
  const [{ file }] = (await asked<{ file: string }>('select file_id as file from work where $1 = any(about) and file_id <> $1 limit 1', [
    organisation,
  ])) as [{ file: string }]
  const writes = (client: PoolClient) => client.query('update file set revision = revision where id = $1', [file])
  const rates = (rating: string) => (client: PoolClient) =>
    client.query('update organisation set rating = $2 where file_id = $1', [organisation, rating])
  for (const [first, second] of [
    [writes, rates('C')],
    [rates('A'), writes],
  ] as const) {
    await inTurn(first, second)
    expect(await differing()).toEqual(NONE)
  }
})

/** The second begins before the first has ended, and is seen to wait for it. */
async function inTurn(first: (client: PoolClient) => Promise<unknown>, second: (client: PoolClient) => Promise<unknown>): Promise<void> {
  const [one, other] = await Promise.all([office.services.pool.connect(), office.services.pool.connect()])
  try {
    await one.query('begin')
    await first(one)
    const done = second(other)
    const waiting =
      "select from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())"
    while ((await asked(waiting)).length === 0) await new Promise((resolve) => setImmediate(resolve))
    await one.query('commit')
    await done
  } finally {
    one.release()
    other.release()
  }
}
