import type { CasefileChanged } from '../casefile/facts.ts'
import type { ItemEnded, UmbrellaItemOpened } from '../compliance/messages.ts'
import type { CalendarDate } from '../kernel/calendar.ts'
import type { OrganisationId } from '../kernel/definition.ts'
import type { WordsRef } from '../kernel/words.ts'
import type { RecommendationInput, Refusal } from './record.ts'
import type { RecommendedAction } from './terms.ts'

/** How a recommendation stands, for its investigation; `fallen`: the investigation ended without it. */
export type Standing = 'inDraft' | 'refused' | 'awaitingFinal' | 'inFinal' | 'accepted' | 'dropped' | 'pursued' | 'notAccepted' | 'fallen'

export type ItemEnding = ItemEnded['ending']

/** What a recommendation tells its investigation: what is recommended as it stands, and once an item is open, how that ended. */
export interface RecommendationChanged {
  readonly type: 'RECOMMENDATION_CHANGED'
  readonly key: string
  readonly organisation: OrganisationId
  readonly action: RecommendedAction
  readonly standing: Standing
  readonly item?: { readonly ending?: ItemEnding }
  /** Umbrella organisations that took the place of one that did not comply, each with an item of its own (C23). */
  readonly umbrellas?: readonly { readonly organisation: OrganisationId; readonly ending?: ItemEnding }[]
}
/** A part was accepted: the rest is refused, and becomes a recommendation of its own (C10). */
export interface RecommendationSplit {
  readonly type: 'RECOMMENDATION_SPLIT'
  readonly key: string
  readonly rest: Omit<RecommendationInput, 'key' | 'casefile' | 'addedOn'> & { readonly refusals: readonly Refusal[] }
}
export type FromRecommendation = RecommendationChanged | RecommendationSplit

/** What a recommendation hears: of its investigation, its items and the casefile. */
export type ToRecommendation =
  | { readonly type: 'BEGIN' | 'COMPLAINT_NOT_UPHELD' | 'INVESTIGATION_DISCONTINUED' }
  | { readonly type: 'DRAFT_REPORT_ISSUED'; readonly on: CalendarDate }
  | { readonly type: 'FINAL_REPORT_ISSUED'; readonly on: CalendarDate }
  | { readonly type: 'REST_OPENED'; readonly key: string }
  | ItemEnded
  | UmbrellaItemOpened
  | { readonly type: 'LETTER_EDITED'; readonly letter: string; readonly body: WordsRef }
  | { readonly type: 'LETTER_WAS_SENT'; readonly letter: string; readonly on: CalendarDate }
  | CasefileChanged

export const messages = [
  'BEGIN',
  'DRAFT_REPORT_ISSUED',
  'FINAL_REPORT_ISSUED',
  'COMPLAINT_NOT_UPHELD',
  'INVESTIGATION_DISCONTINUED',
  'REST_OPENED',
  'ITEM_ENDED',
  'UMBRELLA_ITEM_OPENED',
  'UMBRELLA_ITEM_OPENED',
  'LETTER_EDITED',
  'LETTER_WAS_SENT',
  'CASEFILE_CHANGED',
] as const satisfies readonly ToRecommendation['type'][]

/** The `tell` that belongs after the `open` of a recommendation: the rest of one accepted in part begins as refused. */
export const beginning = (key: string) => ({ to: { child: 'recommendation', key }, event: { type: 'BEGIN' } }) as const
