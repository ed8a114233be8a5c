import { type ActionFunction, assertEvent, assign } from 'xstate'
import type { Stamp } from './definition.ts'

// biome-ignore lint/suspicious/noExplicitAny: stands for "whatever chart it is used in"; what it is given is checked where it is written
export type Recording = ActionFunction<any, any, any, undefined, never, never, never, never, never>

/**
 * Actions that write into the record, each bound to the events it understands.
 *
 * @example
 * const { on, always } = recordingIn<Intervention, Submission>()
 * actions: { recordProposal: on('PROPOSE_INTERVENTION', (record, { actions }) => ({ actions })) }
 */
export function recordingIn<R, S extends { type: string }>() {
  type E = S & Stamp
  return {
    /** What these events write: the part of the record that changes. */
    on: <T extends S['type']>(types: T | readonly T[], change: (record: R, event: Extract<S, { type: T }> & Stamp) => Partial<R>) =>
      assign(({ context, event }: { context: R; event: E }) => {
        assertEvent(event as never, types as never)
        return change(context, event as never)
      }) as unknown as Recording,
    /** What is written whatever the event, also by the clock. */
    always: (change: (record: R, stamp: Stamp) => Partial<R>) =>
      assign(({ context, event }: { context: R; event: E }) => change(context, event)) as unknown as Recording,
  }
}

/** XState wants a delay for each name; ours are never run, the deadlines beside the chart decide (deadline.ts). */
export const neverRun = <N extends string>(...names: readonly N[]) =>
  Object.fromEntries(names.map((name) => [name, 2 ** 31 - 1])) as Record<N, number>
