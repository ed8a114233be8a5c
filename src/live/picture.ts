import { createHash } from 'node:crypto'
import type { ChartArrow, ChartModel } from '../../machines/kernel/chart.ts'
import { type DrawnArrow, drawnArrows, holds } from './arrows.ts'
import type { ArrowId, Dressing, StateId } from './dressing.ts'
import { type Kept, keptIn, notKept, WAY } from './kept.ts'
import { type Layout, layOut } from './layout.ts'
import { svgOf } from './svg.ts'

export type { ArrowDressing, ArrowId, Dressing, Line, StateDressing, StateId, Words } from './dressing.ts'

/** One way of the chart that an arrow of the picture stands for. */
export interface PictureWay {
  readonly arrow: ChartArrow
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
  readonly ways: readonly PictureWay[]
}

/** A chart, laid out: dressed as often as is wanted, since nothing of that moves anything. */
export interface Picture {
  readonly model: ChartModel
  readonly layout: Layout
  readonly arrows: readonly PictureArrow[]
}

const pictures = new Map<string, Promise<Picture>>()
let kept: Kept = notKept

/** From now on layouts are kept in a folder too, from one start to the next. */
export function keepPicturesIn(folder: string): void {
  kept = keptIn(folder)
}

/**
 * The picture of a lifecycle, laid out once per definition: a changed machine is laid out anew.
 *
 * @throws ChartNotDrawn; the failure is not kept
 */
export function pictureOf(model: ChartModel): Promise<Picture> {
  const key = createHash('sha256')
    .update(`${WAY} ${JSON.stringify(model)}`)
    .digest('hex')
  const known = pictures.get(key)
  if (known !== undefined) return known
  const made = layoutOf(model, key).then((layout) => ({ model, layout, arrows: pictureArrows(model) }))
  pictures.set(key, made)
  made.catch(() => pictures.delete(key))
  return made
}

/** What the picture draws as arrows, which no layout has to be known for. */
export const pictureArrows = (model: ChartModel): readonly PictureArrow[] => drawnArrows(model).map(asPictureArrow)

async function layoutOf(model: ChartModel, key: string): Promise<Layout> {
  const before = await kept.read(key)
  if (before) return before
  const layout = await layOut(model)
  await kept.write(key, layout)
  return layout
}

/**
 * Lays out one chart after the other, until it is to stop, so that nobody has to wait for it. What fails will fail again, and be told,
 * where it is asked for.
 */
export async function drawAhead(models: readonly ChartModel[], stop: () => boolean): Promise<void> {
  for (const model of models) if (!stop()) await pictureOf(model).catch(() => undefined)
}

/**
 * The picture as SVG that may stand in a page: classes and attributes only, no style of its own. States that have an `href` are links,
 * in the order in which the definition names them, outer before inner.
 */
export const dressed = ({ model, layout }: Picture, dressing: Dressing): string => svgOf(model, layout, dressing)

/**
 * The arrow that a move is drawn by. `from` and `to` are the states that were left and entered, leaves or not: the innermost arrow
 * that fits is meant, as the machine itself chooses. Undefined where the event left the state as it was.
 */
export function arrowFor({ arrows }: Picture, event: string, from: StateId, to: StateId): PictureArrow | undefined {
  const fitting = arrows.flatMap((arrow) =>
    arrow.ways
      .filter((way) => way.event === event && holds(way.from, from) && (holds(way.to, to) || holds(to, way.to)))
      .map((way) => ({ arrow, depth: way.from.length * 1000 + way.to.length })),
  )
  return fitting.toSorted((a, b) => b.depth - a.depth)[0]?.arrow
}

const asPictureArrow = ({ id, from, to, ways }: DrawnArrow): PictureArrow => ({
  id,
  from,
  to,
  events: [...new Set(ways.map(({ arrow }) => arrow.event))],
  ways: ways.map((way) => ({ arrow: way.arrow, event: way.arrow.event, from: way.arrow.from, to: way.to })),
})
