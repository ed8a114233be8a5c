import type { EntityManager } from 'typeorm'
import { escaped } from './casefiles.ts'
import { ASKED_FOR, type Asked, type Hit, MOST_FOUND } from './search.ts'
import { VISIBLE } from './standing.ts'

const MOST_NAMES = 3_000
/** Two letters in the wrong order in a name of eight still fit; at less, half of all names do: of a name that nothing fits they are looked for. */
export const LIKENESS = 0.45
const LESS_LIKENESS = 0.4
/** Who finds so many that have what was typed is shown none that are only alike: of those that they may see, or what is sealed would be told by it. */
const ENOUGH_NAMES = 10

/** From now on, in this transaction. */
export const asAlikeAs = (manager: EntityManager, likeness: number) =>
  manager.query("select set_config('pg_trgm.word_similarity_threshold', $1, true)", [String(likeness)])

/** A form of address stands before half of all names, and so tells nothing; alone, it is all there is to go by. */
const FORM_OF_ADDRESS = /^(?:mr|mrs|ms|miss|mx|dr|prof|sir|dame|lord|lady)\b\.?\s+(?=\S)/i

/** Of less than three letters the index knows no part. */
const LETTERS = 3

/**
 * The names that fit best, whoever bears them, and then those of them that the reader may see: those that have what was typed, and only where
 * they are few, those that are alike. To look for what is alike, and to put it in order, takes 49 ms among 115,000 names, and for a part of them 2.
 * To signs alone nothing is alike, and all would be looked through.
 */
export const byName = ({ manager, who, typed }: Asked): Promise<readonly Hit[]> => {
  const name = typed.replace(FORM_OF_ADDRESS, '')
  return manager.query<Hit[]>(
    `with containing as materialized (
       select t.id, t.file_id, t.words from text t where t.part = 'name' and t.words ilike $5 and length($3::text) >= ${LETTERS} limit ${MOST_NAMES}),
     borne as (select from containing n join lateral (select * from casefile where file_id = n.file_id limit 1) c
       on n.id in (c.complainant, c.aggrieved, c.representative) and ${VISIBLE} limit ${ENOUGH_NAMES}),
     alike as materialized (
       select * from containing
       union
       select * from (select t.id, t.file_id, t.words from text t
         where t.part = 'name' and $3 <% t.words and show_trgm($3) <> '{}'
           and (select count(*) from borne) < ${ENOUGH_NAMES} limit ${MOST_NAMES}) t),
     named as materialized (select a.*, word_similarity($3, a.words) as fit from alike a order by fit desc limit ${MOST_FOUND * 3})
     select c.file_id as file, n.id as text, n.fit,
       case n.id when c.complainant then 'complainant' when c.aggrieved then 'aggrieved' else 'representative' end as way
     from named n join lateral (select * from casefile where file_id = n.file_id limit 1) c
       on n.id in (c.complainant, c.aggrieved, c.representative) and ${VISIBLE}
     order by n.fit desc, similarity($4, n.words) desc, c.opened_at desc limit ${ASKED_FOR}`,
    [...who, name, typed, `%${escaped(name)}%`],
  )
}

/** Where nothing else was found: those that are a little less alike. */
export async function byLessAlikeName(asked: Asked): Promise<readonly Hit[]> {
  await asAlikeAs(asked.manager, LESS_LIKENESS)
  return byName(asked)
}
