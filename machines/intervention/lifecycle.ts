import { assign, setup } from 'xstate'
import type { WaitName } from '../guidance/settings.ts'
import { addDays } from '../kernel/calendar.ts'
import { effectActions } from '../kernel/effect.ts'
import { neverRun } from '../kernel/recording.ts'
import { deadlines } from './deadlines.ts'
import type { Intervention } from './record.ts'
import { type AttemptEvent, guards, recordings } from './rules.ts'

/** What the states of an attempt are written with: its record, its events, and everything a chart may name. */
export const lifecycle = setup({
  types: { context: {} as Intervention, events: {} as AttemptEvent, input: {} as Partial<Intervention> | undefined },
  guards,
  delays: neverRun(...(Object.keys(deadlines) as (keyof typeof deadlines)[])),
  actions: {
    ...effectActions,
    ...recordings,
    waitFor: assign(({ event }, { setting }: { setting: WaitName }) => ({ waitUntil: addDays(event.happenedOn, event.settings[setting]) })),
  },
})
