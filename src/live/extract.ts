import type { ChartModel, ChartState } from '../../machines/kernel/chart.ts'
import { childrenIn, type DrawnArrow, drawnArrows, gathered, holds, isOfClock } from './arrows.ts'
import type { StateId } from './dressing.ts'

/** What a picture shows of a chart: a state with what is in it, the outermost being what one sees first; or all at once. */
export type Focus = StateId | 'all'

/** A state as a picture has it. */
export interface ShownState extends ChartState {
  /** So many states are in it that this picture does not draw: it is a box that is shut. */
  readonly shut?: number
}
export interface ShownModel extends ChartModel {
  /** The outermost first, which has no parent here; all others in the order of the chart. */
  readonly states: readonly ShownState[]
}

/** A chart, and what a picture shows of it. */
export interface Extract {
  readonly chart: ChartModel
  readonly shown: ShownModel
  /** Those that begin or end in it. An end that is not drawn is that of the box it is in, or lies beyond the border. */
  readonly arrows: readonly DrawnArrow[]
}

/** So many states and arrows can be read at once; where there are more, what is innermost is shut. */
const STATES = 25
const ARROWS = 21

export function extractOf(chart: ChartModel, focus: Focus): Extract {
  const whole = chart.states.find(({ parent }) => parent === undefined)!
  const root = chart.states.find(({ id }) => id === focus) ?? whole
  const within = chart.states.filter(({ id }) => holds(root.id, id))
  const shut = focus === 'all' ? [] : shutIn(chart, root, within)
  const isDrawn = ({ id }: ChartState) => !shut.some((box) => box !== id && holds(box, id))
  const states = within.filter(isDrawn).map((state): ShownState => {
    const { parent, ...rest } = state
    const inside = shut.includes(state.id) ? within.filter(({ id }) => id !== state.id && holds(state.id, id)).length : 0
    return { ...rest, ...(state !== root && { parent: parent! }), ...(inside > 0 && { shut: inside }) }
  })
  const isWhole = root === whole && shut.length === 0
  return { chart, shown: { ...chart, states }, arrows: isWhole ? drawnArrows(chart) : arrowsIn(chart, root.id, shut) }
}

/** Whether a picture of this shows all of the chart. */
export const isWhole = ({ chart, shown }: Extract): boolean => chart.states.length === shown.states.length

/** Whether an id is that of a state which the picture has. */
export const isShown = ({ shown }: Extract, id: StateId): boolean => shown.states.some((state) => state.id === id)

/** What is shut, as little as makes it readable: first what differs in time alone, then one level after the other from the innermost. */
function shutIn(chart: ChartModel, root: ChartState, within: readonly ChartState[]): readonly StateId[] {
  const inner = childrenIn(chart)
  const boxes = within.filter(({ id }) => id !== root.id && inner(id).length > 0).map(({ id }) => id)
  const inTime = boxes.filter((id) => differsInTime(chart, id))
  const levels = [...new Set(boxes.map(depthOf))].sort((a, b) => b - a)
  const ways = [[], inTime, ...levels.map((level) => boxes.filter((id) => inTime.includes(id) || depthOf(id) >= level))]
  const states = (shut: readonly StateId[]) => within.filter(({ id }) => !shut.some((box) => box !== id && holds(box, id))).length
  const isReadable = (shut: readonly StateId[]) => states(shut) <= STATES && arrowsIn(chart, root.id, shut).length <= ARROWS
  return ways.find(isReadable) ?? ways.at(-1)!
}
const depthOf = (id: StateId) => id.split('.').length

/** From one of its states to another only the clock leads: "in time" and "late" are one place to be in. */
function differsInTime(chart: ChartModel, box: StateId): boolean {
  const inside = childrenIn(chart)(box).map(({ id }) => id)
  return (
    inside.every((id) => childrenIn(chart)(id).length === 0) &&
    chart.arrows.every(
      ({ from, to, kind }) => kind === 'clock' || !inside.includes(from) || to.every((id) => id === from || !holds(box, id)),
    )
  )
}

function arrowsIn(chart: ChartModel, root: StateId, shut: readonly StateId[]): readonly DrawnArrow[] {
  const boxOf = (id: StateId) => shut.find((box) => holds(box, id) && !shut.some((outer) => outer !== box && holds(outer, box))) ?? id
  const ends = drawnArrows(chart)
    .filter(({ from, to }) => holds(root, from) || holds(root, to))
    .map((arrow) => ({
      ...arrow,
      from: holds(root, arrow.from) ? boxOf(arrow.from) : beside(root, arrow.from),
      to: holds(root, arrow.to) ? boxOf(arrow.to) : arrow.to,
    }))
    .filter(({ from, to }) => from !== to)
  return gathered(ends, (arrow) => `${arrow.from}>${arrow.to}${isOfClock(arrow) ? ':clock' : ''}`)
}

/** What comes from elsewhere comes from the state beside this one, wherever in that it begins. */
function beside(root: StateId, id: StateId): StateId {
  if (holds(id, root)) return id
  const [keys, own] = [id.split('.'), root.split('.')]
  return keys.slice(0, keys.findIndex((key, at) => key !== own[at]) + 1).join('.')
}

/** Whether what one sees first of a chart is less than all of it. */
export function isInParts(chart: ChartModel): boolean {
  const known = inParts.get(chart) ?? !isWhole(extractOf(chart, chart.machine))
  inParts.set(chart, known)
  return known
}
const inParts = new WeakMap<ChartModel, boolean>()

/** The states around one, from the outermost to itself. */
export const wayTo = ({ states }: ChartModel, focus: StateId): readonly ChartState[] => states.filter(({ id }) => holds(id, focus))

/** In which picture a state is seen among those beside it; a frame, with what is in it. */
export function pictureWith(chart: ChartModel, id: StateId): StateId {
  const { parent } = chart.states.find((state) => state.id === id)!
  return childrenIn(chart)(id).length > 0 || parent === undefined ? id : parent
}

/** What can be looked at by itself: every state that has states. */
export const focusesOf = (chart: ChartModel): readonly StateId[] =>
  chart.states.filter(({ id }) => childrenIn(chart)(id).length > 0).map(({ id }) => id)
