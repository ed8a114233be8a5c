import { sum } from 'd3-array'
import type { Call, CallShape, StateDressing } from './dressing.ts'
import type { ShownState } from './extract.ts'
import { BEHIND, HEAD, LINE, NAME_SIZE, type PlacedState } from './placed.ts'
import { plain, rowsOf } from './state-rows.ts'
import { box, escaped, INK, n, SMALL, text, title } from './svg-parts.ts'
import { textWidth } from './text-width.ts'

/** What calls for somebody to look after it: a shape with its number, each a shape of its own, in the room that a state's words leave. */

const SHAPE = 11
const HEIGHT = 12
const AFTER_SHAPE = 3
const APART = 5
/** From words that may grow by two digits while they are looked at. */
const FROM_WORDS = 14
const BADGE = 22

interface Row {
  /** Where words of it would stand. */
  readonly y: number
  readonly from: number
  readonly to: number
}
interface Placed {
  readonly call: Call
  readonly x: number
  readonly y: number
  readonly width: number
  readonly words: string
}

/** Links beside that of the state, which the table has too: the keyboard passes them by. */
export function callsOf(
  words: string,
  called: string,
  state: ShownState,
  at: PlacedState,
  frame: boolean,
  wears: StateDressing | undefined,
): string {
  return placedIn(roomIn(words, state, at, frame, wears), wears?.calls ?? [])
    .map(
      ({ call, words: number, ...place }) =>
        `<a class="call ${call.shape}" href="${escaped(call.href)}" tabindex="-1" aria-label="${escaped(`${call.says}: ${called}`)}">${title(call.says)}<rect class="about" ${box({ ...place, y: place.y - HEIGHT / 2, height: HEIGHT })} rx="2" fill="#fff"/>${shapeOf(call.shape, place.x + SHAPE / 2, place.y)}${number && text(place.x + SHAPE + AFTER_SHAPE, place.y + 4, number, { bold: true })}</a>`,
    )
    .join('')
}

/** With their numbers where these have room, else as shapes alone, whose titles say the numbers. */
function placedIn(rows: readonly Row[], calls: readonly Call[]): readonly Placed[] {
  const numbered = inRows(rows, calls, ({ text: number }) => number)
  return numbered.length === calls.length ? numbered : inRows(rows, calls, () => '')
}

/** As many in each row as have room, up to its right end. */
function inRows(rows: readonly Row[], calls: readonly Call[], wordsOf: (call: Call) => string): readonly Placed[] {
  const sized = calls.map((call) => ({ call, words: wordsOf(call), width: widthOf(wordsOf(call)) }))
  let first = 0
  return rows.flatMap(({ y, from, to }) => {
    let after = first
    for (let free = to - from; after < sized.length && sized[after]!.width <= free; after++) free -= sized[after]!.width + APART
    const taken = sized.slice(first, after)
    first = after
    return taken.map((each, nth) => ({ ...each, y: y - 4, x: to + APART - sum(taken.slice(nth), ({ width }) => width + APART) }))
  })
}
const widthOf = (words: string): number => SHAPE + (words === '' ? 0 : AFTER_SHAPE + Math.ceil(textWidth(words, SMALL, true)))

function roomIn(words: string, state: ShownState, at: PlacedState, frame: boolean, wears: StateDressing | undefined): readonly Row[] {
  const { rows, bold } = rowsOf(at, frame, wears)
  const to = at.x + at.width - 10 - (state.shut ? BEHIND : 0)
  const after = (said: string, size: number, isBold: boolean) => at.x + 10 + Math.ceil(textWidth(said, size, isBold)) + FROM_WORDS
  return [
    ...rows.map((row, nth) => ({ y: at.y + HEAD + 8 + nth * LINE, from: after(plain(row, 'all'), SMALL, bold && nth === 0), to })),
    // Below a word on the border.
    { y: at.y + 19, from: after(words, NAME_SIZE, true), to: at.x + at.width - BADGE },
  ]
}

const full = (path: string) => `<path class="full" d="${path}" fill="${INK}"/>`
const open = (path: string, wide: number) => `<path class="open" d="${path}" fill="none" stroke="${INK}" stroke-width="${wide}"/>`
const shapes: Readonly<Record<CallShape, string>> = {
  diamond: full('M0-5.5L5.5 0L0 5.5L-5.5 0z'),
  square: full('M-4.5-4.5H4.5V4.5H-4.5z'),
  cross: open('M-4-4L4 4M4-4L-4 4', 2.2),
  envelope: open('M-5-3.5H5V3.5H-5zL0 1L5-3.5', 1.2),
  ring: open('M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z', 1.8),
}
export const shapeOf = (shape: CallShape, x: number, y: number): string => `<g transform="translate(${n(x)} ${n(y)})">${shapes[shape]}</g>`
