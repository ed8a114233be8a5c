import type { ChartArrow, ChartModel } from '../../../../machines/kernel/chart.ts'
import { sayState } from '../../../../machines/kernel/chart.ts'
import { causes } from '../../../live/labels.ts'
import type { Moved } from '../../../reports/flow/numbers.ts'
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
  return states
    .map(({ id, words: from }) => ({
      id,
      words: from,
      routes: arrows.filter((arrow) => arrow.from === id).map((arrow) => said(arrow, times.get(arrow) ?? 0, words)),
    }))
    .filter(({ routes }) => routes.length > 0)
}

/** What leaves a state where it is, is no way. */
const leading = ({ arrows }: ChartModel) => arrows.filter(({ from, to }) => to.some((target) => target !== from))

function said(
  { kind, words: event, when, alongside, deadline, to, rules, from }: ChartArrow,
  times: number,
  words: ReadonlyMap<string, string>,
): RouteSaid {
  return {
    by: causes[kind],
    event,
    when: when ? sayState(when).toLowerCase() : alongside ? 'another part of the lifecycle decides it' : undefined,
    deadline: deadline && { because: deadline.because, cites: deadline.cites },
    to: to.filter((target) => target !== from).map((target) => words.get(target) ?? target),
    times,
    rules: rules.map(({ name, cites }) => ({ name: sayState(name), cites })),
  }
}

/**
 * How often each arrow was taken. What is kept of a move is its event and the leaves that were left and entered: of all arrows that
 * it can have been, it was one of the innermost; where these differ by their conditions alone, the first of them bears the number.
 */
export function timesTaken(model: ChartModel, moved: readonly Moved[]): ReadonlyMap<ChartArrow, number> {
  const arrows = leading(model)
  const times = new Map<ChartArrow, number>()
  for (const move of moved) {
    const taken = arrows
      .filter((arrow) => canBe(arrow, move))
      .sort((a, b) => depthOf(b.from) - depthOf(a.from) || deepest(b.to) - deepest(a.to))[0]
    if (taken) times.set(taken, (times.get(taken) ?? 0) + move.times)
  }
  return times
}
const canBe = ({ event, from, to }: ChartArrow, move: Moved) =>
  event === move.event &&
  move.from.some((leaf) => isWithin(leaf, from)) &&
  to.every((target) => move.to.some((leaf) => isWithin(leaf, target)))
const depthOf = (id: string) => id.split('.').length
const deepest = (ids: readonly string[]) => Math.max(...ids.map(depthOf))
