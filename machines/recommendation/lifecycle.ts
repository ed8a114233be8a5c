import { assign, setup } from 'xstate'
import { effectActions } from '../kernel/effect.ts'
import { neverRun } from '../kernel/recording.ts'
import { deadlines } from './deadlines.ts'
import type { Standing } from './messages.ts'
import type { Recommendation } from './record.ts'
import { guards, type RecommendationEvent, recordings } from './rules.ts'

/** What the states of a recommendation are written with: its record, its events, and everything a chart may name. */
export const lifecycle = setup({
  types: { context: {} as Recommendation, events: {} as RecommendationEvent, input: {} as Partial<Recommendation> | undefined },
  guards,
  delays: neverRun(...(Object.keys(deadlines) as (keyof typeof deadlines)[])),
  actions: { ...effectActions, ...recordings, standAs: assign((_args, { standing }: { standing: Standing }) => ({ standing })) },
})
