import { arrowsWith } from '../kernel/arrow.ts'
import type { Stamp, SubmissionOf } from '../kernel/definition.ts'
import type { ToInvestigation } from './messages.ts'
import { reportConditions, reportEvents, reportRecordings, reportRules } from './report.ts'
import { secureConditions, secureEvents, secureRecordings, secureRules } from './secure.ts'

/** Everything the chart names, put together from its stages. */
export const events = { ...reportEvents, ...secureEvents }
export const rules = { ...reportRules, ...secureRules }
export const conditions = { ...reportConditions, ...secureConditions }
export const recordings = { ...reportRecordings, ...secureRecordings }

export type InvestigationEvent = (SubmissionOf<typeof events> | ToInvestigation) & Stamp
export const { all, when, guards } = arrowsWith(rules, conditions)
