import { expect, test } from '@jest/globals'
import { addDays } from '../../machines/kernel/calendar.ts'
import { bandOf } from '../../src/reports/order-of-work.ts'
import { lastDays } from '../../src/reports/worklists-days.ts'

const TODAY = '2026-11-23'

test('a large team’s page is read up to the last day of a band, not a day more or less: what is overdue, and what is due in 7 days', () => {
  const ends = lastDays(undefined, TODAY)
  expect(ends.map((day) => bandOf(day, TODAY))).toEqual(['overdue', 'dueIn7Days'])
  expect(ends.map((day) => bandOf(addDays(day, 1), TODAY))).toEqual(['dueIn7Days', 'later'])
})

test('a page that goes on after a band is not looked for in it again', () => {
  expect(lastDays('2026-11-22', TODAY)).toEqual(lastDays(undefined, TODAY))
  expect(lastDays(TODAY, TODAY)).toEqual(['2026-11-30'])
  expect(lastDays('2026-12-01', TODAY)).toEqual([])
})
