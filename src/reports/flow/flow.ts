import type { DataSource } from 'typeorm'
import type { CalendarDate, Instant } from '../../../machines/kernel/calendar.ts'
import type { ChartModel } from '../../../machines/kernel/chart.ts'
import { StatementValues } from '../statement-values.ts'
import type { FlowAsked, FlowNumbers, StateNumbers } from './numbers.ts'
import { BANDS, besideOf, momentOf, openIn } from './relation.ts'
import { idsAround, isKnownTo, mostRegions, pathsIn } from './states.ts'

/** How many stand in one place, which is one state for each region. */
export interface Standing {
  readonly place: string
  readonly open: number
  readonly overdue: number
  readonly dueIn7Days: number
  /** For each of its states since when the one has stood there that came first. */
  readonly oldest: readonly Instant[]
}

/** How the lifecycles of a machine stand, now or at the moment asked for: one query, whoever asks gets the same. */
export async function flowNumbers(source: DataSource, model: ChartModel, asked: FlowAsked): Promise<FlowNumbers> {
  const values = new StatementValues()
  const oldest = Array.from({ length: mostRegions(model) }, (_, nth) => `min(s.since[${nth + 1}])`)
  const text = `
    with recursive ${momentOf(asked, values)}${besideOf(asked)}, standing as (
      select s.state as place, count(*)::int as open,
        (count(*) filter (where ${BANDS.overdue}))::int as overdue,
        (count(*) filter (where ${BANDS.dueIn7Days}))::int as "dueIn7Days",
        array[${oldest.join(', ')}] as oldest
      from ${openIn(asked, values)}
      group by s.state
    )
    select ${utc('m.as_of')} as "asOf", m.today::text as today, s.place, s.open, s.overdue, s."dueIn7Days",
      array(select ${utc('o.since')} from unnest(s.oldest) with ordinality as o (since, nth) where o.since is not null order by nth) as oldest
    from moment m left join standing s on true`
  const rows = await source.query<[Row, ...Row[]]>(text, values.list)
  const [{ asOf, today }] = rows
  return {
    asOf,
    today,
    ...folded(
      model,
      rows.flatMap(({ place, ...row }) => (place === null ? [] : [{ place, ...row }])),
    ),
  }
}

type Row = Omit<Standing, 'place'> & { readonly asOf: Instant; readonly today: CalendarDate; readonly place: string | null }

export const utc = (moment: string): string => `to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const NONE: StateNumbers = { open: 0, overdue: 0, dueIn7Days: 0, oldestSince: null }

/** The same by the states of the chart, each with all that stand within it; every lifecycle once, in however many regions it stands. */
export function folded(model: ChartModel, standing: readonly Standing[]): Pick<FlowNumbers, 'machine' | 'all' | 'states' | 'elsewhere'> {
  const { machine } = model
  const isKnown = isKnownTo(model)
  const states: Record<string, StateNumbers> = {}
  let [all, elsewhere] = [NONE, NONE]
  for (const each of standing) {
    const numbers = { ...each, oldestSince: first(each.oldest) }
    all = sum(all, numbers)
    if (!isKnown(each.place)) elsewhere = sum(elsewhere, numbers)
    else for (const [id, oldest] of oldestIn(machine, each)) states[id] = sum(states[id] ?? NONE, { ...each, oldestSince: first(oldest) })
  }
  return { machine, all, states, elsewhere }
}

/** Of each state in which these stand, since when in those within it. */
function oldestIn(machine: string, { place, oldest }: Standing): ReadonlyMap<string, readonly Instant[]> {
  const within = new Map<string, Instant[]>()
  for (const [nth, path] of pathsIn(place).entries())
    for (const id of idsAround(machine, path)) within.set(id, [...(within.get(id) ?? []), ...oldest.slice(nth, nth + 1)])
  return within
}

const first = (moments: readonly Instant[]): Instant | null => moments.reduce<Instant | null>((one, each) => earlier(one, each), null)
const earlier = (one: Instant | null, other: Instant | null) => (one === null || (other !== null && other < one) ? other : one)

const sum = (one: StateNumbers, other: StateNumbers): StateNumbers => ({
  open: one.open + other.open,
  overdue: one.overdue + other.overdue,
  dueIn7Days: one.dueIn7Days + other.dueIn7Days,
  oldestSince: earlier(one.oldestSince, other.oldestSince),
})
