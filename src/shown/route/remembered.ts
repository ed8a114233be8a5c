import type { Definitions } from '../../../machines/kernel/definition.ts'
import { retraced, type StepTaken } from './retraced.ts'

/** Whoever steps through a route asks for the same one again and again. */
const MOST_REMEMBERED = 50
const known = new WeakMap<Definitions, Map<string, readonly StepTaken[]>>()

/** As `retraced`, once for a history: it only ever grows, and its last hash says all of it. */
export const retracedOnce: typeof retraced = (definitions, kind, file, history, instance) => {
  const routes = known.get(definitions) ?? new Map<string, readonly StepTaken[]>()
  known.set(definitions, routes)
  const key = `${instance} ${history.at(-1)?.hash}`
  const steps = routes.get(key) ?? retraced(definitions, kind, file, history, instance)
  // The one that was asked for longest ago goes first.
  routes.delete(key)
  routes.set(key, steps)
  if (routes.size > MOST_REMEMBERED) routes.delete(routes.keys().next().value!)
  return steps
}
