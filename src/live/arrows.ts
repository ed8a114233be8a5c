import type { ChartArrow, ChartModel, ChartState } from '../../machines/kernel/chart.ts'
import { groupedBy } from './grouped-by.ts'

type Id = string

/** One way through the chart: an arrow to one of the states it leads to, another than its own. */
export interface Way {
  readonly arrow: ChartArrow
  readonly to: Id
}

/** An arrow as it is drawn: all ways from one state to another, and those from states within it that lead there too. */
export interface DrawnArrow {
  readonly id: Id
  readonly from: Id
  readonly to: Id
  readonly ways: readonly Way[]
}

/** From how many states of one frame a thing must lead to the same place to be drawn once, from the frame. */
const TO_ELSEWHERE = 2
const TO_A_SIBLING = 3

/**
 * The arrows of the picture. A chart has hundreds of ways; most differ in their beginning alone. What leads from several states of a
 * frame to the same place by the same event is drawn once, from the frame, and says in words from which of its states. What the
 * clock does keeps an arrow of its own: deadlines are what one looks for.
 */
export function drawnArrows(model: ChartModel): readonly DrawnArrow[] {
  const inner = childrenIn(model)
  const depth = ({ id }: ChartState) => id.split('.').length
  const frames = model.states.filter(({ id }) => inner(id).length > 0).toSorted((a, b) => depth(b) - depth(a))
  const lifted = frames.reduce<readonly DrawnArrow[]>((drawn, frame) => lift(drawn, frame, inner(frame.id)), waysOf(model).map(asDrawn))
  const ends = lifted.map((arrow) => ({ ...arrow, to: endOf(model, arrow) }))
  return gathered(ends, (arrow) => `${arrow.from}>${arrow.to}${isOfClock(arrow) ? ':clock' : ''}`)
}

/** A frame that is entered anew from within is entered at its first state: there the arrow ends. */
const endOf = ({ states }: ChartModel, { from, to }: DrawnArrow): Id =>
  holds(to, from) ? (states.find(({ id }) => id === to)!.initial ?? to) : to

/** What a state takes and stays in: no arrow leads anywhere for it. */
export const takenWithin = ({ arrows }: ChartModel, state: Id): readonly ChartArrow[] =>
  arrows.filter(({ from, to }) => from === state && to.every((target) => target === state))

/** All ways that lead from one state to another. */
export const waysOf = ({ arrows }: ChartModel): readonly Way[] =>
  arrows.flatMap((arrow) => arrow.to.filter((to) => to !== arrow.from).map((to) => ({ arrow, to })))

const asDrawn = (way: Way): DrawnArrow => ({ id: `${way.arrow.from}>${way.to}`, from: way.arrow.from, to: way.to, ways: [way] })

/** The ways out of a frame's states, and among them, that are many enough: from now on they begin at the frame. */
function lift(drawn: readonly DrawnArrow[], frame: ChartState, children: readonly ChartState[]): readonly DrawnArrow[] {
  if (frame.type === 'parallel') return drawn
  const childOf = (id: Id) => children.find((child) => holds(child.id, id))
  const leaves = (arrow: DrawnArrow) => !isOfClock(arrow) && childOf(arrow.from) && childOf(arrow.from) !== childOf(arrow.to)
  const byPlace = groupedBy(
    drawn.filter((arrow) => leaves(arrow)),
    ({ to }) => to,
  )
  const many = ({ ways: [way], to }: DrawnArrow) => {
    const alike = byPlace.get(to)!.filter(({ ways }) => ways[0]!.arrow.event === way!.arrow.event)
    const enough = holds(frame.id, to) ? TO_A_SIBLING : TO_ELSEWHERE
    return new Set(alike.map(({ from }) => childOf(from)!.id)).size >= enough
  }
  const already = new Set([
    ...drawn.filter((arrow) => arrow.from === frame.id && !isOfClock(arrow)).map(({ to }) => to),
    ...[...byPlace].filter(([, arrows]) => arrows.some(many)).map(([to]) => to),
  ])
  return drawn.map((arrow) => (leaves(arrow) && already.has(arrow.to) ? { ...arrow, from: frame.id } : arrow))
}

export const isOfClock = ({ ways }: DrawnArrow): boolean => ways[0]!.arrow.kind === 'clock'

export function gathered(drawn: readonly DrawnArrow[], key: (arrow: DrawnArrow) => string): readonly DrawnArrow[] {
  return [...groupedBy(drawn, key)].map(([id, group]) => ({ ...group[0]!, id, ways: group.flatMap(({ ways }) => ways) }))
}

export const holds = (outer: Id, id: Id): boolean => id === outer || id.startsWith(`${outer}.`)

export const childrenIn =
  ({ states }: ChartModel) =>
  (id: Id): readonly ChartState[] =>
    states.filter(({ parent }) => parent === id)
