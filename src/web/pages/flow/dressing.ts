import type { ArrowDressing, Line as DrawnLine, Dressing, Picture, StateDressing, Words } from '../../../live/picture.ts'
import { arrowFor } from '../../../live/picture.ts'
import type { Moved } from '../../../reports/flow/numbers.ts'
import { counted } from '../../words.ts'
import type { FlowPage } from './asked.ts'
import { heatIn } from './heat.ts'
import type { FlowRead } from './read.ts'
import type { Line, Measure } from './table.ts'

const SAID: Readonly<Record<Measure, string>> = { open: 'open', overdue: 'overdue', dueIn7Days: 'due in 7 days' }
const HEATS = {
  volume: ['some', 'many', 'most'],
  age: ['longer than half', 'longer than 85%', 'longer than 95%'],
} as const

/** What the picture shows of the numbers of the table: the same numbers, the same links. */
export function dressingOf(
  page: FlowPage,
  read: FlowRead,
  picture: Picture,
  lines: readonly Line[],
  about: Pick<Dressing, 'title' | 'description'>,
): Dressing {
  const drawn = lines.filter(({ id }) => id !== 'elsewhere')
  return {
    ...about,
    states: Object.fromEntries(drawn.map((line) => [line.id, stateOf(page, read, line)])),
    arrows: arrowsOf(picture, read.moved),
    ...(page.heat !== 'none' && { heats: HEATS[page.heat] }),
  }
}

function stateOf(page: FlowPage, read: FlowRead, line: Line): StateDressing {
  const { open, overdue, dueIn7Days } = line.cells
  const isTold = !line.closed
  const late = [...(overdue.count > 0 ? [wordsOf(line, 'overdue')] : []), ...(dueIn7Days.count > 0 ? [wordsOf(line, 'dueIn7Days')] : [])]
  const lines: readonly DrawnLine[] = isTold
    ? [
        wordsOf(line, 'open'),
        ...(late.length > 0 ? [late.flatMap((words, place): readonly Words[] => (place > 0 ? [{ text: ' · ' }, words] : [words]))] : []),
        ...(line.oldest === undefined ? [] : [{ text: `oldest ${counted(line.oldest, 'day')}` }]),
      ]
    : []
  const isPale = page.attention && line.attention.length === 0
  return {
    lines,
    ...(isTold && { href: open.href }),
    ...(page.heat !== 'none' && isTold && { heat: heatIn(page.heat, line, read) }),
    ...(overdue.count > 0 && { badge: { shape: 'triangle' as const, text: '!', says: `${overdue.count} overdue` } }),
    ...(open.difference && open.difference.sign !== '±0' && { mark: 'changed' as const }),
    ...(isPale && { pale: true as const }),
  }
}

const wordsOf = ({ cells }: Line, measure: Measure): Words => {
  const { count, key, difference } = cells[measure]
  const then = difference && difference.sign !== '±0' ? `, then ${difference.then.toLocaleString('en-GB')} (${difference.sign})` : ''
  return { text: `${count.toLocaleString('en-GB')} ${SAID[measure]}${then}`, count: key }
}

/** How often each arrow of the picture was taken in the window; every arrow bears its number. */
function arrowsOf(picture: Picture, moved: readonly Moved[]): Readonly<Record<string, ArrowDressing>> {
  const times = new Map(picture.arrows.map(({ id }) => [id, 0]))
  for (const move of moved) {
    const taken = new Set(move.from.flatMap((from) => move.to.flatMap((to) => arrowFor(picture, move.event, from, to)?.id ?? [])))
    for (const id of taken) times.set(id, times.get(id)! + move.times)
  }
  return Object.fromEntries([...times].map(([id, many]) => [id, { times: many }]))
}
