import { arrowsWith } from '../kernel/arrow.ts'
import type { Stamp, SubmissionOf } from '../kernel/definition.ts'
import { confirmConditions, confirmEvents, confirmRecordings, confirmRules } from './confirm.ts'
import { waits } from './duties.ts'
import { escalateConditions, escalateEvents, escalateRecordings, escalateRules } from './escalate.ts'
import { heardConditions, heardRecordings } from './heard.ts'
import type { ToApproach } from './messages.ts'
import { offerEvents, offerRecordings, offerRules } from './offer.ts'
import { respondConditions, respondEvents, respondRecordings, respondRules } from './respond.ts'

/** Everything the chart names, put together from its stages. */
export const events = { ...respondEvents, ...offerEvents, ...confirmEvents, ...escalateEvents }
export const rules = { ...respondRules, ...offerRules, ...confirmRules, ...escalateRules }
export const conditions = { ...respondConditions, ...confirmConditions, ...escalateConditions, ...heardConditions }
export const recordings = {
  ...respondRecordings,
  ...offerRecordings,
  ...confirmRecordings,
  ...escalateRecordings,
  ...heardRecordings,
  ...waits,
}

export type ApproachEvent = (SubmissionOf<typeof events> | ToApproach) & Stamp
export const { all, when, guards } = arrowsWith(rules, conditions)
