import { settings, type WaitName } from '../../machines/guidance/settings.ts'
import { addDays, type CalendarDate } from '../../machines/kernel/calendar.ts'
import type { Line } from '../../machines/kernel/line.ts'
import { cursorOf } from '../paging.ts'
import { type HistoryRow, history } from '../reports/history.ts'
import type { Services } from '../services.ts'
import { linesShown } from './history.ts'

/** A day that the history of a file reached, and the lifecycle that keeps it. */
export interface KeptDay {
  readonly instance: string
  readonly day: CalendarDate
}
/** How a day was reached: the entry that gave it, with the days of a setting where one was read for it, and what it was before. */
export interface WorkedOut {
  readonly entry: EntryNamed
  /** Our own days, as they were when the entry was recorded. */
  readonly setting?: { readonly from: CalendarDate; readonly days: number; readonly letter: string; readonly reading: string }
  /** The latest first. */
  readonly earlier: readonly { readonly day: CalendarDate; readonly entry: EntryNamed }[]
}
interface EntryNamed {
  readonly seq: number
  readonly by: string
  readonly done: string
  readonly on: CalendarDate
  readonly why: string | undefined
  /** Where the timeline begins with it. */
  readonly after: string
}

const saidBy: Readonly<Record<string, string>> = { clock: 'the clock recorded that', delivery: 'another casefile told this one:' }
const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

/** Of a longer history only the latest lines are looked through. */
const MOST_LINES = 500

type Entry = Pick<Line, 'payload' | 'stamp'>
interface Reached {
  readonly row: HistoryRow
  readonly setting?: WorkedOut['setting']
  readonly earlier: readonly { readonly day: CalendarDate; readonly row: HistoryRow }[]
}

/** For each of these days what it was reached by, as the history has it; a day that no entry gave is left out. */
export async function workedOut(services: Services, file: string, days: readonly KeptDay[]): Promise<ReadonlyMap<KeptDay, WorkedOut>> {
  if (days.length === 0) return new Map()
  const rows = await history(services.lists, file, undefined, { order: 'newest', limit: MOST_LINES })
  const lines = rows
    .filter(({ struckOutBy, kind }) => struckOutBy === undefined && kind !== 'correction')
    .map((row) => ({ row, entry: JSON.parse(row.entry) as Entry }))
  const reached = days.flatMap((kept) => {
    const found = reachedBy(lines, kept)
    return found ? [[kept, found] as const] : []
  })
  const rootOf = (row: HistoryRow) => rows.find(({ seq }) => seq === row.cause) ?? row
  const wanted = new Map(
    reached.flatMap(([, { row, earlier }]) => [row, ...earlier.map((each) => each.row)]).map((row) => [rootOf(row).seq, rootOf(row)]),
  )
  const shown = new Map((await linesShown(services, [...wanted.values()])).map((line) => [line.seq, line]))
  const named = (row: HistoryRow): EntryNamed => {
    const line = shown.get(rootOf(row).seq)!
    const { why } = line.payload as { readonly why?: unknown }
    return {
      seq: line.seq,
      by: saidBy[line.kind] ?? line.by.name,
      done: line.kind === 'person' ? line.done : lowerFirst(line.done),
      on: line.happenedOn,
      why: typeof why === 'string' ? why : undefined,
      after: cursorOf([line.recordedAt, 2, Number.MAX_SAFE_INTEGER]),
    }
  }
  return new Map(
    reached.map(([kept, { row, setting, earlier }]) => [
      kept,
      {
        entry: named(row),
        ...(setting && { setting }),
        earlier: earlier.map((each) => ({ day: each.day, entry: named(each.row) })),
      },
    ]),
  )
}

/** The latest entry that named the day, or read a setting whose days lead to it. */
function reachedBy(lines: readonly { readonly row: HistoryRow; readonly entry: Entry }[], { instance, day }: KeptDay): Reached | undefined {
  const own = lines.filter(({ row }) => row.instanceId === instance)
  for (const [at, { row, entry }] of own.entries()) {
    const field = Object.keys(entry.payload).find((name) => entry.payload[name] === day)
    if (field !== undefined) return { row, earlier: earlierIn(own.slice(at + 1), field, day) }
    const setting = settingLeadingTo(entry, day)
    if (setting) return { row, setting, earlier: [] }
  }
  return undefined
}

const DAY = /^\d{4}-\d{2}-\d{2}$/
/** What the same answer was before, each once. */
function earlierIn(
  lines: readonly { readonly row: HistoryRow; readonly entry: Entry }[],
  field: string,
  day: CalendarDate,
): Reached['earlier'] {
  let later = day
  return lines.flatMap(({ row, entry }) => {
    const before = entry.payload[field]
    if (typeof before !== 'string' || !DAY.test(before) || before === later) return []
    later = before
    return [{ day: before, row }]
  })
}

function settingLeadingTo({ stamp }: Entry, day: CalendarDate): WorkedOut['setting'] {
  for (const [name, days] of Object.entries(stamp.settings ?? {}) as [WaitName, number][])
    for (const from of [stamp.happenedOn, stamp.today])
      if (addDays(from, days) === day) return { from, days, letter: settings[name].letter, reading: settings[name].reading }
  return undefined
}
