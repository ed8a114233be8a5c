import type { ElkExtendedEdge, ElkNode, LayoutOptions } from 'elkjs'
import type { ChartArrow, ChartModel, ChartState } from '../../machines/kernel/chart.ts'
import { childrenIn, type DrawnArrow, drawnArrows, holds, takenWithin } from './arrows.ts'
import { ChartNotDrawn, type Place, withLayouter } from './elk.ts'
import { type Label, labelOf } from './labels.ts'
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
  readonly id: string
  /** How many lines there is room for below its name. */
  readonly rows: number
  /** Stands for whichever of its states it is in: there begins what leads from all of them to one of them. */
  readonly anywhere: readonly Box[]
  /** Where the dot stands from which the first of its states is entered. */
  readonly dot?: Box
}
export interface PlacedArrow {
  readonly arrow: string
  readonly points: readonly Point[]
  /** None where the arrow only says which state is entered first. */
  readonly label?: Box & { readonly lines: Label['lines'] }
}
export interface PlacedDoor extends Box {
  readonly way: 'to' | 'from'
  readonly other: string
}
/** Where everything of a chart stands; plain data, so that it can be kept. */
export interface Layout {
  readonly doors: readonly PlacedDoor[]
  readonly width: number
  readonly height: number
  readonly states: readonly PlacedState[]
  readonly arrows: readonly PlacedArrow[]
}

export const NAME_SIZE = 12.5
export const LINE = 14
export const HEAD = 24
export const LEAF_LINES = 3
export const FRAME_TOP = HEAD + LINE + 10
const LEAF_WIDTH = 176
const MARGIN = 12

const best: LayoutOptions = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.json.edgeCoords': 'ROOT',
  'elk.json.shapeCoords': 'ROOT',
  'elk.layered.considerModelOrder.strategy': 'NONE',
  'elk.layered.cycleBreaking.strategy': 'DEPTH_FIRST',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.nodePlacement.favorStraightEdges': 'true',
  'elk.spacing.nodeNode': '24',
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
}

interface Chart {
  readonly model: ChartModel
  readonly pieces: readonly Piece[]
  readonly inner: (id: string) => readonly ChartState[]
}
/** A frame laid out on its own; its own corner is 0, 0. */
interface Block {
  readonly doors: readonly PlacedDoor[]
  readonly width: number
  readonly height: number
  readonly states: readonly PlacedState[]
  readonly arrows: readonly PlacedArrow[]
}

/** A piece of an arrow that is laid out: all of it, or what of it lies on one side of a region's border. */
interface Piece {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly label?: Label
}

export async function layOut(model: ChartModel): Promise<Layout> {
  const arrows = drawnArrows(model)
  const chart: Chart = { model, pieces: arrows.flatMap((arrow) => piecesOf(model, arrow)), inner: childrenIn(model) }
  const root = model.states.find(({ parent }) => parent === undefined)!
  const blocks = await withLayouter((place) => blocksOf(chart, root, place))
  return moved(cheapest(blocks), MARGIN, MARGIN, MARGIN)
}

/** From how many states a frame has borders of its own: what crosses them is named at a door on either side. */
const MANY = 8

/** Those around one end of an arrow that its other end is not in, from the outermost to the innermost. */
const sheetsAround = ({ states }: ChartModel, id: string, not: string): readonly ChartState[] =>
  states.filter((state) => state.parent !== undefined && within(state.id, id) && !holds(state.id, not) && isSheet(states, state))
const isSheet = (states: readonly ChartState[], { id, parent }: ChartState): boolean =>
  states.some((each) => each.id === parent && each.type === 'parallel') ||
  (id.split('.').length > 2 && states.filter((each) => within(id, each.id)).length >= MANY)

/** A frame with regions has one border: what leads into a region of it is led to the frame. */
const borderOf = ({ states }: ChartModel, sheet: ChartState): string =>
  states.find(({ id, type }) => id === sheet.parent && type === 'parallel')?.id ?? sheet.id

function piecesOf(model: ChartModel, arrow: DrawnArrow): readonly Piece[] {
  const { id, from, to } = arrow
  const [left, entered] = [sheetsAround(model, from, to).toReversed(), sheetsAround(model, to, from)]
  const stops = [
    { leave: from, arrive: from },
    ...left.map((sheet) => ({ arrive: `${sheet.id}:to:${to}`, leave: borderOf(model, sheet) })),
    ...entered.map((sheet) => ({ arrive: borderOf(model, sheet), leave: `${sheet.id}:from:${from}:${to}` })),
    { leave: to, arrive: to },
  ]
  const label = labelOf(model, arrow)
  return stops.slice(1).map((stop, index) => ({
    id: index ? `${id}:part${index}` : id,
    from: stops[index]!.leave,
    to: stop.arrive,
    ...(index === 0 && { label }),
  }))
}

const cost = ({ width, height }: Block) => width * height * (height > 1300 ? (height / 1300) ** 2 : 1)
const cheapest = (blocks: readonly Block[]) => blocks.toSorted((a, b) => cost(a) - cost(b))[0]!

async function blocksOf(chart: Chart, frame: ChartState, place: Place): Promise<readonly Block[]> {
  const blocks = new Map<string, readonly Block[]>()
  const collect = async (state: ChartState): Promise<void> => {
    for (const child of chart.inner(state.id)) {
      if (!chart.inner(child.id).length) continue
      if (standsAlone(chart, child.id)) blocks.set(child.id, await blocksOf(chart, child, place))
      else await collect(child)
    }
  }
  await collect(frame)
  if (frame.type === 'parallel')
    return bandsOf(
      frame,
      chart.inner(frame.id).map(({ id }) => blocks.get(id)!),
    )
  const candidates = ['RIGHT', 'DOWN']
  const tried: Block[] = []
  for (const direction of candidates)
    for (const pick of ['wide', 'tall']) {
      const picked = new Map(
        [...blocks].map(([id, some]) => [id, some.toSorted((a, b) => (pick === 'wide' ? a.height - b.height : a.width - b.width))[0]!]),
      )
      try {
        const laidOut = await place(graphOf(chart, frame, picked, direction), { ...best, 'elk.direction': direction })
        tried.push(readOff(chart, frame, picked, laidOut, direction === 'RIGHT' ? 1 : 3))
      } catch (error) {
        if (!(error instanceof ChartNotDrawn)) throw error
      }
      if (![...blocks.values()].some((some) => some.length > 1)) break
    }
  if (!tried.length) throw new ChartNotDrawn(frame.id)
  return tried
}

function bandsOf(frame: ChartState, regions: readonly (readonly Block[])[]): readonly Block[] {
  const choices = regions.reduce<Block[][]>((all, some) => all.flatMap((chosen) => some.map((block) => [...chosen, block])), [[]])
  const GAP = 14,
    TOP = HEAD + LINE + 8
  const out: Block[] = []
  for (const chosen of choices)
    for (let cut = 0; cut < 2 ** (chosen.length - 1); cut++) {
      const rows: Block[][] = [[]]
      chosen.forEach((block, i) => {
        rows.at(-1)!.push(block)
        if (i < chosen.length - 1 && (cut >> i) & 1) rows.push([])
      })
      let y = TOP,
        width = 0
      const placed: Block[] = []
      for (const row of rows) {
        let x = GAP
        for (const block of row) {
          placed.push(moved(block, x, y))
          x += block.width + GAP
        }
        width = Math.max(width, x)
        y += Math.max(...row.map(({ height }) => height)) + GAP
      }
      out.push({
        width,
        height: y,
        states: [{ id: frame.id, rows: 1, anywhere: [], x: 0, y: 0, width, height: y }, ...placed.flatMap(({ states }) => states)],
        arrows: placed.flatMap(({ arrows }) => arrows),
        doors: placed.flatMap(({ doors }) => doors),
      })
    }
  const pareto = out.filter(
    (a) => !out.some((b) => b !== a && b.width <= a.width && b.height <= a.height && (b.width < a.width || b.height < a.height)),
  )
  return pareto
}

/** No arrow leads from what is in it to what is outside, or the other way: it can be laid out on its own. */
const standsAlone = ({ pieces }: Chart, id: string): boolean =>
  pieces.every(({ from, to }) => {
    const [begins, ends] = [within(id, from), within(id, to)]
    return begins === ends || (ends && from === id)
  })
const within = (outer: string, id: string) => id.startsWith(`${outer}.`) || id.startsWith(`${outer}:`)

function graphOf(chart: Chart, frame: ChartState, blocks: ReadonlyMap<string, Block>, direction: string): ElkNode {
  const inBlock = (id: string) => [...blocks.keys()].some((block) => within(block, id))
  const node = (state: ChartState): ElkNode => {
    const block = blocks.get(state.id)
    if (block) return { id: state.id, width: block.width, height: block.height }
    const children = chart.inner(state.id)
    if (!children.length) return { id: state.id, ...leafSize(chart.model, state) }
    const inward = chart.pieces.filter(({ from, to }) => from === state.id && to.startsWith(`${state.id}.`))
    const doors = [...new Set(chart.pieces.flatMap(({ from, to }) => [from, to]).filter((id) => id.startsWith(`${state.id}:`)))]
    return {
      id: state.id,
      children: [
        ...inward.map(({ to }) => ({ id: `${state.id}:anywhere:${to}`, width: 104, height: 22 })),
        ...doors.map((id) => ({ id, width: Math.ceil(textWidth(doorName(chart.model, doorAt(id)), 11.5)) + 24, height: 22 })),
        ...children.map(node),
      ],
      layoutOptions: {
        'elk.padding': `[top=${HEAD + ((direction === 'RIGHT' ? 1 : 3) + (takenWithin(chart.model, state.id).length ? 1 : 0)) * LINE + 10},left=14,bottom=16,right=14]`,
        'elk.nodeSize.constraints': 'MINIMUM_SIZE',
        'elk.nodeSize.minimum': direction === 'RIGHT' ? '(400,60)' : '(60,190)',
      },
    }
  }
  const inside = (id: string) => id === frame.id || within(frame.id, id)
  const edges = chart.pieces.filter(
    ({ from, to }) => inside(from) && inside(to) && !inBlock(from) && !inBlock(to) && !(blocks.has(from) && to.startsWith(`${from}.`)),
  )
  return {
    id: 'chart',
    layoutOptions: { 'elk.padding': '[top=0,left=0,bottom=0,right=0]' },
    children: [node(frame)],
    edges: [
      ...edges.map(
        ({ id, from, to, label }): ElkExtendedEdge => ({
          id,
          sources: [holds(from, to) ? `${from}:anywhere:${to}` : from],
          targets: [to],
          ...(label && {
            labels: [
              {
                id: `${id}:label`,
                text: ' ',
                width: label.width,
                height: label.height,
                layoutOptions: { 'elk.edgeLabels.inline': 'true' },
              },
            ],
          }),
        }),
      ),
    ],
  }
}

export function doorName(model: ChartModel, { way, other }: { way: string; other: string }): string {
  const state = model.states.find((each) => each.id === other)!
  const outer = model.states.find((each) => each.id === state.parent)
  const ambiguous = model.states.some((each) => each.id !== other && each.name === state.name)
  return `${way} ${ambiguous && outer ? `${outer.name}: ` : ''}${state.name}`
}

const doorAt = (id: string) => {
  const [, way, other] = id.split(':')
  return { way: way as 'to' | 'from', other: other! }
}
export function staysOf(model: ChartModel, id: string): string {
  const within = takenWithin(model, id)
  const of = (kind: ChartArrow['kind']) => within.filter((arrow) => arrow.kind === kind).length
  const said = [
    [of('person'), 'recorded'],
    [of('message'), 'heard'],
    [of('clock'), 'by the clock'],
  ].filter(([count]) => count)
  return `${said.map(([count, words]) => `${count} ${words}`).join(', ')} here`
}
const leafSize = (model: ChartModel, state: ChartState) => ({
  width: Math.max(
    LEAF_WIDTH,
    Math.ceil(textWidth(state.name, NAME_SIZE, true)) + 20,
    Math.ceil(textWidth(staysOf(model, state.id), 11)) + 20,
  ),
  height: HEAD + 3 * LINE + (takenWithin(model, state.id).length ? LINE : 0) + 5,
})

function readOff(chart: Chart, frame: ChartState, blocks: ReadonlyMap<string, Block>, laidOut: ElkNode, rows: number): Block {
  const everything = all(laidOut)
  const boxes = new Map(
    everything.map((node) => [node.id, { x: node.x ?? 0, y: node.y ?? 0, width: node.width ?? 0, height: node.height ?? 0 }]),
  )
  const edges = everything.flatMap(({ edges: each = [] }) => each)
  const states: PlacedState[] = []
  const doors: Block['doors'][number][] = []
  const pieces = new Map(chart.pieces.map((piece) => [piece.id, piece]))
  const arrows: PlacedArrow[] = edges.map((edge) => {
    const [section] = edge.sections ?? []
    if (!section) throw new ChartNotDrawn(`The arrow ${edge.id} was left out`)
    const [label] = edge.labels ?? []
    return {
      arrow: edge.id.replace(/:part\d+$/, ''),
      points: [section.startPoint, ...(section.bendPoints ?? []), section.endPoint],
      ...(label && {
        label: { x: label.x!, y: label.y!, width: label.width!, height: label.height!, lines: pieces.get(edge.id)!.label!.lines },
      }),
    }
  })
  for (const [id, box] of boxes) {
    if (id === 'chart') continue
    if (/:(to|from):/.test(id) && !id.endsWith(':label')) {
      doors.push({ ...doorAt(id), ...box })
      continue
    }
    if (id.includes(':')) continue
    const block = blocks.get(id)
    if (block) {
      const inside = moved(block, box.x, box.y)
      states.push(...inside.states)
      arrows.push(...inside.arrows)
      doors.push(...inside.doors)
      continue
    }
    const anywhere = [...boxes].filter(([each]) => each.startsWith(`${id}:anywhere`)).map(([, at]) => at)
    states.push({ id, rows, ...box, anywhere })
  }
  const own = boxes.get(frame.id)!
  return { width: Math.ceil(own.width), height: Math.ceil(own.height), states, arrows, doors }
}
const all = (node: ElkNode): readonly ElkNode[] => [node, ...(node.children ?? []).flatMap(all)]

function moved({ width, height, states, arrows, doors }: Block, x: number, y: number, margin = 0): Block {
  const box = <T extends Point>(at: T): T => ({ ...at, x: at.x + x, y: at.y + y })
  return {
    width: width + 2 * margin,
    height: height + 2 * margin,
    states: states.map((state) => ({ ...box(state), anywhere: state.anywhere.map(box) })),
    arrows: arrows.map((arrow) => ({ ...arrow, points: arrow.points.map(box), ...(arrow.label && { label: box(arrow.label) }) })),
    doors: doors.map(box),
  }
}
