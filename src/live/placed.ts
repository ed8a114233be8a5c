import { takenWithin } from './arrows.ts'
import type { ShownModel, ShownState } from './extract.ts'
import type { LabelLine } from './label-line.ts'
import type { Packed } from './packing.ts'
import type { Door } from './pieces.ts'
import { textWidth } from './text-width.ts'

export interface Point {
  readonly x: number
  readonly y: number
}
export interface Box extends Point {
  readonly width: number
  readonly height: number
}
export interface PlacedState extends Box {
  readonly id: string
  /** How many lines there is room for below its name. */
  readonly rows: number
  /** Signs that stand for whichever of its states it is in: there begins what leads from any of them to one of them. */
  readonly anywhere: readonly Box[]
}
export interface PlacedArrow {
  /** The arrow's id; an arrow between two sheets is drawn in two pieces. */
  readonly arrow: string
  readonly points: readonly Point[]
  /** Stands on the first piece. */
  readonly label?: Box & { readonly lines: readonly LabelLine[] }
}
export interface PlacedDoor extends Box, Door {}

/** Where everything of a chart stands; plain data, so that it can be kept. */
export interface Layout {
  readonly width: number
  readonly height: number
  readonly states: readonly PlacedState[]
  readonly arrows: readonly PlacedArrow[]
  readonly doors: readonly PlacedDoor[]
}
/** A piece of a layout, its own corner at 0, 0. */
export type Block = Layout

export const NAME_SIZE = 12.5
/** From one line below a state's name to the next, and from its edge to the first. */
export const LINE = 14
export const HEAD = 24
/** From a state's edges to its words, both together. */
export const ASIDE = 20
/** Lines of numbers below the name. A frame that is wide enough has them in one. */
export const LINES = 3
/** A box that is shut is drawn as several, one upon the other, in its own place: arrows end at the last of them. */
export const BEHIND = 6
const WIDE_ENOUGH = 400
const LEAF_WIDTH = 184
const NARROWEST_FRAME = 200
const PAD = 14

export const leafSize = (model: ShownModel, state: ShownState) => ({
  width: Math.max(LEAF_WIDTH, headWidth(model, state)),
  height: HEAD + (LINES + staysRow(model, state)) * LINE + 5,
})
export const headWidth = (model: ShownModel, state: ShownState): number =>
  Math.ceil(Math.max(textWidth(state.name, NAME_SIZE, true), textWidth(staysOf(model, state), 11))) + ASIDE
export const headHeight = (model: ShownModel, state: ShownState, rows: number): number => HEAD + (rows + staysRow(model, state)) * LINE + 12
const staysRow = (model: ShownModel, state: ShownState) => (staysOf(model, state) ? 1 : 0)

/** "5 states in it; 12 recorded, 3 heard here": what a box that is shut keeps, and what happens in a state without leaving it. */
export function staysOf(model: ShownModel, { id, shut }: ShownState): string {
  const within = takenWithin(model, id)
  const of = (kind: string) => within.filter((arrow) => arrow.kind === kind).length
  const said = [
    [of('person'), 'recorded'],
    [of('message'), 'heard'],
    [of('clock'), 'by the clock'],
  ].filter(([count]) => count)
  return [
    ...(shut ? [`${shut} states in it`] : []),
    ...(said.length ? [`${said.map(([count, words]) => `${count} ${words}`).join(', ')} here`] : []),
  ].join('; ')
}

/** A frame with its head, and in it what is packed. */
export function frameAround(model: ShownModel, frame: ShownState, { at, ...inside }: Packed<Block>): Block {
  const width = Math.max(inside.width + 2 * PAD, headWidth(model, frame), NARROWEST_FRAME)
  const rows = width >= WIDE_ENOUGH ? 1 : LINES
  const top = headHeight(model, frame, rows)
  const height = top + inside.height + PAD
  const parts = at.map(({ size, x, y }) => moved(size, x + PAD, y + top))
  // Signs of the frame itself come with its parts: they are gathered in it.
  const anywhere = parts.flatMap(({ states }) => states.filter(({ id }) => id === frame.id).flatMap((state) => state.anywhere))
  return {
    width,
    height,
    states: [
      { id: frame.id, rows, anywhere, x: 0, y: 0, width, height },
      ...parts.flatMap(({ states }) => states.filter(({ id }) => id !== frame.id)),
    ],
    arrows: parts.flatMap(({ arrows }) => arrows),
    doors: parts.flatMap(({ doors }) => doors),
  }
}

export function moved({ width, height, states, arrows, doors }: Block, x: number, y: number): Block {
  const shifted = <T extends Point>(at: T): T => ({ ...at, x: at.x + x, y: at.y + y })
  return {
    width,
    height,
    states: states.map((state) => ({ ...shifted(state), anywhere: state.anywhere.map(shifted) })),
    arrows: arrows.map((arrow) => ({ ...arrow, points: arrow.points.map(shifted), ...(arrow.label && { label: shifted(arrow.label) }) })),
    doors: doors.map(shifted),
  }
}
