import type { StateDressing, Words } from './dressing.ts'
import { ASIDE, LINES, type PlacedState } from './placed.ts'
import { ROOMY, SMALL } from './svg-parts.ts'
import { textWidth } from './text-width.ts'

type Row = readonly Words[]

/** What is written below a state's name, row by row: in three, or all in one where a frame is wide enough. */
export interface Rows {
  readonly rows: readonly Row[]
  /** The first row stands out, where it is not all there is. */
  readonly bold: boolean
  /** What there is no room for. */
  readonly leftOut: readonly Words[]
}

/** Words are never set closer to have room: those that have none are left out, what can be spared first, then what is said last. */
export function rowsOf(at: PlacedState, frame: boolean, wears: StateDressing | undefined): Rows {
  const lines = wears?.lines ?? []
  const [most, bold] = frame && at.rows === 1 ? [1, false] : [LINES, true]
  const fits = (row: Row, nth: number) => textWidth(plain(row, 'all'), SMALL, bold && nth === 0) <= (at.width - ASIDE) * ROOMY
  const sharing = (some: Row) => inRows(some, most, fits)
  const needed = lines.filter(({ spare }) => !spare)
  const told = [lines, ...needed.map((_line, less) => needed.slice(0, needed.length - less))].find(sharing) ?? []
  return { rows: sharing(told) ?? [], bold, leftOut: lines.filter((line) => !told.includes(line)) }
}

/** Each in a row of its own as far as there are rows; else two share one, the last that have room. Undefined where there is not room for all. */
function inRows(lines: Row, most: number, fits: (row: Row, nth: number) => boolean): readonly Row[] | undefined {
  const share = (rows: readonly Row[]): readonly Row[] | undefined => {
    if (rows.length <= most) return rows.map(joined).every(fits) ? rows : undefined
    const nth = rows.findLastIndex((row, at) => at > 0 && fits(joined([...rows[at - 1]!, ...row]), at - 1))
    return nth < 0 ? undefined : share([...rows.slice(0, nth - 1), [...rows[nth - 1]!, ...rows[nth]!], ...rows.slice(nth + 1)])
  }
  return share(lines.map((line) => [line]))?.map(joined)
}

/** What may come to be seen brings what stands before it, where there is something before it; live.js goes by the same. */
const joined = (lines: Row): Row =>
  lines.flatMap((line, nth) => {
    if (nth === 0) return [line]
    const isFirst = lines.slice(0, nth).every(({ unseen }) => unseen)
    return [{ text: ' · ', ...(line.unseen !== undefined && { unseen: line.unseen || isFirst }) }, line]
  })

/** The words of a row that are seen now; or all that may come to be seen. */
export const plain = (row: Row, of: 'seen' | 'all' = 'seen'): string =>
  row
    .filter(({ unseen }) => of === 'all' || !unseen)
    .map((words) => words.text)
    .join('')
