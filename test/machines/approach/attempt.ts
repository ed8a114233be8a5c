import { assign, setup } from 'xstate'
import { z } from 'zod'
import { type ApproachInput, beginning, type FromApproach, type Standing, type ToApproach } from '../../../machines/approach/messages.ts'
import { arrowsWith } from '../../../machines/kernel/arrow.ts'
import type { Definition, Stamp } from '../../../machines/kernel/definition.ts'
import { effectActions } from '../../../machines/kernel/effect.ts'
import { rulesAbout } from '../../../machines/kernel/rule.ts'
import { act } from '../../../machines/kernel/words.ts'

/** What an attempt was told by its approach, in order; apart from it, how the approach stood after each act. */
export interface Told {
  readonly told: readonly FromApproach[]
  readonly stood: readonly Standing[]
}
type Event = (
  | { type: 'OPEN_APPROACH'; input: ApproachInput }
  | { type: 'PASS_MESSAGE'; organisation: string; message: ToApproach }
  | FromApproach
) &
  Stamp

const rules = { anybody: rulesAbout<Told>().must('I16', { who: { atLeast: 'caseworker' } }) }
const { all, guards } = arrowsWith(rules, {})
const hears = [
  'APPROACH_CONFIRMED',
  'APPROACH_REFUSED',
  'APPROACH_REOPENED',
  'APPROACH_ESCALATED',
  'APPROACH_DECIDED',
  'REMEDY_WAS_PROVIDED',
  'OFFER_TO_CONSIDER',
  'APPROACH_STANDS',
] as const satisfies readonly FromApproach['type'][]
const hearing = { actions: 'hear' } as const

/** The stamp is the same on every message of an event: what was said is the rest. */
const withoutStamp = ({ by: _b, today: _t, now: _n, happenedOn: _h, reasons: _r, settings: _s, scheme: _c, line: _l, ...said }: Event) =>
  said as unknown as FromApproach

/** Stands in for the intervention: it opens one approach, passes messages on to it, and keeps what it is told. */
export const attempt: Definition = {
  name: 'attempt',
  title: 'Stand-in for an attempt',
  version: 1,
  rules,
  conditions: {},
  deadlines: {},
  messages: hears,
  events: {
    OPEN_APPROACH: act('OPEN_APPROACH', { input: z.any() }, { title: 'Open an approach', done: 'opened an approach' }),
    PASS_MESSAGE: act(
      'PASS_MESSAGE',
      { organisation: z.string(), message: z.any() },
      { title: 'Pass a message on', done: 'passed a message on' },
    ),
  },
  machine: setup({
    types: { context: {} as Told, events: {} as Event },
    guards,
    actions: {
      ...effectActions,
      hear: assign({ told: ({ context, event }) => [...context.told, withoutStamp(event)] }),
      hearHowItStands: assign({
        stood: ({ context, event }) => (event.type === 'APPROACH_STANDS' ? [...context.stood, event.how] : context.stood),
      }),
    },
  }).createMachine({
    id: 'attempt',
    context: () => ({ told: [], stood: [] }),
    on: {
      OPEN_APPROACH: {
        guard: all('anybody'),
        actions: [
          { type: 'open', params: ({ event }) => ({ machine: 'approach', key: event.input.organisation, input: event.input }) },
          { type: 'tell', params: ({ event }) => beginning(event.input.organisation) },
        ],
      },
      PASS_MESSAGE: {
        guard: all('anybody'),
        actions: {
          type: 'tell',
          params: ({ event }) => ({ to: { child: 'approach', key: event.organisation }, event: { ...event.message } }),
        },
      },
      APPROACH_CONFIRMED: hearing,
      APPROACH_REFUSED: hearing,
      APPROACH_REOPENED: hearing,
      APPROACH_ESCALATED: hearing,
      APPROACH_DECIDED: hearing,
      REMEDY_WAS_PROVIDED: hearing,
      OFFER_TO_CONSIDER: hearing,
      APPROACH_STANDS: { actions: 'hearHowItStands' },
    },
  }),
}
