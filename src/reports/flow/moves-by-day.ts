import type { DataSource } from 'typeorm'
import { addDays, type CalendarDate, dayInLondon } from '../../../machines/kernel/calendar.ts'
import { StatementValues } from '../statement-values.ts'
import type { FlowAsked } from './numbers.ts'
import { besideOf, isFiltered, momentOf, narrowed } from './relation.ts'

/** How often lifecycles came from one place to another by an event on a day. */
export interface Move {
  readonly day: CalendarDate
  /** Whether it came from nowhere. */
  readonly first: boolean
  /** Null where it was opened. */
  readonly event: string | null
  readonly comeFrom: string
  readonly place: string
  readonly times: number
}
export interface Moves {
  /** The day in London at the moment that is asked for. */
  readonly today: CalendarDate
  readonly moves: readonly Move[]
}

/** Days that are over, each whole, one after the other. */
interface Over {
  readonly from: CalendarDate
  readonly to: CalendarDate
  readonly moves: readonly Move[]
}

/** What was begun on a day is written down within an hour, or not at all. */
const WRITTEN_WITHIN = '1 hour'
/** No view asks for more than a year. */
const MOST_DAYS = 366

/**
 * What happened on a day that is over stays as it is: for the whole of a machine it is counted once, and kept by this process. At 100,000
 * casefiles 27,000 moves of four weeks took 71 ms for every view.
 */
const kept = new WeakMap<DataSource, Map<string, Over>>()

/**
 * The moves of a machine from one state to another, today and on the days before it, so many in all; those in sealed casefiles, which would
 * tell their days, are taken out again: `times` fewer.
 */
export async function movesByDay(source: DataSource, asked: FlowAsked, days: number): Promise<Moves> {
  if (isFiltered(asked.filters)) return counted(source, asked, days)
  const [{ today, moves }, sealed] = await Promise.all([ofAll(source, asked, days), counted(source, asked, days, { sealed: true })])
  return { today, moves: [...moves, ...sealed.moves.map((move) => ({ ...move, times: -move.times }))] }
}

async function ofAll(source: DataSource, asked: FlowAsked, days: number): Promise<Moves> {
  const ofSource = kept.get(source) ?? new Map<string, Over>()
  kept.set(source, ofSource)
  const over = ofSource.get(asked.machine)
  const after = over && lastOf(over, asked)
  const read = await counted(source, asked, days, { after })
  const first = addDays(read.today, 1 - days)
  // What is kept is of use where it begins early enough, no day is missing after it, and the clock was not set back.
  if (over && after && over.from <= first && addDays(after, 1) >= first && after < read.today) {
    const moves = [...over.moves.filter(({ day }) => day <= after), ...read.moves]
    if (asked.at === undefined) keep(ofSource, asked.machine, { from: over.from, to: read.over, moves })
    return { today: read.today, moves: moves.filter(({ day }) => day >= first) }
  }
  const whole = after === undefined ? read : await counted(source, asked, days)
  if (asked.at === undefined) keep(ofSource, asked.machine, { from: first, to: whole.over, moves: whole.moves })
  return whole
}

/** The last of these days that is whole at the moment asked for. */
function lastOf({ to }: Over, { at }: FlowAsked): CalendarDate {
  const before = at && addDays(dayInLondon(at), -1)
  return before !== undefined && before < to ? before : to
}

function keep(ofSource: Map<string, Over>, machine: string, { from, to, moves }: Over): void {
  const earliest = addDays(to, -MOST_DAYS)
  const since = from > earliest ? from : earliest
  if (to >= since) ofSource.set(machine, { from: since, to, moves: moves.filter(({ day }) => day >= since && day <= to) })
}

interface Counted extends Moves {
  /** The last day of which nothing more will be written. */
  readonly over: CalendarDate
}
type Row = Counted & { readonly [N in keyof Move]: N extends 'day' ? CalendarDate | null : Move[N] }

/** Of those in sealed casefiles alone; of the days after one alone, where those up to it are known. */
interface Part {
  readonly sealed?: boolean
  readonly after?: CalendarDate | undefined
}

async function counted(source: DataSource, asked: FlowAsked, days: number, { sealed = false, after }: Part = {}): Promise<Counted> {
  const values = new StatementValues()
  const first = `(select greatest(today - ${values.of(days - 1, 'int')}, ${values.of(after ?? null, 'date')} + 1) from moment)`
  const ofSealed =
    'casefile c join instance i using (file_id) cross join lateral (select * from stay where instance_id = i.id offset 0) stay'
  const moves = `select stay.* from ${sealed ? ofSealed : 'stay'}
      where ${sealed ? 'c.sealed and ' : ''}stay.machine = ${values.of(asked.machine, 'text')} and stay.come_from <> stay.state and stay.entered_at <= (select as_of from moment)
        and stay.entered_at >= ${first}::timestamp at time zone 'Europe/London'`
  const rows = await source.query<[Row, ...Row[]]>(
    `with recursive ${momentOf(asked, values)}${besideOf(asked)}, move as (
      select (s.entered_at at time zone 'Europe/London')::date::text as day, s.entered_seq = 1 as first, s.event,
        s.come_from as "comeFrom", s.state as place, count(*)::int as times
      from ${narrowed(moves, asked.filters, values)}
      group by 1, 2, 3, 4, 5
    )
    select m.today::text as today, (((m.as_of - interval '${WRITTEN_WITHIN}') at time zone 'Europe/London')::date - 1)::text as over, move.*
    from moment m left join move on true`,
    values.list,
  )
  const [{ today, over }] = rows
  return { today, over, moves: rows.flatMap(({ today: _today, over: _over, day, ...move }) => (day === null ? [] : [{ day, ...move }])) }
}
