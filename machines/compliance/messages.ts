import type { CasefileChanged } from '../casefile/facts.ts'
import type { Ending } from './record.ts'

/**
 * Follows `open` at once: where an item begins depends on what came before it. Evidence that is here already is to be judged, work that
 * was refused is reassessed, and otherwise the organisation has until the target date.
 */
export interface Begin {
  readonly type: 'BEGIN'
}
/** How an item tells its opener that it has ended: the item that an umbrella organisation took over tells the one it replaced (C23). */
export interface ItemEnded {
  readonly type: 'ITEM_ENDED'
  readonly action: string
  readonly ending: Ending
}

export type ToCompliance = Begin | CasefileChanged | ItemEnded

/** Everything an item hears from other instances. */
export const messages = ['BEGIN', 'CASEFILE_CHANGED', 'ITEM_ENDED', 'LETTER_EDITED', 'LETTER_WAS_SENT'] as const

/** The `tell` that belongs after the `open` of an item, by the key it was opened under. */
export const beginningOf = (key: string) => ({ to: { child: 'compliance', key }, event: { type: 'BEGIN' } }) as const
