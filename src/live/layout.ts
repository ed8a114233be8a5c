import { ChartNotDrawn, type Place, withLayouter } from './elk.ts'
import type { Extract, ShownState } from './extract.ts'
import { type Chart, directions, graphOf, isOfFrame, optionsFor, placedFrom } from './graph.ts'
import { front, HIGHEST, packed } from './packing.ts'
import { piecesOf, within } from './pieces.ts'
import { type Block, frameAround, type Layout, moved } from './placed.ts'

export type { Box, Layout } from './placed.ts'

const MARGIN = 12
/** How many shapes of a block are tried: of one alone more than where several are to fit together. */
const ALONE = 10
const TOGETHER = 4

/**
 * Where everything of a picture stands. Frames that no line enters but at their border are laid out first, each in several shapes; then
 * what holds them, in the shapes that go together best: as low as asked, and no wider than needed.
 *
 * @throws ChartNotDrawn
 */
export async function layOut(extract: Extract): Promise<Layout> {
  const { states, title } = extract.shown
  const pieces = extract.arrows.flatMap((arrow) => piecesOf(extract, arrow))
  const inner = (id: string) => states.filter(({ parent }) => parent === id)
  const blocks = await withLayouter((place) => shapesOf({ extract, pieces, inner }, states[0]!, place))
  const [best] = blocks.toSorted((a, b) => cost(a) - cost(b))
  if (!best) throw new ChartNotDrawn(`No picture of ${title}`)
  const { width, height, ...rest } = moved(best, MARGIN, MARGIN)
  return { ...rest, width: width + 2 * MARGIN, height: height + 2 * MARGIN }
}
const cost = ({ width, height }: Block) => width + 1.3 * height + (height > HIGHEST - 2 * MARGIN ? 100 * height : 0)

/** A frame with all that is in it, in shapes from low and wide to high and narrow. */
async function shapesOf(chart: Chart, frame: ShownState, place: Place): Promise<readonly Block[]> {
  const blocks = new Map<string, readonly Block[]>()
  for (const block of blocksIn(chart, frame)) blocks.set(block.id, await shapesOf(chart, block, place))
  const parts: (readonly Block[])[] = []
  for (const members of partsOf(chart, frame)) {
    const [only] = members
    const block = members.length === 1 ? blocks.get(only!.id) : undefined
    parts.push(block && !touched(chart, only!.id) ? block : await partShapes(chart, frame, members, blocks, place))
  }
  if (chart.pieces.some((piece) => isOfFrame(frame, piece))) parts.push(await partShapes(chart, frame, [], blocks, place))
  return front(packed(parts).map((pack) => frameAround(chart.extract.shown, frame, pack)))
}

/** The nearest frames within that can be laid out on their own. */
const blocksIn = (chart: Chart, frame: ShownState): readonly ShownState[] =>
  chart
    .inner(frame.id)
    .filter(({ id }) => chart.inner(id).length > 0)
    .flatMap((child) => (standsAlone(chart, child.id) ? [child] : blocksIn(chart, child)))

/** No line leads from what is in it to what is outside, or the other way. */
const standsAlone = ({ pieces }: Chart, id: string): boolean =>
  pieces.every(({ from, to }) => within(id, from) === within(id, to) || (from === id && within(id, to)))

const touched = ({ pieces }: Chart, id: string) => pieces.some(({ from, to }) => (from === id && !within(id, to)) || to === id)

/** The states of a frame, those together that lines connect. */
function partsOf({ pieces, inner }: Chart, frame: ShownState): readonly (readonly ShownState[])[] {
  const children = inner(frame.id)
  const childOf = (id: string) => children.find((child) => child.id === id || within(child.id, id))
  return pieces.reduce<readonly (readonly ShownState[])[]>(
    (parts, { from, to }) => {
      const [a, b] = [from, to].map((id) => parts.find((part) => part.includes(childOf(id)!)))
      if (!a || !b || a === b) return parts
      return parts.flatMap((part) =>
        part === a ? [children.filter((child) => a.includes(child) || b.includes(child))] : part === b ? [] : [part],
      )
    },
    children.map((child) => [child]),
  )
}

async function partShapes(
  chart: Chart,
  frame: ShownState,
  members: readonly ShownState[],
  blocks: ReadonlyMap<string, readonly Block[]>,
  place: Place,
): Promise<readonly Block[]> {
  const shapes: Block[] = []
  const faults: string[] = []
  for (const direction of directions)
    for (const choice of choicesOf(members, blocks)) {
      const graph = graphOf(chart, frame, members, choice, direction)
      try {
        shapes.push(placedFrom(chart, await place(graph, optionsFor(direction)), choice))
      } catch (error) {
        if (!(error instanceof ChartNotDrawn)) throw error
        faults.push(error.message)
      }
    }
  if (!shapes.length) throw new ChartNotDrawn(`No picture of ${frame.name}: ${[...new Set(faults)].join('; ')}`)
  return front(shapes)
}

/** Which shape each block has: all low, all narrow, or something between. Their shapes are in that order. */
function choicesOf(members: readonly ShownState[], blocks: ReadonlyMap<string, readonly Block[]>): readonly ReadonlyMap<string, Block>[] {
  const here = [...blocks].filter(([id]) => members.some((member) => member.id === id || within(member.id, id)))
  const most = Math.max(1, ...here.map(([, shapes]) => shapes.length))
  const steps = Math.min(most, here.length === 1 ? ALONE : TOGETHER)
  return Array.from({ length: steps }, (_each, step) => {
    const part = steps === 1 ? 0 : step / (steps - 1)
    return new Map(here.map(([id, shapes]) => [id, shapes[Math.round(part * (shapes.length - 1))]!]))
  })
}
