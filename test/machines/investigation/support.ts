import { assign, setup } from 'xstate'
import { z } from 'zod'
import { investigation } from '../../../machines/investigation/machine.ts'
import type { FromInvestigation } from '../../../machines/investigation/messages.ts'
import type { InvestigationInput } from '../../../machines/investigation/record.ts'
import { arrowsWith } from '../../../machines/kernel/arrow.ts'
import type { CalendarDate } from '../../../machines/kernel/calendar.ts'
import type { Definition, Stamp } from '../../../machines/kernel/definition.ts'
import { effectActions } from '../../../machines/kernel/effect.ts'
import { rulesAbout } from '../../../machines/kernel/rule.ts'
import { act } from '../../../machines/kernel/words.ts'
import { recommendation } from '../../../machines/recommendation/machine.ts'
import type { ItemEnding } from '../../../machines/recommendation/messages.ts'
import { type History, history, office, trust } from '../../support/file.ts'
import { caseworker } from '../../support/people.ts'

/** The casefile as its investigation knows it. */
export const facts: InvestigationInput['casefile'] = {
  receivedOn: '2013-01-10',
  directorate: 'customerServices',
  stage: 'investigation',
  flags: { clinicalMatters: false, highRisk: false, complex: false },
  caseworker: 'caseworker',
  organisations: [
    { id: trust, sector: 'health' },
    { id: office, sector: 'parliamentary' },
  ],
  aggrievedDiffers: false,
  represented: false,
}

const rules = { anybody: rulesAbout<object>().must('I16', { who: { atLeast: 'caseworker' } }) }
const { all, guards } = arrowsWith(rules, {})
type Sent = { type: 'SEND_LETTER'; letter: string }
type Opened = { type: 'OPEN_INVESTIGATION'; input: InvestigationInput }
export interface Told {
  readonly told: readonly FromInvestigation[]
}

const said = ({ type, key, report, on, how, finding }: Record<string, unknown>) =>
  Object.fromEntries(Object.entries({ type, key, report, on, how, finding }).filter(([, value]) => value !== undefined))

/** Stands in for the casefile: it opens the investigation, says which letters went out, and keeps what it is told. */
const opener: Definition = {
  name: 'opener',
  title: 'Stand-in for the casefile',
  version: 1,
  rules,
  conditions: {},
  deadlines: {},
  messages: ['REPORT_ISSUED', 'INVESTIGATION_ENDED'],
  events: {
    OPEN_INVESTIGATION: act('OPEN_INVESTIGATION', { input: z.any() }, { title: 'Open an investigation', done: 'opened an investigation' }),
    SEND_LETTER: act('SEND_LETTER', { letter: z.string() }, { title: 'Send a letter', done: 'sent a letter', composesLetters: true }),
  },
  machine: setup({
    types: { context: {} as Told, events: {} as (Opened | Sent | FromInvestigation) & Stamp },
    guards,
    actions: {
      ...effectActions,
      hear: assign(({ context, event }) => ({ told: [...context.told, said(event as never) as unknown as FromInvestigation] })),
    },
  }).createMachine({
    id: 'opener',
    context: () => ({ told: [] }),
    on: {
      OPEN_INVESTIGATION: {
        guard: all('anybody'),
        actions: { type: 'open', params: ({ event: { input } }) => ({ machine: 'investigation', key: input.key, input }) },
      },
      SEND_LETTER: {
        guard: all('anybody'),
        actions: [
          {
            type: 'sendLetter',
            params: ({ event }) => ({ id: event.letter, body: event.letters![0]!.body!, on: event.today }),
          },
          {
            type: 'tell',
            params: ({ event }) => ({
              to: { instance: event.letters![0]!.instance },
              event: { type: 'LETTER_WAS_SENT', letter: event.letter, on: event.today },
            }),
          },
        ],
      },
      REPORT_ISSUED: { actions: 'hear' },
      INVESTIGATION_ENDED: { actions: 'hear' },
    },
  }),
}

type Item = { readonly key: string; readonly notAccepted?: object; readonly pursued?: object }
/** Stands in for the compliance item: it keeps what it was opened with, and ends when it is told to. */
const item: Definition = {
  name: 'compliance',
  title: 'Stand-in for an item',
  version: 1,
  rules,
  conditions: {},
  deadlines: {},
  messages: ['BEGIN', 'CASEFILE_CHANGED', 'RECOMMENDATION_WAS_ACCEPTED'],
  events: { END: act('END', { ending: z.string() }, { title: 'End', done: 'ended' }) },
  machine: setup({
    types: {
      context: {} as Item,
      events: {} as ({ type: 'END'; ending: ItemEnding } | { type: 'BEGIN' | 'RECOMMENDATION_WAS_ACCEPTED' }) & Stamp,
      input: {} as Item | undefined,
    },
    guards,
    actions: effectActions,
  }).createMachine({
    id: 'compliance',
    context: ({ input }) => ({ key: '', ...input }),
    initial: 'open',
    states: {
      open: {
        on: {
          RECOMMENDATION_WAS_ACCEPTED: {},
          BEGIN: {
            actions: {
              type: 'tell',
              params: ({ context }) =>
                context.notAccepted
                  ? { to: 'parent', event: { type: 'ITEM_ENDED', action: context.key, ending: 'notAccepted' } }
                  : ([] as never),
            },
          },
          END: {
            target: 'closed',
            guard: all('anybody'),
            actions: {
              type: 'tell',
              params: ({ context, event }) => ({
                to: 'parent',
                event: { type: 'ITEM_ENDED', action: context.key, ending: event.ending },
              }),
            },
          },
        },
      },
      closed: {},
    },
  }),
}

export const definitions = { opener, investigation, recommendation, compliance: item }

export const apology = {
  kind: 'apology',
  what: 'Apologise in writing for the delay',
  measure: 'We see the letter',
  achievable: 'It has written such letters',
  injustice: 'Distress',
  by: '2013-09-30',
  money: [],
} as const
export const payment = {
  kind: 'payment',
  what: 'Pay 500 pounds',
  measure: 'The complainant tells us that it arrived',
  achievable: 'It has a budget for it',
  injustice: 'Distress',
  by: '2013-09-30',
  money: [{ kind: 'payment', amount: 50_000 }],
} as const

/** A file with an investigation, opened on a day. */
export const investigated = (day: CalendarDate = '2013-04-01'): History =>
  history(definitions, day).opens('opener', { type: 'OPEN_INVESTIGATION', input: { key: 'investigation-1', casefile: facts } }, caseworker)

type Asked = readonly [organisation: string, action: object]
/** An investigation with recommendations, each to an organisation. */
export function recommended(...of: readonly Asked[]): History {
  const file = investigated()
  for (const [organisation, action] of of) file.does(caseworker, 'investigation-1', { type: 'ADD_RECOMMENDATION', organisation, action })
  return file
}

/** The draft report is issued on 1 May. */
export function drafted(...of: readonly Asked[]): History {
  const file = recommended(...of).on('2013-05-01')
  file.does(caseworker, 'investigation-1', { type: 'ISSUE_DRAFT_REPORT' })
  return file
}

/** The complaint is upheld, and the final report issued on 1 July. */
export function reported(...of: readonly Asked[]): History {
  const file = drafted(...of).on('2013-05-20')
  file.moveTo('2013-07-01')
  issueFinal(file)
  return file
}

export function issueFinal(file: History, finding = 'fully'): void {
  file.does(caseworker, 'investigation-1', { type: 'MAKE_FINDING', finding, why: 'The delay was maladministration' })
  file.does(caseworker, 'investigation-1', { type: 'ISSUE_FINAL_REPORT' })
}

export const accepts = (more: object = {}) => ({
  type: 'ORGANISATION_ACCEPTED',
  words: 'The chief executive accepts in her letter',
  agreesToAct: true,
  understood: 'It told us what it will do',
  targetDate: '2013-09-30',
  ...more,
})
export const refuses = (more: object = {}) => ({ type: 'ORGANISATION_REFUSED', words: 'It sees no fault', ...more })
export const passedOn = (to = 'chiefOperatingOfficer') => ({ type: 'PASS_ON', view: 'The refusal has no grounds', to })
export const decides = (outcome: string, more: object = {}) => ({ type: 'DECIDE', outcome, why: 'As the director advises', ...more })
export const ends = (file: History, recommendation: string, ending: ItemEnding = 'complied', item = 1) =>
  file.does(caseworker, `${recommendation}-item-${item}`, { type: 'END', ending })
/** A letter of the investigation goes out. */
export const sends = (file: History, to: object) => {
  const held = file.letters.find((letter) => !letter.sentOn && JSON.stringify(letter.to) === JSON.stringify(to))!
  return file.does(caseworker, 'opener', { type: 'SEND_LETTER', letter: held.id })
}
