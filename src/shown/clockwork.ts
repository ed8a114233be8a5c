import type { Timer } from '../../machines/kernel/deadline.ts'
import { wantedTimers } from '../../machines/kernel/deadline.ts'
import { type FileState, sweep } from '../../machines/kernel/file.ts'
import type { Engine, Look } from '../engine/engine.ts'
import { dutyShown, letterShown, standing, sumsOf } from './instance.ts'
import { sayPlace } from './place.ts'

/** The timers of more than these are listed, and what they will do is not worked out. */
const MOST_FORESEEN = 12

/**
 * What the clock will do of itself, deadline by deadline: the file as it stands is put before the clock of that day. Nothing is kept.
 *
 * What somebody does before that day may change it.
 */
export function foreseen({ definitions }: Engine, look: Look, timers: readonly Timer[]) {
  let before: FileState = look.file
  return timers.slice(0, MOST_FORESEEN).map((timer) => {
    const then = { ...look.stamp, now: timer.dueAt, today: timer.dueOn, happenedOn: timer.dueOn }
    const { file } = sweep(definitions, look.file, then)
    const isNew = <T extends { id: string; instance: string }>(of: (state: FileState) => readonly T[]) =>
      of(file).filter(({ id, instance }) => instance === look.instance.id && !of(before).some((each) => each.id === id))
    const held = file.instances.find(({ id }) => id === look.instance.id)!
    const { definition, state } = standing(definitions, held)
    const was = standing(definitions, before.instances.find(({ id }) => id === look.instance.id)!).state
    const shown = {
      deadline: timer.deadline,
      stateWords: state === was ? undefined : sayPlace(definition, state),
      duties: isNew(({ duties }) => duties).map(dutyShown),
      letters: isNew(({ letters }) => letters).map(letterShown),
    }
    before = file
    return shown
  })
}

/** The deadlines of a lifecycle, the soonest first, each with what the clock will do. */
export function deadlinesForeseen(engine: Engine, look: Look) {
  const { definition, snapshot } = standing(engine.definitions, look.instance)
  const timers = wantedTimers(definition.deadlines, snapshot)
  const foresight = foreseen(engine, look, timers)
  return timers.map((timer, place) => ({ ...timer, ...sumsOf(definition, snapshot, timer), will: foresight[place] }))
}
