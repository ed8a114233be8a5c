import { defaultSettings, type Settings } from '../../../machines/guidance/settings.ts'
import type { ChartModel } from '../../../machines/kernel/chart.ts'
import type { StatementValues } from '../statement-values.ts'
import type { AttentionKind, FlowAsked } from './numbers.ts'
import { NOT_SEALED, openIn } from './relation.ts'
import type { Signs } from './signs.ts'
import { mostAtOnce } from './states.ts'

/** What somebody should look after, and what is usual, by the innermost states, as places name them. */
export interface Looking {
  readonly signs: Signs
  readonly usual: Readonly<Record<string, UsualWait>>
}

/** Within how many days 85% have left the state in which one waits who stands in an innermost one: the same, or the one around it. */
export interface UsualWait {
  readonly most: number
  readonly state: string
}

/** No figure of the guidance but this says how long nobody need hear of something (C14, setting f). */
const SILENCE = 'updateEveryDays' satisfies keyof Settings

/**
 * For each place in which something stands, of which there are few, and not for each that stands there: since when is too long in each
 * region (and in which place of `since` that is said), and before which moment the last that was recorded is too long ago. A table expression after `momentOf`:
 * `sign (nth, place, said, days, named, reminded, is_usual, silent_before)`; `named` where its name alone calls for attention.
 */
export function signedPlaces(asked: FlowAsked, { signs, usual }: Looking, values: StatementValues): string {
  const { escalated, refused, reminded, resting, waiting } = signs
  const paths = [...new Set([...Object.keys(usual), ...escalated, ...refused, ...resting, ...waiting, ...reminded])]
  const column = <T>(of: (path: string) => T, type: string) => values.of(paths.map(of), type)
  return `leaf as materialized (
      select * from unnest(${column((path) => path, 'text[]')}, ${column((path) => usual[path]?.most ?? null, 'int[]')},
        ${column((path) => usual[path]?.state ?? null, 'text[]')}, ${column((path) => resting.has(path), 'boolean[]')}, ${column((path) => waiting.has(path), 'boolean[]')},
        ${column((path) => reminded.has(path), 'boolean[]')}, ${column((path) => escalated.has(path) || refused.has(path), 'boolean[]')})
        as l (path, most, state, rests, waits, reminded, named)
    ), silence as materialized (
      select coalesce((select days from setting where name = '${SILENCE}' and from_day <= (select today from moment) order by from_day desc limit 1),
        ${defaultSettings[SILENCE]}) as days
    ), sign as materialized (
      select row_number() over ()::int as nth, p.place, array_agg(array_position(p.states, l.state) order by r.nth) as said,
        array_agg(${begins('l.most')} order by r.nth) as days, coalesce(bool_or(l.named), false) as named,
        coalesce(bool_or(l.reminded), false) as reminded,
        coalesce(bool_or(l.most is not null), false) as is_usual,
        case when not bool_and(coalesce(l.rests, false)) and not coalesce(bool_or(l.waits), false)
          then ${begins('greatest(max(l.most), (select days from silence))')} end as silent_before
      from (select place, states_in(place) as states from (${placesStoodIn(asked, values)}) q offset 0) p
        cross join lateral unnest(string_to_array(p.place, ' + ')) with ordinality as r (path, nth) left join leaf l on l.path = r.path
      group by p.place
    )`
}

/** In which anything stands, now or then. Now they are read off an index, one after the other, and not all that stands in them. */
export const placesStoodIn = ({ machine, at }: FlowAsked, values: StatementValues): string => {
  if (at !== undefined) return `select distinct s.state as place from ${openIn({ machine, at, filters: {} }, values)}`
  const next = (after: string) =>
    `select t.state from stay t where t.machine = ${values.of(machine, 'text')} and t.left_seq is null and t.open${after} order by t.state limit 1`
  return `with recursive p (place) as (
        (${next('')}) union all select (${next(' and t.state > p.place')}) from p where p.place is not null
      ) select place from p where place is not null`
}

/** Whether anything of these kinds can be said of what stands in a place `sign`. */
export const tellsOf = (kinds: readonly AttentionKind[]): string =>
  [...new Set(kinds.map((kind) => TELLING[kind]))].map((telling) => `sign.${telling}`).join(' or ') || 'false'
const TELLING: Readonly<Record<AttentionKind, string>> = {
  pastUsual: 'is_usual',
  escalated: 'named',
  refused: 'named',
  notReminded: 'reminded',
  silent: 'silent_before is not null',
}

/** What tells a day of what happens in a casefile: what is sealed is left out for everybody. */
export const leavesOutSealed = (kind: AttentionKind): boolean => kind !== 'escalated' && kind !== 'refused'

/** The first moment of the day so many days before the one that is asked for. */
const begins = (days: string): string => `((select today from moment) - ${days})::timestamp at time zone 'Europe/London'`

/** The regions in which a lifecycle can stand at once, from 1. */
export const regionsOf = (model: ChartModel): readonly number[] => Array.from({ length: mostAtOnce(model).regions }, (_, nth) => nth + 1)

/** Whether a stay `s` stands for longer than is usual in the state in which it waits, of one region of a place `sign`. */
export const isLonger = (region: number): string => `s.since[sign.said[${region}]] < sign.days[${region}]`

/**
 * Whether a stay `s` calls for attention, where it stands in a place `sign`. What only its states tell is true of all that stand there.
 * Whether it is silent costs most, and is asked of those alone that may be (of 280,000 at rest it took 2.1 s where that was left to the order
 * of the conditions).
 */
export function callsFor(
  kind: AttentionKind,
  { at }: FlowAsked,
  { signs }: Looking,
  regions: readonly number[],
  values: StatementValues,
): string {
  const isTold = leavesOutSealed(kind) ? NOT_SEALED : 'true'
  if (kind === 'pastUsual') return `(${regions.map(isLonger).join(' or ')}) and ${isTold}`
  if (kind === 'notReminded')
    return at === undefined
      ? `sign.reminded and s.due_on < (select today from moment) and ${isTold} and exists (
          select from timer t where t.instance_id = s.instance_id and t.name = any(${values.of(signs.reminders, 'text[]')}) and t.due_at < ${begins('0')})`
      : 'false'
  if (kind === 'silent')
    return `case when s.entered_at < sign.silent_before and (sign.is_usual or s.due_on is null) and ${isTold}
      then ${at === undefined ? IS_SILENT : WAS_SILENT} else false end`
  return 'true'
}

const IS_SILENT = '(select written_at from instance where id = s.instance_id) < sign.silent_before'
const WAS_SILENT = `not exists (
          select from stay p join transition t on t.file_id = p.file_id and t.seq > p.entered_seq and t.instance_id = p.instance_id
          where p.instance_id = s.instance_id and p.entered_at = s.entered_at and t.recorded_at >= sign.silent_before
            and t.recorded_at <= (select as_of from moment))`
