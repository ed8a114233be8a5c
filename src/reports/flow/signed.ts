import { defaultSettings, type Settings } from '../../../machines/guidance/settings.ts'
import type { StatementValues } from '../statement-values.ts'
import type { AttentionKind, FlowAsked } from './numbers.ts'
import { NOT_SEALED, openIn } from './relation.ts'
import type { Signs } from './signs.ts'

/** What somebody should look after, and what is usual: days by the innermost states, as places name them. */
export interface Looking {
  readonly signs: Signs
  /** Within how many days 85% have left. */
  readonly most: Readonly<Record<string, number>>
}

/** No figure of the guidance but this says how long nobody need hear of something (C14, setting f). */
const SILENCE = 'updateEveryDays' satisfies keyof Settings

/**
 * For each place in which something stands, of which there are few, and not for each that stands there: since when is too long in each of
 * its states, and before which moment the last that was recorded is too long ago. A table expression after `momentOf`:
 * `sign (nth, place, days, reminded, is_usual, silent_before)`.
 */
export function signedPlaces(asked: FlowAsked, { signs, most }: Looking, values: StatementValues): string {
  const paths = [...new Set([...Object.keys(most), ...signs.resting, ...signs.waiting, ...signs.reminded])]
  const column = <T>(of: (path: string) => T, type: string) => values.of(paths.map(of), type)
  return `leaf as materialized (
      select * from unnest(${column((path) => path, 'text[]')}, ${column((path) => most[path] ?? null, 'int[]')},
        ${column((path) => signs.resting.has(path), 'boolean[]')}, ${column((path) => signs.waiting.has(path), 'boolean[]')},
        ${column((path) => signs.reminded.has(path), 'boolean[]')}) as l (path, most, rests, waits, reminded)
    ), silence as materialized (
      select coalesce((select days from setting where name = '${SILENCE}' and from_day <= (select today from moment) order by from_day desc limit 1),
        ${defaultSettings[SILENCE]}) as days
    ), sign as materialized (
      select row_number() over ()::int as nth, p.place, array_agg(${begins('l.most')} order by r.nth) as days, coalesce(bool_or(l.reminded), false) as reminded,
        coalesce(bool_or(l.most is not null), false) as is_usual,
        case when not bool_and(coalesce(l.rests, false)) and not coalesce(bool_or(l.waits), false)
          then ${begins('greatest(max(l.most), (select days from silence))')} end as silent_before
      from (select distinct s.state as place from ${openIn({ ...asked, filters: {} }, values)}) p
        cross join lateral unnest(string_to_array(p.place, ' + ')) with ordinality as r (path, nth) left join leaf l on l.path = r.path
      group by p.place
    )`
}

/** What tells a day of what happens in a casefile: what is sealed is left out for everybody. */
export const leavesOutSealed = (kind: AttentionKind): boolean => kind === 'notReminded' || kind === 'silent'

/** The first moment of the day so many days before the one that is asked for. */
const begins = (days: string): string => `((select today from moment) - ${days})::timestamp at time zone 'Europe/London'`

/**
 * Whether a stay `s` calls for attention, where it stands in a place `sign`. What only its states tell is true of all that stand there.
 * To look into history costs most, and is done for those alone of which nothing else is known to have happened.
 */
export function callsFor(
  kind: AttentionKind,
  { at }: FlowAsked,
  { signs }: Looking,
  regions: readonly number[],
  values: StatementValues,
): string {
  const isTold = leavesOutSealed(kind) ? NOT_SEALED : 'true'
  if (kind === 'pastUsual') return `(${regions.map((nth) => `s.since[${nth}] < sign.days[${nth}]`).join(' or ')})`
  if (kind === 'notReminded')
    return at === undefined
      ? `sign.reminded and s.due_on < (select today from moment) and ${isTold} and exists (
          select from timer t where t.instance_id = s.instance_id and t.name = any(${values.of(signs.reminders, 'text[]')}) and t.due_at < ${begins('0')})`
      : 'false'
  if (kind === 'silent')
    return `s.entered_at < sign.silent_before and (sign.is_usual or s.due_on is null) and ${isTold} and not exists (
          select from stay p join transition t on t.file_id = p.file_id and t.seq > p.entered_seq and t.instance_id = p.instance_id
          where p.instance_id = s.instance_id and p.entered_at = s.entered_at and t.recorded_at >= sign.silent_before
            and t.recorded_at <= (select as_of from moment))`
  return 'true'
}
