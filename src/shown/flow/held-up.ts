import { sum } from 'd3-array'
import type { Definition } from '../../../machines/kernel/definition.ts'
import { sayPlace } from '../place.ts'
import type { StandingCounts } from './standing.ts'
import { waitingStates } from './waiting.ts'

/** A state in which work is held up. */
export interface HeldUp {
  /** As the chart has it. */
  readonly state: string
  readonly title: string
  readonly open: number
  readonly overdue: number
  /** Of these, longer than is usual in the innermost state in which they wait: as many as the state's row and list have. */
  readonly longer: number
  /** Within so many days 85% of those that left it in the year before did; undefined where some wait in a state within it, which has its own. */
  readonly most: number | undefined
  /** How many more came than went in seven days; fewer than none where more went. */
  readonly more: number
}
/** So many are shown: whoever shows them says of how many. */
export const WORST_SHOWN = 6
const WEEK = 7
/** So many more that came than went in a week are worth saying by themselves. */
const GROWING = 5

/** The states where most is late, or longer there than is usual; after them those that grow. */
export const heldUp = (definition: Definition, standing: StandingCounts): readonly HeldUp[] =>
  [...waitingStates(standing.model).keys()]
    .map((state, _nth, all) => measured(definition, standing, state, all))
    .filter(({ open, overdue, longer, more }) => open > 0 && (overdue + longer > 0 || more >= GROWING))
    .sort((a, b) => b.overdue + b.longer - (a.overdue + a.longer) || b.more - a.more || b.open - a.open)

function measured(
  definition: Definition,
  { model, numbers, usual, attention, days }: StandingCounts,
  state: string,
  waiting: readonly string[],
): HeldUp {
  const { open, overdue } = numbers.states[state] ?? { open: 0, overdue: 0 }
  const week = (days[state] ?? []).slice(-WEEK)
  return {
    state,
    title: sayPlace(definition, state.slice(model.machine.length + 1)),
    open,
    overdue,
    longer: attention.states[state]?.pastUsual ?? 0,
    most: waiting.some((other) => other.startsWith(`${state}.`)) ? undefined : usual[state]?.most,
    more: sum(week, ({ arrived }) => arrived) - sum(week, ({ left }) => left),
  }
}
