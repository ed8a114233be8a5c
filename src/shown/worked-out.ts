import type { CalendarDate } from '../../machines/kernel/calendar.ts'
import type { FileState } from '../../machines/kernel/file.ts'
import type { Line } from '../../machines/kernel/line.ts'
import { cursorOf } from '../paging.ts'
import { type HistoryRow, history } from '../reports/history.ts'
import type { Services } from '../services.ts'
import { type DaySet, deadlineSet, dutySet, type SettingRead } from './day-set.ts'
import { linesShown } from './history.ts'
import { lowerFirst } from './lower-first.ts'
import { type Put, type Retold, retold } from './retold.ts'

/** The day that a running deadline counts from, or that an open duty is due, and the lifecycle that keeps it. */
export interface KeptDay {
  readonly instance: string
  readonly day: CalendarDate
  /** By its name among the deadlines of the lifecycle, or among its duties. */
  readonly of: { readonly deadline: string } | { readonly duty: string }
}
/** How a day was reached: the entry that set it, with the days of a setting where one was read for it, and what it was before. */
export interface WorkedOut {
  readonly entry: EntryNamed
  /** Our own days, as they were when the entry was recorded. */
  readonly setting?: SettingRead
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

/** Of a longer history nothing is told: it would have to be read whole. */
const MOST_LINES = 1_000

/**
 * For each of these days what set it, as the history has it when it is put once more. A day that is not known to have come about so is
 * left out: one that a correction put there, or that has fallen due and is not recorded yet.
 */
export async function workedOut(
  services: Services,
  file: Pick<FileState, 'id' | 'instances'>,
  days: readonly KeptDay[],
): Promise<ReadonlyMap<KeptDay, WorkedOut>> {
  if (days.length === 0) return new Map()
  const rows = await history(services.lists, file.id, undefined, { order: 'oldest', limit: MOST_LINES + 1 })
  if (rows.length > MOST_LINES) return new Map()
  const told = retold(services.engine.definitions, file, rows.map(lineOf))
  const set = days.flatMap((kept) => {
    const found = setIn(told, kept)
    return found ? [[kept, found] as const] : []
  })
  const named = await namesOf(
    services,
    rows,
    told.rootOf,
    set.map(([, each]) => each),
  )
  return new Map(
    set.map(([kept, { put, setting, earlier }]) => [
      kept,
      { entry: named(put), ...(setting && { setting }), earlier: earlier.map((each) => ({ day: each.day, entry: named(each.put) })) },
    ]),
  )
}

const setIn = (told: Retold, { instance, day, of }: KeptDay): DaySet | undefined =>
  'duty' in of ? dutySet(told, instance, of.duty, day) : deadlineSet(told, instance, of.deadline, day)

function lineOf({ seq, instanceId, machine, version, kind, event, entry, cause }: HistoryRow): Line {
  const kept = JSON.parse(entry) as Pick<Line, 'payload' | 'stamp' | 'from' | 'to' | 'waived' | 'onBehalfOf'>
  return { ...kept, seq, instance: instanceId, machine, version, kind: kind as Line['kind'], event, ...(cause !== null && { cause }) }
}

/** Each line by what it followed from, as the timeline says it. */
async function namesOf(services: Services, rows: readonly HistoryRow[], rootOf: Retold['rootOf'], set: readonly DaySet[]) {
  const seqOf = (put: Put) => rootOf(put).seq
  const wanted = new Set(set.flatMap(({ put, earlier }) => [put, ...earlier.map((each) => each.put)]).map(seqOf))
  const lines = await linesShown(
    services,
    rows.filter(({ seq }) => wanted.has(seq)),
  )
  const shown = new Map(lines.map((line) => [line.seq, line]))
  return (put: Put): EntryNamed => {
    const line = shown.get(seqOf(put))!
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
}
