import type { DataSource } from 'typeorm'
import { organisationsNamed } from '../organisations.ts'

/** What a flow can be narrowed by, beside what is the same for every office. */
export interface FlowChoices {
  /** All of them where they are few; else those that were sought by a part of their name. */
  readonly organisations: readonly Named[]
  /** There are more than these. */
  readonly more: boolean
  /** Posts, with their titles. */
  readonly caseworkers: readonly { readonly id: string; readonly title: string }[]
}
interface Named {
  readonly id: string
  readonly name: string
}

/** More than this nobody scrolls through: the rest is sought by name. */
const MOST_ORGANISATIONS = 100
const MOST_POSTS = 300

/** The organisations in force, by name, and the posts that have a casefile: the same for everybody, since neither is of a person complained for. */
export async function flowChoices(source: DataSource, sought: string | undefined): Promise<FlowChoices> {
  const [[choices], found] = await Promise.all([
    source.query<[Omit<FlowChoices, 'more'>]>(
      `select
         (select coalesce(json_agg(o), '[]') from (
           select file_id as id, name from organisation where successor is null order by lower(name), file_id limit ${MOST_ORGANISATIONS + 1}
         ) o) as organisations,
         (select coalesce(json_agg(p), '[]') from (
           select id, title from post where exists (select from casefile c where c.caseworker = post.id) order by title, id limit ${MOST_POSTS}
         ) p) as caseworkers`,
    ),
    organisationsNamed(source, sought),
  ])
  const more = choices.organisations.length > MOST_ORGANISATIONS
  return { ...choices, more, ...(more && { organisations: found }) }
}
