import type { AnyMachineSnapshot } from 'xstate'
import { settings, type WaitName } from '../../machines/guidance/settings.ts'
import { addDays, type CalendarDate } from '../../machines/kernel/calendar.ts'
import { wantedTimers } from '../../machines/kernel/deadline.ts'
import type { InstanceId } from '../../machines/kernel/effect.ts'
import type { Line } from '../../machines/kernel/line.ts'
import { type Put, putUnder, putWith, type Retold } from './retold.ts'

/** Our own days that led to a day, as they were when the line was recorded. */
export interface SettingRead {
  readonly from: CalendarDate
  readonly days: number
  readonly letter: string
  readonly reading: string
}
/** The line that set a day, the setting that gave it, and what the same day was before, the latest first. */
export interface DaySet {
  readonly put: Put
  readonly setting?: SettingRead
  readonly earlier: readonly { readonly day: CalendarDate; readonly put: Put }[]
}

/** Where in a record a day stands. */
type Path = readonly string[]

/**
 * The line that set the day which a running deadline counts from.
 *
 * The deadline's own declaration says which day of the record it reads: the one with which its day moves. That one is followed back, line
 * by line, for as long as it was there before; where it comes from a line, and not from the record before it, it was set.
 */
export function deadlineSet(history: Retold, instance: InstanceId, deadline: string, day: CalendarDate): DaySet | undefined {
  const puts = history.putsOf(instance)
  const last = puts.at(-1)
  const path = last && pathRead(last, deadline, day)
  const set = path && setBy(history, puts, path)
  if (!set) return undefined
  const { put } = set
  if (dayAt(put.after.context, set.path) !== day) return { put, earlier: [] }
  const setting = settingOf(history, put, day, ({ after }) => dayAt(after.context, set.path))
  return { put, ...(setting && { setting }), earlier: setting ? [] : earlierThan(history, puts, set, deadline, day) }
}

/** The line that gave an open duty, and the setting that its day was reached by: of one name a lifecycle has one at a time, the last. */
export function dutySet(history: Retold, instance: InstanceId, name: string, day: CalendarDate): DaySet | undefined {
  const dueIn = ({ effects }: Put) =>
    effects.flatMap((each) => (each.kind === 'createDuty' && each.name === name ? [each.dueOn] : [])).at(-1)
  const put = history.putsOf(instance).findLast((each) => dueIn(each) !== undefined)
  if (!put || dueIn(put) !== day) return undefined
  const setting = settingOf(history, put, day, dueIn)
  return { put, ...(setting && { setting }), earlier: [] }
}

function pathRead({ definition, after }: Put, deadline: string, day: CalendarDate): Path | undefined {
  const from = definition.deadlines[deadline]?.from
  if (from?.(after.context) !== day) return undefined
  const read = daysIn(after.context).filter((path) => from(moved(after.context, path)) === addDays(day, 1))
  return read.length === 1 ? read[0] : undefined
}

interface Set {
  readonly put: Put
  readonly nth: number
  readonly path: Path
}
function setBy(history: Retold, puts: readonly Put[], read: Path): Set | undefined {
  let path = read
  for (let nth = puts.length - 1; nth >= 0; nth--) {
    const put = puts[nth]!
    if (put.before?.context === put.after.context) continue
    const kept = keptFrom(put, history.rootOf(put), path)
    if (kept === 'unknown') return undefined
    if (kept === 'set') return { put, nth, path }
    path = kept
  }
  return undefined
}

/** Where a day stood before a line that only kept it: it moves with the day there. */
function keptFrom(put: Put, root: Line, path: Path): Path | 'set' | 'unknown' {
  if (!put.before) return 'set'
  const { context } = put.before
  const day = dayAt(put.after.context, path)!
  const same = daysIn(context).filter((each) => dayAt(context, each) === day)
  const isIt = (each: Path) => each.join('\n') === path.join('\n')
  const after = (record: unknown) => dayAt(putWith(put, root, record)?.context, path)
  for (const each of [...same.filter(isIt), ...same.filter((other) => !isIt(other))]) {
    const then = after(moved(context, each))
    if (then === addDays(day, 1)) return each
    if (then !== day) return 'unknown'
  }
  return same.length < 2 || after(same.reduce(moved, context)) === day ? 'set' : 'unknown'
}

/** The one setting that the day moves with, where the line was recorded with it. */
function settingOf(history: Retold, put: Put, day: CalendarDate, read: (put: Put) => CalendarDate | undefined): SettingRead | undefined {
  const root = history.rootOf(put)
  const together = history.withRoot(root)
  const kept = root.stamp.settings
  const days = (Object.entries(kept) as [WaitName, unknown][]).filter(
    ([name, of]) => Object.hasOwn(settings, name) && typeof of === 'number',
  )
  const moving = days.flatMap(([name, of]) => {
    const under = putUnder(together, { ...kept, [name]: (of as number) + 1 })?.get(put)
    const then = under && read(under)
    return then === day ? [] : [{ name, days: of as number, isSum: then === addDays(day, 1) }]
  })
  const [one, other] = moving
  if (!one?.isSum || other) return undefined
  const { letter, reading } = settings[one.name]
  return { from: addDays(day, -one.days), days: one.days, letter, reading }
}

/** What was named in its place while the same deadline ran: a day of another letter, step or wait is none of it. */
function earlierThan(history: Retold, puts: readonly Put[], set: Set, deadline: string, day: CalendarDate): DaySet['earlier'] {
  const { put, nth, path } = set
  const before = put.before && dayAt(put.before.context, path)
  if (!before || before === day || !(runs(put, put.before!, deadline) && runs(put, put.after, deadline))) return []
  const was = setBy(history, puts.slice(0, nth), path)
  if (!was) return []
  if (settingOf(history, was.put, before, ({ after }) => dayAt(after.context, was.path))) return [{ day: before, put: was.put }]
  return [{ day: before, put: was.put }, ...earlierThan(history, puts, was, deadline, before)]
}
const runs = ({ definition }: Put, snapshot: AnyMachineSnapshot, name: string) =>
  wantedTimers(definition.deadlines, snapshot).some(({ deadline }) => deadline === name)

const DAY = /^\d{4}-\d{2}-\d{2}$/
function daysIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value === 'string') return DAY.test(value) ? [path] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => daysIn(inner, [...path, name]))
}
function dayAt(record: unknown, path: Path): CalendarDate | undefined {
  const value = path.reduce<unknown>((held, name) => (held as Record<string, unknown> | undefined | null)?.[name], record)
  return typeof value === 'string' && DAY.test(value) ? value : undefined
}
/** The record with that day one later. */
function moved(record: unknown, [name, ...rest]: Path): unknown {
  if (name === undefined) return addDays(record as CalendarDate, 1)
  const held = record as Readonly<Record<string, unknown>>
  const inner = moved(held[name], rest)
  return Array.isArray(record) ? record.with(Number(name), inner) : { ...held, [name]: inner }
}
