import type { AnyStateNode, StateValue } from 'xstate'
import type { Definition } from '../../../machines/kernel/definition.ts'
import { leavesOf } from '../../../machines/kernel/place.ts'

/** What XState calls a state value, of a place as it is written down: `open.target.date + open.evidence`. */
export function valueAt({ machine }: Definition, place: string): StateValue {
  const paths = leavesOf(place).map((path) => path.split('.'))
  return within(machine.root, paths)
}

function within(node: AnyStateNode | undefined, paths: readonly (readonly string[])[]): StateValue {
  const keys = [...new Set(paths.flatMap(([key]) => key ?? []))]
  const below = (key: string) => paths.filter(([first, ...rest]) => first === key && rest.length > 0).map((path) => path.slice(1))
  const [only] = keys
  if (keys.length === 1 && node?.type !== 'parallel' && below(only!).length === 0) return only!
  return Object.fromEntries(keys.map((key) => [key, within(node?.states[key], below(key))]))
}

/** A lifecycle that is done takes no more events. */
export const statusAt = ({ machine }: Definition, place: string): 'active' | 'done' =>
  machine.root.states[place.split('.')[0]!]?.type === 'final' ? 'done' : 'active'
