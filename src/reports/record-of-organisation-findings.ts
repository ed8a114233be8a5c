import type { Approach } from '../../machines/approach/record.ts'
import type { ItemFinding } from '../../machines/compliance/findings.ts'
import type { CalendarDate } from '../../machines/kernel/calendar.ts'
import type { Recommendation } from '../../machines/recommendation/record.ts'

/** What is counted in an organisation's record. `due` is what a proportion is of: items that ended, or whose first date has passed. */
export const measures = [
  'due',
  'keptByFirstDate',
  'keptByLaterDate',
  'missedFirstDate',
  'excessivelyDelayed',
  'notImplemented',
  'refusedInDraft',
  'refusedInDraftAndDropped',
  'disputedTerms',
  'badFaith',
  'refusedIntervention',
  'turnedDownOffer',
] as const
export type Measure = (typeof measures)[number]

/** One thing that counts, from a day: an organisation that took another's place by then has it in its own record. */
export interface Finding {
  readonly measure: Measure
  readonly on: CalendarDate
}

const first = (measure: Measure, days: readonly CalendarDate[]): readonly Finding[] =>
  days.length > 0 ? [{ measure, on: [...days].sort()[0]! }] : []

/** What an item says today, of what is kept of it. */
export const findingsToday = (findings: readonly ItemFinding[], today: CalendarDate): readonly Finding[] =>
  findings.flatMap(({ measure, on, from }) => (from === undefined || from <= today ? [{ measure, on }] : []))

/** What a recommendation says: each is counted once, however often it was refused; a draft's refusal also where it was dropped (setting g). */
export function findingsOfRecommendation({ refusals, disputes, standing, decisions, items }: Recommendation): readonly Finding[] {
  const inDraft = refusals.filter(({ report }) => report === 'draft').map(({ on }) => on)
  const last = items.at(-1)
  const failed = last?.ending === 'notAccepted' || last?.ending === 'notSecured'
  const failedOn = failed ? (last.endedOn ?? decisions.at(-1)?.on) : standing === 'notAccepted' ? decisions.at(-1)?.on : undefined
  return [
    ...first('refusedInDraft', inDraft),
    ...(decisions.some(({ outcome }) => outcome === 'dropped') ? first('refusedInDraftAndDropped', inDraft) : []),
    ...first(
      'disputedTerms',
      disputes.map(({ on }) => on),
    ),
    ...first('notImplemented', failedOn === undefined ? [] : [failedOn]),
  ]
}

/** Interventions it refused, shown apart (I13); an offer that we turned down is no refusal of its own. */
export function findingsOfApproach({ refusals }: Approach): readonly Finding[] {
  return [
    ...first(
      'refusedIntervention',
      refusals.filter(({ turnedDown }) => !turnedDown).map(({ on }) => on),
    ),
    ...first(
      'turnedDownOffer',
      refusals.filter(({ turnedDown }) => turnedDown).map(({ on }) => on),
    ),
  ]
}

/** One of these stands in what is stored of whatever says something: nine in ten say nothing, and are not read for it. */
export const SAYING = {
  recommendation: ['"refusals":[{', '"disputes":[{', '"standing":"notAccepted"', '"ending":"notAccepted"', '"ending":"notSecured"'],
  approach: ['"refusals":[{'],
} as const
