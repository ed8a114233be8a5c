import type { DataSource } from 'typeorm'
import type { CalendarDate } from '../../machines/kernel/calendar.ts'
import { afterPlace, keyOf, orderedFrom, orderOf, withRated } from './order-of-work.ts'
import type { Reader } from './standing.ts'
import { StatementValues } from './statement-values.ts'
import { type Office, officeAround, scopeOf } from './whose-work.ts'
import { casefileListed, casefilesCounted } from './worklists-casefiles.ts'
import { type Days, daysOf, isDue, isOfMany, lastDays, upTo } from './worklists-days.ts'
import { matching } from './worklists-filters.ts'
import { type ItemList, itemsOf, type Making, withReader } from './worklists-items.ts'
import { byUrgency, isOfCasefiles, type WorkFilters, type WorklistName, type WorkRow } from './worklists-names.ts'

import { BESIDE, type Count, counted, MOST_COUNTED, SHOWN, type WorkPage } from './worklists-rows.ts'

/** What is on this list now; of *awaiting my sign-off* all that waits for one and may be seen. */
export async function worklist(source: DataSource, reader: Reader, name: WorklistName, page: WorkPage): Promise<readonly WorkRow[]> {
  if (isOfCasefiles(name)) return casefileListed(source, reader, name, page)
  const office = await officeAround(source, reader)
  const { sorting = byUrgency, after, limit } = page
  if (name === 'team' && sorting.by === 'urgency' && isOfMany(scopeOf(reader, office, name)))
    for (const last of lastDays(after?.[2], after?.[0] ?? reader.today)) {
      const rows = await listRead(source, { reader, office }, name, page, last)
      if (rows.length >= limit) return rows
    }
  return listRead(source, { reader, office }, name, page)
}

async function listRead(
  source: DataSource,
  { reader, office }: Pick<Making, 'reader' | 'office'>,
  name: ItemList,
  { after, limit, filters = {}, sorting = byUrgency, ...more }: WorkPage,
  last?: CalendarDate,
): Promise<readonly WorkRow[]> {
  const values = new StatementValues()
  withReader(values, reader)
  const making: Making = { reader, office, values, ...more }
  const days = last ? upTo(values.of(last, 'date')) : daysOf(name, making)
  const rows = orderedFrom(itemsOf(name, making), sorting)
  const asOf = after?.[0] ?? reader.today
  const text = `
    select ${SHOWN}, ${keyOf(sorting)} as key
    from (
      select r.* from (${rows}) r
      where ${listed(days, filters, making)} and ${afterPlace(sorting, after, values)}
      ${orderOf(sorting, asOf, values)} limit ${values.of(limit, 'int')}
    ) r ${BESIDE}
    ${orderOf(sorting, asOf, values)}`
  return source.query<WorkRow[]>(withRated(text), values.list)
}

/** What the list itself keeps of its rows, and what the reader asks for. */
function listed(days: Days | undefined, filters: WorkFilters, { reader, values }: Making): string {
  const asked = matching(filters, reader.today, values)
  return days ? `${isDue(days)} and ${asked}` : asked
}

/** How long each of these lists is: the rows of its pages, counted. All in one statement. */
export async function countsOf(
  source: DataSource,
  reader: Reader,
  lists: readonly { readonly name: Exclude<WorklistName, 'awaitingMySignOff'>; readonly filters?: WorkFilters }[],
  office?: Office,
): Promise<readonly Count[]> {
  if (reader.posts.length === 0 || lists.length === 0) return lists.map(() => ({ count: 0, more: false }))
  const making: Making = { reader, office: office ?? (await officeAround(source, reader)), values: new StatementValues() }
  withReader(making.values, reader)
  const each = lists.map(({ name, filters = {} }) =>
    isOfCasefiles(name) ? casefilesCounted(name, filters, making) : itemsCounted(name, filters, making),
  )
  const counts = each.map((counting, place) => `(${counting}) as c${place}`)
  const [row] = await source.query<[Record<string, string>]>(withRated(`select ${counts.join(', ')}`), making.values.list)
  return lists.map((_, place) => counted(Number(row[`c${place}`]), MOST_COUNTED))
}

function itemsCounted(name: ItemList, filters: WorkFilters, making: Making): string {
  const items = itemsOf(name, { ...making, withoutSteps: !filters.band?.length })
  return `select count(*) from (select from (${items}) r where ${listed(daysOf(name, making), filters, making)} limit ${MOST_COUNTED + 1}) n`
}
