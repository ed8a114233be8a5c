import { setup } from 'xstate'
import { effectActions } from '../kernel/effect.ts'
import { neverRun } from '../kernel/recording.ts'
import { deadlines } from './deadlines.ts'
import type { Compliance } from './record.ts'
import { guards, type ItemEvent, recordings } from './rules.ts'

/** What the regions of an item are written with: its record, its events, and everything a chart may name. */
export const lifecycle = setup({
  types: { context: {} as Compliance, events: {} as ItemEvent, input: {} as Partial<Compliance> | undefined },
  guards,
  delays: neverRun(...(Object.keys(deadlines) as (keyof typeof deadlines)[])),
  actions: { ...effectActions, ...recordings },
})

/** A state that waits for one of us: in time until its deadline passes, then late, accepting the same events. */
export const waits = <D extends keyof typeof deadlines>(deadline: D, what: string) =>
  ({
    initial: 'inTime',
    states: {
      inTime: { description: what, after: { [deadline]: 'late' } as Record<D, 'late'> },
      late: { description: `${what}; our time for it has passed`, tags: 'overdue' },
    },
  }) as const
