import type { CasefileChanged } from '../casefile/facts.ts'
import { type Condition, ofTheRecord, ofTheSubmission } from '../kernel/arrow.ts'
import { addDays } from '../kernel/calendar.ts'
import type { Stamp, SubmissionOf } from '../kernel/definition.ts'
import type { LetterHeld } from '../kernel/effect.ts'
import { recordingIn } from '../kernel/recording.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { act, words } from '../kernel/words.ts'
import type { RecommendationChanged } from '../recommendation/messages.ts'
import type { ToInvestigation } from './messages.ts'
import {
  allComplied,
  COMPLAINANT,
  hasAnItem,
  type Investigation,
  isMonitored,
  isOpen,
  nextKey,
  type Recommended,
  toBeTold,
  withChange,
} from './record.ts'

/** After an upheld complaint's final report: until every item has ended, and everybody has been told (C2, C16). */
export const secureEvents = {
  CLOSE: act('CLOSE', { why: words('Why it is closed') }, { title: 'Close the investigation', done: 'closed the investigation' }),
  CLOSE_WITHOUT_ITEM: act(
    'CLOSE_WITHOUT_ITEM',
    {},
    { title: 'Close the investigation without an item', done: 'closed the investigation without an item' },
  ),
}
export type SecureEvent = SubmissionOf<typeof secureEvents>

const untold = (record: Investigation) => toBeTold(record).filter((whom) => !record.told.includes(whom))

const { normally } = rulesAbout<Investigation>()
export const secureRules = {
  everyoneWasWrittenTo: normally('C16', {
    because: (record: Investigation) =>
      `Send the letters first: ${untold(record).includes(COMPLAINANT) ? 'the complainant' : 'an organisation'} has not been written to`,
    always: 'Send the letters first: the complainant or an organisation has not been written to',
    holds: (record) => untold(record).length === 0,
  }),
  hasAnItem: normally('C2', {
    because: 'At least one item is recorded for a complaint that was upheld: write why there is none',
    holds: ({ recommendations }) => hasAnItem(recommendations),
  }),
}

/** How things stand, once the recommendation that tells of itself is taken as it says. */
const once = (holds: (recommendations: readonly Recommended[]) => boolean): Condition<Investigation, RecommendationChanged> =>
  ofTheSubmission((record, told) => holds(withChange(record, told)))
const now = (holds: (recommendations: readonly Recommended[]) => boolean) =>
  ofTheRecord<Investigation>(({ recommendations }) => holds(recommendations))
const someOpen = (recommendations: readonly Recommended[]) => recommendations.some(isOpen)

/** The letter that was sent is among the stamp's: the casefile's event named it. */
const whomItTold = ({ letter, letters }: { letter: string; letters?: readonly LetterHeld[] }): string | undefined => {
  const sent = letters?.find(({ id }) => id === letter)
  if (!sent || !['completion', 'endedOtherwise'].includes(sent.letter)) return undefined
  return 'organisation' in sent.to ? sent.to.organisation : COMPLAINANT
}

export const secureConditions = {
  isWithdrawnNow: ofTheSubmission<Investigation, CasefileChanged>(
    (record, { casefile }) => casefile.withdrawnOn !== undefined && record.casefile.withdrawnOn === undefined,
  ),
  hasDiedNow: ofTheSubmission<Investigation, CasefileChanged>(
    (record, { casefile }) => casefile.diedOn !== undefined && record.casefile.diedOn === undefined,
  ),
  /** The last of its items, after everybody was told what had become of it, or where nobody was to be told yet. */
  anItemEndsAfterwards: ofTheSubmission<Investigation, RecommendationChanged>(
    ({ recommendations }, told) =>
      recommendations.some((each) => each.key === told.key && isMonitored(each)) &&
      withChange({ recommendations } as Investigation, told).some((each) => each.key === told.key && !isMonitored(each)),
  ),
  someAreOpen: now(someOpen),
  anItemWasRecorded: now(hasAnItem),
  someStayOpen: once(someOpen),
  anItemIsRecorded: once(hasAnItem),
  everyItemComplied: ofTheRecord(allComplied),
  wasTheLastToBeTold: ofTheSubmission<Investigation, { letter: string }>((record, event) => {
    const whom = whomItTold(event as { letter: string } & Stamp)
    return untold(record).every((each) => each === whom)
  }),
}

const { on, always } = recordingIn<Investigation, SecureEvent | ToInvestigation>()
export const secureRecordings = {
  recordCasefile: on('CASEFILE_CHANGED', (_record, { casefile }) => ({ casefile })),
  recordStanding: on('RECOMMENDATION_CHANGED', (record, told) => ({ recommendations: withChange(record, told) })),
  recordRest: on('RECOMMENDATION_SPLIT', (record, { rest: { organisation, action, splitFrom } }) => ({
    recommendations: [
      ...record.recommendations,
      { key: nextKey(record), organisation, action, standing: 'refused' as const, ...(splitFrom && { splitFrom }) },
    ],
  })),
  recordTold: on('LETTER_WAS_SENT', ({ told }, event) => {
    const whom = whomItTold(event)
    return whom === undefined ? {} : { told: [...new Set([...told, whom])] }
  }),
  /** Something is open again: what was written of the end was too early. */
  forgetTold: always(() => ({ told: [] })),
  waitToClose: always((_record, { today, settings }) => ({ waitUntil: addDays(today, settings.tellComplainantDays) })),
  recordClosing: on('CLOSE', (record, { why, today }) => ({
    endedOn: today,
    endedHow: allComplied(record) ? ('complete' as const) : ('endedOtherwise' as const),
    endedWhy: why,
  })),
  recordClosingWithout: on('CLOSE_WITHOUT_ITEM', (_record, { today }) => ({ endedOn: today, endedHow: 'endedOtherwise' as const })),
}
