import type { Approach } from '../../machines/approach/record.ts'
import type { Compliance } from '../../machines/compliance/record.ts'
import { addDays, type CalendarDate, daysBetween } from '../../machines/kernel/calendar.ts'
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

/** Our reading of "excessive or unreasonable": four weeks past the date agreed last, or time that the monitor escalated as extended delay. */
export const EXCESSIVE_DELAY_DAYS = 28

const first = (measure: Measure, days: readonly CalendarDate[]): readonly Finding[] =>
  days.length > 0 ? [{ measure, on: [...days].sort()[0]! }] : []

/**
 * The date by which the item was to be done for it to count as within the first: that date itself, and what was added to it because of
 * the complainant (setting aa), or of us: neither delay is the organisation's. What was only recommended gives way to what was then agreed.
 */
export function firstDateOf({ targetDates, targetDate }: Pick<Compliance, 'targetDates' | 'targetDate'>) {
  const [begun, ...later] = targetDates.slice(
    Math.max(
      0,
      targetDates.findLastIndex(({ firstAgreed }) => firstAgreed),
    ),
  )
  const date = begun?.date ?? targetDate
  const firstOfItsOwn = later.findIndex(({ whoseDelay }) => whoseDelay !== 'complainant' && whoseDelay !== 'ombudsman')
  const excused = (firstOfItsOwn === -1 ? later : later.slice(0, firstOfItsOwn)).map((each) => each.date)
  return { date, excusedUntil: [date, ...excused].sort().at(-1)! }
}

/** What an item says of the organisation: it is measured by the day the remedy was provided, never by the day we judged (setting ab). */
export function findingsOfItem(item: Compliance, today: CalendarDate): readonly Finding[] {
  return [
    ...(wasAgreed(item) ? findingsOfDates(item, today) : []),
    ...first(
      'disputedTerms',
      item.disputes.map(({ on }) => on),
    ),
    ...first(
      'badFaith',
      item.judged.flatMap(({ badFaith, on }) => (badFaith ? [on] : [])),
    ),
  ]
}

/** A date was agreed, or set because it is pursued: not where work was refused, or a recommendation closed as not accepted. */
const wasAgreed = ({ notAccepted, refusedOn }: Compliance) => notAccepted === undefined && refusedOn === undefined

function findingsOfDates(item: Compliance, today: CalendarDate): readonly Finding[] {
  const { date, excusedUntil } = firstDateOf(item)
  const agreedLast = [excusedUntil, ...item.targetDates.map((each) => each.date)].sort().at(-1)!
  const provided = dayProvided(item)
  if (provided === undefined && item.ending === undefined && today <= excusedUntil) return []
  // What arrived in time and is still with us is neither kept nor missed: it counts once it is judged.
  if (provided !== undefined && item.ending === undefined && provided <= excusedUntil) return []
  const isMissed = provided === undefined || provided > excusedUntil
  const missedFrom = [addDays(excusedUntil, 1), item.endedOn ?? today].sort()[0]!
  const on = isMissed ? missedFrom : provided
  return [
    { measure: 'due', on },
    ...(isMissed ? [{ measure: 'missedFirstDate' as const, on }] : []),
    ...(item.ending === 'complied' && provided !== undefined && provided <= agreedLast
      ? [{ measure: provided <= date ? ('keptByFirstDate' as const) : ('keptByLaterDate' as const), on: provided }]
      : []),
    ...excessiveDelay(item, agreedLast, provided ?? item.endedOn ?? today),
  ]
}

/** Once we are satisfied, the day that was found; until then that of what is with us and not judged. */
const dayProvided = ({ ending, providedOn, endedOn, withUs }: Compliance): CalendarDate | undefined =>
  ending === 'complied' ? (providedOn ?? endedOn) : ending === undefined ? withUs?.providedOn : undefined

function excessiveDelay({ escalation }: Compliance, agreedLast: CalendarDate, until: CalendarDate): readonly Finding[] {
  const late = daysBetween({ from: agreedLast, to: until }) > EXCESSIVE_DELAY_DAYS ? [addDays(agreedLast, EXCESSIVE_DELAY_DAYS + 1)] : []
  const escalated = escalation.reasons.flatMap(({ reason, on }) => (reason === 'extendedDelay' ? [on] : []))
  return first('excessivelyDelayed', [...late, ...escalated])
}

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
