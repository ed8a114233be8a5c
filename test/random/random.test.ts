import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { definitions } from '../../machines/index.ts'
import { verify } from '../../src/engine/verify.ts'
import { type TestApp, testApp } from '../support/app.ts'
import type { Tally } from './casework.ts'
import { isLawful, type Line } from './lawful.ts'
import { atRandom } from './run.ts'

/** `npm run prove` puts 100,000. */
const EVENTS = Number(process.env['RANDOM_EVENTS'] ?? 2_000)
const SEED = Number(process.env['RANDOM_SEED'] ?? 20_260_301)

let office: TestApp
let tally: Tally
beforeAll(async () => {
  office = await testApp()
  await office.setClock('2026-03-02')
})
afterAll(() => office.end())

test('whatever is put by whomever, on whatever day, is taken or declined for a reason', async () => {
  const began = performance.now()
  tally = await atRandom(office, { events: EVENTS, seed: SEED, desks: 24 })
  const seconds = (performance.now() - began) / 1000
  process.stdout.write(`  ${EVENTS} random events in ${seconds.toFixed(0)} s: ${JSON.stringify(tally)}\n`)
  for (const what of ['taken', 'refused', 'notAccepted', 'corrected', 'repeated', 'lines of the clock'])
    expect([what, tally[what]]).toEqual([what, expect.any(Number)])
  expect(tally['set aside']).toBe(0)
}, 1_200_000)

test('every machine has been in most of its states', async () => {
  const asked = 'select machine, count(*)::int as instances, count(distinct state)::int as places from instance group by 1 order by 1'
  const { rows } = await office.services.pool.query<{ machine: string; instances: number; places: number }>(asked)
  process.stdout.write(`  ${rows.map(({ machine, instances, places }) => `${machine} ${instances} in ${places} places`).join(', ')}\n`)
  // Casework changes nothing of who holds which post: the office is changed in tests of its own.
  const ofCasework = Object.keys(definitions).filter((name) => name !== 'office')
  expect(rows.map(({ machine }) => machine)).toEqual(ofCasework.sort())
})

test('no act was done by anybody but those whom RULES.md names, and none of the clock’s by a person', async () => {
  const asked = "select machine, event, kind, actor, entry::json->'stamp'->'by'->'holdings' as holdings from transition"
  const { rows } = await office.services.pool.query<Line>(asked)
  expect(rows.filter((line) => !isLawful(line)).map(({ machine, event, actor }) => `${machine} ${event} by ${actor}`)).toEqual([])
  expect(
    rows.filter(({ kind, actor }) => (kind === 'clock' || kind === 'delivery') !== (actor === 'system') && kind !== 'message'),
  ).toEqual([])
})

test('what is kept is what history gives, byte for byte', async () => {
  const verified = await verify(office.services.pool, definitions)
  expect(verified.difference).toBeUndefined()
  process.stdout.write(`  verified: ${JSON.stringify(verified)}\n`)
}, 600_000)
