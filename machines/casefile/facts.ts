import { z } from 'zod'
import type { Directorate, PostId } from '../kernel/authority.ts'
import type { CalendarDate } from '../kernel/calendar.ts'
import type { OrganisationFacts, OrganisationId } from '../kernel/definition.ts'
import { saying, type WordsRef } from '../kernel/words.ts'

export const stages = ['preliminary', 'furtherAssessment', 'investigation'] as const
export const stage = saying(z.enum(stages), {
  preliminary: 'Preliminary assessment',
  furtherAssessment: 'Further assessment',
  investigation: 'Investigation',
})
export type Stage = (typeof stages)[number]

export const flagNames = ['clinicalMatters', 'highRisk', 'complex'] as const
export type FlagName = (typeof flagNames)[number]

/**
 * What every machine of a casefile knows of it: told when it opens, and again (CASEFILE_CHANGED) whenever it changes, so that no rule
 * has to look elsewhere. No names: those are particulars of the casefile alone.
 */
export interface CasefileFacts {
  readonly receivedOn: CalendarDate
  readonly directorate: Directorate
  readonly stage: Stage
  readonly flags: Readonly<Record<FlagName, boolean>>
  /** A post, never a person: duties and casefiles belong to posts. */
  readonly caseworker?: PostId
  /** The organisations complained about. */
  readonly organisations: readonly ({ readonly id: OrganisationId } & OrganisationFacts)[]
  /** The aggrieved person is not the complainant. */
  readonly aggrievedDiffers: boolean
  /** Somebody speaks for the complainant, and may be told in their place (I22). */
  readonly represented: boolean
  readonly withdrawnOn?: CalendarDate
  readonly withdrawnWhy?: WordsRef
  readonly diedOn?: CalendarDate
  readonly publishedOn?: CalendarDate
  readonly laidOn?: CalendarDate
}

/** Before anything is known: what a chart begins with when XState asks for its initial state without an input. */
export const nothingKnown: CasefileFacts = {
  receivedOn: '1970-01-01',
  directorate: 'customerServices',
  stage: 'preliminary',
  flags: { clinicalMatters: false, highRisk: false, complex: false },
  organisations: [],
  aggrievedDiffers: false,
  represented: false,
}

/** The message that keeps them up to date. */
export interface CasefileChanged {
  readonly type: 'CASEFILE_CHANGED'
  readonly casefile: CasefileFacts
}
