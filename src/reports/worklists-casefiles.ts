import type { DataSource } from 'typeorm'
import { IN_FORCE, RATED, rankedFrom } from './order-of-work.ts'
import { postIds, type Reader, VISIBLE } from './standing.ts'
import { StatementValues } from './statement-values.ts'
import { matching, withTeams } from './worklists-filters.ts'
import { type Making, withReader } from './worklists-items.ts'
import { type CasefileList, NOBODY, type WorkFilters, type WorkRow } from './worklists-names.ts'
import { BESIDE, MOST_COUNTED, SHOWN, type WorkPage } from './worklists-rows.ts'

/**
 * The casefiles that the reader may see, the newest first or by their references: a hundred thousand are not put into an order for one
 * page, so the page is read off an index, and only then is asked what each casefile waits for.
 */
export async function casefileListed(
  source: DataSource,
  reader: Reader,
  name: CasefileList,
  { after, limit, filters = {}, sorting = { by: 'since', descending: true } }: WorkPage,
): Promise<readonly WorkRow[]> {
  if (reader.posts.length === 0) return []
  const values = new StatementValues()
  withReader(values, reader)
  const down = sorting.descending ? ' desc' : ''
  const beyond = sorting.descending ? '<' : '>'
  const byReference = sorting.by === 'reference'
  const order = (row: string, opened: string) =>
    byReference ? `${row}.reference${down}` : `${row}.${opened}${down}, ${row}.file_id${down}`
  const from =
    after === undefined
      ? 'true'
      : byReference
        ? `c.reference ${beyond} ${values.of(after[4], 'text')}`
        : `(c.opened_at, c.file_id) ${beyond} (${values.of(after[4], 'timestamptz')}, ${values.of(after[3], 'uuid')})`
  const text = `
    with recursive ${IN_FORCE}, ${RATED}, c as materialized (
      select c.* from casefile c where ${ofList(name)} and ${narrowed(filters, reader, values)} and ${from} order by ${order('c', 'opened_at')} limit ${values.of(limit, 'int')}
    )
    select ${SHOWN}, ${byReference ? 'r.reference' : ISO_OPENED} as key
    from (${rankedFrom(AS_ROWS)}) r ${BESIDE} order by ${order('r', 'since')}`
  return source.query<WorkRow[]>(text, values.list)
}

const ISO_OPENED = `to_char(r.since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const ofList = (name: CasefileList) => `${VISIBLE}${name === 'closed' ? ' and c.closed' : ''}`

/** With the first date in it of a duty, those too that are only to be taken note of, or of anything it waits for: its own page says the same. */
const AS_ROWS = `
  select 'casefile' as kind, c.file_id as id, least(d.due_on, n.due_on) as due_on, c.file_id, i.id as instance_id, i.machine, i.state,
    c.opened_at as since, c.reference, c.caseworker, c.directorate, c.organisations as about, false as hidden
  from c join instance i on i.file_id = c.file_id and i.machine = 'casefile' and i.parent is null
  left join lateral (
    select min(due_on) as due_on from duty where file_id = c.file_id and ended_seq is null) d on true
  left join lateral (
    select (min(next_due) at time zone 'Europe/London')::date as due_on from instance where file_id = c.file_id and not closed) n on true`

/** What a casefile can be narrowed by: those of its own facts, and the lifecycles open in it. */
function narrowed(filters: WorkFilters, { today }: Reader, values: StatementValues): string {
  const { organisation, rating, caseworker, team, directorate, machine, state, stage } = filters
  const texts = (list: readonly string[]) => values.of(list, 'text[]')
  const conditions = [
    organisation?.length &&
      `c.organisations && (select coalesce(array_agg(id), '{}') from rated where id = any(${values.of(organisation, 'uuid[]')}) or heir = any(${values.of(organisation, 'uuid[]')}))`,
    rating?.length && `(${WORST}) = any(${texts(rating)})`,
    caseworker?.length && ofCaseworkers(caseworker, texts),
    team?.length && withTeams('c', texts(team)),
    directorate?.length && `c.directorate = any(${texts(directorate)})`,
    (machine?.length || state?.length || stage?.length) &&
      `exists (select from (select i.*, false as hidden from instance i where i.file_id = c.file_id and not i.closed and not i.in_error) r
        where ${matching({ machine, state, stage }, today, values)})`,
  ]
  return conditions.filter((each) => typeof each === 'string').join(' and ') || 'true'
}

/** Said so that the index on the post is of use. */
function ofCaseworkers(caseworkers: readonly string[], texts: (list: readonly string[]) => string): string {
  const posts = `c.caseworker = any(${texts(caseworkers)})`
  return caseworkers.includes(NOBODY) ? `(c.caseworker is null or ${posts})` : posts
}

const WORST = `select coalesce(max(o.rating), 'B') from unnest(c.organisations) as named (id) join rated o on o.id = named.id`

export const casefilesCounted = (name: CasefileList, filters: WorkFilters, { reader, values }: Making): string =>
  `select count(*) from (select from casefile c where ${ofList(name)} and ${narrowed(filters, reader, values)} limit ${MOST_COUNTED + 1}) n`

export interface CasefileNamed {
  readonly reference: string
  readonly caseworker: string | null
  /** Null where it is not sealed. */
  readonly sealedTo: readonly string[] | null
  readonly revision: number
}

/** Whose these casefiles are now, to whom they are sealed and at which revision, of those that the reader may see. */
export const casefilesNamed = (source: DataSource, reader: Reader, references: readonly string[]): Promise<readonly CasefileNamed[]> =>
  source.query(
    `select c.reference, c.caseworker, case when c.sealed then c.sealed_to end as "sealedTo", f.revision from casefile c join file f on f.id = c.file_id where c.reference = any($3) and ${VISIBLE}`,
    [postIds(reader), reader.seesSealed, references],
  )
