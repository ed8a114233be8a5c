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
  const nthOf = new Map(calendar.map((day, nth) => [day, nth]))
  const crossingOf = crossingsIn(model)
  const counted = new Map<string, { day: CalendarDate; arrived: number; left: number }[]>()
  const ofState = (id: string) => {
    const known = counted.get(id) ?? calendar.map((day) => ({ day, arrived: 0, left: 0 }))
    if (!counted.has(id)) counted.set(id, known)
    return known
  }
  for (const { day, first, comeFrom, place, times } of moves) {
    const { into, outOf } = crossingOf(first ? '' : comeFrom, place)
    const nth = nthOf.get(day)!
    for (const id of into) ofState(id)[nth]!.arrived += times
    for (const id of outOf) ofState(id)[nth]!.left += times
  }
  return Object.fromEntries(counted)
}

/** The states that one comes into and leaves who comes from one place to another. */
interface Crossing {
  readonly into: readonly string[]
  readonly outOf: readonly string[]
}
const crossings = new WeakMap<ChartModel, Map<string, Map<string, Crossing>>>()
/** Worked out once: there are few pairs of places, and many moves between them, which are told each second. */
function crossingsIn(model: ChartModel): (comeFrom: string, place: string) => Crossing {
  const known = crossings.get(model) ?? new Map<string, Map<string, Crossing>>()
  crossings.set(model, known)
  const idsIn = openIdsIn(model)
  return (comeFrom, place) => {
    const from = known.get(comeFrom) ?? new Map<string, Crossing>()
    known.set(comeFrom, from)
    const crossing = from.get(place) ?? crossingBetween(idsIn(comeFrom), idsIn(place))
    from.set(place, crossing)
    return crossing
  }
}

const crossingBetween = (before: ReadonlySet<string>, after: ReadonlySet<string>): Crossing => ({
  into: [...after].filter((id) => !before.has(id)),
  outOf: [...before].filter((id) => !after.has(id)),
})

/** How many came and went on the last of these days. */
export const movedWithin = (window: number, days: readonly DayNumbers[] = []): Omit<DayNumbers, 'day'> =>
  days.slice(-window).reduce((sum, day) => ({ arrived: sum.arrived + day.arrived, left: sum.left + day.left }), { arrived: 0, left: 0 })
