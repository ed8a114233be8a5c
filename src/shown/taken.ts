import type { HeldInstance } from '../../machines/kernel/file.ts'
import type { Answer as Dispatched, Engine } from '../engine/engine.ts'
import { actionsShown } from './actions.ts'
import { standing, waitingFor } from './instance.ts'

/** What follows from an event that was taken: of the instance it was put to, or of one it opened. */
export function takenShown(engine: Engine, { look, transition, state, opened, repeated }: Dispatched, held: HeldInstance = look.instance) {
  return {
    transition,
    instance: held.id,
    state: held === look.instance ? state : standing(engine.definitions, held).state,
    ...waitingFor(engine.definitions, look.file, held),
    opened,
    repeated,
    actions: actionsShown(engine, { ...look, instance: held }),
  }
}
