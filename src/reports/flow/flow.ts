import type { DataSource } from 'typeorm'
import type { CalendarDate, Instant } from '../../../machines/kernel/calendar.ts'
import type { ChartModel } from '../../../machines/kernel/chart.ts'
import { StatementValues } from '../statement-values.ts'
import type { FlowAsked, FlowCounts, FlowNumbers, StateNumbers } from './numbers.ts'
import { BANDS, besideOf, DAYS, isFiltered, momentOf, NOT_SEALED, openIn } from './relation.ts'
import { idsIn, isKnownTo, mostAtOnce } from './states.ts'

/** How many stand in one place, which is one state for each region. */
export interface Standing {
  readonly place: string
  readonly open: number
  readonly overdue: number
  readonly dueIn7Days: number
  /** For each of its states, as `idsIn` has them, since when the one has stood there that came first. */
  readonly oldest: readonly Instant[]
}

/** How the lifecycles of a machine stand, now or at the moment asked for: one query, whoever asks gets the same. */
export async function flowNumbers(source: DataSource, model: ChartModel, asked: FlowAsked): Promise<FlowNumbers> {
  const values = new StatementValues()
  const machine = values.of(asked.machine, 'text')
  const oldest = Array.from({ length: mostAtOnce(model).states }, (_, nth) => `min(s.told[${nth + 1}])`)
  // What is sealed may be known by its days.
  const told = `(select s.state, s.due_on, s.file_id, case when ${NOT_SEALED} then s.since end as told from ${openIn(asked, values)}) s`
  const [numbers] = await standingIn(source, [model], asked, values, counted(machine, told, `array[${oldest.join(', ')}]`))
  return numbers!
}

/**
 * The same without the oldest, for those who watch: of all that stands now, read from an index that has nothing but what is counted, in which
 * those that are sealed cannot be told apart; few are, and they are taken out again of what says a day.
 */
export async function flowCounts(source: DataSource, model: ChartModel, asked: FlowAsked): Promise<FlowCounts> {
  const values = new StatementValues()
  const machine = values.of(asked.machine, 'text')
  const isNarrower = asked.at !== undefined || asked.withoutSealed || isFiltered(asked.filters)
  const standing = isNarrower ? counted(machine, openIn(asked, values), NO_OLDEST) : countedNow(`t.machine = ${machine} and `)
  const [counts] = await standingIn(source, [model], asked, values, standing)
  return counts!
}

/** The same of every machine, in the order of the models: one query, which reads that index once. */
export const everyFlowCounts = (source: DataSource, models: readonly ChartModel[]): Promise<readonly FlowCounts[]> =>
  standingIn(source, models, { filters: {} }, new StatementValues(), countedNow(''))

const NO_OLDEST = 'array[]::timestamptz[]'

/** @param which a condition on a stay `t`, and what joins it to others */
const countedNow = (which: string): string => `
      select s.machine, s.state as place, sum(s.open)::int as open,
        coalesce(sum(s.told) filter (where ${DAYS.overdue}), 0)::int as overdue,
        coalesce(sum(s.told) filter (where ${DAYS.dueIn7Days}), 0)::int as "dueIn7Days",
        ${NO_OLDEST} as oldest
      from (
        select t.machine, t.state, t.due_on, count(*) as open, count(*) as told from stay t where ${which}t.left_seq is null and t.open
        group by t.machine, t.state, t.due_on
        union all
        select t.machine, t.state, t.due_on, 0, -1 from casefile c join instance i using (file_id) join stay t on t.instance_id = i.id
        where c.sealed and ${which}t.left_seq is null and t.open
      ) s
      group by s.machine, s.state`

const counted = (machine: string, stays: string, oldest: string): string => `
      select ${machine} as machine, s.state as place, count(*)::int as open,
        (count(*) filter (where ${BANDS.overdue}))::int as overdue,
        (count(*) filter (where ${BANDS.dueIn7Days}))::int as "dueIn7Days",
        ${oldest} as oldest
      from ${stays}
      group by s.state`

/** @param standing a query of `Standing`, each with its machine */
async function standingIn(
  source: DataSource,
  models: readonly ChartModel[],
  asked: Pick<FlowAsked, 'at' | 'filters'>,
  values: StatementValues,
  standing: string,
): Promise<readonly FlowNumbers[]> {
  const text = `
    with recursive ${momentOf(asked, values)}${besideOf(asked)}, standing as (${standing}
    )
    select ${utc('m.as_of')} as "asOf", m.today::text as today, s.machine, s.place, s.open, s.overdue, s."dueIn7Days",
      array(select ${utc('o.since')} from unnest(s.oldest) with ordinality as o (since, nth) where o.since is not null order by nth) as oldest
    from moment m left join standing s on true`
  const rows = await source.query<[Row, ...Row[]]>(text, values.list)
  const [{ asOf, today }] = rows
  const standingOf = ({ machine }: ChartModel) =>
    rows.flatMap(({ place, ...row }) => (place === null || row.machine !== machine ? [] : [{ place, ...row }]))
  return models.map((model) => ({ asOf, today, ...folded(model, standingOf(model)) }))
}

type Row = Omit<Standing, 'place'> & {
  readonly asOf: Instant
  readonly today: CalendarDate
  readonly machine: string | null
  readonly place: string | null
}

export const utc = (moment: string): string => `to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const NONE: StateNumbers = { open: 0, overdue: 0, dueIn7Days: 0, oldestSince: null }

/** The same by the states of the chart, each with all that stand within it; every lifecycle once, in however many regions it stands. */
export function folded(model: ChartModel, standing: readonly Standing[]): Omit<FlowNumbers, 'asOf' | 'today'> {
  const { machine } = model
  const isKnown = isKnownTo(model)
  const states: Record<string, StateNumbers> = {}
  let [all, elsewhere] = [NONE, NONE]
  for (const each of standing) {
    const since = (moment: Instant | undefined): StateNumbers => ({ ...each, oldestSince: moment ?? null })
    all = sum(all, since(each.oldest[0]))
    if (!isKnown(each.place)) elsewhere = sum(elsewhere, since(each.oldest[0]))
    else for (const [nth, id] of idsIn(machine, each.place).entries()) states[id] = sum(states[id] ?? NONE, since(each.oldest[nth]))
  }
  const late = standing.filter(({ place, overdue }) => overdue > 0 && isKnown(place))
  return { machine, all, states, elsewhere, overdueIn: Object.fromEntries(late.map(({ place, overdue }) => [place, overdue])) }
}

const earlier = (one: Instant | null, other: Instant | null) => (one === null || (other !== null && other < one) ? other : one)

const sum = (one: StateNumbers, other: StateNumbers): StateNumbers => ({
  open: one.open + other.open,
  overdue: one.overdue + other.overdue,
  dueIn7Days: one.dueIn7Days + other.dueIn7Days,
  oldestSince: earlier(one.oldestSince, other.oldestSince),
})
