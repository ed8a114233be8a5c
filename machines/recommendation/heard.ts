import { ofTheRecord, ofTheSubmission } from '../kernel/arrow.ts'
import { addDays, type CalendarDate } from '../kernel/calendar.ts'
import type { Stamp } from '../kernel/definition.ts'
import { recordingIn } from '../kernel/recording.ts'
import type { ToRecommendation } from './messages.ts'
import { type Recommendation, reportOn } from './record.ts'

/** What a recommendation hears of its investigation, its items and the casefile. */
export const heardConditions = {
  isARefusedRest: ofTheRecord<Recommendation>(({ splitFrom }) => splitFrom !== undefined),
  isAddedAfterTheReport: ofTheRecord<Recommendation>(({ finalIssuedOn }) => finalIssuedOn !== undefined),
  isAddedToTheDraft: ofTheRecord<Recommendation>(({ draftIssuedOn }) => draftIssuedOn !== undefined),
  itemComplied: ofTheSubmission<Recommendation, { ending: string }>((_record, { ending }) => ending === 'complied'),
}

const answerDue = (on: CalendarDate, { settings }: Stamp) => ({ answerBy: addDays(on, settings.reportAnswerDays) })

const { on, always } = recordingIn<Recommendation, ToRecommendation>()
export const heardRecordings = {
  recordCasefile: on('CASEFILE_CHANGED', (_record, { casefile }) => ({ casefile })),
  recordDraft: on('DRAFT_REPORT_ISSUED', (_record, event) => ({ draftIssuedOn: event.on, ...answerDue(event.on, event) })),
  recordFinal: on('FINAL_REPORT_ISSUED', (_record, event) => ({ finalIssuedOn: event.on, ...answerDue(event.on, event) })),
  /** Added once a report is out, it is put to the organisation at once. */
  awaitAnswer: always((record, event) => answerDue(record.addedOn, event)),
  recordRest: on('REST_OPENED', ({ split }, { key }) => ({ split: { ...split!, became: key } })),
  recordEnding: on('ITEM_ENDED', ({ items, umbrellas }, { action, ending, today }) => {
    const ended = <I extends { key: string }>(item: I) => (item.key === action ? { ...item, ending, endedOn: today } : item)
    return { items: items.map(ended), umbrellas: umbrellas.map(ended) }
  }),
  recordUmbrella: on('UMBRELLA_ITEM_OPENED', ({ umbrellas }, { key, organisation }) => ({
    umbrellas: [...umbrellas, { key, organisation }],
  })),
  recordNoAnswer: always((record) => ({
    noAnswers: [...record.noAnswers, { report: reportOn(record, record.answerBy!), due: record.answerBy! }],
  })),
}
