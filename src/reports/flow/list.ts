import type { DataSource } from 'typeorm'
import type { CalendarDate, Instant } from '../../../machines/kernel/calendar.ts'
import type { ChartModel } from '../../../machines/kernel/chart.ts'
import type { Rating } from '../../../machines/kernel/definition.ts'
import { leavesOf } from '../../../machines/kernel/place.ts'
import { IN_FORCE, RATED, rankedFrom } from '../order-of-work.ts'
import { isSealedTo, postIds, type Reader } from '../standing.ts'
import { StatementValues } from '../statement-values.ts'
import { concerns } from './attention.ts'
import { utc } from './flow.ts'
import type { AttentionKind, FlowAsked } from './numbers.ts'
import { BANDS, besideOf, momentOf, openIn } from './relation.ts'
import { callsFor, type Looking, placesStoodIn, regionsOf, signedPlaces } from './signed.ts'
import { idsAround, idsIn, isKnownTo } from './states.ts'

/** For states that the present chart does not have. */
export const ELSEWHERE = 'elsewhere'

/** One lifecycle of a flow. What is sealed to the reader says where it stands, and nothing else. */
export interface FlowRow {
  readonly instance: string | null
  readonly file: string | null
  /** Null for a lifecycle of an organisation's file, too. */
  readonly reference: string | null
  /** Whom it is about. */
  readonly organisations: readonly { readonly id: string; readonly name: string }[]
  readonly rating: Rating | null
  readonly machine: string
  /** As in `instance`: regions joined by ` + `. */
  readonly state: string
  /**
   * Since when it has stood in the state asked for, wherever within it; without one since when it has been open. Of what is sealed it is not
   * told, since it may be known by its days; the day of its opening is one.
   */
  readonly since: Instant | null
  readonly dueOn: CalendarDate | null
  readonly caseworker: string | null
  readonly hidden: boolean
  /** Where it stands in the list: the next page begins after it. */
  readonly at: PlaceInFlow
}

/** What is sealed to the reader stands last, in an order that tells neither which lifecycle it is nor since when it stands there. */
export type PlaceInFlow = readonly [since: Instant | null, key: string]

export interface FlowPage {
  /** Of the chart, with all states within it; `elsewhere` for those that it does not have; without it all. */
  readonly state?: string | undefined
  readonly band?: 'overdue' | 'dueIn7Days' | undefined
  /** Those alone that call for attention, and why. */
  readonly attention?: (Looking & { readonly kind: AttentionKind }) | undefined
  readonly after?: PlaceInFlow | undefined
  readonly limit: number
}

/**
 * The lifecycles that a number of the flow counts, each once, those that have stood there longest first, and last what is sealed. Where the flow has particulars to go by, or
 * when something is due, what is sealed is left out for everybody.
 */
export async function flowRows(
  source: DataSource,
  reader: Reader,
  model: ChartModel,
  asked: FlowAsked,
  page: FlowPage,
): Promise<readonly FlowRow[]> {
  const { state, after, limit, attention } = page
  const isAll = attention === undefined && (state === undefined || state === model.machine)
  const places = isAll ? undefined : await placesIn(source, model, asked, page)
  if (places?.length === 0) return []
  const values = new StatementValues()
  values.of(postIds(reader), 'text[]')
  values.of(reader.seesSealed, 'boolean')
  const moment = momentOf(asked, values)
  const since = sinceIn(model, state, places, values)
  const signs = attention ? `, ${signedPlaces(asked, within(model, state, attention), values)}` : ''
  const text = `
    with recursive ${moment}${besideOf(asked) || `, ${IN_FORCE}, ${RATED}`}${signs}, page as materialized (
      select s.* from (
        select s.instance_id, s.file_id, s.machine, s.state, s.due_on, s.hidden, case when s.hidden then 'infinity' else ${since} end as since,
          md5(s.instance_id::text || case when s.hidden then (select head from file where id = s.file_id) else '' end) as key
        from (select s.*, ${isSealedTo('s.file_id')} as hidden from ${chosenIn(model, asked, page, places, values)}) s
      ) s
      where ${after ? `(s.since, s.key) > (coalesce(${values.of(after[0], 'timestamptz')}, 'infinity'), ${values.of(after[1], 'text')})` : 'true'}
      order by s.since, s.key limit ${values.of(limit, 'int')}
    )
    select ${SHOWN} from (${rankedFrom(PARTICULARS)}) r order by r.since, r.key`
  return source.query<FlowRow[]>(text, values.list)
}

/** Those that have stood there longest, of the same that the flow's oldest is of: nothing that is sealed is among them, whoever asks. */
export const oldestOf = (
  source: DataSource,
  reader: Reader,
  model: ChartModel,
  asked: FlowAsked,
  page: Pick<FlowPage, 'state' | 'limit'>,
): Promise<readonly FlowRow[]> => flowRows(source, reader, model, { ...asked, withoutSealed: true }, page)

/** The lifecycles in these places, and of the band or calling for the attention that is asked for, as `s`. */
function chosenIn(
  model: ChartModel,
  asked: FlowAsked,
  { band, attention }: FlowPage,
  places: readonly string[] | undefined,
  values: StatementValues,
): string {
  const chosen = `${openIn(asked, values)}${places ? ` and s.state = any(${values.of(places, 'text[]')})` : ''}${band ? ` and ${BANDS[band]}` : ''}`
  if (!attention) return chosen
  return `(select s.* from ${chosen}) s join sign on sign.place = s.state where ${callsFor(attention.kind, asked, attention, regionsOf(model), values)}`
}

/** Of a state it is asked how long they have stood within it. */
function within({ machine }: ChartModel, state: string | undefined, { kind, signs, usual }: NonNullable<FlowPage['attention']>): Looking {
  const isIn = (path: string) => state === undefined || idsAround(machine, path).includes(state)
  return { signs, usual: kind === 'pastUsual' ? Object.fromEntries(Object.entries(usual).filter(([path]) => isIn(path))) : usual }
}

/** The places, as stays have them, that are within a state, and of which it can be said that they call for attention. */
async function placesIn(
  source: DataSource,
  model: ChartModel,
  asked: FlowAsked,
  { state = model.machine, attention }: FlowPage,
): Promise<readonly string[]> {
  const { machine } = model
  const values = new StatementValues()
  const rows = await source.query<{ place: string }[]>(placesStoodIn(asked, values), values.list)
  const isKnown = isKnownTo(model)
  const isConcerned = (path: string) =>
    attention === undefined || (idsAround(machine, path).includes(state) && concerns(attention.kind, path, attention.signs))
  const isMeant = (place: string) =>
    isKnown(place) ? idsIn(machine, place).includes(state) && leavesOf(place).some(isConcerned) : state === ELSEWHERE && !attention
  return rows.map(({ place }) => place).filter(isMeant)
}

/**
 * Since when it has stood in the state, or, where that is none that the chart has, been open: the same place of its moments in nearly every place
 * where it can stand.
 */
function sinceIn(
  { machine }: ChartModel,
  state: string | undefined,
  places: readonly string[] | undefined,
  values: StatementValues,
): string {
  if (places === undefined || state === undefined || state === machine || state === ELSEWHERE) return 's.since[1]'
  const ways = new Map<number, string[]>()
  for (const place of places) {
    const nth = idsIn(machine, place).indexOf(state) + 1
    ways.set(nth, [...(ways.get(nth) ?? []), place])
  }
  const [[usual], ...others] = [...ways] as [[number, string[]], ...[number, string[]][]]
  const cases = others.map(([nth, of]) => `when s.state = any(${values.of(of, 'text[]')}) then s.since[${nth}]`)
  return cases.length === 0 ? `s.since[${usual}]` : `case ${cases.join(' ')} else s.since[${usual}] end`
}

const PARTICULARS = `
  select p.*, c.reference, c.caseworker,
    case when i.organisation is not null then array[i.organisation] when c.file_id is null then array[i.file_id] else c.organisations end as about
  from page p join instance i on i.id = p.instance_id left join casefile c on c.file_id = p.file_id`

const unlessHidden = (value: string) => `case when not r.hidden then ${value} end`
const SHOWN = `${unlessHidden('r.instance_id')} as instance, ${unlessHidden('r.file_id')} as file, ${unlessHidden('r.reference')} as reference,
  ${unlessHidden('r.rating')} as rating, r.machine, r.state, ${unlessHidden(utc('r.since'))} as since, ${unlessHidden('r.due_on::text')} as "dueOn",
  ${unlessHidden('r.caseworker')} as caseworker, r.hidden, json_build_array(${unlessHidden(utc('r.since'))}, r.key) as at,
  array(select json_build_object('id', o.id, 'name', o.name)
    from unnest(r.about) as named (id) cross join lateral (select file_id as id, name from organisation where file_id = named.id limit 1) o
    where not r.hidden order by lower(o.name), o.id) as organisations`
