import { arrowsWith } from '../kernel/arrow.ts'
import type { Stamp, SubmissionOf } from '../kernel/definition.ts'
import { recordingIn } from '../kernel/recording.ts'
import { agreeEvents, agreeRecordings, agreeRules, answered } from './agree.ts'
import { engagementEvents, engagementRecordings, engagementRules } from './engagement.ts'
import type { ToRating } from './messages.ts'
import { type RatingRecord, yearAfter } from './record.ts'
import { suggestEvents, suggestRecordings, suggestRules } from './suggest.ts'

/** Everything the chart names, put together from its stages. */
export const events = { ...suggestEvents, ...agreeEvents, ...engagementEvents }
export const rules = { ...suggestRules, ...agreeRules, ...engagementRules }
export const { all, guards } = arrowsWith(rules, {})

export type Submission = SubmissionOf<typeof events> | ToRating
export type RatingEvent = Submission & Stamp

const { on, always } = recordingIn<RatingRecord, Submission>()
export const recordings = {
  ...suggestRecordings,
  ...agreeRecordings,
  ...engagementRecordings,
  /** The year counts from the first remedy only until somebody has looked (C9). */
  recordFirstRemedy: on('REMEDY_ASKED', ({ firstRemedyOn, lookedOn }, { on: day }) => {
    const first = firstRemedyOn !== undefined && firstRemedyOn <= day ? firstRemedyOn : day
    return { firstRemedyOn: first, ...(lookedOn === undefined && { reviewBy: yearAfter(first) }) }
  }),
  reviewBegins: always(() => ({ reviewAsked: true })),
  /** Its history and its rating stay with it (setting q); nobody has to look at it, or answer, any more. */
  recordSuccession: on('ORGANISATION_WAS_SUCCEEDED', (record, { on: day, today }) => ({
    succeededOn: day,
    suggestion: undefined,
    ...(record.suggestion && { history: [...record.history, answered(record, { on: today, outcome: 'overtaken' })] }),
  })),
}
