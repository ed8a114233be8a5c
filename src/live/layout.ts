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
  /** What it takes and stays in; of a state with states of its own, written in `anywhere`. */
  readonly within: readonly Label[]
  readonly children: readonly PlacedState[]
  /** Stands for whichever of its states it is in: there begins what leads from all of them to one of them. */
  readonly anywhere?: Box
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
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.json.edgeCoords': 'ROOT',
  'elk.json.shapeCoords': 'ROOT',
  'elk.layered.considerModelOrder.strategy': 'NONE',
  'elk.layered.cycleBreaking.strategy': 'DEPTH_FIRST',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.nodePlacement.favorStraightEdges': 'true',
  'elk.spacing.nodeNode': '26',
  'elk.layered.spacing.nodeNodeBetweenLayers': '30',
  'elk.spacing.edgeNode': '14',
  'elk.spacing.edgeEdge': '10',
  'elk.layered.spacing.edgeNodeBetweenLayers': '14',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '10',
  'elk.spacing.edgeLabel': '4',
  'elk.spacing.labelNode': '8',
  'elk.spacing.labelLabel': '8',
  'elk.edgeLabels.placement': 'CENTER',
  'elk.layered.edgeLabels.sideSelection': 'ALWAYS_DOWN',
  'elk.layered.edgeLabels.centerLabelPlacementStrategy': 'MEDIAN_LAYER',
  'elk.layered.thoroughness': '20',
  'elk.layered.feedbackEdges': 'false',
}
/** Where the best way fails, plainer ones: a picture less fine is better than none. */
const ways: readonly LayoutOptions[] = [
  best,
  { ...best, 'elk.layered.cycleBreaking.strategy': 'GREEDY', 'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF' },
  {
    ...best,
    'elk.layered.cycleBreaking.strategy': 'GREEDY',
    'elk.layered.nodePlacement.strategy': 'SIMPLE',
    'elk.edgeRouting': 'POLYLINE',
  },
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
    initial ? [{ id: `${id}:first`, sources: [`${id}:dot`], targets: [initial] }] : [],
  )
  return {
    id: 'chart',
    layoutOptions: { 'elk.padding': `[top=${MARGIN},left=${MARGIN},bottom=${MARGIN},right=${MARGIN}]` },
    children: [nodeOf(model, arrows, rootOf(model))],
    edges: [...arrows.map(edgeOf), ...first],
  }
}

function nodeOf(model: ChartModel, arrows: readonly DrawnArrow[], state: ChartState): ElkNode {
  const children = childrenOf(model, state)
  if (!children.length) return boxFor(state.id, state.name, takenWithin(model, state.id), BADGE)
  const within = takenWithin(model, state.id)
  const fromAnywhere = within.length > 0 || arrows.some((arrow) => leadsInward(arrow, state.id))
  return {
    id: state.id,
    children: [
      ...(state.initial ? [{ id: `${state.id}:dot`, width: DOT, height: DOT }] : []),
      ...(fromAnywhere ? [boxFor(anywhereIn(state.id), anywhereName(state), within)] : []),
      ...children.map((child) => nodeOf(model, arrows, child)),
    ],
    layoutOptions: {
      'elk.padding': `[top=${BELOW_NAME + 14},left=18,bottom=18,right=18]`,
      // Height before width: going down, the layouter turns the graph on its side and leaves this pair as it was.
      'elk.nodeSize.constraints': 'MINIMUM_SIZE',
      'elk.nodeSize.minimum': `(${BELOW_NAME},${nameWidth(state.name)})`,
    },
  }
}

function boxFor(id: string, name: string, within: readonly Label[], badge = 0): ElkNode {
  const lines = within.flatMap(({ lines: each }) => each)
  return {
    id,
    width: Math.ceil(Math.max(84, nameWidth(name) + badge, labelWidth(lines) + 24)),
    height: BELOW_NAME + labelHeight(lines) + (lines.length ? 8 : 4),
  }
}
const nameWidth = (name: string) => Math.ceil(textWidth(name, TITLE_SIZE, true)) + 24

export const anywhereName = ({ parent }: ChartState): string => (parent ? 'Anywhere here' : 'At any time')
const anywhereIn = (id: string) => `${id}:anywhere`
const leadsInward = ({ from, to }: DrawnArrow, id: string) => from === id && to.startsWith(`${id}.`)

const edgeOf = (arrow: DrawnArrow): ElkExtendedEdge => ({
  id: arrow.id,
  sources: [leadsInward(arrow, arrow.from) ? anywhereIn(arrow.from) : arrow.from],
  targets: [arrow.to],
  labels: [
    {
      id: `${arrow.id}:label`,
      text: ' ',
      width: labelWidth(arrow.lines) + 8,
      height: labelHeight(arrow.lines) + 6,
      layoutOptions: { 'elk.edgeLabels.inline': 'true' },
    },
  ],
})

function readOff(model: ChartModel, arrows: readonly DrawnArrow[], laidOut: ElkNode): Layout {
  const everything = all(laidOut)
  const boxes = new Map(everything.map((node) => [node.id, boxOf(node)]))
  const edges = new Map(everything.flatMap(({ edges = [] }) => edges).map((edge) => [edge.id, edge]))
  const place = (state: ChartState): PlacedState => {
    const [dot, anywhere] = [boxes.get(`${state.id}:dot`), boxes.get(anywhereIn(state.id))]
    return {
      state,
      ...boxes.get(state.id)!,
      within: takenWithin(model, state.id),
      children: childrenOf(model, state).map(place),
      ...(dot && { dot }),
      ...(anywhere && { anywhere }),
    }
  }
  const first = [...edges.values()].filter(({ id }) => id.endsWith(':first')).map((edge) => ({ points: pointsOf(edge) }))
  return {
    width: Math.ceil(laidOut.width ?? 0),
    height: Math.ceil(laidOut.height ?? 0),
    root: place(rootOf(model)),
    arrows: [
      ...first,
      ...arrows.map((arrow) => {
        const edge = edges.get(arrow.id)!
        return { arrow, points: pointsOf(edge), label: boxOf(edge.labels![0]!) }
      }),
    ],
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
const boxOf = ({ x = 0, y = 0, width = 0, height = 0 }: { x?: number; y?: number; width?: number; height?: number }): Box => ({
  x,
  y,
  width,
  height,
})
