import type { CalendarDate, Instant } from '../../../machines/kernel/calendar.ts'

/** The office is nobody's case. */
export const hasFlow = (machine: string): boolean => machine !== 'office'

/** Moves are counted in so many days, today the last. */
export const WINDOWS = [1, 7, 28] as const
export type Window = (typeof WINDOWS)[number]

/** What the flow of a machine is narrowed by; each of several values is enough. */
export interface FlowFilters {
  /** Whom it is about, or the one in force in its place. */
  readonly organisation?: readonly string[] | undefined
  readonly rating?: readonly ('A' | 'B' | 'C')[] | undefined
  readonly directorate?: readonly string[] | undefined
  /** Posts; `nobody` is without one. */
  readonly caseworker?: readonly string[] | undefined
  /** What an item of compliance came from. */
  readonly source?: readonly string[] | undefined
  /** Days on which the lifecycle was opened, both inclusive. */
  readonly openedFrom?: CalendarDate | undefined
  readonly openedTo?: CalendarDate | undefined
}

/** What a flow is asked for: a machine, what it is narrowed by, and the moment, where it is not the present one. */
export interface FlowAsked {
  readonly machine: string
  readonly filters: FlowFilters
  readonly at?: Instant | undefined
  /**
   * What is sealed is left out of the present, too, as it is out of every past moment: two moments are compared, which would tell of it what is
   * of none of them, or the one is sought that has stood there longest.
   */
  readonly withoutSealed?: boolean | undefined
}

/** How many lifecycles stand in one state, which is counted with all states within it. */
export interface StateCounts {
  readonly open: number
  /** With an open duty or a deadline of a day before the day asked for, or within seven days from it; what is sealed is not among these. */
  readonly overdue: number
  readonly dueIn7Days: number
}
export interface StateNumbers extends StateCounts {
  /** Since when the one has stood there that came first, wherever within it, of those that are not sealed; null where none does. */
  readonly oldestSince: Instant | null
}

/**
 * Why somebody should look after what stands in a state, beside what is overdue: it has stood there for longer than 85% of those that left
 * it in the year before; it is under escalation; the organisation has refused; a reminder that the clock sends was to be sent on a day
 * before the one asked for, and was not; nothing has been recorded of it for longer than that.
 */
export const attentionKinds = ['pastUsual', 'escalated', 'refused', 'notReminded', 'silent'] as const
export type AttentionKind = (typeof attentionKinds)[number]
export type AttentionNumbers = Readonly<Record<AttentionKind, number>>

export interface FlowNumbers<Numbers = StateNumbers> {
  readonly machine: string
  readonly asOf: Instant
  /** The day in London at that moment, by which lateness is told. */
  readonly today: CalendarDate
  /** All open lifecycles of the machine, each once, those of `elsewhere` among them. */
  readonly all: Numbers
  /** By the state's id in the chart: `compliance.open.escalation.stage1`. States where none stands are left out. */
  readonly states: Readonly<Record<string, Numbers>>
  /** In a state that the present chart does not have. */
  readonly elsewhere: Numbers
  /** How many are overdue in each place, as stays name it, which is one state for each region. Places where none is are left out. */
  readonly overdueIn: Readonly<Record<string, number>>
}
/** What those who watch are told of. */
export type FlowCounts = FlowNumbers<StateCounts>

/** How often an arrow was taken in the window. Ids as in the chart; `from` and `to` are the leaves that were left and entered. */
export interface Moved {
  readonly event: string
  readonly from: readonly string[]
  readonly to: readonly string[]
  readonly times: number
}

/** How long lifecycles stood in a state before they left it: calendar days, of all that left it in the year before. */
export interface UsualStay {
  readonly left: number
  readonly half: number
  readonly most: number
  readonly nearlyAll: number
}

/** How many came into a state and left it, on each day of the window, the first day first. */
export interface DayNumbers {
  readonly day: CalendarDate
  readonly arrived: number
  readonly left: number
}
