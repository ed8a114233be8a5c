import type { AnyMachineSnapshot, AnyTransitionDefinition } from 'xstate'
import type { ArrowGuard } from './arrow.ts'
import type { Definition } from './definition.ts'
import type { Line } from './line.ts'
import type { Stamped } from './step.ts'
import { transitionOf } from './transition.ts'

/** An arrow of the chart, by its ends. */
export interface Taken {
  readonly event: string
  readonly from: string
  /** More than one where it leads into several regions. */
  readonly to: readonly string[]
  /** It follows what another region does. */
  readonly alongside: boolean
}

/** The arrows that an event takes from here, as the machine itself chooses: one of its own, and those that follow it in other regions. */
export const arrowsTaken = ({ machine }: Definition, snapshot: AnyMachineSnapshot, event: Stamped): readonly Taken[] =>
  machine.getTransitionData(snapshot, event as never).map(takenBy)

export const takenBy = ({ source, target, eventType, guard }: AnyTransitionDefinition): Taken => ({
  event: eventType,
  from: source.id,
  to: (target ?? [source]).map(({ id }) => id),
  alongside: (guard as ArrowGuard | undefined)?.params.alongside === true,
})

/** A line of history as the event that it was. What a message read of the settings, the line that caused it has kept. */
export const eventOf = ({ event, payload, stamp, onBehalfOf }: Line, cause?: Line): Stamped => {
  const acting = [...onBehalfOf, ...(cause?.onBehalfOf ?? [])]
  const { settings, scheme } = cause?.stamp ?? stamp
  return { ...payload, ...stamp, settings, scheme, ...(acting.length > 0 && { onBehalfOf: acting }), type: event } as unknown as Stamped
}

/** The same line of history once more: what it takes from here, and where that leads. */
export const again = (definition: Definition, snapshot: AnyMachineSnapshot, event: Stamped) => ({
  taken: arrowsTaken(definition, snapshot, event),
  snapshot: transitionOf(definition.machine, snapshot, event)[0],
})
