import { addDays, type CalendarDate } from '../../machines/kernel/calendar.ts'
import type { Rating } from '../../machines/kernel/definition.ts'
import { MOST_HEIRS } from '../../machines/organisation/record.ts'
import type { StatementValues } from './statement-values.ts'
import type { Sort, Sorting } from './worklists-names.ts'

/** Without a day, and so after all that has one. */
export const SOME_DAY = '9999-12-31'
export const SOON = 7

export const bands = ['overdue', 'dueIn7Days', 'later', 'undated'] as const
export type Band = (typeof bands)[number]

export function bandOf(dueOn: CalendarDate | null, today: CalendarDate): Band {
  if (dueOn === null) return 'undated'
  return dueOn < today ? 'overdue' : dueOn <= addDays(today, SOON) ? 'dueIn7Days' : 'later'
}

/**
 * Where a page ended, and the key of the sort it was read in. What is due is told by the day of the first page:
 * were it told anew after midnight, what had moved up into a band that was read already would stand on no page.
 */
export type PlaceInOrder = readonly [asOf: CalendarDate, rating: Rating, dueOn: CalendarDate, id: string, key: string]

const RISKS = { C: 0, B: 1, A: 2 } as const
/** What is sealed to the reader stands at the end of its band: where its rating would put it would tell the rating. */
const HIDDEN = 3
const HIDDEN_KEY = '~'
/** The last day that is due in seven. */
export const lastOfSoon = (asOf: string): string => `${asOf} + ${SOON}`
/** `place` is the day, `SOME_DAY` where there is none. */
const band = (place: string, asOf: string) =>
  `case when ${place} < ${asOf} then 0 when ${place} <= ${asOf} + ${SOON} then 1 when ${place} < '${SOME_DAY}' then 2 else 3 end`

/** Who is in force for each organisation that was succeeded: a table expression, `in_force (id, heir)`. */
export const IN_FORCE = `heirs as (
    select file_id as id, successor as heir, 1 as steps from organisation where successor is not null
    union all
    select h.id, o.successor, h.steps + 1 from heirs h join organisation o on o.file_id = h.heir
    where o.successor is not null and h.steps < ${MOST_HEIRS}
  ), in_force as (select distinct on (id) id, heir from heirs order by id, steps desc)`

/** Every organisation with the rating it goes by, which is that of the one in force: a table expression beside `IN_FORCE`. */
export const RATED = `rated as materialized (
    select o.file_id as id, o.name, coalesce(h.file_id, o.file_id) as heir, coalesce(h.rating, o.rating) as rating
    from organisation o left join in_force n on n.id = o.file_id left join organisation h on h.file_id = n.heir
  )`

/** After these table expressions, where a statement reads them. */
export const withRated = (statement: string): string =>
  /\brated\b/.test(statement) ? `with recursive ${IN_FORCE}, ${RATED} ${statement}` : statement

/** Rows `r` of what there is to do, which have their rating, with what else they are ordered by. */
export const orderedFrom = (items: string, { by }: Sorting): string => `
  select r.*, coalesce(r.due_on, '${SOME_DAY}') as place${by === 'organisation' ? `, ${CALLED}` : ''} from (${items}) r`
const CALLED = 'lower((select min(o.name) from organisation o where o.file_id = any(r.about))) as called'

/**
 * Rows `r` with what they are ordered by: the worst rating of those that `about` names, which for an instance is the organisation it is
 * about, else all of its casefile; and their first name. Most are about one, which is joined from its table: from `rated`, which has no
 * index, 539 rows that the planner took for 2 were read beside 400 organisations each, in 107 ms instead of 3.
 */
export const rankedFrom = (items: string) => `
  select r.*, coalesce(r.due_on, '${SOME_DAY}') as place, coalesce(greatest(coalesce(heir.rating, one.rating), more.rating), 'B') as rating,
    lower(least(one.name, more.name)) as called
  from (${items}) r
  left join organisation one on one.file_id = r.about[1]
  left join in_force on in_force.id = one.file_id
  left join organisation heir on heir.file_id = in_force.heir
  left join lateral (
    select max(o.rating) as rating, min(o.name) as name from unnest(r.about[2:]) as other (id) join rated o on o.id = other.id
    where cardinality(r.about) > 1
  ) more on true`

const rank = `case when r.hidden then ${HIDDEN} when r.rating = 'C' then ${RISKS.C} when r.rating = 'B' then ${RISKS.B} else ${RISKS.A} end`
/** What is sealed to the reader stands at the end, wherever its particulars would have put it. */
const unlessHidden = (key: string) => `case when r.hidden then '${HIDDEN_KEY}' else coalesce(${key}, '${HIDDEN_KEY}') end`
const KEYS: Readonly<Record<Exclude<Sort, 'urgency'>, string>> = {
  due: 'r.place::text',
  reference: unlessHidden('r.reference'),
  organisation: unlessHidden('r.called'),
  rating: unlessHidden(`(${rank})::text`),
  since: unlessHidden(`to_char(r.since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS')`),
}

/** The key of a row in this sort; in the order of urgency it says alone whether the row is sealed. */
export const keyOf = ({ by }: Sorting): string => (by === 'urgency' ? `case when r.hidden then '${HIDDEN_KEY}' else '' end` : KEYS[by])

/** Effort follows risk (C5): by due band, in it C before B before A, then by date; unless the reader sorts by something else. */
export function orderOf(sorting: Sorting, asOf: CalendarDate, values: StatementValues): string {
  const down = sorting.descending ? ' desc' : ''
  if (sorting.by === 'urgency') return `order by ${band('r.place', values.of(asOf, 'date'))}, ${rank}, r.place, r.id::text`
  return `order by ${keyOf(sorting)}${down}, r.place${down}, r.id::text${down}`
}

/** Only what comes after the place where the page before ended. */
export function afterPlace(sorting: Sorting, after: PlaceInOrder | undefined, values: StatementValues): string {
  if (after === undefined) return 'true'
  const [asOf, rating, dueOn, id, key] = after
  const beyond = sorting.descending ? '<' : '>'
  const place = values.of(dueOn, 'date')
  const last = values.of(id, 'text')
  if (sorting.by !== 'urgency') return `(${keyOf(sorting)}, r.place, r.id::text) ${beyond} (${values.of(key, 'text')}, ${place}, ${last})`
  const day = values.of(asOf, 'date')
  return `(${band('r.place', day)}, ${rank}, r.place, r.id::text) ${beyond} (${band(place, day)}, ${values.of(key === HIDDEN_KEY ? HIDDEN : RISKS[rating], 'int')}, ${place}, ${last})`
}

/** The rows of these bands, told by the day it is today. */
export const inBands = (bandsAsked: readonly Band[], today: string, values: StatementValues): string =>
  `(${band(`coalesce(r.due_on, '${SOME_DAY}')`, today)}) = any(${values.of(
    bandsAsked.map((each) => bands.indexOf(each)),
    'int[]',
  )})`
