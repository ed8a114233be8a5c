import { type AnyMachineSnapshot, getNextTransitions } from 'xstate'
import type { ParagraphId } from '../guidance/paragraph.ts'
import { addDays, type CalendarDate, dayBegins, type Instant } from './calendar.ts'

/** A day by which something must have happened; it has passed when day `from + days` begins in London. Fewer than none lie before. */
export interface Deadline<R> {
  readonly cites: ParagraphId
  /** What falls due, for people: "The response date passes". */
  readonly title: string
  /** How the day was reached: "the day after the response date". */
  readonly because: string
  /** The day it counts from, kept in the record (a setting that gave it is read when the day is set, not here). */
  readonly from: (record: R) => CalendarDate | undefined
  readonly days: number
}
// biome-ignore lint/suspicious/noExplicitAny: TypeScript's only way to say "some record" where it is taken, never given
export type Deadlines = Readonly<Record<string, Deadline<any>>>

/** `name` is the event that fires it; `sums` is how the day was reached, for the page. */
export interface Timer {
  readonly name: string
  readonly deadline: string
  readonly title: string
  readonly dueOn: CalendarDate
  readonly dueAt: Instant
  readonly cites: ParagraphId
  readonly sums: string
}

/**
 * The timers a snapshot asks for, soonest first (at the same instant, the outer state's first).
 *
 * Nothing else decides them: an `after` arrow always leaves its state and carries no rule (well-formed.ts), so a timer that fired is
 * never still wanted, and a moved date moves the timer. Rows can be rebuilt from snapshots at any time.
 */
export function wantedTimers(deadlines: Deadlines, snapshot: AnyMachineSnapshot): readonly Timer[] {
  return getNextTransitions(snapshot)
    .flatMap((arrow) => {
      const name = (arrow as { delay?: string }).delay ?? ''
      const deadline = deadlines[name]
      const from = deadline?.from(snapshot.context)
      if (!deadline || !from) return []
      const dueOn = addDays(from, deadline.days)
      return [
        {
          depth: arrow.source.path.length,
          timer: {
            name: arrow.eventType,
            deadline: name,
            title: deadline.title,
            dueOn,
            dueAt: dayBegins(dueOn),
            cites: deadline.cites,
            sums: `${from} ${deadline.days < 0 ? '−' : '+'} ${Math.abs(deadline.days)} ${deadline.days === 1 ? 'day' : 'days'}: ${deadline.because}`,
          },
        },
      ]
    })
    .sort((a, b) => compare(a.timer.dueAt, b.timer.dueAt) || a.depth - b.depth || compare(a.timer.name, b.timer.name))
    .map(({ timer }) => timer)
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** What has to change in the timer table for it to say what `next` asks. */
export function reconcile(before: readonly Timer[], next: readonly Timer[]) {
  const same = (a: Timer) => (b: Timer) => a.name === b.name && a.dueAt === b.dueAt
  return {
    arm: next.filter((timer) => !before.some(same(timer))),
    drop: before.filter(({ name }) => !next.some((timer) => timer.name === name)).map(({ name }) => name),
  }
}
