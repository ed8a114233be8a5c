import { max, sum } from 'd3-array'
import {
  type ArrowDressing,
  type CallShape,
  type Dressing,
  type Picture,
  type StateDressing,
  statesIn,
  type Words,
} from '../../../live/picture.ts'
import type { AttentionKind, Moved } from '../../../reports/flow/numbers.ts'
import type { FlowPage } from './asked.ts'
import type { Difference } from './compared.ts'
import { heatIn, type Step } from './heat.ts'
import type { FlowRead } from './read.ts'
import { timesTaken } from './routes.ts'
import { isWithin } from './states.ts'
import type { Line, Measure } from './table.ts'

const SAID: Readonly<Record<Measure, string>> = { open: 'open', overdue: 'overdue', dueIn7Days: 'due in 7 days' }
const MEASURES = ['open', 'overdue', 'dueIn7Days'] as const
const HEATS = {
  volume: ['some', 'many', 'most'],
  age: ['longer than half', 'longer than 85%', 'longer than 95%'],
} as const

const SHAPES: Readonly<Record<AttentionKind, CallShape>> = {
  pastUsual: 'diamond',
  escalated: 'square',
  refused: 'cross',
  notReminded: 'envelope',
  silent: 'ring',
}

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
    states: Object.fromEntries(
      drawn.map((line) => [line.id, stateOf(page, line, heatOf(page, read, line, boxesIn(picture, line, drawn)))]),
    ),
    arrows: arrowsOf(picture, read.moved),
    ...(page.heat !== 'none' && { heats: HEATS[page.heat] }),
  }
}

/** A state, and what is in it where its box is shut. */
const boxesIn = (picture: Picture, line: Line, lines: readonly Line[]): readonly Line[] =>
  statesIn(picture).some(({ id, shut }) => shut && id === line.id) ? lines.filter(({ id }) => isWithin(id, line.id)) : [line]

/** What is shut is as hot as the hottest in it. */
const heatOf = ({ heat }: FlowPage, read: FlowRead, { closed }: Line, lines: readonly Line[]): Step =>
  heat === 'none' || closed ? 0 : (max(lines, (line) => heatIn(heat, line, read)) ?? 0)

function stateOf(page: FlowPage, line: Line, heat: Step): StateDressing {
  const { open, overdue } = line.cells
  const isTold = !line.closed
  const calls = line.attention.flatMap(({ kind, count, words, href }) =>
    kind === 'overdue' ? [] : [{ shape: SHAPES[kind], text: counts(count), says: `${counts(count)} ${words}`, means: words, href }],
  )
  const says = [
    ...(calls.length > 0 ? [`Needs attention: ${calls.map(({ says }) => says).join('; ')}`] : []),
    ...MEASURES.flatMap((measure) => differenceSaid(line, measure)),
  ]
  const isPale = page.attention && line.attention.length === 0
  return {
    lines: isTold ? saidOf(line) : [],
    ...(isTold && { href: open.href }),
    ...(isTold && calls.length > 0 && { calls }),
    ...(isTold && says.length > 0 && { says: says.join('\n') }),
    ...(heat > 0 && { heat }),
    ...(isTold && {
      badge: {
        shape: 'triangle' as const,
        text: '!',
        says: `${counts(overdue.count)} overdue`,
        unseen: overdue.count === 0,
        href: overdue.href,
      },
    }),
    ...(isOther(open.difference) && { mark: 'changed' as const }),
    ...(isPale && { pale: true as const }),
  }
}

/** What is said of a state below its name. */
export function saidOf(line: Pick<Line, 'cells' | 'oldestSays'>): readonly Words[] {
  const { overdue, dueIn7Days } = line.cells
  return [
    wordsOf(line, 'open'),
    ...(line.oldestSays ? [{ text: `oldest ${line.oldestSays}`, spare: true as const }] : []),
    { ...wordsOf(line, 'overdue'), unseen: overdue.count === 0, href: overdue.href },
    { ...wordsOf(line, 'dueIn7Days'), unseen: dueIn7Days.count === 0, href: dueIn7Days.href },
  ]
}

const counts = (count: number) => count.toLocaleString('en-GB')
const isOther = (difference: Difference | undefined) => difference !== undefined && difference.sign !== '±0'
/** There is room for the difference: what the number was, the title says, and the table. */
const wordsOf = ({ cells }: Pick<Line, 'cells'>, measure: Measure): Words => {
  const { count, key, difference } = cells[measure]
  return { text: `${counts(count)} ${SAID[measure]}${isOther(difference) ? ` (${difference!.sign})` : ''}`, count: key }
}
const differenceSaid = ({ cells }: Line, measure: Measure): readonly string[] => {
  const { count, difference } = cells[measure]
  return isOther(difference) ? [`${counts(count)} ${SAID[measure]}, ${difference!.was} (${difference!.sign})`] : []
}

/**
 * How often each arrow of the picture was taken in the window: every arrow bears its number, the same as the list of ways has. An arrow
 * of the picture stands for several ways; a way that leads to several states at once is drawn as several arrows, and each bears it, as
 * does each of the arrows that a move took which went through several regions.
 */
export function arrowsOf(picture: Pick<Picture, 'model' | 'arrows'>, moved: readonly Moved[]): Readonly<Record<string, ArrowDressing>> {
  const taken = timesTaken(picture.model, moved)
  return Object.fromEntries(
    picture.arrows.map(({ id, ways }) => [id, { times: sum(new Set(ways.map(({ arrow }) => arrow)), (arrow) => taken.get(arrow) ?? 0) }]),
  )
}
