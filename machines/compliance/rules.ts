import type { CasefileChanged } from '../casefile/facts.ts'
import { arrowsWith, ofTheRecord } from '../kernel/arrow.ts'
import type { Stamp, SubmissionOf } from '../kernel/definition.ts'
import { recordingIn } from '../kernel/recording.ts'
import { acceptedConditions, acceptedRecordings } from './accepted.ts'
import { begin } from './begin.ts'
import { closeEvents, closeRecordings, closeRules } from './close.ts'
import { escalateConditions, escalateEvents, escalateRecordings, escalateRules } from './escalate.ts'
import { evidenceConditions, evidenceEvents, evidenceRecordings, evidenceRules } from './evidence.ts'
import type { ToCompliance } from './messages.ts'
import type { Compliance } from './record.ts'
import { refuseConditions, refuseEvents, refuseRecordings, refuseRules } from './refuse.ts'
import { stageThreeConditions, stageThreeEvents, stageThreeRecordings, stageThreeRules } from './stage-three.ts'
import { stagesConditions, stagesEvents, stagesRecordings, stagesRules } from './stages.ts'
import { targetConditions, targetEvents, targetRecordings, targetRules } from './target.ts'

/** Everything the chart names, gathered from its parts. */
export const events = {
  ...targetEvents,
  ...evidenceEvents,
  ...escalateEvents,
  ...stagesEvents,
  ...refuseEvents,
  ...stageThreeEvents,
  ...closeEvents,
}
export type Submission = SubmissionOf<typeof events> | ToCompliance
export type ItemEvent = Submission & Stamp

export const rules = {
  ...targetRules,
  ...evidenceRules,
  ...escalateRules,
  ...stagesRules,
  ...refuseRules,
  ...stageThreeRules,
  ...closeRules,
}

/** Where an item begins. */
const beginConditions = {
  recordedAsNotAccepted: ofTheRecord<Compliance>(({ notAccepted }) => notAccepted !== undefined),
  workWasRefused: ofTheRecord<Compliance>(({ refusedOn }) => refusedOn !== undefined),
  pursuedAllTheSame: ofTheRecord<Compliance>(({ pursued }) => pursued !== undefined),
  providedAndPublished: ofTheRecord<Compliance>(
    ({ provided, casefile }) => provided !== undefined && (casefile.publishedOn !== undefined || casefile.laidOn !== undefined),
  ),
}
export const conditions = {
  ...beginConditions,
  ...acceptedConditions,
  ...targetConditions,
  ...evidenceConditions,
  ...escalateConditions,
  ...stagesConditions,
  ...refuseConditions,
  ...stageThreeConditions,
}

export const { all, when, alongside, guards } = arrowsWith(rules, conditions)

const { on, always } = recordingIn<Compliance, CasefileChanged>()
export const recordings = {
  begin: always(begin),
  hearOfCasefile: on('CASEFILE_CHANGED', (_record, { casefile }) => ({ casefile })),
  ...acceptedRecordings,
  ...targetRecordings,
  ...evidenceRecordings,
  ...escalateRecordings,
  ...stagesRecordings,
  ...refuseRecordings,
  ...stageThreeRecordings,
  ...closeRecordings,
}
