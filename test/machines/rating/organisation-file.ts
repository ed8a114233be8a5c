import { setup } from 'xstate'
import { z } from 'zod'
import { arrowsWith } from '../../../machines/kernel/arrow.ts'
import type { CalendarDate } from '../../../machines/kernel/calendar.ts'
import type { Definition, Stamp } from '../../../machines/kernel/definition.ts'
import { effectActions } from '../../../machines/kernel/effect.ts'
import { rulesAbout } from '../../../machines/kernel/rule.ts'
import { act } from '../../../machines/kernel/words.ts'
import { organisation } from '../../../machines/organisation/machine.ts'
import { rating } from '../../../machines/rating/machine.ts'
import type { RatingRecord } from '../../../machines/rating/record.ts'
import { type History, history } from '../../support/file.ts'
import { caseworker, person } from '../../support/people.ts'

const definitions = { organisation, rating }

export const outcomesOfficer = person('holder of outcomesOfficer', 'outcomesOfficer')
export const interimDirectorOfOperations = person('holder of interimDirectorOfOperations', 'interimDirectorOfOperations')

/** Stands in for the casefiles that ask a remedy of the organisation: they are files of their own. */
const rules = { always: rulesAbout<object>().must('C6', { because: 'always taken', holds: () => true }) }
const { all, guards } = arrowsWith(rules, {})
const events = { ASK: act('ASK', { on: z.string().meta({ label: 'On' }) }, { title: 'Ask', done: 'asked' }) }
const casefilesElsewhere: Definition = {
  name: 'casefilesElsewhere',
  title: 'Casefiles elsewhere',
  version: 1,
  rules,
  conditions: {},
  deadlines: {},
  events,
  messages: [],
  machine: setup({
    types: { context: {}, events: {} as { type: 'ASK'; on: CalendarDate } & Stamp, input: {} as object | undefined },
    guards,
    actions: effectActions,
  }).createMachine({
    initial: 'asking',
    context: {},
    states: {
      asking: {
        tags: 'standing',
        on: {
          ASK: {
            guard: all('always'),
            actions: {
              type: 'tell',
              params: ({ event: { on } }) => ({ to: { all: 'organisation' }, event: { type: 'REMEDY_ASKED', on } }),
            },
          },
        },
      },
    },
  }),
}

const register = { type: 'REGISTER', name: 'Hill Trust', sector: 'health' }
/** Registered on 1 March 2013; nothing has been asked of it. */
export const organisationFile = (): History => history(definitions).opens('organisation', register, caseworker)

/** The same, of which casefiles may ask a remedy: `asks(file, '2013-03-04')`. */
export const askedOrganisation = (): History =>
  history({ ...definitions, casefilesElsewhere })
    .opens('organisation', register, caseworker)
    .holds('casefilesElsewhere', {})
export const asks = (file: History, on: CalendarDate = file.day) => file.does(caseworker, 'casefilesElsewhere', { type: 'ASK', on })

export const ratingOf = (file: History) => file.record<RatingRecord>('rating')

export const toC = {
  type: 'SUGGEST_RATING',
  rating: 'C',
  why: 'Three remedies in five came late',
  factors: [{ factor: 'delays', bears: 'adverse', words: 'Twice more than a month', casefiles: ['RD-000001', 'RD-000002'] }],
}
