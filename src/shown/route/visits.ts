import type { Definition } from '../../../machines/kernel/definition.ts'
import { leavesOf } from '../../../machines/kernel/place.ts'
import { idOf, idsIn } from '../../reports/flow/states.ts'
import type { StepShown } from './steps.ts'

/** A state that it has been in, by the numbers of the steps that led there. */
export interface Visit {
  readonly state: string
  readonly steps: readonly number[]
  /** Of those, what was struck out since. */
  readonly struckOut: readonly number[]
}
/** An arrow that it took; one that leads into several regions is here once for each. */
export interface Passage {
  readonly event: string
  readonly from: string
  readonly to: string
  readonly steps: readonly number[]
  readonly struckOut: readonly number[]
}

/** Which states it has been in and which arrows it took, up to a step, as was known then: what was struck out later still stood. */
export function visitedIn(definition: Definition, steps: readonly StepShown[], at: number) {
  const until = steps.slice(0, at)
  const known = until.at(-1)?.seq ?? 0
  const isStruck = ({ struckOut }: StepShown) => struckOut !== null && struckOut.seq <= known
  const states = new Map<string, Visit>()
  const arrows = new Map<string, Passage>()
  let before: readonly string[] = []
  for (const step of until) {
    const here = idsIn(definition.machine.root.id, step.to)
    const struck = isStruck(step) ? [step.number] : []
    for (const state of here) {
      const visit = states.get(state)
      // Back where it had been before a mistake is no second time.
      if (before.includes(state) || (visit && step.isCorrection)) continue
      states.set(state, { state, steps: [...(visit?.steps ?? []), step.number], struckOut: [...(visit?.struckOut ?? []), ...struck] })
    }
    for (const { event, from, to } of step.taken)
      for (const target of to) {
        const key = `${event} ${from} ${target}`
        const passage = arrows.get(key)
        arrows.set(key, {
          event,
          from,
          to: target,
          steps: [...(passage?.steps ?? []), step.number],
          struckOut: [...(passage?.struckOut ?? []), ...struck],
        })
      }
    before = here
  }
  return { visited: [...states.values()], passed: [...arrows.values()] }
}

/** How often it had come there by this step: 2 where a loop led it back, counting what still stands. */
export function timesThere(definition: Definition, { visited }: { readonly visited: readonly Visit[] }, step: StepShown): number {
  const leaves = leavesIn(definition, step.to)
  const counts = visited
    .filter(({ state, steps }) => leaves.includes(state) && steps.includes(step.number))
    .map(({ steps, struckOut }) => steps.filter((number) => number <= step.number && !struckOut.includes(number)).length)
  return Math.max(1, ...counts)
}

export const leavesIn = ({ machine }: Definition, place: string): readonly string[] =>
  leavesOf(place).map((path) => idOf(machine.root.id, path))
