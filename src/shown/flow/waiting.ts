import type { ChartModel, ChartState } from '../../../machines/kernel/chart.ts'
import { leavesOf } from '../../../machines/kernel/place.ts'
import type { UsualStay } from '../../reports/flow/numbers.ts'
import type { Looking } from '../../reports/flow/signed.ts'
import type { Signs } from '../../reports/flow/signs.ts'
import { idOf, idsAround } from '../../reports/flow/states.ts'

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

/** The states in which one waits in time: before a deadline after which it is late in another one. */
export function inTimeStates(model: ChartModel, { late }: Pick<Signs, 'late'>): ReadonlySet<string> {
  const ofLate = new Set([...late].flatMap((path) => idsAround(model.machine, path)))
  const isToBeLate = (leaf: string) =>
    model.arrows.some(({ kind, from, to }) => kind === 'clock' && from === leaf && to.some((id) => ofLate.has(id)))
  const waiting = [...waitingStates(model)]
  return new Set(waiting.flatMap(([id, leaves]) => (leaves.every((leaf) => !ofLate.has(leaf)) && leaves.some(isToBeLate) ? [id] : [])))
}

/**
 * The innermost states, as the place names them, in which something overdue that stands there is late: those that say so, for the others only
 * go on beside them; where none does, those in which it waits, of which one that runs in time is the last to be late.
 */
export function lateIn(model: ChartModel, { late }: Pick<Signs, 'late'>): (place: string) => readonly string[] {
  const inTime = inTimeStates(model, { late })
  const waits = new Map([...waitingStates(model)].flatMap(([id, leaves]) => leaves.map((leaf) => [leaf, inTime.has(id)] as const)))
  return (place) => {
    const paths = leavesOf(place)
    const those = (is: (path: string) => boolean) => paths.filter(is)
    const inOneThat = (runsInTime: boolean) => those((path) => waits.get(idOf(model.machine, path)) === runsInTime)
    return [those((path) => late.has(path)), inOneThat(false), inOneThat(true)].find(({ length }) => length > 0) ?? []
  }
}

/** The path of a state, as the place names it. */
const pathIn = ({ machine }: ChartModel, id: string): string => id.slice(machine.length + 1)

/** Whether nothing is to come of a leaf: nobody has anything to do in it, so nothing stands in it for too long, or comes in too fast. */
export const restsIn = (model: ChartModel, { resting }: Pick<Signs, 'resting'>, leaf: string): boolean => resting.has(pathIn(model, leaf))

/** For each leaf, not at rest, of a state of which it is known within how many days 85% have left it. */
export const usualOfLeaves = (
  model: ChartModel,
  signs: Pick<Signs, 'resting'>,
  usual: Readonly<Record<string, UsualStay>>,
): Looking['usual'] =>
  Object.fromEntries(
    [...waitingStates(model)].flatMap(([id, leaves]) => {
      const waits = usual[id] ? leaves.filter((leaf) => !restsIn(model, signs, leaf)) : []
      return waits.map((leaf) => [pathIn(model, leaf), { most: usual[id]!.most, state: pathIn(model, id) }] as const)
    }),
  )
