import type { CalendarDate } from '../kernel/calendar.ts'
import type { OrganisationId, Stamp } from '../kernel/definition.ts'
import type { Intervention } from './record.ts'

/** What the parameters of an effect are worked out from: the record, and the event as it was stamped. */
export type At<E = unknown> = { context: Intervention; event: E & Stamp }
export type Proposing = { whom: readonly OrganisationId[]; channel: 'telephone' | 'writing'; respondBy: CalendarDate }
