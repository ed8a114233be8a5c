import type { ElkExtendedEdge, ElkNode, LayoutOptions } from 'elkjs'
import type { ChartModel, ChartState } from '../../machines/kernel/chart.ts'
import { ChartNotDrawn, placed } from './elk.ts'
import { type DrawnArrow, drawnArrows, type Label, labelHeight, labelWidth, takenWithin } from './labels.ts'
import { textWidth } from './text-width.ts'

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}
export interface Point {
  readonly x: number
  readonly y: number
}
export interface PlacedState extends Box {
  readonly state: ChartState
  readonly within: readonly Label[]
  readonly children: readonly PlacedState[]
  /** Where the dot stands from which the first of its states is entered. */
  readonly dot?: Box
}
export interface PlacedArrow {
  /** None where the arrow only says which state is entered first. */
  readonly arrow?: DrawnArrow
  readonly points: readonly Point[]
  readonly label?: Box
}
export interface Layout {
  readonly width: number
  readonly height: number
  readonly root: PlacedState
  readonly arrows: readonly PlacedArrow[]
}

export const TITLE_SIZE = 12
/** From the upper edge of a state to the first line below its name. */
export const BELOW_NAME = 30
const MARGIN = 14
const BADGE = 34 // room for a number beside the name
const DOT = 10

/**
 * Measured on charts of forty states: no crossing that could be avoided, no label on another. Reading the order of states from the model
 * (`considerModelOrder`) makes the layouter fail on arrows that cross levels.
 */
const best: LayoutOptions = {
  'elk.algorithm': 'layered', 'elk.direction': 'DOWN', 'elk.hierarchyHandling': 'INCLUDE_CHILDREN', 'elk.edgeRouting': 'ORTHOGONAL',
  'elk.json.edgeCoords': 'ROOT', 'elk.json.shapeCoords': 'ROOT',
  'elk.layered.considerModelOrder.strategy': 'NONE', 'elk.layered.cycleBreaking.strategy': 'DEPTH_FIRST',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX', 'elk.layered.nodePlacement.favorStraightEdges': 'true',
  'elk.spacing.nodeNode': '26', 'elk.layered.spacing.nodeNodeBetweenLayers': '30', 'elk.spacing.edgeNode': '14', 'elk.spacing.edgeEdge': '10',
  'elk.layered.spacing.edgeNodeBetweenLayers': '14', 'elk.layered.spacing.edgeEdgeBetweenLayers': '10', 'elk.spacing.edgeLabel': '4',
  'elk.spacing.labelNode': '8', 'elk.spacing.labelLabel': '8',
  'elk.edgeLabels.placement': 'CENTER', 'elk.layered.edgeLabels.sideSelection': 'ALWAYS_DOWN',
  'elk.layered.edgeLabels.centerLabelPlacementStrategy': 'MEDIAN_LAYER',
  'elk.layered.thoroughness': '20', 'elk.layered.feedbackEdges': 'false',
}
/** Where the best way fails, plainer ones: a picture less fine is better than none. */
const ways: readonly LayoutOptions[] = [
  best,
  { ...best, 'elk.layered.cycleBreaking.strategy': 'GREEDY', 'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF' },
  { ...best, 'elk.layered.cycleBreaking.strategy': 'GREEDY', 'elk.layered.nodePlacement.strategy': 'SIMPLE', 'elk.edgeRouting': 'POLYLINE' },
]

/**
 * Where everything of a chart stands.
 *
 * @throws ChartNotDrawn when the layouter fails in every way it is asked
 */
export async function layOut(model: ChartModel): Promise<Layout> {
  const arrows = drawnArrows(model)
  const faults: string[] = []
  for (const options of ways) {
    try {
      return readOff(model, arrows, await placed(graphOf(model, arrows), options))
    } catch (error) {
      if (!(error instanceof ChartNotDrawn)) throw error
      faults.push(error.message)
    }
  }
  throw new ChartNotDrawn(`No picture of ${model.title}: ${[...new Set(faults)].join('; ')}`)
}

function graphOf(model: ChartModel, arrows: readonly DrawnArrow[]): ElkNode {
  const first = model.states.flatMap(({ id, initial }): ElkExtendedEdge[] =>
    initial ? [{ id: `${id}:first`, sources: [`${id}:dot`], targets: [initial] }] : [])
  return {
    id: 'chart',
    layoutOptions: { 'elk.padding': `[top=${MARGIN},left=${MARGIN},bottom=${MARGIN},right=${MARGIN}]` },
    children: [nodeOf(model, rootOf(model))],
    edges: [...arrows.map(edgeOf), ...first],
  }
}

function nodeOf(model: ChartModel, state: ChartState): ElkNode {
  const within = takenWithin(model, state.id).flatMap(({ lines }) => lines)
  const children = childrenOf(model, state)
  const width = Math.ceil(Math.max(84, textWidth(state.name, TITLE_SIZE, true) + 24 + BADGE, labelWidth(within) + 24))
  const height = BELOW_NAME + labelHeight(within) + (within.length ? 8 : 4)
  if (!children.length) return { id: state.id, width, height }
  return {
    id: state.id,
    children: [...(state.initial ? [{ id: `${state.id}:dot`, width: DOT, height: DOT }] : []), ...children.map((child) => nodeOf(model, child))],
    layoutOptions: {
      'elk.padding': `[top=${height + 10},left=18,bottom=18,right=18]`,
      // Height before width: going down, the layouter turns the graph on its side and leaves this pair as it was.
      'elk.nodeSize.constraints': 'MINIMUM_SIZE', 'elk.nodeSize.minimum': `(${height},${width})`,
    },
  }
}

const edgeOf = ({ id, from, to, lines }: DrawnArrow): ElkExtendedEdge => ({
  id, sources: [from], targets: [to],
  labels: [{
    id: `${id}:label`, text: ' ', width: labelWidth(lines) + 8, height: labelHeight(lines) + 6,
    layoutOptions: { 'elk.edgeLabels.inline': 'true' },
  }],
})

function readOff(model: ChartModel, arrows: readonly DrawnArrow[], laidOut: ElkNode): Layout {
  const everything = all(laidOut)
  const boxes = new Map(everything.map((node) => [node.id, boxOf(node)]))
  const edges = new Map(everything.flatMap(({ edges = [] }) => edges).map((edge) => [edge.id, edge]))
  const place = (state: ChartState): PlacedState => {
    const dot = boxes.get(`${state.id}:dot`)
    return { state, ...boxes.get(state.id)!, within: takenWithin(model, state.id), children: childrenOf(model, state).map(place), ...(dot && { dot }) }
  }
  const first = [...edges.values()].filter(({ id }) => id.endsWith(':first')).map((edge) => ({ points: pointsOf(edge) }))
  return {
    width: Math.ceil(laidOut.width ?? 0), height: Math.ceil(laidOut.height ?? 0),
    root: place(rootOf(model)),
    arrows: [...first, ...arrows.map((arrow) => {
      const edge = edges.get(arrow.id)!
      return { arrow, points: pointsOf(edge), label: boxOf(edge.labels![0]!) }
    })],
  }
}

function pointsOf({ id, sections }: ElkExtendedEdge): readonly Point[] {
  const [section] = sections ?? []
  if (!section) throw new ChartNotDrawn(`The arrow ${id} was left out`)
  return [section.startPoint, ...(section.bendPoints ?? []), section.endPoint]
}

/** The outermost frame bears the lifecycle's own name. */
const rootOf = (model: ChartModel): ChartState => ({ ...model.states.find(({ parent }) => parent === undefined)!, name: model.title })
const childrenOf = (model: ChartModel, { id }: ChartState): readonly ChartState[] => model.states.filter(({ parent }) => parent === id)
const all = (node: ElkNode): readonly ElkNode[] => [node, ...(node.children ?? []).flatMap(all)]
const boxOf = ({ x = 0, y = 0, width = 0, height = 0 }: { x?: number; y?: number; width?: number; height?: number }): Box => ({ x, y, width, height })
