import type { Actor } from '../../machines/kernel/authority.ts'
import type { CalendarDate } from '../../machines/kernel/calendar.ts'
import type { Timer } from '../../machines/kernel/deadline.ts'
import type { Definition } from '../../machines/kernel/definition.ts'
import type { Changes, FileState, HeldInstance } from '../../machines/kernel/file.ts'
import type { Payload } from './samples.ts'

/** A state of the graph: where the machine stands, with one record that has not been met there. */
export interface Found {
  readonly number: number
  readonly world: string
  readonly file: FileState
  readonly day: CalendarDate
  readonly place: string
  readonly closed: boolean
  readonly depth: number
  /** How one gets here: the last step, and where it was taken. */
  readonly after?: { readonly found: Found; readonly step: Step }
}

export interface Step {
  readonly kind: 'person' | 'message' | 'clock'
  readonly event: { readonly type: string } & Payload
  /** Everybody whom the rules about people let through; one of them did it. */
  readonly by: readonly Actor[]
  readonly actor: Actor
  readonly reasons: readonly string[]
}

export interface Edge extends Step {
  readonly machine: string
  readonly from: Found
  readonly to: { readonly place: string; readonly closed: boolean }
  readonly instance: HeldInstance
  readonly changes: Changes
}

export interface State {
  readonly machine: string
  readonly definition: Definition
  readonly found: Found
  readonly instance: HeldInstance
  readonly timers: readonly Timer[]
  readonly edges: readonly Edge[]
  /** What was taken of what nobody can submit: messages and deadlines put as if they were events. */
  readonly slipped: readonly string[]
}

export interface Explored {
  readonly machine: string
  readonly states: readonly Found[]
  readonly edges: number
  /** There were more states than are followed at all. */
  readonly bounded: boolean
  readonly seconds: number
  /** From each place to the places that a step leads to. */
  readonly places: ReadonlyMap<string, ReadonlySet<string>>
  readonly closedPlaces: ReadonlySet<string>
}

/** The steps from the beginning to here, for a finding to be followed. */
export function wayTo(found: Found): readonly string[] {
  const before = found.after ? wayTo(found.after.found) : [`${found.world}: ${found.place}`]
  if (!found.after) return before
  const { kind, event, actor } = found.after.step
  return [...before, `${found.day} ${kind === 'person' ? `${actor.id}: ` : `${kind}: `}${event.type} → ${found.place}`]
}
