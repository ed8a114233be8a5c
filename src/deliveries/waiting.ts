import type { Pool } from 'pg'
import type { CalendarDate } from '../../machines/kernel/calendar.ts'
import type { Delivery } from '../../machines/kernel/effect.ts'

/** A delivery on its way: what is to be heard, and which file is to hear it. */
export interface Waiting extends Pick<Delivery, 'id' | 'event' | 'happenedOn'> {
  /** The file that sends it. */
  readonly from: string
  /** Those that are meant: one, unless nobody can say which. */
  readonly to: readonly string[]
}

interface Row {
  readonly id: string
  readonly from: string
  readonly event: string
  readonly happenedOn: CalendarDate
  /** Of the casefile that sends it: it does not know its own. */
  readonly reference: string | null
  readonly to: readonly string[] | null
}

/**
 * An organisation is told by telling the one in force. A casefile's reference is unique; an earlier one need not be, and the casefile that
 * sends it is not meant by it.
 */
const WAITING = `
select d.id, d.file_id as "from", d.event, d.happened_on as "happenedOn", k.reference,
  case when d.to_organisation is not null then
    (with recursive succession as (
       select o.file_id, o.successor, 0 as heirs from organisation o where o.file_id = d.to_organisation
       union all
       select o.file_id, o.successor, l.heirs + 1 from succession l join organisation o on o.file_id = l.successor where l.heirs < 20
     )
     select array_agg(file_id::text) from succession where successor is null)
  else coalesce(
    (select array_agg(c.file_id::text) from casefile c where c.reference = d.to_casefile),
    (select array_agg(c.file_id::text) from casefile c where c.earlier_reference = d.to_casefile and c.file_id <> d.file_id)) end as "to"
from delivery d left join casefile k on k.file_id = d.file_id
where d.ended_at is null and not d.set_aside`

const waitingIn = ({ event, reference, to, ...row }: Row): Waiting => ({
  ...row,
  event: { ...(JSON.parse(event) as Delivery['event']), ...(reference !== null && { reference }) },
  to: to ?? [],
})

/** Those of these that have not arrived, in the order in which they were made. */
export async function stillWaiting(pool: Pool, ids: readonly string[]): Promise<readonly Waiting[]> {
  const text = `${WAITING} and d.id = any ($1::uuid[]) order by d.made_at, d.seq, d.place`
  return (await pool.query<Row>({ name: 'deliveries of these', text, values: [ids] })).rows.map(waitingIn)
}

/** The oldest that wait, but for these. */
export async function oldestWaiting(pool: Pool, except: readonly string[], most: number): Promise<readonly Waiting[]> {
  const text = `${WAITING} and d.id <> all ($1::uuid[]) order by d.made_at, d.seq, d.place limit $2`
  return (await pool.query<Row>({ name: 'deliveries waiting', text, values: [except, most] })).rows.map(waitingIn)
}

/** It does not concern the other file any more: that is an end of it, too. */
export async function concernsNobody(pool: Pool, id: string): Promise<void> {
  await pool.query({
    name: 'delivery concerns nobody',
    text: `update delivery set ended_at = present_moment(), ended_as = 'notConcerned' where id = $1 and ended_at is null`,
    values: [id],
  })
}
