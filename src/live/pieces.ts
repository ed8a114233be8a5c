import type { ChartModel, ChartState } from '../../machines/kernel/chart.ts'
import { childrenIn, type DrawnArrow, holds } from './arrows.ts'
import { type Extract, isShown } from './extract.ts'
import type { Label } from './label-line.ts'
import { labelOf } from './labels.ts'

/** What lies between two things of a chart and is laid out as one line: an arrow, or its beginning, or its end. */
export interface Piece {
  readonly id: string
  readonly arrow: string
  readonly from: string
  readonly to: string
  readonly label?: Label
}
/** A sign within a frame, on which an arrow ends or begins whose other end is elsewhere. */
export interface Door {
  /** The frame it stands in. */
  readonly sheet: string
  readonly way: 'to' | 'from'
  readonly other: string
}

/** From how many states a frame is laid out on its own: what crosses its border is named at a door. */
const MANY = 8

/**
 * What an arrow is laid out as. Regions, and frames with many states, are sheets of their own: a line that leads from one to another
 * ends at a door that names the place, and begins again at a door there, so that no line has to be followed across everything. So is
 * the picture itself: what leads out of it ends at a door.
 */
export function piecesOf(extract: Extract, arrow: DrawnArrow): readonly Piece[] {
  const { id, from, to } = arrow
  const model = extract.shown
  if (!isShown(extract, to)) return [leaving(extract, arrow)]
  if (!isShown(extract, from)) return coming(extract, arrow)
  const [left, entered] = [sheetsAround(model, from, to), sheetsAround(model, to, from)]
  const inward = isSheet(model.states, stateOf(model, to)) ? stateOf(model, to) : entered.at(-1)
  if (inward && holds(from, inward.id)) return [enteredFrom(extract, arrow, inward)]
  if (!left.length && !entered.length) return [{ id, arrow: id, from, to, label: labelOf(extract, arrow) }]
  const [leaves, enters] = [left.at(-1), entered.at(-1)]
  const first = leaves ? doorId(leaves, 'to', to) : borderOf(model, entered[0]!)
  const last = enters ? doorId(enters, 'from', from, to) : borderOf(model, left[0]!)
  return [
    {
      id,
      arrow: id,
      from,
      to: first,
      label: labelOf(extract, arrow, leaves ? undefined : doorName(extract.chart, { sheet: from, way: 'to', other: to })),
    },
    { id: `${id}:end`, arrow: id, from: last, to },
  ]
}

/** Out of the picture: what it leads to has a name there, and no place. */
function leaving(extract: Extract, arrow: DrawnArrow): Piece {
  const { id, from, to } = arrow
  const sheet = sheetsAround(extract.shown, from, to).at(-1) ?? extract.shown.states[0]!
  return { id, arrow: id, from, to: doorId(sheet, 'to', to), label: labelOf(extract, arrow) }
}

/** Into the picture: to a state of it; to all of it at the state that is entered, or at each of its regions. */
function coming(extract: Extract, arrow: DrawnArrow): readonly Piece[] {
  const { shown } = extract
  const { id, from } = arrow
  const root = shown.states[0]!
  const regions = root.type === 'parallel' ? childrenIn(shown)(root.id).map((region) => region.id) : []
  const ends = arrow.to !== root.id ? [arrow.to] : root.initial ? [root.initial] : regions
  return ends.map((to, index) => ({
    id: index ? `${id}:end:${to}` : id,
    arrow: id,
    from: doorId(sheetsAround(shown, to, from).at(-1) ?? root, 'from', from, to),
    to,
    ...(index === 0 && { label: labelOf(extract, arrow) }),
  }))
}

/** From wherever one is in a frame into a sheet of it: begins at a door there, and ends at the state that is entered. */
function enteredFrom(extract: Extract, arrow: DrawnArrow, sheet: ChartState): Piece {
  const { id, from, to } = arrow
  const state = to === sheet.id ? (sheet.initial ?? to) : to
  return { id, arrow: id, from: doorId(sheet, 'from', from, to), to: state, label: labelOf(extract, arrow) }
}

/** Those around one end of an arrow that its other end is not in, from the outermost to the innermost. */
const sheetsAround = ({ states }: ChartModel, id: string, not: string): readonly ChartState[] =>
  states.filter((state) => state.parent !== undefined && within(state.id, id) && !holds(state.id, not) && isSheet(states, state))

const isSheet = (states: readonly ChartState[], { id, parent }: ChartState): boolean =>
  isRegion(states, parent) ||
  (states.some((each) => each.id === parent && isRegion(states, each.parent)) &&
    states.filter((each) => within(id, each.id)).length >= MANY)
const isRegion = (states: readonly ChartState[], parent?: string) => states.some((each) => each.id === parent && each.type === 'parallel')

/** A frame with regions has one border: what leads into a region of it is led to the frame. */
const borderOf = ({ states }: ChartModel, sheet: ChartState): string =>
  states.find(({ id, type }) => id === sheet.parent && type === 'parallel')?.id ?? sheet.id

/** Inside a frame, be it a state, a door or another sign. */
export const within = (outer: string, id: string): boolean => id.startsWith(`${outer}.`) || id.startsWith(`${outer}:`)

const doorId = (sheet: ChartState, ...rest: readonly string[]) => [sheet.id, ...rest].join(':')
export function doorAt(id: string): Door | undefined {
  const [sheet, way, other] = id.split(':')
  return (way === 'to' || way === 'from') && other !== undefined ? { sheet: sheet!, way, other } : undefined
}

/** "to Stage 2: Awaiting reply": with the frame, where the name alone could mean another state. */
export function doorName(model: ChartModel, { sheet, way, other }: Door): string {
  const { states } = model
  const state = stateOf(model, other)
  if (way === 'from' && within(other, sheet)) return `from anywhere in ${state.name}`
  const outer = states.find(({ id }) => id === state.parent)
  const ambiguous = states.some(({ id, name }) => id !== other && name === state.name)
  return `${way} ${ambiguous && outer?.parent ? `${outer.name}: ` : ''}${state.name}`
}

const stateOf = ({ states }: ChartModel, id: string): ChartState => states.find((state) => state.id === id)!
