import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { openPool } from '../../db/pool.ts'
import { dayInLondon } from '../../machines/kernel/calendar.ts'
import { moveClock, presentMoment } from '../../src/clock.ts'
import { Invalid } from '../../src/engine/errors.ts'
import { testDatabase } from '../support/database.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let pool: ReturnType<typeof openPool>
beforeAll(async () => {
  database = await testDatabase()
  pool = openPool(database.url)
})
afterAll(async () => {
  await pool.end()
  await database.end()
})

test('the present moment moves on by days, or to a morning in London, for everyone', async () => {
  const before = await presentMoment(pool)
  const moved = await moveClock(pool, { days: 10 })
  expect(Date.parse(moved) - Date.parse(before)).toBeGreaterThanOrEqual(10 * 86_400_000)
  const year = Number(moved.slice(0, 4)) + 1
  const morning = await moveClock(pool, { to: `${year}-07-01` })
  expect(dayInLondon(morning)).toBe(`${year}-07-01`)
  expect(morning.slice(0, 13)).toBe(`${year}-07-01T08`) // nine o'clock, in summer
})

test.each([{ days: -1 }, { to: '2013-01-01' }, { days: 4_000 }, { days: Number.NaN }])('it does not move by %j', async (move) => {
  await expect(moveClock(pool, move)).rejects.toBeInstanceOf(Invalid)
})
