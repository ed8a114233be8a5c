import { inWords, type Standing, type Who } from '../../machines/kernel/authority.ts'
import { sayState } from '../../machines/kernel/chart.ts'
import type { Definition, Definitions } from '../../machines/kernel/definition.ts'

/**
 * What a rule asks, for whoever reads later that it stood in the way or was answered with a reason: the sentence that it refuses with,
 * where that is the same for every case; else what the rule is called, in words.
 */
export function ruleInWords(definition: Definition | undefined, name: string): string {
  const rule = definition && Object.hasOwn(definition.rules, name) ? definition.rules[name] : undefined
  if (rule?.always) return rule.always
  if (rule?.who && isAlwaysSaidSo(rule.who)) return `This is for ${inWords(rule.who, undefined, {} as Standing)}`
  return sayState(name)
}

/** The definition whose rule it was: the one that takes the event, where rules of several are called so. */
export const ruledBy = (definitions: Definitions, name: string, event?: string): Definition | undefined => {
  const ruling = Object.values(definitions).filter(({ rules }) => Object.hasOwn(rules, name))
  return ruling.find(({ events }) => event !== undefined && Object.hasOwn(events, event)) ?? ruling[0]
}

/** Whom these clauses name does not depend on the case, nor on the scheme of the day. */
function isAlwaysSaidSo(who: Who<never>): boolean {
  if ('every' in who) return who.every.every(isAlwaysSaidSo)
  if ('some' in who) return who.some.every(isAlwaysSaidSo)
  return !('offices' in who || 'under' in who || 'asItStands' in who)
}
