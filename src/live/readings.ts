import type { DataSource } from 'typeorm'
import type { Instant } from '../../machines/kernel/calendar.ts'
import type { Definition, Definitions } from '../../machines/kernel/definition.ts'
import { everyFlowCounts, flowCounts } from '../reports/flow/flow.ts'
import { daysIn } from '../reports/flow/moves.ts'
import { movesByDay } from '../reports/flow/moves-by-day.ts'
import { type FlowAsked, hasFlow, WINDOWS } from '../reports/flow/numbers.ts'
import { isFiltered } from '../reports/flow/relation.ts'
import { chartFor } from '../shown/place.ts'
import { type Counts, countsOf, everyCountOf, movedOf } from './counts.ts'

/** What is watched: the flow of one machine, as it is asked for, or how many of every machine are open. */
export type Watchable = FlowAsked | 'every'

/** Some of the numbers of a flow, and the moment at which they were so. */
export interface Counted {
  readonly asOf: Instant
  readonly counts: Counts
}

/** How a part of what is watched is counted. */
export interface Reading {
  readonly read: () => Promise<Counted>
  /** It may take long: how often it is counted goes by how long that took. */
  readonly sparing: boolean
}

/** The parts that make up what is watched: what stands, and what moved. */
export const readingsFrom =
  (lists: DataSource, definitions: Definitions) =>
  (asked: Watchable): readonly Reading[] =>
    asked === 'every' ? [everyOne(lists, definitions)] : ofFlow(lists, definitions[asked.machine]!, asked)

/** The machines that have a flow. */
export const withFlow = (definitions: Definitions): readonly Definition[] => Object.values(definitions).filter(({ name }) => hasFlow(name))

function everyOne(lists: DataSource, definitions: Definitions): Reading {
  const models = withFlow(definitions).map(chartFor)
  const read = async () => {
    const flows = await everyFlowCounts(lists, models)
    return { asOf: flows[0]!.asOf, counts: everyCountOf(flows) }
  }
  return { read, sparing: false }
}

function ofFlow(lists: DataSource, definition: Definition, asked: FlowAsked): readonly Reading[] {
  const model = chartFor(definition)
  const stands = async () => {
    const numbers = await flowCounts(lists, model, asked)
    return { asOf: numbers.asOf, counts: countsOf(numbers) }
  }
  const moved = async () => {
    const moves = await movesByDay(lists, asked, LONGEST)
    return { asOf: moves.asOf, counts: movedOf(model, daysIn(model, moves, LONGEST)) }
  }
  // Of the whole of a machine only today's moves are read. Whose a casefile is may change, and with it whose its moves of weeks ago are.
  return [
    { read: stands, sparing: false },
    { read: moved, sparing: isFiltered(asked.filters) },
  ]
}
const LONGEST = Math.max(...WINDOWS)
