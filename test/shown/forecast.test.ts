import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { definitions } from '../../machines/index.ts'
import { addDays, type CalendarDate } from '../../machines/kernel/calendar.ts'
import { cursorOf, keysIn } from '../../src/paging.ts'
import { readerOf } from '../../src/reports/standing.ts'
import { kindsOfDeadlines } from '../../src/shown/clock-kinds.ts'
import { scopeOf } from '../../src/shown/clock-scope.ts'
import { duePlace } from '../../src/shown/due-page.ts'
import { DAYS_AHEAD, forecastShown } from '../../src/shown/forecast.ts'
import type { Happening } from '../../src/shown/happenings.ts'
import { rehearsalShown } from '../../src/shown/rehearsal.ts'
import { atRandom } from '../random/run.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { digestOfTables } from '../support/tables.ts'

const EVENTS = Number(process.env['RANDOM_EVENTS'] ?? 2_000)
const SEED = Number(process.env['RANDOM_SEED'] ?? 20_260_302)
const ALL = 5_000

let office: TestApp
beforeAll(async () => {
  office = await testApp()
  await office.setClock('2026-03-02')
  await atRandom(office, { events: EVENTS, seed: SEED, desks: 20 })
}, 600_000)
afterAll(() => office.end())

/** Whoever sees everything, with the whole office. */
async function everything() {
  const reader = await readerOf(office.services.lists, 'holder-of-auditor')
  return { reader, scope: await scopeOf(office.services, reader, { team: 'office' }) }
}

/** What happened, or is said to, in words that can be compared. */
const told = (items: readonly Happening[]): readonly string[] =>
  items
    .flatMap(({ instance, to, from, duties, letters }) => [
      ...(from === to ? [] : [`${instance.id} stands in ${to}`]),
      ...duties.map(({ id, title, dueOn }) => `${instance.id} gives ${id}: ${title}, due ${dueOn}`),
      ...letters.map(({ id, letter, sent }) => `${instance.id} ${sent ? 'sends' : 'drafts'} ${id}: ${letter}`),
    ])
    .sort()

/** What the sweeps since did: where each lifecycle they moved stands, the duties that were opened, the letters that there are. */
async function happened(before: ReadonlyMap<string, number>): Promise<readonly string[]> {
  const { rows } = await office.database.pool.query<{ file: string; said: string; seq: number }>(
    `select file_id as file, seq, instance_id || ' stands in ' || (entry::json ->> 'to') as said from (
       select distinct on (instance_id) *, first_value(entry::json ->> 'from') over (partition by instance_id, day order by seq) as first
       from (select t.*, t.recorded_at::date as day from transition t left join unnest($1::uuid[], $2::int[]) b (file, seq) on b.file = t.file_id
         where t.seq > coalesce(b.seq, 0)) t order by instance_id, seq desc
     ) l where first <> entry::json ->> 'to'
     union all
     select d.file_id, d.opened_seq, instance_id || ' gives ' || d.id || ': ' || title || ', due ' || due_on from duty d
       left join unnest($1::uuid[], $2::int[]) b (file, seq) on b.file = d.file_id where d.opened_seq > coalesce(b.seq, 0)
         and (d.ended_seq is null or d.ended_seq <> d.opened_seq)
     union all
     select l.file_id, 0, instance_id || case when sent_on is null then ' drafts ' else ' sends ' end || l.id || ': ' || letter from letter l
       where not discarded and not exists (select from unnest($3::uuid[]) k (id) where k.id = l.id)`,
    [[...before.keys()], [...before.values()], [...lettersKnown]],
  )
  return rows.map(({ said }) => said).sort()
}
let lettersKnown = new Set<string>()
async function noted(): Promise<ReadonlyMap<string, number>> {
  const { pool } = office.database
  lettersKnown = new Set((await pool.query<{ id: string }>('select id from letter where not discarded')).rows.map(({ id }) => id))
  const { rows } = await pool.query<{ id: string; revision: number }>('select id, revision from file')
  return new Map(rows.map(({ id, revision }) => [id, revision]))
}

test('every deadline of every machine is of a kind that the forecast counts', () => {
  const named = Object.values(definitions).map(({ name, deadlines }) => [name, Object.keys(deadlines).sort()])
  const counted = Object.values(definitions).map(({ name }) => [name, Object.keys(kindsOfDeadlines[name] ?? {}).sort()])
  expect(counted).toEqual(named)
})

test('a rehearsal writes nothing: no row of any table is another afterwards, but that letters were read', async () => {
  const { reader, scope } = await everything()
  await office.services.readings.written()
  const before = await digestOfTables(office.database.pool, ['reading'])
  const rehearsed = await rehearsalShown(office.services, reader, scope, { on: addDays(reader.today, 60), once: false, limit: ALL })
  await forecastShown(office.services, reader, scope, { limit: ALL })
  expect(rehearsed.items.length).toBeGreaterThan(10)
  expect(await digestOfTables(office.database.pool, ['reading'])).toEqual(before)
})

test('pages of a few files together tell what one page tells; before the day they name, nothing is wanting on them', async () => {
  const { reader, scope } = await everything()
  const whole = await forecastShown(office.services, reader, scope, { limit: ALL })
  expect(whole).toMatchObject({ completeBefore: null, next: undefined })
  const items: Happening[] = []
  for (let after: string | undefined, pages = 0; ; pages++) {
    const page = await forecastShown(office.services, reader, scope, { limit: 5, after: keysIn(duePlace, after) })
    items.push(...page.days.flatMap((day) => day.items))
    const complete = (day: CalendarDate) => page.completeBefore === null || day < page.completeBefore
    const until = (list: readonly Happening[]) => told(list.filter(({ day }) => complete(day)))
    expect(until(items)).toEqual(until(whole.days.flatMap((day) => day.items)))
    if (page.next === undefined) break
    expect(pages).toBeLessThan(500)
    after = cursorOf(page.next)
  }
  expect(told(items)).toEqual(told(whole.days.flatMap((day) => day.items)))
})

test('a sweep that is rehearsed once is the sweep of that day: the same moves, duties and letters, word for word', async () => {
  const { reader, scope } = await everything()
  const on = addDays(reader.today, 2)
  const { items } = await rehearsalShown(office.services, reader, scope, { on, once: true, limit: ALL })
  const before = await noted()
  await office.setClock(on)
  await office.services.sweep()
  expect(await happened(before)).toEqual(told(items))
  for (const { id, body } of items.flatMap(({ letters }) => letters))
    expect((await office.services.engine.letter('holder-of-auditor', id)).body).toBe(body)
})

test('what is told of each of the fourteen days is what the sweep then does on it, day after day', async () => {
  const { reader, scope } = await everything()
  const { days, until } = await forecastShown(office.services, reader, scope, { limit: ALL })
  expect(days).toHaveLength(DAYS_AHEAD + 1)
  const { items: all } = await rehearsalShown(office.services, reader, scope, { on: until, once: false, limit: ALL })
  expect(told(all)).toEqual(told(days.flatMap(({ items }) => items)))
  let lines = 0
  for (const { day, items } of days) {
    const before = await noted()
    await office.setClock(day)
    lines += (await office.services.sweep()).lines
    expect([day, await happened(before)]).toEqual([day, told(items)])
  }
  for (const { id, body } of all.flatMap(({ letters }) => letters))
    expect((await office.services.engine.letter('holder-of-auditor', id)).body).toBe(body)
  process.stdout.write(`  ${lines} lines of the clock in ${DAYS_AHEAD} days, as they were told\n`)
  expect(lines).toBeGreaterThan(20)
}, 300_000)
