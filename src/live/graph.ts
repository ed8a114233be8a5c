import type { ElkExtendedEdge, ElkNode, LayoutOptions } from 'elkjs'
import { holds } from './arrows.ts'
import { ChartNotDrawn } from './elk.ts'
import type { Extract, ShownState } from './extract.ts'
import { doorAt, doorName, type Piece, within } from './pieces.ts'
import { type Block, headHeight, headWidth, LINES, leafSize, moved, type PlacedState } from './placed.ts'
import { textWidth } from './text-width.ts'

/** What the layouter is asked for, and what its answer says, where frames laid out before are blocks. */
export interface Chart {
  readonly extract: Extract
  readonly pieces: readonly Piece[]
  readonly inner: (id: string) => readonly ShownState[]
}
type Blocks = ReadonlyMap<string, Block>

export const directions = ['RIGHT', 'DOWN'] as const
export type Direction = (typeof directions)[number]

/**
 * Measured on charts of forty states: no crossing that could be avoided, no label on another. Reading the order of states from the model
 * (`considerModelOrder`) makes the layouter fail on arrows that cross levels.
 */
export const optionsFor = (direction: Direction): LayoutOptions => ({
  'elk.algorithm': 'layered',
  'elk.direction': direction,
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.json.edgeCoords': 'ROOT',
  'elk.json.shapeCoords': 'ROOT',
  'elk.layered.considerModelOrder.strategy': 'NONE',
  'elk.layered.cycleBreaking.strategy': 'DEPTH_FIRST',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.nodePlacement.favorStraightEdges': 'true',
  'elk.spacing.nodeNode': '22',
  'elk.layered.spacing.nodeNodeBetweenLayers': '18',
  'elk.spacing.edgeNode': '12',
  'elk.spacing.edgeEdge': '9',
  'elk.layered.spacing.edgeNodeBetweenLayers': '10',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '9',
  'elk.spacing.edgeLabel': '3',
  'elk.spacing.labelNode': '6',
  'elk.spacing.labelLabel': '6',
  'elk.edgeLabels.placement': 'CENTER',
  'elk.layered.edgeLabels.centerLabelPlacementStrategy': 'MEDIAN_LAYER',
  'elk.layered.thoroughness': '20',
  'elk.layered.feedbackEdges': 'false',
})

const SIGN_HEIGHT = 22
const ANYWHERE_WIDTH = 104
const anywhereId = (frame: string, to: string) => `${frame}:anywhere:${to}`

/** From a frame itself to a door in it: what leads out of the picture from wherever one is in it. */
export const isOfFrame = (frame: ShownState, { from, to }: Pick<Piece, 'from' | 'to'>): boolean =>
  from === frame.id && doorAt(to)?.sheet === frame.id

/** The graph of some states of a frame, with the signs that belong to them and all lines among these. */
export function graphOf(chart: Chart, frame: ShownState, members: readonly ShownState[], blocks: Blocks, direction: Direction): ElkNode {
  const inPart = (id: string) => members.some((member) => holds(member.id, id) || within(member.id, id)) || doorAt(id) !== undefined
  const closedUp = (id: string) => [...blocks.keys()].some((block) => within(block, id))
  const atFrame = (id: string) => id === frame.id
  const lines = chart.pieces.filter(
    ({ from, to }) =>
      (inPart(from) || atFrame(from)) &&
      (inPart(to) || atFrame(to)) &&
      (members.length ? [from, to].some((id) => members.some((member) => holds(member.id, id))) : isOfFrame(frame, { from, to })) &&
      !closedUp(from) &&
      !closedUp(to) &&
      !(blocks.has(from) && within(from, to)),
  )
  const doors = [...new Set(lines.flatMap(({ from, to }) => [from, to]).filter((id) => doorAt(id) && id.startsWith(`${frame.id}:`)))]
  return {
    id: 'chart',
    layoutOptions: { 'elk.padding': '[top=2,left=2,bottom=10,right=2]' },
    children: [...signsOf(chart, frame, lines, doors), ...members.map((member) => nodeOf(chart, member, lines, blocks, direction))],
    edges: lines.map(
      ({ id, from, to, label }): ElkExtendedEdge => ({
        id,
        sources: [within(from, to) ? anywhereId(from, to) : from],
        targets: [to],
        ...(label && {
          labels: [
            { id: `${id}:label`, text: ' ', width: label.width, height: label.height, layoutOptions: { 'elk.edgeLabels.inline': 'true' } },
          ],
        }),
      }),
    ),
  }
}

function nodeOf(chart: Chart, state: ShownState, lines: readonly Piece[], blocks: Blocks, direction: Direction): ElkNode {
  const block = blocks.get(state.id)
  if (block) return { id: state.id, width: block.width, height: block.height }
  const children = chart.inner(state.id)
  if (!children.length) return { id: state.id, ...leafSize(chart.extract.shown, state) }
  const minimum = [Math.max(200, headWidth(chart.extract.shown, state)), 60]
  return {
    id: state.id,
    children: [...signsOf(chart, state, lines, []), ...children.map((child) => nodeOf(chart, child, lines, blocks, direction))],
    layoutOptions: {
      'elk.padding': `[top=${headHeight(chart.extract.shown, state, LINES)},left=14,bottom=16,right=14]`,
      'elk.nodeSize.constraints': 'MINIMUM_SIZE',
      // Going down, the layouter turns the graph on its side and leaves this pair as it was.
      'elk.nodeSize.minimum': `(${(direction === 'RIGHT' ? minimum : minimum.toReversed()).join()})`,
    },
  }
}

function signsOf({ extract }: Chart, { id }: ShownState, lines: readonly Piece[], doors: readonly string[]): readonly ElkNode[] {
  const inward = lines.filter(({ from, to }) => from === id && within(id, to))
  return [
    ...inward.map(({ to }) => ({ id: anywhereId(id, to), width: ANYWHERE_WIDTH, height: SIGN_HEIGHT })),
    ...doors.map((door) => ({
      id: door,
      width: Math.ceil(textWidth(doorName(extract.chart, doorAt(door)!), 11)) + 26,
      height: SIGN_HEIGHT,
    })),
  ]
}

/** Where the layouter put everything, the blocks opened again. */
export function placedFrom(chart: Chart, laidOut: ElkNode, blocks: Blocks): Block {
  const nodes = all(laidOut).slice(1)
  const boxes = new Map(nodes.map(({ id, x = 0, y = 0, width = 0, height = 0 }) => [id, { x, y, width, height }]))
  const opened = [...blocks].flatMap(([id, block]) => (boxes.has(id) ? [moved(block, boxes.get(id)!.x, boxes.get(id)!.y)] : []))
  const frames = new Set([...boxes.keys()].map((id) => id.split(':')[0]!))
  const states = [...frames]
    .filter((id) => !blocks.has(id))
    .map((id): PlacedState => {
      const anywhere = [...boxes].filter(([sign]) => sign.startsWith(`${id}:anywhere:`)).map(([, box]) => box)
      return { id, rows: LINES, anywhere, ...(boxes.get(id) ?? { x: 0, y: 0, width: 0, height: 0 }) }
    })
  return {
    width: Math.ceil(laidOut.width ?? 0),
    height: Math.ceil(laidOut.height ?? 0),
    states: [...states, ...opened.flatMap((block) => block.states)],
    arrows: [
      ...all(laidOut)
        .flatMap(({ edges = [] }) => edges)
        .map((edge) => arrowFrom(chart, edge)),
      ...opened.flatMap(({ arrows }) => arrows),
    ],
    doors: [
      ...[...boxes].flatMap(([id, box]) => (doorAt(id) ? [{ ...doorAt(id)!, ...box }] : [])),
      ...opened.flatMap(({ doors }) => doors),
    ],
  }
}

function arrowFrom({ pieces }: Chart, { id, sections, labels }: ElkExtendedEdge) {
  const { arrow, label } = pieces.find((piece) => piece.id === id)!
  const [section] = sections ?? []
  if (!section) throw new ChartNotDrawn(`The arrow ${id} was left out`)
  const [{ x = 0, y = 0, width = 0, height = 0 } = {}] = labels ?? []
  return {
    arrow,
    points: [section.startPoint, ...(section.bendPoints ?? []), section.endPoint],
    ...(label && { label: { x, y, width, height, lines: label.lines } }),
  }
}

const all = (node: ElkNode): readonly ElkNode[] => [node, ...(node.children ?? []).flatMap(all)]
