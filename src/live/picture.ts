import { createHash } from 'node:crypto'
import type { ChartModel } from '../../machines/kernel/chart.ts'
import type { ArrowId, Dressing, StateId } from './dressing.ts'
import { type Layout, layOut } from './layout.ts'
import { svgOf } from './svg.ts'

export type { ArrowDressing, ArrowId, ArrowMark, Badge, Dressing, Line, StateDressing, StateId, StateMark, Words } from './dressing.ts'

/** One way of the chart that an arrow of the picture stands for. */
export interface Way {
  readonly event: string
  readonly from: StateId
  readonly to: StateId
}

export interface PictureArrow {
  readonly id: ArrowId
  readonly from: StateId
  readonly to: StateId
  readonly events: readonly string[]
  /** All ways of the chart it stands for: several with the same ends, and those that are drawn once for many states. */
  readonly ways: readonly Way[]
}

/** A chart, laid out: dressed as often as is wanted, since nothing of that moves anything. */
export interface Picture {
  readonly model: ChartModel
  readonly layout: Layout
  readonly arrows: readonly PictureArrow[]
  /** The states as somebody follows them: outer before inner, in the order of the definition. */
  readonly order: readonly StateId[]
}

const pictures = new Map<string, Promise<Picture>>()

/**
 * The picture of a lifecycle, laid out once per definition: a changed machine is laid out anew.
 *
 * @throws ChartNotDrawn; the failure is not kept
 */
export function pictureOf(model: ChartModel): Promise<Picture> {
  const key = createHash('sha256').update(JSON.stringify(model)).digest('hex')
  const known = pictures.get(key)
  if (known !== undefined) return known
  const made = layOut(model).then((layout) => ({ model, layout, arrows: arrowsOf(layout), order: model.states.map(({ id }) => id) }))
  pictures.set(key, made)
  made.catch(() => pictures.delete(key))
  return made
}

/** The picture as SVG that may stand in a page: classes and attributes only, links in the order of the states. */
export const dressed = ({ model, layout }: Picture, _dressing: Dressing): string => svgOf(model, layout)

/**
 * The arrow that a move is drawn by. `from` and `to` are the states left and entered, leaves or not: the arrow of the innermost of
 * their ancestors is meant, as the machine itself chooses. Undefined where the move left the state as it was.
 */
export function arrowFor({ arrows }: Picture, event: string, from: StateId, to: StateId): PictureArrow | undefined {
  const fitting = arrows.flatMap((arrow) =>
    arrow.ways
      .filter((way) => way.event === event && holds(way.from, from) && (holds(way.to, to) || holds(to, way.to)))
      .map((way) => ({ arrow, depth: way.from.length * 1000 + way.to.length })),
  )
  return fitting.toSorted((a, b) => b.depth - a.depth)[0]?.arrow
}
const holds = (outer: StateId, inner: StateId) => inner === outer || inner.startsWith(`${outer}.`)

const arrowsOf = ({ arrows }: Layout): readonly PictureArrow[] =>
  arrows.flatMap(({ arrow }) =>
    arrow
      ? [
          {
            id: arrow.id,
            from: arrow.from,
            to: arrow.to,
            events: arrow.events,
            ways: arrow.events.map((event) => ({ event, from: arrow.from, to: arrow.to })),
          },
        ]
      : [],
  )
