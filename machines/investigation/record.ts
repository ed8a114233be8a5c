import { type CasefileFacts, nothingKnown } from '../casefile/facts.ts'
import type { CalendarDate } from '../kernel/calendar.ts'
import type { OrganisationId } from '../kernel/definition.ts'
import type { WordsRef } from '../kernel/words.ts'
import type { ItemEnding, RecommendationChanged, Standing } from '../recommendation/messages.ts'
import type { RecommendedAction } from '../recommendation/terms.ts'

export const findings = ['fully', 'partly', 'notUpheld'] as const
/** Whether the complaint is fully upheld, partly, or not (C1). */
export type Finding = (typeof findings)[number]

/** What an investigation begins with; the casefile says so. */
export interface InvestigationInput {
  readonly key: string
  readonly casefile: CasefileFacts
}

/** A recommendation as its investigation knows it. */
export interface Recommended {
  readonly key: string
  readonly organisation: OrganisationId
  /** As it stands; what it was before a change is kept by the recommendation itself. */
  readonly action: RecommendedAction
  readonly standing: Standing
  /** The one it was a part of, until the other part was accepted (C10). */
  readonly splitFrom?: string
  /** Its item, once it has one (C11). */
  readonly item?: { readonly ending?: ItemEnding }
  /** Items of umbrella organisations in the place of one that was not complied with (C23). */
  readonly umbrellas?: RecommendationChanged['umbrellas']
}

export interface Investigation extends InvestigationInput {
  readonly recommendations: readonly Recommended[]
  readonly draftIssuedOn?: CalendarDate
  readonly draftReference?: string
  readonly finding?: Finding
  readonly findingWhy?: WordsRef
  readonly findingMadeOn?: CalendarDate
  readonly finalIssuedOn?: CalendarDate
  readonly finalReference?: string
  /** Who has been told that our action is complete, or what became of it: the complainant, organisations by their id (C16). */
  readonly told: readonly string[]
  readonly waitUntil?: CalendarDate
  readonly endedOn?: CalendarDate
  readonly endedHow?: 'complete' | 'endedOtherwise' | 'notUpheld' | 'discontinued'
  readonly endedWhy?: WordsRef
}

export const begun: Investigation = { key: '', casefile: nothingKnown, recommendations: [], told: [] }

/** The key of the recommendation that would be added next. */
export const nextKey = ({ recommendations }: Investigation): string => `recommendation-${recommendations.length + 1}`

/** As they stand once one of them has told of itself. */
export const withChange = (
  { recommendations }: Investigation,
  { key, action, standing, item, umbrellas }: Omit<RecommendationChanged, 'type' | 'organisation'>,
): readonly Recommended[] =>
  recommendations.map((each) =>
    each.key === key ? { ...each, action, standing, ...(item && { item }), ...(umbrellas && { umbrellas }) } : each,
  )

const answerable: readonly Standing[] = ['inDraft', 'refused', 'awaitingFinal', 'inFinal']
/** An item of it has not ended: its own, or one in its place. */
export const isMonitored = ({ item, umbrellas = [] }: Recommended): boolean =>
  (item !== undefined && !item.ending) || umbrellas.some(({ ending }) => !ending)
/** Still to be answered or decided about, or with an item that has not ended. */
export const isOpen = (recommended: Recommended): boolean => answerable.includes(recommended.standing) || isMonitored(recommended)
const items = (recommendations: readonly Recommended[]) => recommendations.flatMap(({ item }) => item ?? [])
export const hasAnItem = (recommendations: readonly Recommended[]): boolean => items(recommendations).length > 0
/** Every item was complied with; what was dropped, or fell, has none (C16). */
export const allComplied = ({ recommendations }: Investigation): boolean =>
  hasAnItem(recommendations) && items(recommendations).every(({ ending }) => ending === 'complied')
/** Each organisation once: those of whom something is or was recommended, or only those that had an item. */
export const organisationsOf = (
  { recommendations }: Investigation,
  which: (recommended: Recommended) => boolean,
): readonly OrganisationId[] => [...new Set(recommendations.filter(which).map(({ organisation }) => organisation))]

export const COMPLAINANT = 'complainant'
/** Who is written to when all items have ended (C16): also umbrella organisations that took another's place. */
export const toBeTold = (record: Investigation): readonly string[] => [
  ...new Set([
    COMPLAINANT,
    ...organisationsOf(record, ({ item }) => item !== undefined),
    ...record.recommendations.flatMap(({ umbrellas = [] }) => umbrellas.map(({ organisation }) => organisation)),
  ]),
]
