import { addDays, type CalendarDate } from '../../machines/kernel/calendar.ts'
import type { Rating } from '../../machines/kernel/definition.ts'

/** Without a day, and so after all that has one. */
export const SOME_DAY = '9999-12-31'
const SOON = 7

export const bands = ['overdue', 'dueIn7Days', 'later', 'undated'] as const
export type Band = (typeof bands)[number]

export function bandOf(dueOn: CalendarDate | null, today: CalendarDate): Band {
  if (dueOn === null) return 'undated'
  return dueOn < today ? 'overdue' : dueOn <= addDays(today, SOON) ? 'dueIn7Days' : 'later'
}

/**
 * Where a page ended. What is due is told by the day of the first page: were it told anew after midnight, what had moved up into a band
 * that was read already would stand on no page.
 */
export type PlaceInOrder = readonly [asOf: CalendarDate, rating: Rating, dueOn: CalendarDate, id: string]

/** Effort follows risk (C5): by due band, in it C before B before A, then by date. `place` is the day, `SOME_DAY` where there is none. */
export interface OrderParameters {
  /** The names of the parameters: the day of the first page, and the place after which this one begins. */
  readonly asOf: string
  readonly risk: string
  readonly place: string
  readonly id: string
}

const RISKS = { C: 0, B: 1, A: 2 } as const
/** What the parameters are for the page after this place; the first is after none. */
export const orderValues = (today: CalendarDate, after: PlaceInOrder | undefined) => ({
  asOf: after?.[0] ?? today,
  risk: after === undefined ? -1 : RISKS[after[1]],
  place: after?.[2] ?? '0001-01-01',
  id: after?.[3] ?? '',
})

const band = (place: string, asOf: string) =>
  `case when ${place} < ${asOf}::date then 0 when ${place} <= ${asOf}::date + ${SOON} then 1 when ${place} < '${SOME_DAY}' then 2 else 3 end`

/** Nobody is succeeded so often; it ends a circle, should there be one. */
export const MOST_HEIRS = 20
/** Who is in force for each organisation that was succeeded: a table expression, `in_force (id, heir)`. */
export const IN_FORCE = `heirs as (
    select file_id as id, successor as heir, 1 as steps from organisation where successor is not null
    union all
    select h.id, o.successor, h.steps + 1 from heirs h join organisation o on o.file_id = h.heir
    where o.successor is not null and h.steps < ${MOST_HEIRS}
  ), in_force as (select distinct on (id) id, heir from heirs order by id, steps desc)`

/**
 * The rating that row `r` goes by, as `risk`: of the organisation its instance is about; else of the one whose own file it is; else the
 * worst of those its casefile is about. Of an organisation that was succeeded it is that of the one in force.
 */
export const RATED = `left join lateral (
    select coalesce(max(o.rating), 'B') as rating,
      case coalesce(max(o.rating), 'B') when 'C' then ${RISKS.C} when 'B' then ${RISKS.B} else ${RISKS.A} end as rank
    from unnest(case when i.organisation is not null then array[i.organisation] when f.kind = 'organisation' then array[f.id] else c.organisations end)
      as about (id) left join in_force n on n.id = about.id join organisation o on o.file_id = coalesce(n.heir, about.id)
  ) risk on true`

/** Only what comes after the place where the page before ended. */
export const afterPlace = ({ asOf, risk, place, id }: OrderParameters) =>
  `(${band('r.place', asOf)}, risk.rank, r.place, r.id::text) > (${band(`${place}::date`, asOf)}, ${risk}::int, ${place}::date, ${id})`
export const inOrder = ({ asOf }: OrderParameters) => `order by ${band('r.place', asOf)}, risk.rank, r.place, r.id::text`
