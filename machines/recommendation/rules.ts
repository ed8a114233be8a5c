import { arrowsWith } from '../kernel/arrow.ts'
import type { Stamp, SubmissionOf } from '../kernel/definition.ts'
import { answerEvents, answerRecordings, answerRules } from './answer.ts'
import { heardConditions, heardRecordings } from './heard.ts'
import type { ToRecommendation } from './messages.ts'
import { refuseConditions, refuseEvents, refuseRecordings, refuseRules } from './refuse.ts'

/** Everything the chart names, put together from its stages. */
export const events = { ...answerEvents, ...refuseEvents }
export const rules = { ...answerRules, ...refuseRules }
export const conditions = { ...refuseConditions, ...heardConditions }
export const recordings = {
  ...answerRecordings,
  ...refuseRecordings,
  ...heardRecordings,
}

export type RecommendationEvent = (SubmissionOf<typeof events> | ToRecommendation) & Stamp
export const { all, when, guards } = arrowsWith(rules, conditions)
