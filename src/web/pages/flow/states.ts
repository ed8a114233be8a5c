import type { ChartState } from '../../../../machines/kernel/chart.ts'
import type { Definition } from '../../../../machines/kernel/definition.ts'
import { lowerFirst } from '../../../shown/lower-first.ts'
import { chartFor, sayPlace } from '../../../shown/place.ts'

/** A state where it stands among the others. */
export interface StatePlaced {
  readonly id: string
  /** By itself: “In time”. */
  readonly name: string
  /** With those around it that say something: “Awaiting sign-off: in time”. */
  readonly words: string
  /** 0 is the lifecycle itself. */
  readonly depth: number
  readonly closed: boolean
  readonly description?: string | undefined
  /** All of its parts are stood in at once, one place in each. */
  readonly inParts: boolean
}

/** All states of a lifecycle, each followed by those within it, in the order in which its machine tells them, which is that of the way. */
export function statesInOrder(definition: Definition): readonly StatePlaced[] {
  const { states } = chartFor(definition)
  return states.map((state) => placed(definition, state))
}

const placed = (definition: Definition, { id, name, parent, closed, description, type }: ChartState): StatePlaced => ({
  id,
  name: parent ? name : `All of ${lowerFirst(definition.title)}`,
  words: parent ? sayPlace(definition, id.slice(definition.machine.root.id.length + 1)) : definition.title,
  depth: id.split('.').length - 1,
  closed,
  description,
  inParts: type === 'parallel',
})

/** Those around a state, the innermost first, without itself. */
export const around = (id: string): readonly string[] => {
  const keys = id.split('.')
  return keys.slice(1).map((_key, left) => keys.slice(0, keys.length - 1 - left).join('.'))
}

/** Whether one state is the other, or within it. */
export const isWithin = (id: string, outer: string): boolean => id === outer || id.startsWith(`${outer}.`)

/** What stands in a state of an earlier version, which the machine no longer has. */
export const ELSEWHERE: StatePlaced = {
  id: 'elsewhere',
  name: 'Other versions',
  words: 'Other versions',
  depth: 1,
  closed: false,
  description: 'In a state of an earlier version, which the machine no longer has',
  inParts: false,
}
