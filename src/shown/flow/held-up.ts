import type { Definition } from '../../../machines/kernel/definition.ts'
import { movedWithin } from '../../reports/flow/moves.ts'
import type { DayNumbers, Window } from '../../reports/flow/numbers.ts'
import { signsOf } from '../../reports/flow/signs.ts'
import { idsAround } from '../../reports/flow/states.ts'
import { sayPlace } from '../place.ts'
import type { StandingCounts } from './standing.ts'
import { inTimeStates, lateIn, restsIn, waitingStates } from './waiting.ts'

/** A state in which work is held up. */
export interface HeldUp {
  /** As the chart has it. */
  readonly state: string
  readonly title: string
  readonly open: number
  /** As many as the state's row and list have. */
  readonly overdue: number
  /** Of these, those that are late in another state than this one, and wait in it meanwhile. */
  readonly elsewhere: number
  /** Longer than is usual in the innermost state in which they wait: as many as the state's row and list have. */
  readonly longer: number
  /** Within so many days 85% of those that left it in the year before did; undefined where some wait in a state within it, which has its own. */
  readonly most: number | undefined
  /** How many came and went in seven days; undefined in a state at rest, which nothing need leave. */
  readonly moved: Omit<DayNumbers, 'day'> | undefined
}
/** So many are shown: whoever shows them says of how many. */
export const WORST_SHOWN = 6
export const WEEK = 7 satisfies Window
/** So many more that came than went in a week are worth saying by themselves. */
const GROWING = 5

/**
 * The states where most is late, or longer there than is usual, each item once; after them those that grow. What runs in time towards its
 * date is not held up, however long it takes; nor what is at rest, unless something is overdue there.
 */
export function heldUp(definition: Definition, standing: StandingCounts): readonly HeldUp[] {
  const { model } = standing
  const signs = signsOf(definition)
  const inTime = inTimeStates(model, signs)
  const held = heldIn(standing, lateIn(model, signs))
  const waiting = waitingStates(model)
  const rests = (state: string) => waiting.get(state)!.every((leaf) => restsIn(model, signs, leaf))
  return [...waiting.keys()]
    .map((state, _nth, all) => ({ ...measured(definition, standing, state, all), ...(held.get(state) ?? NONE) }))
    .map(({ moved, ...each }) => ({ ...each, moved: rests(each.state) ? undefined : moved }))
    .filter(
      ({ state, open, late, inTimeLonger, moved }) =>
        open > 0 && (late > 0 || (!inTime.has(state) && (inTimeLonger > 0 || growth(moved) >= GROWING))),
    )
    .sort((a, b) => b.late + b.inTimeLonger - (a.late + a.inTimeLonger) || growth(b.moved) - growth(a.moved) || b.open - a.open)
    .map(({ late, inTimeLonger: _, ...each }) => ({ ...each, elsewhere: each.overdue - late }))
}

/** How many more came than went; fewer than none where more went. */
export const growth = ({ arrived, left } = { arrived: 0, left: 0 }): number => arrived - left

/** How many are late in a state, and how many of the others stand in it for longer than is usual. */
interface Held {
  readonly late: number
  readonly inTimeLonger: number
}
const NONE: Held = { late: 0, inTimeLonger: 0 }

function heldIn(
  { model: { machine }, numbers, attention }: StandingCounts,
  lateOf: (place: string) => readonly string[],
): ReadonlyMap<string, Held> {
  const held = new Map<string, Held>()
  const around = (paths: readonly string[]) => new Set(paths.flatMap((path) => idsAround(machine, path)))
  const add = (id: string, { late, inTimeLonger }: Held) => {
    const before = held.get(id) ?? NONE
    held.set(id, { late: before.late + late, inTimeLonger: before.inTimeLonger + inTimeLonger })
  }
  for (const [place, late] of Object.entries(numbers.overdueIn)) for (const id of around(lateOf(place))) add(id, { late, inTimeLonger: 0 })
  for (const { place, in: longer, overdue, count } of attention.pastUsual) {
    const late = around(overdue ? lateOf(place) : [])
    for (const id of around(longer)) if (!late.has(id)) add(id, { late: 0, inTimeLonger: count })
  }
  return held
}

function measured(
  definition: Definition,
  { model, numbers, usual, attention, days }: StandingCounts,
  state: string,
  waiting: readonly string[],
): Omit<HeldUp, 'elsewhere'> {
  const { open, overdue } = numbers.states[state] ?? { open: 0, overdue: 0 }
  return {
    state,
    title: sayPlace(definition, state.slice(model.machine.length + 1)),
    open,
    overdue,
    longer: attention.states[state]?.pastUsual ?? 0,
    most: waiting.some((other) => other.startsWith(`${state}.`)) ? undefined : usual[state]?.most,
    moved: movedWithin(WEEK, days[state]),
  }
}
