import type { Line, StateDressing, Words } from './dressing.ts'
import { LINES, type PlacedState } from './placed.ts'

/** What is written below a state's name, row by row: three lines, or all in one where a frame is wide enough. */
export interface Rows {
  readonly rows: readonly (readonly Words[])[]
  /** The first row stands out, where it is not all there is. */
  readonly bold: boolean
}

export function rowsOf(at: PlacedState, frame: boolean, wears: StateDressing | undefined): Rows {
  const lines = (wears?.lines ?? []).slice(0, LINES)
  if (!(frame && at.rows === 1)) return { rows: lines.map(pieces), bold: true }
  return { rows: lines.length ? [lines.flatMap((line, index) => [...(index ? [between(line)] : []), ...pieces(line)])] : [], bold: false }
}

/** The words of a row that are seen now; or all that may come to be seen. */
export const plain = (row: readonly Words[], of: 'seen' | 'all' = 'seen'): string =>
  row
    .filter(({ unseen }) => of === 'all' || !unseen)
    .map((words) => words.text)
    .join('')

/** A line that may come to be seen brings what stands before it. */
const between = (line: Line): Words => {
  const all = pieces(line)
  const mayBe = all.every(({ unseen }) => unseen !== undefined)
  return { text: ' · ', ...(mayBe && { unseen: all.every(({ unseen }) => unseen) }) }
}
const pieces = (line: Line): readonly Words[] => ('text' in line ? [line] : line)
