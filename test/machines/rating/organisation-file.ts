import type { CalendarDate } from '../../../machines/kernel/calendar.ts'
import { organisation } from '../../../machines/organisation/machine.ts'
import { rating } from '../../../machines/rating/machine.ts'
import type { RatingRecord } from '../../../machines/rating/record.ts'
import { type History, history } from '../../support/file.ts'
import { caseworker, person } from '../../support/people.ts'

export const outcomesOfficer = person('holder of outcomesOfficer', 'outcomesOfficer')
export const interimDirectorOfOperations = person('holder of interimDirectorOfOperations', 'interimDirectorOfOperations')

/** Registered on 1 March 2013; nothing has been asked of it. */
export const organisationFile = (): History =>
  history({ organisation, rating }).opens('organisation', { type: 'REGISTER', name: 'Hill Trust', sector: 'health' }, caseworker)

/** A casefile asks a remedy of it. */
export const asked = (file: History, on: CalendarDate = file.day) => file.hears({ type: 'REMEDY_ASKED', on })

export const ratingOf = (file: History) => file.record<RatingRecord>('rating')

export const toC = {
  type: 'SUGGEST_RATING',
  rating: 'C',
  why: 'Three remedies in five came late',
  factors: [{ factor: 'delays', bears: 'adverse', words: 'Twice more than a month', casefiles: ['RD-000001', 'RD-000002'] }],
}
