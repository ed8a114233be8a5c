import type { DataSource, EntityManager } from 'typeorm'
import type { MoneyLine, RemedyKind } from '../../machines/remedy/action.ts'
import { postIds, type Reader, VISIBLE } from './standing.ts'

/** What is looked for: remedies for an injustice, or of a kind, like what is said. */
export interface Like {
  /** The injustice, what should be done, or both, in anybody's words. */
  readonly like: string
  /** Pence, what a remedy comes to: without what was offered or paid before. */
  readonly amountFrom?: number | undefined
  readonly amountTo?: number | undefined
  readonly sector?: 'parliamentary' | 'health' | undefined
  /** The casefile that they are compared with. */
  readonly except?: string | undefined
}

/** One thing that an organisation was to do, and what became of it. */
export interface RemedyFound {
  readonly instance: string
  readonly kind: RemedyKind
  readonly what: string
  readonly measure: string
  readonly money: readonly MoneyLine[]
  readonly amount: number | null
  readonly organisation: { readonly id: string; readonly name: string; readonly sector: 'parliamentary' | 'health' } | null
  readonly agreedOn: string
  /** Null while it is open. */
  readonly ending: 'complied' | 'notAccepted' | 'notComplied' | 'notSecured' | null
  readonly endedOn: string | null
}

/** An earlier casefile with what was agreed in it. */
export interface Comparable {
  readonly id: string
  readonly reference: string
  readonly closed: boolean
  readonly injustices: readonly string[]
  readonly remedies: readonly RemedyFound[]
  readonly fit: number
}

/** So many words of what is said are looked for, the rarest first: what stands in every other remedy tells none from the others. */
const MOST_WORDS = 8
/** Together they stand in at most this part of all texts; the two rarest are looked for in any case. */
const TOGETHER = 0.03
/** Of so many it is worked out how alike the wording is, by so much of what is said. */
const MOST_RANKED = 100
const MOST_CHARACTERS = 300
/** Of so many it is worked out how well they fit. */
const MOST_MATCHED = 10_000
/** Nobody ticks more of them in one form. */
const MOST_NAMED = 100

/**
 * Earlier casefiles whose injustice or remedy is like what is said, the most alike first, of those that the reader may see. A search only
 * suggests: what counts is the caseworker's record of what was compared (I15).
 */
export const comparables = (source: DataSource, reader: Reader, asked: Like, limit: number): Promise<readonly Comparable[]> =>
  source.transaction(async (manager) => {
    const words = reader.posts.length === 0 ? null : await tellingWords(manager, asked.like)
    if (words === null) return []
    const { amountFrom = null, amountTo = null, sector = null, except = null } = asked
    return manager.query<Comparable[]>(COMPARABLES, [
      postIds(reader),
      reader.seesSealed,
      words,
      asked.like.slice(0, MOST_CHARACTERS),
      amountFrom,
      amountTo,
      sector,
      except,
      limit,
    ])
  })

/** The casefiles of these references with what was agreed in them, of those that the reader may see. */
export const comparablesNamed = (source: DataSource, reader: Reader, references: readonly string[]): Promise<readonly Comparable[]> =>
  source.query<Comparable[]>(NAMED, [postIds(reader), reader.seesSealed, [...new Set(references)].slice(0, MOST_NAMED)])

/** The words that tell most, as a query for any of them; null where nothing that was said is a word to look for. */
async function tellingWords(manager: EntityManager, like: string): Promise<string | null> {
  const [row] = await manager.query<[{ words: string | null }]>(
    `with known as (
       select word, max(often) as often from pg_stats s,
         unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs[1:cardinality(s.most_common_elems::text::text[])]) as common (word, often)
       where s.schemaname = 'public' and s.tablename in ('remedy', 'text') and s.attname = 'searched' group by word),
     said as (
       select l.lexeme, coalesce(k.often, 0) as often from unnest(to_tsvector('english', $1)) l left join known k on k.word = l.lexeme
       where l.lexeme !~ '[\\\\''\\s]'),
     chosen as (
       select lexeme, sum(often) over (order by often, lexeme) as together, row_number() over (order by often, lexeme) as place from said)
     select string_agg('''' || lexeme || '''', ' | ') as words from chosen
     where place <= 2 or place <= ${MOST_WORDS} and together <= ${TOGETHER}`,
    [like],
  )
  return row.words
}

/** A casefile with a remedy that is asked for; looked up for one `f` after the other, as far as they are gone through. */
const WANTED = `
  select from remedy r join instance i on i.id = r.instance_id left join organisation o on o.file_id = i.organisation
  where not i.in_error and r.file_id = f.file_id
    and ($5::bigint is null or r.amount >= $5) and ($6::bigint is null or r.amount <= $6) and ($7::text is null or o.sector = $7) limit 1`

/**
 * The best of what matches, of casefiles with a remedy that is asked for: others take nobody's place. Those that match are gone through from
 * the best down until there are enough, so that where few are asked for it costs one look into an index for each, and never more than
 * for MOST_MATCHED.
 */
const bestOf = (matching: string, what: string) => `
  select f.file_id, f.what, f.rank
  from (
    select m.file_id, m.${what} as what, ts_rank_cd(m.searched, (select query from asked), 1) as rank
    from (select * from ${matching} searched @@ (select query from asked) limit ${MOST_MATCHED}) m order by rank desc) f
  cross join lateral (${WANTED}) w order by f.rank desc limit ${MOST_RANKED}`

/** What is told of the casefiles in `seen`. */
const TOLD = `
select s.file_id as id, s.reference, s.closed, s.fit,
  array(select t.words from unnest(s.injustices) with ordinality as n (id, place) join text t on t.id = n.id where t.words is not null order by n.place) as injustices,
  (select json_agg(json_build_object('instance', r.instance_id, 'kind', r.kind, 'what', r.what, 'measure', r.measure, 'money', r.money::json,
      'amount', r.amount, 'organisation', case when o.file_id is not null then json_build_object('id', o.file_id, 'name', o.name, 'sector', o.sector) end,
      'agreedOn', r.agreed_on, 'ending', r.ending, 'endedOn', r.ended_on) order by i.opened_at, i.place)
   from remedy r join instance i on i.id = r.instance_id and not i.in_error left join organisation o on o.file_id = i.organisation
   where r.file_id = s.file_id) as remedies
from seen s order by s.fit desc, s.reference desc`

/** By what was to be done, and by what was claimed; then, of the best of both, how alike the wording is. */
const COMPARABLES = `
with asked as materialized (select $3::tsquery as query),
remedied as (${bestOf('remedy where', 'what')}),
claimed as (${bestOf("text where part = 'injustice' and", 'words')}),
each as (select * from remedied union all select * from claimed),
best as materialized (
  select file_id, sum(rank) / (sum(rank) + 0.1) + max(similarity($4, what)) as fit from each group by file_id order by fit desc limit ${MOST_RANKED}),
seen as materialized (
  select c.file_id, c.reference, c.closed, c.injustices, f.fit from best f join lateral (select * from casefile where file_id = f.file_id limit 1) c on ${VISIBLE}
  where f.file_id is distinct from $8::uuid order by f.fit desc, c.reference desc limit $9)${TOLD}`

const NAMED = `
with seen as materialized (
  select c.file_id, c.reference, c.closed, c.injustices, 0 as fit from casefile c
  where c.reference = any ($3::text[]) and ${VISIBLE}
    and exists (select from remedy r join instance i on i.id = r.instance_id where not i.in_error and r.file_id = c.file_id))${TOLD}`
