import type { DataSource } from 'typeorm'
import type { CalendarDate } from '../../machines/kernel/calendar.ts'
import { isSealedTo, postIds, type Reader, VISIBLE } from './standing.ts'

/** An item that an organisation has still to comply with, its own or one that passed to it. */
export interface OpenItem {
  readonly instance: string
  readonly casefile: string
  readonly reference: string
  readonly state: string
  /** With whom it was opened. */
  readonly organisation: string
  /** Its target date; the end of time where its record cannot be read. */
  readonly target: CalendarDate
  readonly stored: string
}

/** The organisation and all whose place it took, directly or not: what is open has passed to it (setting q), and away from them. */
const OPEN_ITEMS = `
  with recursive family as (
    select file_id from organisation where file_id = $3 and successor is null
    union
    select o.file_id from family f join organisation o on o.successor = f.file_id
  ), items as (
    select i.id as instance, i.state, i.organisation, c.file_id as casefile, c.reference, ${VISIBLE} as visible,
      coalesce(r.target_on, '9999-12-31') as target
    from family f join instance i on i.organisation = f.file_id and i.machine = 'compliance' and not i.in_error and not i.closed
    join casefile c on c.file_id = i.file_id left join remedy r on r.instance_id = i.id
  )`

/** One page of the items in casefiles that the reader may see, by their target dates. */
export const openItems = (
  source: DataSource,
  reader: Reader,
  organisation: string,
  { after, limit }: { after?: readonly [target: CalendarDate, instance: string] | undefined; limit: number },
): Promise<readonly OpenItem[]> =>
  source.query<OpenItem[]>(
    `${OPEN_ITEMS}
     select p.*, s.stored from (
       select instance, state, organisation, casefile, reference, target::text from items
       where visible and ($4::date is null or (items.target, instance) > ($4, $5::uuid)) order by items.target, instance limit $6) p
     join snapshot s on s.instance_id = p.instance order by p.target, p.instance`,
    [postIds(reader), reader.seesSealed, organisation, after?.[0] ?? null, after?.[1] ?? null, limit],
  )

/** How many stand in each state, and how many of all stand in casefiles that the reader may not see. */
export interface OpenItemsCounted {
  readonly states: readonly { readonly state: string; readonly count: number }[]
  readonly count: number
  readonly hidden: number
}

export async function openItemsCounted(source: DataSource, reader: Reader, organisation: string): Promise<OpenItemsCounted> {
  const rows = await source.query<{ state: string; visible: boolean; count: number }[]>(
    `${OPEN_ITEMS} select state, visible, count(*)::int from items group by state, visible order by count desc, state`,
    [postIds(reader), reader.seesSealed, organisation],
  )
  const sum = (which: typeof rows) => which.reduce((total, { count }) => total + count, 0)
  const seen = rows.filter(({ visible }) => visible)
  return {
    states: seen.map(({ state, count }) => ({ state, count })),
    count: sum(seen),
    hidden: sum(rows.filter(({ visible }) => !visible)),
  }
}

/** How many of those that the reader may see are past their target date, in each state. */
export const openItemsPastTarget = (source: DataSource, reader: Reader, organisation: string): Promise<OpenItemsCounted['states']> =>
  source.query<{ state: string; count: number }[]>(
    `${OPEN_ITEMS} select state, count(*)::int from items where visible and target < $4 group by state`,
    [postIds(reader), reader.seesSealed, organisation, reader.today],
  )

/** How many items each of these organisations has still to comply with, in casefiles that the reader may see. */
export async function openItemsOf(
  source: DataSource,
  reader: Reader,
  organisations: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (organisations.length === 0) return new Map()
  const rows = await source.query<{ id: string; count: number }[]>(
    `with recursive family as (
       select file_id as id, file_id from organisation where file_id = any($3::uuid[]) and successor is null
       union
       select f.id, o.file_id from family f join organisation o on o.successor = f.file_id
     )
     select f.id, count(*)::int from family f
     join instance i on i.organisation = f.file_id and i.machine = 'compliance' and not i.in_error and not i.closed
     where not ${isSealedTo('i.file_id')} group by f.id`,
    [postIds(reader), reader.seesSealed, organisations],
  )
  return new Map(rows.map(({ id, count }) => [id, count]))
}
