import { sayState } from '../../machines/kernel/chart.ts'
import type { Definition, Definitions } from '../../machines/kernel/definition.ts'

/**
 * What a rule asks, for whoever reads later that it stood in the way or was answered with a reason; of one that is none any more, only what
 * it was called is left.
 */
export const ruleInWords = (definition: Definition | undefined, name: string): string =>
  definition && Object.hasOwn(definition.rules, name) ? definition.rules[name]!.always : sayState(name)

/** The definition whose rule it was: the one that takes the event, where rules of several are called so. */
export const ruledBy = (definitions: Definitions, name: string, event?: string): Definition | undefined => {
  const ruling = Object.values(definitions).filter(({ rules }) => Object.hasOwn(rules, name))
  return ruling.find(({ events }) => event !== undefined && Object.hasOwn(events, event)) ?? ruling[0]
}
