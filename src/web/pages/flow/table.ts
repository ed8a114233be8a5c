import { type CalendarDate, dayInLondon, daysBetween } from '../../../../machines/kernel/calendar.ts'
import type { ChartModel } from '../../../../machines/kernel/chart.ts'
import type { CountKey, MovesMeasure } from '../../../live/counts.ts'
import { movedWithin } from '../../../reports/flow/moves.ts'
import type { FlowNumbers, StateNumbers, UsualStay } from '../../../reports/flow/numbers.ts'
import { saysOnlyTime } from '../../../shown/flow/waiting.ts'
import { counted } from '../../words.ts'
import type { FlowPage } from './asked.ts'
import { type Mark, marksOf } from './attention.ts'
import { type Difference, differenceOf } from './compared.ts'
import { type Links, linksOf } from './links.ts'
import type { FlowRead } from './read.ts'
import { type Spark, sparkOf } from './spark.ts'
import { around, ELSEWHERE, type StatePlaced, statesInOrder } from './states.ts'

/** What is counted of a state. */
export type Measure = 'open' | 'overdue' | 'dueIn7Days'

/** A number that a list stands behind. */
export interface Cell {
  readonly count: number
  /** As live numbers name it. */
  readonly key: CountKey
  readonly href: string
  readonly difference: Difference | undefined
}
export type Moves = Pick<Cell, 'count' | 'key'>
/** One line of the table: a state with everything within it. */
export interface Line {
  readonly id: string
  readonly name: string
  readonly words: string
  readonly depth: number
  readonly closed: boolean
  readonly inParts: boolean
  readonly href: string
  readonly cells: Readonly<Record<Measure, Cell>>
  readonly usual: UsualStay | undefined
  /** In days. */
  readonly oldest: number | undefined
  /** “57 days”, “from today” */
  readonly oldestSays: string | undefined
  readonly oldestHref: string
  /** In the window, and as live numbers name it. */
  readonly movedIn: Moves
  readonly movedOut: Moves
  readonly spark: Spark | undefined
  /** Why it needs attention. */
  readonly attention: readonly Mark[]
}

const NONE: StateNumbers = { open: 0, overdue: 0, dueIn7Days: 0, oldestSince: null }

/** Of a state by its id; `all` and `elsewhere` are none of the chart. */
export const numbersOf = (numbers: FlowNumbers, { machine }: ChartModel, id: string = machine): StateNumbers =>
  id === machine ? numbers.all : id === 'elsewhere' ? numbers.elsewhere : (numbers.states[id] ?? NONE)

/** Every state, in the order of the way, and last what stands in a state that the machine no longer has. */
export function linesOf(page: FlowPage, read: FlowRead): readonly Line[] {
  const states = statesInOrder(page.definition)
  const links = linksOf(page)
  return [...states, ELSEWHERE].map((state) => lineOf(page, read, state, links))
}

function lineOf({ machine, window, compare, asked }: FlowPage, read: FlowRead, state: StatePlaced, links: Links): Line {
  const { model, numbers, compared, usual, attention, days } = read
  const { id, name, words, depth, closed, inParts } = state
  const isAll = id === machine
  const now = numbersOf(numbers, model, id)
  const then = compared && numbersOf(compared, model, id)
  const oldest = ageOf(now, numbers.today)
  const inDays = days[id] ?? []
  const { arrived, left } = movedWithin(window, inDays)
  const key = (measure: Measure | MovesMeasure): CountKey => `${isAll ? 'all' : id}:${measure}`
  const cell = (measure: Measure): Cell => ({
    count: now[measure],
    key: key(measure),
    href: links.list({ state: isAll ? undefined : id, band: measure === 'open' ? undefined : measure }),
    difference:
      then && compare !== undefined ? differenceOf(now[measure], then[measure], { looked: numbers.asOf, compared: compare }) : undefined,
  })
  return {
    id,
    name,
    words,
    depth,
    closed,
    inParts,
    href: links.state({ state: id }),
    cells: { open: cell('open'), overdue: cell('overdue'), dueIn7Days: cell('dueIn7Days') },
    usual: usual[id],
    oldest,
    oldestSays: oldest === undefined ? undefined : oldest > 0 ? counted(oldest, 'day') : `from ${asked.at ? 'that day' : 'today'}`,
    oldestHref: links.oldest({ state: isAll ? undefined : id }),
    movedIn: { count: arrived, key: key(`movedIn${window}`) },
    movedOut: { count: left, key: key(`movedOut${window}`) },
    // Drawn where it is shown: most states are not.
    get spark() {
      return sparkOf(inDays)
    },
    attention: marksOf(links, isAll ? undefined : id, now, attention.states[id]),
  }
}

const ageOf = ({ oldestSince }: StateNumbers, today: CalendarDate): number | undefined =>
  oldestSince === null ? undefined : Math.max(0, daysBetween({ from: dayInLondon(oldestSince), to: today }))

/**
 * The lines that the page shows. Unless every state is asked for, those are left out where nothing stands, came or went, and those that
 * only say whether it is late, which their numbers say.
 */
export function linesShown({ allRows, attention, params }: FlowPage, lines: readonly Line[]): readonly Line[] {
  const root = lines[0]!
  if (allRows || params.from) return attention ? lines.filter((line) => line === root || line.attention.length > 0) : lines
  const shown = lines.filter(({ id }) => !saysOnlyTime(id))
  if (attention) return shown.filter((line) => line === root || line.attention.length > 0)
  const telling = new Set(lines.filter(isTelling).flatMap(({ id }) => [id, ...around(id)]))
  return shown.filter((line) => line === root || telling.has(line.id))
}
const isTelling = ({ cells, movedIn, movedOut }: Line) =>
  cells.open.count > 0 || movedIn.count > 0 || movedOut.count > 0 || (cells.open.difference !== undefined && cells.open.difference.then > 0)
