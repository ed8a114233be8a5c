import type { DataSource } from 'typeorm'
import { addDays, type CalendarDate } from '../../../machines/kernel/calendar.ts'
import type { ChartModel } from '../../../machines/kernel/chart.ts'
import { RECORDED_IN_ERROR } from '../../../machines/kernel/correct.ts'
import { leavesOf } from '../../../machines/kernel/place.ts'
import { type Moves, movesByDay } from './moves-by-day.ts'
import type { DayNumbers, FlowAsked, Moved } from './numbers.ts'
import { idOf, openIdsIn } from './states.ts'

/** How often each arrow was taken, today and on the days before it; what a correction has put elsewhere took none. */
export async function movesIn(source: DataSource, asked: FlowAsked, days: number): Promise<readonly Moved[]> {
  const { moves } = await movesByDay(source, asked, days)
  const moved = new Map<string, Moved>()
  for (const { event, comeFrom, place, times } of moves) {
    if (event === null || event === CORRECTED) continue
    const [before, after] = [leavesOf(comeFrom), leavesOf(place)]
    const ids = (paths: readonly string[], others: readonly string[]) =>
      paths.filter((path) => !others.includes(path)).map((path) => idOf(asked.machine, path))
    const [from, to] = [ids(before, after), ids(after, before)]
    const key = JSON.stringify([event, from, to])
    moved.set(key, { event, from, to, times: times + (moved.get(key)?.times ?? 0) })
  }
  return [...moved.values()].filter(({ times }) => times > 0)
}

const CORRECTED = RECORDED_IN_ERROR.shape.type.value

/** How many came into each state and left it, by its id, on each of the last days, today the last. States that nobody came into or left are missing. */
export type DaysOfStates = Readonly<Record<string, readonly DayNumbers[]>>

export const daysOf = async (source: DataSource, model: ChartModel, asked: FlowAsked, days: number): Promise<DaysOfStates> =>
  daysIn(model, await movesByDay(source, asked, days), days)

/** Whoever came from one state within another to a second has neither come into that other nor left it, and who is closed has left the whole. */
export function daysIn(model: ChartModel, { today, moves }: Moves, days: number): DaysOfStates {
  const calendar = Array.from({ length: days }, (_, nth) => addDays(today, nth + 1 - days))
  const counted = new Map<string, Map<CalendarDate, Omit<DayNumbers, 'day'>>>()
  const idsIn = openIdsIn(model)
  for (const { day, first, comeFrom, place, times } of moves) {
    const [before, after] = [idsIn(first ? '' : comeFrom), idsIn(place)]
    for (const [id, arrived, left] of [...without(after, before, [times, 0]), ...without(before, after, [0, times])]) {
      const of = counted.get(id) ?? new Map<CalendarDate, Omit<DayNumbers, 'day'>>()
      const known = of.get(day) ?? { arrived: 0, left: 0 }
      counted.set(id, of.set(day, { arrived: known.arrived + arrived, left: known.left + left }))
    }
  }
  return Object.fromEntries(
    [...counted].map(([id, of]) => [id, calendar.map((day) => ({ day, ...(of.get(day) ?? { arrived: 0, left: 0 }) }))]),
  )
}

/** How many came and went on the last of these days. */
export const movedWithin = (window: number, days: readonly DayNumbers[] = []): Omit<DayNumbers, 'day'> =>
  days.slice(-window).reduce((sum, day) => ({ arrived: sum.arrived + day.arrived, left: sum.left + day.left }), { arrived: 0, left: 0 })

const without = (ids: ReadonlySet<string>, others: ReadonlySet<string>, counts: readonly [arrived: number, left: number]) =>
  [...ids].filter((id) => !others.has(id)).map((id) => [id, ...counts] as const)
