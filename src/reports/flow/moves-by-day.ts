import type { DataSource } from 'typeorm'
import { addDays, type CalendarDate, dayInLondon, type Instant } from '../../../machines/kernel/calendar.ts'
import { StatementValues } from '../statement-values.ts'
import { utc } from './flow.ts'
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
  readonly asOf: Instant
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
  const { asOf, today, moves, sealed } = await ofAll(source, asked, days)
  return { asOf, today, moves: [...moves, ...sealed.map((move) => ({ ...move, times: -move.times }))] }
}

async function ofAll(source: DataSource, asked: FlowAsked, days: number): Promise<Counted> {
  const ofSource = kept.get(source) ?? new Map<string, Over>()
  kept.set(source, ofSource)
  const over = ofSource.get(asked.machine)
  const after = over && lastOf(over, asked)
  const read = await counted(source, asked, days, after)
  const first = addDays(read.today, 1 - days)
  // What is kept is of use where it begins early enough, no day is missing after it, and the clock was not set back.
  if (over && after && over.from <= first && addDays(after, 1) >= first && after < read.today) {
    const moves = [...over.moves.filter(({ day }) => day <= after), ...read.moves]
    if (asked.at === undefined && read.over > over.to) keep(ofSource, asked.machine, { from: over.from, to: read.over, moves })
    return { ...read, moves: moves.filter(({ day }) => day >= first) }
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
  /** Those of the window that are in sealed casefiles, which may be unsealed again: they are no part of what is kept. */
  readonly sealed: readonly Move[]
}
type Row = Omit<Counted, 'moves' | 'sealed'> & { readonly sealed: boolean | null } & {
  readonly [N in keyof Move]: N extends 'day' ? CalendarDate | null : Move[N]
}

/**
 * One query. Under a filter no move in a sealed casefile is among them.
 *
 * @param after the day up to which they are known: of those in all casefiles the days after it alone are read
 */
async function counted(source: DataSource, asked: FlowAsked, days: number, after?: CalendarDate): Promise<Counted> {
  const values = new StatementValues()
  const machine = values.of(asked.machine, 'text')
  const first = `today - ${values.of(days - 1, 'int')}`
  const moving = (from: string) => `stay.machine = ${machine} and stay.come_from <> stay.state
        and stay.entered_at <= (select as_of from moment) and stay.entered_at >= (select ${from} from moment)::timestamp at time zone 'Europe/London'`
  const moves = `select * from stay where ${moving(after === undefined ? first : `greatest(${first}, ${values.of(after, 'date')} + 1)`)}`
  const ofSealed = `select stay.* from casefile c join instance i using (file_id)
        cross join lateral (select * from stay where instance_id = i.id offset 0) stay
      where c.sealed and i.machine = ${machine} and ${moving(first)}`
  const told = isFiltered(asked.filters) ? '' : ` union all ${grouped(`(${ofSealed}) s`, true)}`
  const rows = await source.query<[Row, ...Row[]]>(
    `with recursive ${momentOf(asked, values)}${besideOf(asked)}, move as (
      ${grouped(narrowed(moves, asked.filters, values), false)}${told}
    )
    select ${utc('m.as_of')} as "asOf", m.today::text as today,
      (((m.as_of - interval '${WRITTEN_WITHIN}') at time zone 'Europe/London')::date - 1)::text as over, move.*
    from moment m left join move on true`,
    values.list,
  )
  const [{ asOf, today, over }] = rows
  const those = (isSealed: boolean) =>
    rows.flatMap(({ asOf: _asOf, today: _today, over: _over, day, sealed, ...move }) =>
      day === null || sealed !== isSealed ? [] : [{ day, ...move }],
    )
  return { asOf, today, over, moves: those(false), sealed: those(true) }
}

const grouped = (stays: string, sealed: boolean): string =>
  `select (s.entered_at at time zone 'Europe/London')::date::text as day, s.entered_seq = 1 as first, s.event,
        s.come_from as "comeFrom", s.state as place, count(*)::int as times, ${sealed} as sealed
      from ${stays}
      group by 1, 2, 3, 4, 5`
