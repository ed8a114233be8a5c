import { sum } from 'd3-array'
import type { ChartArrow, ChartModel } from '../../../../machines/kernel/chart.ts'
import { sayState } from '../../../../machines/kernel/chart.ts'
import { groupedBy } from '../../../live/grouped-by.ts'
import { causes } from '../../../live/labels.ts'
import type { Moved } from '../../../reports/flow/numbers.ts'
import { lowerFirst } from '../../../shown/lower-first.ts'
import { isWithin, type StatePlaced } from './states.ts'

/** One way out of a state, in words. */
export interface RouteSaid {
  readonly by: string
  readonly event: string
  /** What has to hold, where the same event can lead elsewhere. */
  readonly when: string | undefined
  readonly deadline: { readonly because: string; readonly cites: string } | undefined
  readonly to: readonly string[]
  readonly times: number
  /** So many ways are told apart by what has to hold alone: which of them were taken is not kept, and the times are of all. */
  readonly among: number
  readonly rules: readonly { readonly name: string; readonly cites: string }[]
}
export interface RoutesFrom {
  readonly id: string
  readonly words: string
  readonly routes: readonly RouteSaid[]
}

/** Every way from one state to another, by the state it leaves, in the order of the way; with how often each was taken. */
export function routesOf(model: ChartModel, states: readonly StatePlaced[], moved: readonly Moved[]): readonly RoutesFrom[] {
  const words = new Map(states.map((state) => [state.id, state.words]))
  const arrows = leading(model)
  const times = timesTaken(model, moved)
  const alike = groupedBy(arrows, wayOf)
  const timesOf = (ways: readonly ChartArrow[]) => ({ times: sum(ways, (way) => times.get(way) ?? 0), among: ways.length })
  const said = states
    .map((state) => ({
      state,
      routes: arrows
        .filter((arrow) => arrow.from === state.id)
        .map((arrow) => ({ ...wayOut(arrow, words), ...timesOf(alike.get(wayOf(arrow))!) })),
    }))
    .filter(({ routes }) => routes.length > 0)
  const called = groupedBy(said, ({ state }) => state.words)
  return said.map(({ state, routes }) => ({
    id: state.id,
    // What stands in time is called as what it is in, where that does not have ways of its own.
    words: called.get(state.words)![0]!.state === state ? state.words : `${state.words}, ${lowerFirst(state.name)}`,
    routes,
  }))
}

/** What leaves a state where it is, is no way. */
const leading = ({ arrows }: ChartModel) => arrows.filter(({ from, to }) => to.some((target) => target !== from))

const wayOf = ({ event, from, to }: ChartArrow) => [event, from, ...to].join(' ')

function wayOut(
  { kind, words: event, when, alongside, deadline, to, rules, from }: ChartArrow,
  words: ReadonlyMap<string, string>,
): Omit<RouteSaid, 'times' | 'among'> {
  return {
    by: causes[kind],
    event,
    when: when ? sayState(when).toLowerCase() : alongside ? 'another part of the lifecycle decides it' : undefined,
    deadline: deadline && { because: deadline.because, cites: deadline.cites },
    to: to.filter((target) => target !== from).map((target) => words.get(target) ?? target),
    rules: rules.map(({ name, cites }) => ({ name: sayState(name), cites })),
  }
}

/**
 * How often each arrow was taken. What is kept of a move is its event and the leaves that were left and entered: where it went through
 * several regions, it took an arrow in each. Of ways that differ by their conditions alone the first bears the number of all.
 */
export function timesTaken(model: ChartModel, moved: readonly Moved[]): ReadonlyMap<ChartArrow, number> {
  const arrows = leading(model)
  const times = new Map<ChartArrow, number>()
  for (const move of moved) for (const arrow of takenBy(arrows, move)) times.set(arrow, (times.get(arrow) ?? 0) + move.times)
  return times
}

/** For each leaf that was left the innermost arrow that it can have been; as in the machine, one from within a state goes before one from it. */
function takenBy(arrows: readonly ChartArrow[], move: Moved): readonly ChartArrow[] {
  const possible = arrows
    .filter((arrow) => canBe(arrow, move))
    .sort((a, b) => depthOf(b.from) - depthOf(a.from) || deepest(b.to) - deepest(a.to))
  const taken = new Set(move.from.flatMap((leaf) => possible.find(({ from }) => isWithin(leaf, from)) ?? []))
  return [...taken].filter((arrow) => ![...taken].some(({ from }) => from !== arrow.from && isWithin(from, arrow.from)))
}
const canBe = ({ event, from, to }: ChartArrow, move: Moved) =>
  event === move.event &&
  move.from.some((leaf) => isWithin(leaf, from)) &&
  to.every((target) => move.to.some((leaf) => isWithin(leaf, target)))
const depthOf = (id: string) => id.split('.').length
const deepest = (ids: readonly string[]) => Math.max(...ids.map(depthOf))
