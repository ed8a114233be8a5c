import type { ClientBase, Pool } from 'pg'
import type { FileState } from '../../machines/kernel/file.ts'
import { canonical } from '../../machines/kernel/stored.ts'
import type { Office } from '../../machines/office/record.ts'

/** What one event changes in the tables of the office, which are what its record says, row by row. */
export type OfficeChanged = Office & {
  readonly holdingsGone: readonly string[]
  readonly delegationsGone: readonly string[]
}

export const officeIn = ({ instances }: FileState): Office =>
  JSON.parse(instances.find(({ parent }) => parent === undefined)!.stored).snapshot.context

const tables = ['people', 'posts', 'holdings', 'delegations', 'scheme', 'settings'] as const

/** The rows that are new or other than before. Only what never held is taken away; all else ends, and stays. */
export function officeBetween(before: Office, after: Office): OfficeChanged {
  const changed = tables.map((table) => {
    const was = new Set(before[table].map((row) => canonical(row)))
    return [table, (after[table] as readonly object[]).filter((row) => !was.has(canonical(row)))] as const
  })
  return {
    ...(Object.fromEntries(changed) as unknown as Office),
    holdingsGone: gone(before.holdings, after.holdings),
    delegationsGone: gone(before.delegations, after.delegations),
  }
}

const gone = (before: readonly { readonly id: string }[], after: readonly { readonly id: string }[]) =>
  before.filter(({ id }) => !after.some((each) => each.id === id)).map(({ id }) => id)

/** The same office said in the same way, in whatever order its rows came. */
export const inOrder = (office: Office): Office =>
  Object.fromEntries(tables.map((table) => [table, [...office[table]].sort((a, b) => (canonical(a) < canonical(b) ? -1 : 1))])) as never

const TABLES = `
select
  (select coalesce(json_agg(json_strip_nulls(json_build_object('id', id, 'name', name, 'subject', subject)) order by id), '[]') from person) as people,
  (select coalesce(json_agg(json_strip_nulls(json_build_object('id', id, 'title', title, 'grade', grade, 'named', named, 'roles', roles,
    'directorate', directorate, 'reportsTo', reports_to)) order by id), '[]') from post) as posts,
  (select coalesce(json_agg(json_strip_nulls(json_build_object('id', id, 'person', person, 'post', post, 'how', how, 'fromDay', from_day,
    'toDay', to_day)) order by from_day, id), '[]') from holding) as holdings,
  (select coalesce(json_agg(json_build_object('id', id, 'byPerson', by_person, 'toPerson', to_person, 'post', post, 'fromDay', from_day,
    'toDay', to_day) order by from_day, id), '[]') from delegation) as delegations,
  (select coalesce(json_agg(json_build_object('directorate', directorate, 'decision', decision, 'grade', grade, 'fromDay', from_day)
    order by directorate, decision, from_day), '[]') from delegation_scheme) as scheme,
  (select coalesce(json_agg(json_strip_nulls(json_build_object('name', name, 'days', days, 'words', words, 'fromDay', from_day)) order by name, from_day), '[]') from setting) as settings`

/** The office as its tables have it. */
export async function officeInTables(pool: Pool | ClientBase): Promise<Office> {
  return (await pool.query<Office>(TABLES)).rows[0]!
}
