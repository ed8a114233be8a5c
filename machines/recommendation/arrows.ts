import { duties, tells } from './effects.ts'
import { beginItem, openAccepted } from './item.ts'
import { lifecycle } from './lifecycle.ts'
import type { Standing } from './messages.ts'
import { all } from './rules.ts'

/** What several states of a recommendation share. */

/** How it stands from now on, for its record and its investigation. */
export const as = (standing: Standing) => ({ type: 'standAs', params: { standing } }) as const

export const accepting = [
  'recordedByTheInvestigator',
  'agreedToImplement',
  'organisationUnderstands',
  'targetDateIsRealistic',
  'dateWasDiscussed',
  'providedByThen',
  'evidenceOfWhatWasProvided',
] as const
export const accepted = {
  target: '#recommendation.accepted',
  guard: all(...accepting),
  actions: ['recordAcceptance', openAccepted, beginItem],
} as const
/** The rest goes its own way, as a recommendation that is refused (C10). */
export const partlyAccepted = {
  target: '#recommendation.accepted',
  guard: all(...accepting, 'refusalFollowsTheReport'),
  actions: ['recordPart', tells.split, openAccepted, beginItem],
} as const
export const refused = {
  target: '#recommendation.refused',
  guard: all('recordedByTheInvestigator', 'refusalFollowsTheReport'),
  actions: 'recordRefusal',
} as const
export const disputed = { guard: all('recordedByTheInvestigator'), actions: 'recordDispute' } as const
const falls = { target: '#recommendation.closed.fallen' } as const

/** Put to the organisation in a report: its answer is awaited. */
export const awaitingAnswer = lifecycle.createStateConfig({
  initial: 'awaitingAnswer',
  states: {
    awaitingAnswer: {
      description: 'The organisation has until the day its answer is due',
      after: { answerDue: { target: 'late', actions: 'recordNoAnswer' } },
    },
    late: {
      description: 'The organisation has not answered in time',
      tags: 'overdue',
      entry: duties.chaseAnswer,
      exit: duties.answerCame,
    },
  },
})
export const answers = {
  ORGANISATION_ACCEPTED: accepted,
  ORGANISATION_PARTLY_ACCEPTED: partlyAccepted,
  ORGANISATION_DISPUTED_TERMS: disputed,
} as const
export const investigationEnds = { COMPLAINT_NOT_UPHELD: falls, INVESTIGATION_DISCONTINUED: falls } as const
export const goesIntoTheFinalReport = { FINAL_REPORT_ISSUED: { target: '#recommendation.inFinal', actions: 'recordFinal' } } as const
