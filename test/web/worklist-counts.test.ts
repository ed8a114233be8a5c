import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { addDays } from '../../machines/kernel/calendar.ts'
import type { Reader } from '../../src/reports/standing.ts'
import { readerOf } from '../../src/reports/standing.ts'
import { MANY } from '../../src/reports/worklists-days.ts'
import { MANY_NAMED } from '../../src/reports/worklists-items.ts'
import type { Sorting, WorkFilters, WorklistName, WorkRow } from '../../src/reports/worklists-names.ts'
import { isOfCasefiles, NOBODY, worklistNames } from '../../src/reports/worklists-names.ts'
import { MOST_COUNTED } from '../../src/reports/worklists-rows.ts'
import { keysAt, listsCounted, MOST_SIGN_OFFS_COUNTED, rowsOf } from '../../src/shown/worklists.ts'
import { type FilterName, filtersOf, sortsOf, usualSort } from '../../src/shown/worklists-asked.ts'
import { atRandom } from '../random/run.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { planted } from '../support/planted.ts'

const FIRST = '2026-03-02'
const EVENTS = 600
const SEED = 20_261_122
/** Of each kind one: what others see differs in nothing that a list is made by. */
const POSTS = [
  'caseworker',
  'lineManager',
  'operationsManager',
  'director',
  'directorOfOtherDirectorate',
  'chiefOperatingOfficer',
  'complianceOfficer',
  'assessmentOutcomesOfficer',
  'administrator',
  'auditor',
]

/** Posts that have nothing, so many that what is late is found by its day. */
const MORE = `insert into post (id, title, grade, directorate, reports_to)
  select 'more-' || above.id || n, 'One more', 'caseworker', 'operations', above.id
  from unnest(array['lineManager', 'chiefOperatingOfficer']) as above (id), generate_series(1, ${Math.max(MANY, MANY_NAMED)} + 1) n`

let office: TestApp
let readers: ReadonlyMap<string, Reader>
beforeAll(async () => {
  office = await testApp()
  await office.setClock(FIRST)
  await atRandom(office, { events: EVENTS, seed: SEED, desks: 12 })
  const read = POSTS.map(async (post) => [post, await readerOf(office.services.lists, `holder-of-${post}`)] as const)
  readers = new Map(await Promise.all(read))
}, 600_000)
afterAll(() => office.end())

/** All pages of a list, so many rows on each. */
async function walked(
  reader: Reader,
  name: WorklistName,
  filters: WorkFilters,
  sorting: Sorting,
  limit: number,
): Promise<readonly WorkRow[]> {
  const all: WorkRow[] = []
  for (let after: ReturnType<typeof keysAt> | undefined; ; ) {
    const rows = await rowsOf(office.services, reader, name, { after, limit: limit + 1, filters, sorting })
    all.push(...rows.slice(0, limit))
    const last = rows.length > limit ? rows[limit - 1] : undefined
    if (last === undefined) return all
    after = keysAt(last, after?.[0] ?? reader.today)
  }
}

const ids = (rows: readonly WorkRow[]) => rows.map(({ id }) => id)
const limitOf = (name: WorklistName) => (name === 'awaitingMySignOff' ? MOST_SIGN_OFFS_COUNTED : MOST_COUNTED)

/** One filter after another that this list has, with a value that some of its rows have, where there is one. */
function filtersFor(name: WorklistName, rows: readonly WorkRow[]): readonly WorkFilters[] {
  const seen = rows.filter(({ hidden }) => !hidden)
  const some = seen[Math.floor(seen.length / 2)]
  const values: Record<FilterName, readonly (string | undefined)[]> = {
    organisation: [some?.organisations[0]?.id],
    rating: ['A', 'B', 'C'],
    machine: [some?.machine],
    state: [some && `${some.machine}.${some.state.split(' + ')[0]!.split('.')[0]}`],
    caseworker: [some?.caseworker ?? NOBODY],
    team: ['lineManager', 'operationsManager'],
    band: ['overdue', 'dueIn7Days', 'later', 'undated'],
    directorate: [some?.directorate ?? 'operations'],
    kind: ['duty', 'deadline', 'work'],
    source: ['intervention', 'premature', 'investigation'],
    stage: ['stage1', 'stage2', 'stage3'],
    reply: ['awaited', 'toJudge'],
  }
  return filtersOf[name].flatMap((filter) =>
    values[filter].filter((value) => value !== undefined).map((value) => ({ [filter]: [value] }) as WorkFilters),
  )
}

describe('after hundreds of random events, for posts of each kind', () => {
  test.each(worklistNames)(
    'the number beside “%s” is that of its rows, with every filter',
    async (name) => {
      for (const [post, reader] of readers) {
        const all = await walked(reader, name, {}, usualSort(name), 7)
        const filters = filtersFor(name, all)
        const counts = await listsCounted(office.services, reader, [{ name }, ...filters.map((each) => ({ name, filters: each }))])
        const rows = [all]
        for (const each of filters) rows.push(await walked(reader, name, each, usualSort(name), 50))
        expect([post, counts]).toEqual([
          post,
          rows.map(({ length }) => ({ count: Math.min(length, limitOf(name)), more: length > limitOf(name) })),
        ])
        expect([post, new Set(ids(all)).size]).toEqual([post, all.length])
      }
    },
    300_000,
  )

  test.each(worklistNames)(
    'every way of sorting “%s” has the same rows, page by page, and turned round comes backwards',
    async (name) => {
      const reader = readers.get('lineManager')!
      const usual = await walked(reader, name, {}, usualSort(name), 50)
      for (const by of sortsOf(name)) {
        const forth = await walked(reader, name, {}, { by, descending: false }, 3)
        expect([by, [...ids(forth)].sort()]).toEqual([by, [...ids(usual)].sort()])
        if (by === 'urgency') continue
        const back = await walked(reader, name, {}, { by, descending: true }, 4)
        expect([by, ids(back)]).toEqual([by, [...ids(forth)].reverse()])
      }
    },
    300_000,
  )

  test('what is narrowed by several values has the rows of each, and by two filters those that have both', async () => {
    const reader = readers.get('operationsManager')!
    for (const name of ['mine', 'unassigned', 'escalations', 'all'] as const) {
      const of = async (filters: WorkFilters) => ids(await walked(reader, name, filters, usualSort(name), 50))
      const [b, c, both] = [await of({ rating: ['B'] }), await of({ rating: ['C'] }), await of({ rating: ['B', 'C'] })]
      expect([name, [...both].sort()]).toEqual([name, [...b, ...c].sort()])
      const directorate = ['customerServices'] as const
      const narrowed = await of({ rating: ['B'], directorate })
      expect(narrowed.every((id) => b.includes(id))).toBe(true)
    }
  })

  test('some lists have something to count', async () => {
    const counts = await listsCounted(office.services, readers.get('director')!)
    expect(counts.filter(({ count }) => count > 0).length).toBeGreaterThan(4)
    expect(worklistNames.filter(isOfCasefiles)).toEqual(['all', 'closed'])
  })

  test('a lifecycle that waits for nothing but that a duty of it becomes overdue is not listed beside that duty', async () => {
    await office.setClock(FIRST)
    const { rows: pairs } = await office.services.pool.query<{ instance: string; duty: string }>(
      `select d.instance_id as instance, d.id as duty from duty d join timer t on t.instance_id = d.instance_id and t.name like '%.inTime'
       join instance i on i.id = d.instance_id and i.next_due = t.due_at
       where d.ended_seq is null and d.ends_by = 'act' and (t.due_at at time zone 'Europe/London')::date = d.due_on + 1`,
    )
    let apart = 0
    for (const [post, reader] of readers)
      for (const name of ['mine', 'team', 'unassigned', 'overdue', 'dueIn7Days'] as const) {
        const listed = new Set(ids(await walked(reader, name, {}, usualSort(name), 50)))
        const twice = pairs.filter(({ instance, duty }) => listed.has(instance) && listed.has(duty))
        expect([post, name, twice]).toEqual([post, name, []])
        apart += pairs.filter(({ instance, duty }) => listed.has(instance) || listed.has(duty)).length
      }
    expect(apart).toBeGreaterThan(0)
    // Where something else comes on the same day, it is listed.
    await planted(
      office.services.pool,
      `insert into timer (instance_id, file_id, name, due_at)
       select t.instance_id, t.file_id, 'another', t.due_at from timer t join instance i on i.id = t.instance_id and i.next_due = t.due_at
       where t.instance_id = any($1) and t.name like '%.inTime'`,
      [pairs.map(({ instance }) => instance)],
    )
    const both: string[] = []
    for (const reader of readers.values()) {
      const listed = new Set(ids(await walked(reader, 'overdue', {}, usualSort('overdue'), 50)))
      for (const each of await walked(reader, 'mine', {}, usualSort('mine'), 50)) listed.add(each.id)
      both.push(...pairs.filter(({ instance, duty }) => listed.has(instance) && listed.has(duty)).map(({ duty }) => duty))
    }
    await planted(office.services.pool, "delete from timer where name = 'another'")
    expect(both.length).toBeGreaterThan(0)
  })

  test('whoever leads many finds the same overdue, due in 7 days and team, in the same order, as one who leads few', async () => {
    const found = async () => {
      const rows: WorkRow[] = []
      for (let day = FIRST; day <= addDays(FIRST, 40); day = addDays(day, 1)) {
        await office.setClock(day)
        for (const post of ['lineManager', 'chiefOperatingOfficer']) {
          const reader = await readerOf(office.services.lists, `holder-of-${post}`)
          for (const name of ['overdue', 'dueIn7Days'] as const) rows.push(...(await walked(reader, name, {}, usualSort(name), 200)))
          for (const limit of [1, 3, 9, 27]) rows.push(...(await rowsOf(office.services, reader, 'team', { limit })))
          if (day.endsWith('5')) rows.push(...(await walked(reader, 'team', {}, usualSort('team'), 2)))
        }
      }
      return rows
    }
    await office.services.pool.query(
      "update organisation o set rating = (array['A', 'B', 'C'])[1 + n % 3] from (select file_id, row_number() over (order by name) as n from organisation) s where s.file_id = o.file_id",
    )
    const before = await found()
    expect(new Set(before.map(({ rating }) => rating)).size).toBeGreaterThan(1)
    expect(new Set(before.map(({ kind }) => kind))).toEqual(new Set(['duty', 'deadline', 'work']))
    await office.services.pool.query(MORE)
    const after = await found()
    await office.services.pool.query("delete from post where id like 'more-%'")
    expect(after).toEqual(before)
  }, 120_000)
})
