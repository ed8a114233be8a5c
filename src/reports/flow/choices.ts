import type { DataSource } from 'typeorm'

/** What a flow can be narrowed by, beside what is the same for every office. */
export interface FlowChoices {
  readonly organisations: readonly { readonly id: string; readonly name: string }[]
  /** Posts, with their titles. */
  readonly caseworkers: readonly { readonly id: string; readonly title: string }[]
}

const MOST_ORGANISATIONS = 300
const MOST_POSTS = 300

/** The organisations in force, by name, and the posts that have a casefile: the same for everybody, since neither is of a person complained for. */
export async function flowChoices(source: DataSource): Promise<FlowChoices> {
  const [choices] = await source.query<[FlowChoices]>(
    `select
       (select coalesce(json_agg(o), '[]') from (
         select file_id as id, name from organisation where successor is null order by lower(name), file_id limit ${MOST_ORGANISATIONS}
       ) o) as organisations,
       (select coalesce(json_agg(p), '[]') from (
         select id, title from post where exists (select from casefile c where c.caseworker = post.id) order by title, id limit ${MOST_POSTS}
       ) p) as caseworkers`,
  )
  return choices
}
