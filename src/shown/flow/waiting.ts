import type { ChartModel, ChartState } from '../../../machines/kernel/chart.ts'
import type { UsualStay } from '../../reports/flow/numbers.ts'
import type { Looking } from '../../reports/flow/signed.ts'

/** Whether it is late is told by its date: such leaves are one state together. */
const IN_OR_OUT_OF_TIME = /\.(inTime|late|overdue|significantlyDelayed)$/
export const saysOnlyTime = (id: string): boolean => IN_OR_OUT_OF_TIME.test(id)

/** The state in which one waits who stands in this leaf. */
const waitsIn = (leaf: string): string => leaf.replace(IN_OR_OUT_OF_TIME, '')

/** The states in which something waits, each with its leaves; what is at rest or closed waits for nothing. */
export function waitingStates({ states }: ChartModel): ReadonlyMap<string, readonly string[]> {
  const leaves = states.filter(({ type, closed, quiet }: ChartState) => type === 'atomic' && !closed && !quiet)
  const waiting = new Map<string, string[]>()
  for (const { id } of leaves) waiting.set(waitsIn(id), [...(waiting.get(waitsIn(id)) ?? []), id])
  return waiting
}

/** For each leaf of a state of which it is known within how many days 85% have left it. */
export const usualOfLeaves = (model: ChartModel, usual: Readonly<Record<string, UsualStay>>): Looking['usual'] =>
  Object.fromEntries(
    [...waitingStates(model)].flatMap(([id, leaves]) => {
      const pathOf = (state: string) => state.slice(model.machine.length + 1)
      return usual[id] ? leaves.map((leaf) => [pathOf(leaf), { most: usual[id]!.most, state: pathOf(id) }] as const) : []
    }),
  )
