import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { definitions } from '../../machines/index.ts'
import { inspecting } from '../../src/live/inspect/inspection.ts'
import type { Message } from '../../src/live/inspect/messages.ts'
import { atRandom } from '../random/run.ts'
import { type TestApp, testApp } from '../support/app.ts'

let office: TestApp
beforeAll(async () => {
  office = await testApp()
  await office.setClock('2026-03-02')
})
afterAll(() => office?.end())

/** Every text in it, however deep. */
const textsIn = (value: unknown): readonly string[] =>
  typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []

test('whatever is put by whomever, an inspector is told each line once, in its order, and no word that anybody wrote, nor any name', async () => {
  const { pool } = office.services
  const errors: unknown[] = []
  const inspection = inspecting({ pool, definitions, onError: (error) => errors.push(error), everyMs: Number.POSITIVE_INFINITY })
  const told: Message[] = []
  const leave = await inspection.begin({
    seesSealed: true,
    send: (message) => {
      told.push(message)
      return true
    },
  })
  for (const seed of [1, 2, 3]) {
    await atRandom(office, { events: 120, seed, desks: 6 })
    await inspection.tick()
  }
  leave()
  expect(errors).toEqual([])

  const { rows: lines } = await pool.query<{ id: string }>(`select file_id || '.' || seq || '.event' as id from transition order by 1`)
  const events = told.filter(({ type }) => type === '@xstate.event')
  expect(events.map(({ id }) => id).sort()).toEqual(lines.map(({ id }) => id).sort())
  expect(lines.length).toBeGreaterThan(100)

  const { rows: kept } = await pool.query<{ words: string }>(
    'select words from text where words is not null union select name from person union select name from organisation union select id from person',
  )
  const written = new Set(kept.map(({ words }) => words))
  expect(written.size).toBeGreaterThan(20)
  const said = told.flatMap((message) => ('event' in message ? textsIn(message.event) : []))
  expect([...new Set(said)].filter((text) => written.has(text) || /\s/.test(text) || text.startsWith('text:'))).toEqual([])
  for (const message of told) if ('snapshot' in message) expect(message.snapshot.context).toEqual({})
}, 300_000)
