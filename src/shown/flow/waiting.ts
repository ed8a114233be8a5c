import type { ChartModel, ChartState } from '../../../machines/kernel/chart.ts'
import type { UsualStay } from '../../reports/flow/numbers.ts'

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

/** Within how many days 85% have left, for each leaf of a state of which that is known, named as places name it. */
export const usualOfLeaves = (model: ChartModel, usual: Readonly<Record<string, UsualStay>>): Readonly<Record<string, number>> =>
  Object.fromEntries(
    [...waitingStates(model)].flatMap(([id, leaves]) =>
      usual[id] ? leaves.map((leaf) => [leaf.slice(model.machine.length + 1), usual[id]!.most] as const) : [],
    ),
  )
