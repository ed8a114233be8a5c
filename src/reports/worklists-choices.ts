import type { DataSource } from 'typeorm'
import { type Reader, VISIBLE } from './standing.ts'
import { StatementValues } from './statement-values.ts'
import { officeAround } from './whose-work.ts'
import { type Days, daysOf, isDue } from './worklists-days.ts'
import { itemsOf, type Making, withReader } from './worklists-items.ts'
import { isOfCasefiles, type WorklistName } from './worklists-names.ts'

/** What the rows of a list have, and so can be chosen by: of the first thousand, which are all of most lists; of casefiles the newest. */
export interface Choices {
  readonly organisations: readonly { readonly id: string; readonly name: string }[]
  readonly places: readonly { readonly machine: string; readonly state: string }[]
  /** Posts, with their titles. */
  readonly caseworkers: readonly { readonly id: string; readonly title: string }[]
  readonly directorates: readonly string[]
  /** There are more rows than that: they may have others. */
  readonly more: boolean
  /** Those thousand have more organisations than these. */
  readonly moreOrganisations: boolean
}

export const MOST_ROWS = 1_000
export const MOST_ORGANISATIONS = 200
const NONE: Choices = { organisations: [], places: [], caseworkers: [], directorates: [], more: false, moreOrganisations: false }

/** Nothing of what is sealed to the reader is among them. */
export async function choicesOf(source: DataSource, reader: Reader, name: WorklistName, waiting?: Making['waiting']): Promise<Choices> {
  if (reader.posts.length === 0) return NONE
  const values = new StatementValues()
  const making: Making = { reader, office: await officeAround(source, reader), values, withoutSteps: true, ...(waiting && { waiting }) }
  withReader(values, reader)
  const rows = isOfCasefiles(name) ? newest(name === 'closed') : itemsRead(itemsOf(name, making), daysOf(name, making))
  const [choices] = await source.query<[Omit<Choices, 'moreOrganisations'>]>(
    `with some_rows as materialized (${rows})
     select
       (select coalesce(json_agg(o), '[]') from (select lower(name), file_id as id, name from organisation
         where file_id in (select unnest(about) from some_rows) order by 1, 2 limit ${MOST_ORGANISATIONS + 1}) o) as organisations,
       (select coalesce(json_agg(p), '[]') from (select distinct machine, state from some_rows order by 1, 2) p) as places,
       (select coalesce(json_agg(p), '[]') from (select id, title from post where id in (select caseworker from some_rows) order by title, id) p) as caseworkers,
       (select coalesce(json_agg(distinct directorate), '[]') from some_rows where directorate is not null) as directorates,
       (select count(${isOfCasefiles(name) ? 'distinct file_id' : '*'}) > ${MOST_ROWS} from some_rows) as more`,
    values.list,
  )
  const { organisations } = choices
  return {
    ...choices,
    organisations: organisations.slice(0, MOST_ORGANISATIONS),
    moreOrganisations: organisations.length > MOST_ORGANISATIONS,
  }
}

/** One more than are meant says that there are more. */
const itemsRead = (items: string, days: Days | undefined) =>
  `select * from (${items}) r where not r.hidden${days ? ` and ${isDue(days)}` : ''} limit ${MOST_ROWS + 1}`

/** With all that is open in each; said so that of each its own instances are looked up. */
const newest = (closedAlone: boolean) => `
  select c.file_id, c.organisations as about, c.caseworker, c.directorate, i.machine, i.state
  from (select * from casefile c where ${VISIBLE} ${closedAlone ? 'and c.closed' : ''} order by opened_at desc, file_id desc limit ${MOST_ROWS + 1}) c
  left join lateral (
    select machine, state from instance where file_id = c.file_id and not closed and not in_error and machine <> 'casefile' offset 0) i on true`

/** Which of these organisations and posts there are: an address that was kept may name some that are no more. */
export async function known(
  source: DataSource,
  organisations: readonly string[],
  posts: readonly string[],
): Promise<{ readonly organisations: ReadonlyMap<string, string>; readonly posts: ReadonlyMap<string, string> }> {
  if (organisations.length === 0 && posts.length === 0) return { organisations: new Map(), posts: new Map() }
  const rows = await source.query<{ kind: 'organisation' | 'post'; id: string; name: string }[]>(
    `select 'organisation' as kind, file_id::text as id, name from organisation where file_id = any($1::uuid[])
     union all select 'post', id, title from post where id = any($2::text[])`,
    [organisations, posts],
  )
  const of = (kind: string) => new Map(rows.filter((row) => row.kind === kind).map(({ id, name }) => [id, name]))
  return { organisations: of('organisation'), posts: of('post') }
}
