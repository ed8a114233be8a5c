import { z } from 'zod'
import { decisions, directorates, grades, namedPosts, roles } from './authority.ts'
import { saying } from './words.ts'

/** Grades, posts and roles as fields of events, with what people call them. */

export const grade = saying(z.enum(grades), {
  caseworker: 'Caseworker',
  lineManager: 'Line manager',
  operationsManager: 'Operations manager (E1)',
  deputyDirector: 'Deputy director',
  director: 'Director',
  executive: 'Executive',
})

export const namedPost = saying(z.enum(namedPosts), {
  interimDirectorOfOperations: 'The Interim Director of Operations',
  interimDirectorOfBusinessDevelopment: 'The Interim Director of Business Development',
  chiefOperatingOfficer: 'The Chief Operating Officer',
  ombudsman: 'The Ombudsman',
})

export const role = saying(z.enum(roles), {
  complianceOfficer: 'Compliance officer',
  outcomesOfficer: 'Outcomes officer',
  assessmentOutcomesOfficer: 'Assessment outcomes officer',
  caseworkTeam: 'Ombudsman’s Casework Team',
  reviewTeam: 'Review Team',
  clinicalAdviser: 'Clinical adviser',
  administrator: 'Administrator',
  auditor: 'Auditor',
})

export const directorate = saying(z.enum(directorates), {
  customerServices: 'Customer services and assessment',
  operations: 'Operations',
  businessDevelopment: 'Business development',
})

export const decisionType = saying(z.enum(decisions), {
  resolved: 'Resolved by an intervention',
  decline: 'Declined',
  premature: 'Premature',
  valueAdded: 'Value added',
})
