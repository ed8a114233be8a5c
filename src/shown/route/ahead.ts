import type { AnyTransitionDefinition } from 'xstate'
import type { ArrowGuard } from '../../../machines/kernel/arrow.ts'
import { SYSTEM } from '../../../machines/kernel/authority.ts'
import { type Timer, wantedTimers } from '../../../machines/kernel/deadline.ts'
import type { Stamp } from '../../../machines/kernel/definition.ts'
import { Desk } from '../../../machines/kernel/desk.ts'
import { judge } from '../../../machines/kernel/rule.ts'
import { openArrows } from '../../../machines/kernel/step.ts'
import { arrowsTaken, type Taken, takenBy } from '../../../machines/kernel/taken.ts'
import type { Engine, Look, Person } from '../../engine/engine.ts'
import { actionsExplained, CORRECTION } from '../actions.ts'
import { deadlinesForeseen } from '../clockwork.ts'
import { standing, sumsOf } from '../instance.ts'

/** An arrow that an event might mean now; `offered` where no rule stands in this reader's way on it. */
export interface Ahead extends Taken {
  readonly offered: boolean
}

/** What could come next: every event that the state has an arrow for, with those arrows, and why not where it is not offered. */
export function nextShown(engine: Engine, look: Look, directory: readonly Person[]) {
  if (look.instance.inError) return []
  const arrows = arrowsAhead(engine, look)
  return actionsExplained(engine, look, directory)
    .filter(({ type }) => type !== CORRECTION)
    .map((action) => ({ ...action, arrows: arrows(action.type) }))
}

function arrowsAhead({ definitions }: Engine, look: Look): (type: string) => readonly Ahead[] {
  const { definition, snapshot } = standing(definitions, look.instance)
  const stamp = new Desk(definitions, look.file).aware(look.stamp, look.instance.id)
  const rulesOf = ({ guard }: AnyTransitionDefinition) => (guard as ArrowGuard | undefined)?.params.rules ?? []
  const isOffered = (arrow: AnyTransitionDefinition) =>
    judge(definition.rules, rulesOf(arrow), snapshot.context, stamp, 'standing').refusals.length === 0
  return (type) => openArrows(definition, snapshot, type, stamp).map((arrow) => ({ ...takenBy(arrow), offered: isOffered(arrow) }))
}

/** The deadlines that are pending, the soonest first, each with its arrow; at the present also what the clock will do. */
export function deadlinesAhead(engine: Engine, look: Look, isPresent: boolean) {
  if (look.instance.inError) return []
  const { definition, snapshot } = standing(engine.definitions, look.instance)
  const foreseen = isPresent ? deadlinesForeseen(engine, look) : []
  return wantedTimers(definition.deadlines, snapshot).map((timer, place) => {
    return {
      ...timer,
      ...sumsOf(definition, snapshot, timer),
      arrows: arrowsTaken(definition, snapshot, { ...byTheClock(look.stamp, timer), type: timer.name }),
      will: foreseen[place]?.will,
    }
  })
}

const byTheClock = (stamp: Stamp, { dueAt, dueOn }: Timer): Stamp => ({
  ...stamp,
  by: SYSTEM,
  now: dueAt,
  today: dueOn,
  happenedOn: dueOn,
  reasons: {},
})
