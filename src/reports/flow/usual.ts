import type { Pool } from 'pg'
import type { DataSource } from 'typeorm'
import { RECORDED_IN_ERROR } from '../../../machines/kernel/correct.ts'
import type { UsualStay } from './numbers.ts'
import { idsIn } from './states.ts'

/** Of fewer nothing is usual. */
const FEWEST = 5
/** Of those that moved last: of more it would be no more usual. */
const MOST_MOVES = 50_000
/** On a database of a million lifecycles, while it has much else to do. */
const RECKONING_MS = 120_000

type Ask = <T>(text: string, values: readonly unknown[]) => Promise<readonly T[]>

/**
 * How long lifecycles of this machine have stood in each state before they left it, by the chart's ids, of those that left it in the year before.
 * It is reckoned once a day; here only where that has not been done.
 */
export async function usualStays(source: DataSource, machine: string): Promise<Readonly<Record<string, UsualStay>>> {
  const ask: Ask = (text, values) => source.query(text, [...values])
  const kept = await keptOf(ask, machine)
  return Object.fromEntries(
    (kept ?? (await reckoned(ask, machine))).filter(({ left }) => left >= FEWEST).map(({ state, ...usual }) => [state, usual]),
  )
}

/** Of every machine, anew. */
export async function reckonUsualStays(pool: Pool): Promise<void> {
  const ask: Ask = async <T>(text: string, values: readonly unknown[]) => {
    const client = await pool.connect()
    try {
      await client.query('begin')
      await client.query(`set local statement_timeout = ${RECKONING_MS}`)
      // The type of the client's own limit is missing from its types.
      const asked = { text, values: [...values], query_timeout: RECKONING_MS }
      const { rows } = await client.query(asked)
      await client.query('commit')
      return rows as T[]
    } catch (error) {
      await client.query('rollback')
      throw error
    } finally {
      client.release()
    }
  }
  for (const { machine } of await ask<{ machine: string }>('select distinct machine from instance', [])) await reckoned(ask, machine)
}

type Reckoned = UsualStay & { readonly state: string }

const KEPT = `
  select state, times as left, half, most, nearly_all as "nearlyAll" from usual_stay
  where machine = $1 and reckoned_at > present_moment() - interval '25 hours' and reckoned_at <= present_moment()`

/** Undefined where it was not reckoned of late. */
async function keptOf(ask: Ask, machine: string): Promise<readonly Reckoned[] | undefined> {
  const kept = await ask<Reckoned>(KEPT, [machine])
  return kept.length > 0 ? kept : undefined
}

/** From one place to another is out of some states and into others; in a state one has stood from the last time one came in. */
const RECKON = `
  with moment as materialized (select present_moment() as now),
  crossing as materialized (select * from unnest($2::text[], $3::text[], $4::text[], $5::boolean[]) as c (come_from, place, state, is_into)),
  lately as materialized (
    select distinct instance_id from (
      select instance_id from stay where machine = $1 and open and left_at > (select now from moment) - interval '1 year'
      order by left_at desc limit ${MOST_MOVES}) l
    where not exists (select from instance where id = l.instance_id and in_error)
  ), passed as (
    select c.state, c.is_into, s.event, s.entered_at,
      lag(s.entered_at) over (partition by s.instance_id, c.state order by s.entered_seq) as came_at
    from lately join stay s using (instance_id) join crossing c on c.come_from = s.come_from and c.place = s.state
  ), reckoned as (
    select state, count(*)::int as times, percentile_disc(array[0.5, 0.85, 0.95]) within group (
        order by greatest(0, (entered_at at time zone 'Europe/London')::date - (came_at at time zone 'Europe/London')::date)) as days
    from passed
    where not is_into and came_at is not null and event <> $6 and entered_at > (select now from moment) - interval '1 year'
    group by state
  ), gone as (
    delete from usual_stay where machine = $1 and state not in (select state from reckoned) and state <> $1
  ), kept as (
    insert into usual_stay (machine, state, times, half, most, nearly_all, reckoned_at)
    select $1, state, times, days[1], days[2], days[3], now from reckoned, moment
    union all -- that it was reckoned, where nothing was left: nobody leaves the machine itself
    select $1, $1, 0, 0, 0, 0, now from moment
    on conflict (machine, state) do update set times = excluded.times, half = excluded.half, most = excluded.most,
      nearly_all = excluded.nearly_all, reckoned_at = excluded.reckoned_at
  )
  select state, times as left, days[1] as half, days[2] as most, days[3] as "nearlyAll" from reckoned`

async function reckoned(ask: Ask, machine: string): Promise<readonly Reckoned[]> {
  const pairs = await ask<{ comeFrom: string; place: string }>(
    'select distinct come_from as "comeFrom", state as place from stay where machine = $1 and come_from <> state',
    [machine],
  )
  const crossings = pairs.flatMap(({ comeFrom, place }) => crossingsOf(machine, comeFrom, place))
  const column = <N extends keyof Crossing>(name: N) => crossings.map((crossing) => crossing[name])
  return ask(RECKON, [machine, column('comeFrom'), column('place'), column('state'), column('isInto'), CORRECTED])
}
const CORRECTED = RECORDED_IN_ERROR.shape.type.value

interface Crossing {
  readonly comeFrom: string
  readonly place: string
  readonly state: string
  readonly isInto: boolean
}

function crossingsOf(machine: string, comeFrom: string, place: string): readonly Crossing[] {
  const [before, after] = [idsIn(machine, comeFrom), idsIn(machine, place)]
  const left = before.filter((state) => !after.includes(state) && state !== machine)
  const entered = after.filter((state) => !before.includes(state) && state !== machine)
  return [...left.map((state) => ({ state, isInto: false })), ...entered.map((state) => ({ state, isInto: true }))].map((crossing) => ({
    comeFrom,
    place,
    ...crossing,
  }))
}
