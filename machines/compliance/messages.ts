import type { CasefileChanged } from '../casefile/facts.ts'

/**
 * Follows `open` at once: where an item begins depends on what came before it. Evidence that is here already is to be judged, work that
 * was refused goes to the director, and otherwise the organisation has until the target date.
 */
export interface Begin {
  readonly type: 'BEGIN'
}

export type ToCompliance = Begin | CasefileChanged

/** Everything an item hears from other instances. */
export const messages = ['BEGIN', 'CASEFILE_CHANGED'] as const satisfies readonly ToCompliance['type'][]

/** The `tell` that belongs after the `open` of an item, by the key it was opened under. */
export const beginningOf = (key: string) => ({ to: { child: 'compliance', key }, event: { type: 'BEGIN' } }) as const
