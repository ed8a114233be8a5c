import type { CasefileFacts } from '../../../machines/casefile/facts.ts'
import { trust } from '../../support/file.ts'
import { BEGINS_ON } from '../world.ts'

/** A casefile of customer services about a trust, as its other machines know it. */
export const facts: CasefileFacts = {
  receivedOn: '2026-02-02',
  directorate: 'customerServices',
  stage: 'furtherAssessment',
  flags: { clinicalMatters: false, highRisk: false, complex: false },
  caseworker: 'caseworker',
  organisations: [{ id: trust, sector: 'health' }],
  aggrievedDiffers: false,
  represented: false,
}
export const withdrawn: CasefileFacts = { ...facts, withdrawnOn: BEGINS_ON, withdrawnWhy: 'Moved abroad' }
export const published: CasefileFacts = { ...facts, stage: 'investigation', publishedOn: BEGINS_ON }
export const laid: CasefileFacts = { ...published, laidOn: BEGINS_ON }

export const note = (answer = true) => ({ answer, why: 'As the papers show' })

/** The exact words of a remedy, by a date. */
export const agreed = (id: string, by: string, kind = 'apology') => ({
  id,
  kind,
  what: 'Write a letter of apology to the complainant',
  measure: 'A copy of the letter',
  by,
  money: [],
})
/** The same as it is asked for. */
export const asked = (id: string, by: string, kind = 'apology', organisation: string = trust) => ({
  ...agreed(id, by, kind),
  organisation,
  achievable: 'In its own hands',
  injustice: 'Distress',
})
