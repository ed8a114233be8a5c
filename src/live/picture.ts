import { createHash } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type { ChartArrow, ChartModel } from '../../machines/kernel/chart.ts'
import { type DrawnArrow, drawnArrows, holds } from './arrows.ts'
import type { ArrowId, Dressing, StateId } from './dressing.ts'
import { type Extract, extractOf, type Focus, focusesOf, isWhole, type ShownState } from './extract.ts'
import { type Kept, keptIn, notKept, WAY } from './kept.ts'
import { type Layout, layOut } from './layout.ts'
import { svgOf } from './svg.ts'

export type { ArrowDressing, ArrowId, CallShape, Dressing, StateDressing, StateId, Words } from './dressing.ts'
export { type Focus, focusesOf, isInParts, pictureWith, wayTo } from './extract.ts'

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

/** A chart or a part of it, laid out: dressed as often as is wanted, since nothing of that moves anything. */
export interface Picture {
  readonly model: ChartModel
  readonly extract: Extract
  readonly layout: Layout
  readonly arrows: readonly PictureArrow[]
}

/** The states that a picture draws: some of them shut, with others in them. */
export const statesIn = ({ extract }: Picture): readonly ShownState[] => extract.shown.states

const pictures = new Map<string, Promise<Picture>>()
let kept: Kept = notKept

/** From now on layouts are kept in a folder too, from one start to the next. */
export function keepPicturesIn(folder: string): void {
  kept = keptIn(folder)
}

/**
 * The picture of a lifecycle or of a part of it, laid out once per definition: a changed machine is laid out anew.
 *
 * @throws ChartNotDrawn; the failure is not kept
 */
export function pictureOf(model: ChartModel, focus: Focus = 'all'): Promise<Picture> {
  const key = createHash('sha256')
    .update(`${WAY} ${focus} ${JSON.stringify(model)}`)
    .digest('hex')
  const known = pictures.get(key)
  if (known !== undefined) return known
  const made = drawn(model, focus, key)
  pictures.set(key, made)
  made.catch(() => pictures.delete(key))
  return made
}

/** Where a part is the whole, it is the picture of the whole. */
async function drawn(model: ChartModel, focus: Focus, key: string): Promise<Picture> {
  const extract = extractOf(model, focus)
  if (focus !== 'all' && isWhole(extract)) return pictureOf(model)
  return { model, extract, layout: await layoutOf(extract, key), arrows: extract.arrows.map(asPictureArrow) }
}

/**
 * The picture, if it is there or will be in a moment; undefined while it is still being drawn, so that nobody has to wait for it.
 *
 * @throws ChartNotDrawn
 */
export async function pictureSoon(model: ChartModel, focus: Focus): Promise<Picture | undefined> {
  const waiting = new AbortController()
  const late = setTimeout(A_MOMENT_MS, undefined, { signal: waiting.signal }).catch(() => undefined)
  try {
    return await Promise.race([pictureOf(model, focus), late])
  } finally {
    waiting.abort()
  }
}
const A_MOMENT_MS = 300

/** What the picture of the whole draws as arrows, which no layout has to be known for. */
export const pictureArrows = (model: ChartModel): readonly PictureArrow[] => drawnArrows(model).map(asPictureArrow)

let last: Promise<unknown> = Promise.resolve()

/** One after the other: each takes all of a processor while it lasts. */
async function layoutOf(extract: Extract, key: string): Promise<Layout> {
  const before = await kept.read(key)
  if (before) return before
  const made = last.then(() => layOut(extract))
  last = made.catch(() => undefined)
  const layout = await made
  await kept.write(key, layout)
  return layout
}

/**
 * Lays out what is seen first of one chart after the other, then the whole of each and its parts, until it is to stop, so that nobody
 * has to wait for it. What else the processor has to do comes in between. What fails will fail again, and be told, where it is asked for.
 */
export async function drawAhead(models: readonly ChartModel[], stop: () => boolean): Promise<void> {
  const first = models.map((model): readonly [ChartModel, Focus] => [model, model.machine])
  const then = models.flatMap((model) => ['all', ...focusesOf(model)].map((focus): readonly [ChartModel, Focus] => [model, focus]))
  for (const [model, focus] of [...first, ...then]) {
    if (stop()) return
    const begun = performance.now()
    await pictureOf(model, focus).catch(() => undefined)
    const took = performance.now() - begun
    if (took > A_MOMENT_MS) await setTimeout(took, undefined, { ref: false })
  }
}

/**
 * The picture as SVG that may stand in a page: classes and attributes only, no style of its own. States that have an `href` are links,
 * in the order in which the definition names them, outer before inner.
 */
export const dressed = ({ extract, layout }: Picture, dressing: Dressing): string => svgOf(extract, layout, dressing)

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
