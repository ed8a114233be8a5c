import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { dayInLondon, type Instant } from '../../machines/kernel/calendar.ts'
import { beginning } from '../../scripts/demonstration/set-back.ts'
import { presentMoment } from '../../src/clock.ts'
import { clockMoved } from '../../src/identity/clock.ts'
import { type TestApp, testApp } from '../support/app.ts'

let office: TestApp
beforeAll(async () => {
  office = await testApp()
})
afterAll(() => office.end())

const now = () => presentMoment(office.services.pool)
const moved = async (day: string) => {
  await clockMoved(office.services.lists, day)
  return now()
}

test('the present moment moves to the same time of another day as clocks in London show it, for everyone, and never back', async () => {
  await office.setClock('2026-02-03')
  expect((await moved('2026-07-01')).slice(0, 13)).toBe('2026-07-01T11')
  expect((await moved('2026-12-01')).slice(0, 13)).toBe('2026-12-01T12')
  const before = await now()
  expect(Date.parse(await moved('2026-07-01'))).toBeGreaterThanOrEqual(Date.parse(before))
})

describe('stories that are told day by day until today', () => {
  const DAYS = 600
  /** As the clock of the demonstration goes: day after day, to the time that it was the day before. */
  const TOLD = `
    with recursive told (moment, left_days) as (
      select ${beginning('$1::timestamptz', '$2::int')}, $2::int
      union all
      select ((moment at time zone 'Europe/London')::date + 1 + (moment at time zone 'Europe/London')::time) at time zone 'Europe/London', left_days - 1
      from told where left_days > 0
    )
    select moment as ended from told where left_days = 0`

  test('end no later than now, and within three hours of it, at whatever time of day and of the year they are told', async () => {
    for (const day of ['2026-11-23', '2026-07-01', '2026-10-25', '2026-10-26', '2027-03-28', '2027-03-29', '2027-03-30'])
      for (let minutes = 0; minutes < 1_440; minutes += 15) {
        const told = new Date(Date.parse(`${day}T00:00Z`) + minutes * 60_000).toISOString() as Instant
        const { rows } = await office.services.pool.query<{ ended: Instant }>(TOLD, [told, DAYS])
        const behind = Date.parse(told) - Date.parse(rows[0]!.ended)
        expect([told, behind >= 0 && behind < 10_800_000, dayInLondon(rows[0]!.ended)]).toEqual([told, true, dayInLondon(told)])
      }
  })
})
