import type { CalendarDate } from '../../machines/kernel/calendar.ts'
import type { OrganisationFacts, OrganisationId } from '../../machines/kernel/definition.ts'
import type { FileState } from '../../machines/kernel/file.ts'
import type { At, Payload } from './samples.ts'

/** One way in which an instance begins, and what stands around it. */
export interface Beginning {
  readonly name: string
  /** What it is opened with; nothing for one that opens its own file. */
  readonly input?: object
  /** Of one that opens its own file: what lies in it besides. */
  readonly papers?: Pick<FileState, 'duties' | 'letters'>
  readonly organisations?: Readonly<Record<OrganisationId, OrganisationFacts>>
}

/**
 * What a machine is explored with beside what can be read off it: how it begins, the answers that choose an arrow and that its schemas
 * alone would not give, and what others tell it. A machine without one is explored with what its schemas give.
 */
export interface World {
  /** The machines that open it, one or another: what it tells its opener, each of them must know. */
  readonly openedBy?: readonly string[]
  readonly begins: readonly Beginning[]
  /** By event; these are tried first, those of the schema after them. `only` leaves the schema's out. */
  readonly samples?: Readonly<Record<string, (at: At) => readonly Payload[]>>
  readonly only?: readonly string[]
  /** What it is told, at any moment. */
  readonly messages?: (at: At) => readonly ({ readonly type: string } & Payload)[]
  /** So many records are followed for each configuration of the chart. */
  readonly perPlace?: number
}

export const BEGINS_ON: CalendarDate = '2026-03-02'
