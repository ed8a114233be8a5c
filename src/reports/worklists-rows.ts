import { MOST_HEIRS } from '../../machines/organisation/record.ts'
import type { PlaceInOrder } from './order-of-work.ts'
import type { Making } from './worklists-items.ts'
import type { Sorting, WorkFilters } from './worklists-names.ts'

export interface WorkPage {
  readonly after?: PlaceInOrder | undefined
  /** One more than is shown says that there is a next page. */
  readonly limit: number
  readonly filters?: WorkFilters | undefined
  readonly sorting?: Sorting | undefined
  readonly dutiesAlone?: boolean
  /** In these states of these machines a lifecycle waits for a sign-off. */
  readonly waiting?: NonNullable<Making['waiting']>
}

/** Of a row `r`, as it is handed on, beside its casefile `c` and, of a duty, that one as `d`: what only a page of them is asked for. */
export const SHOWN = `r.kind, r.id, d.title, r.due_on::text as "dueOn", d.cites, d.addressee, d.ends_by as "endsBy",
  coalesce(d.entered_late, false) as "enteredLate", d.shown_to_line_manager_on::text as "shownToLineManagerOn", r.file_id as file,
  case when r.reference is null then 'organisation' else 'casefile' end as "fileKind", r.reference, r.caseworker, r.directorate, c.closed,
  r.instance_id as instance, r.machine, r.state, to_char(r.since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since, r.rating, r.hidden,
  case when r.machine = 'compliance' then (
    with recursive line as (
      select sector, successor, 0 as heirs from organisation where file_id = r.about[1]
      union all
      select o.sector, o.successor, l.heirs + 1 from line l join organisation o on o.file_id = l.successor where l.heirs < ${MOST_HEIRS})
    select sector from line order by heirs desc limit 1) end as sector,
  case when r.kind = 'deadline' then (select name from timer where instance_id = r.instance_id order by due_at, name limit 1) end as timer,
  array(select json_build_object('id', o.id, 'name', o.name)
    from unnest(r.about) as named (id) cross join lateral (select file_id as id, name from organisation where file_id = named.id limit 1) o
    order by lower(o.name), o.id) as organisations`
/** Said so that they are looked up of each row of the page. */
export const BESIDE = `left join lateral (select * from duty where id = r.id and r.kind = 'duty' limit 1) d on true
  left join lateral (select closed from casefile where file_id = r.file_id limit 1) c on true`

/** So many are counted, and no more: above it a list says that there are more. */
export const MOST_COUNTED = 1_000

export interface Count {
  readonly count: number
  /** There are more than that. */
  readonly more: boolean
}
export const counted = (count: number, most: number): Count => (count > most ? { count: most, more: true } : { count, more: false })
