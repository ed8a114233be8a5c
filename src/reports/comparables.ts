import type { DataSource, EntityManager } from 'typeorm'
import type { MoneyLine, RemedyKind } from '../../machines/remedy/action.ts'
import { postIds, type Reader, VISIBLE } from './standing.ts'

/** In anybody's words: each is compared with each of the earlier ones by itself, so that nothing else that is said blurs what is the same. */
export interface Said {
  /** What was claimed, which is compared with what was claimed before. */
  readonly injustices: readonly string[]
  /** What should be done, which is compared with what was to be done before; where there is nothing, what was claimed is. */
  readonly remedies: readonly string[]
}

/** What is looked for: remedies for an injustice, or of a kind, like what is said. */
export interface Like {
  readonly like: Said
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
/** Together they stand in at most this part of all texts, and in so many; the two rarest are looked for in any case. */
const TOGETHER = 0.03
const TOGETHER_IN = 1_000
/** Of so many it is worked out how alike the wording is, by so many things that are said, and so much of each. */
const MOST_RANKED = 100
const MOST_SAID = 6
const MOST_CHARACTERS = 300
/** Of so many that have all of these words it is worked out how well they fit, and of as many that have any. */
const MOST_MATCHED = 1_000
/** Nobody ticks more of them in one form. */
const MOST_NAMED = 100

/**
 * Earlier casefiles whose injustice or remedy is like what is said, the most alike first, of those that the reader may see. A search only
 * suggests: what counts is the caseworker's record of what was compared (I15).
 */
export const comparables = (source: DataSource, reader: Reader, asked: Like, limit: number): Promise<readonly Comparable[]> =>
  source.transaction(async (manager) => {
    if (reader.posts.length === 0) return []
    const { injustices } = asked.like
    const remedies = asked.like.remedies.length > 0 ? asked.like.remedies : injustices
    const words = await tellingWords(manager, { injustices, remedies })
    if (words.injustices === null && words.remedies === null) return []
    const { amountFrom = null, amountTo = null, sector = null, except = null } = asked
    const begun = (said: readonly string[]) => said.slice(0, MOST_SAID).map((each) => each.slice(0, MOST_CHARACTERS))
    return manager.query<Comparable[]>(COMPARABLES, [
      postIds(reader),
      reader.seesSealed,
      words.injustices,
      words.remedies,
      begun(injustices),
      begun(remedies),
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

/** The words that tell most, as queries for any of them; null where nothing that was said is a word to look for. */
async function tellingWords(manager: EntityManager, { injustices, remedies }: Said): Promise<Readonly<Record<keyof Said, string | null>>> {
  const [row] = await manager.query<[Readonly<Record<keyof Said, string | null>>]>(
    `with known as (
       select s.tablename as place, word, often from pg_stats s,
         unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs[1:cardinality(s.most_common_elems::text::text[])]) as common (word, often)
       where s.schemaname = 'public' and s.tablename in ('remedy', 'text') and s.attname = 'searched')
     select ${telling('$1', 'text', 'text_injustice')} as injustices, ${telling('$2', 'remedy', 'remedy')} as remedies`,
    [injustices.join('\n'), remedies.join('\n')],
  )
  return row
}

/** Of what is said the words to look for, by how often each stands in a table, of which `counted` says how many are searched. */
const telling = (said: string, table: string, counted: string) => `(
  with chosen as (
    select lexeme, sum(often) over (order by often, lexeme) as together, row_number() over (order by often, lexeme) as place
    from (
      select l.lexeme, coalesce(k.often, 0) as often from unnest(to_tsvector('english', ${said})) l
      left join known k on k.word = l.lexeme and k.place = '${table}'
      where l.lexeme !~ '[\\\\''\\s]') s)
  select string_agg('''' || lexeme || '''', ' | ') from chosen
  where place <= 2 or place <= ${MOST_WORDS}
    and together <= least(${TOGETHER}, ${TOGETHER_IN} / greatest((select reltuples from pg_class where oid = 'public.${counted}'::regclass), 1)))`

/** A casefile with a remedy that is asked for; looked up for one `f` after the other, as far as they are gone through. */
const WANTED = `
  select from remedy r join instance i on i.id = r.instance_id left join organisation o on o.file_id = i.organisation
  where not i.in_error and r.file_id = f.file_id
    and ($7::bigint is null or r.amount >= $7) and ($8::bigint is null or r.amount <= $8) and ($9::text is null or o.sector = $9) limit 1`

/**
 * What has all the words comes before what has any: of a hundred thousand remedies a third may have one of two, and what says the same must be
 * among them.
 */
const having = (matching: string, words: string) => {
  const all = `searched @@ replace(${words}, '|', '&')::tsquery`
  return `(select * from ${matching} ${all} limit ${MOST_MATCHED})
      union all (select * from ${matching} searched @@ ${words}::tsquery and not ${all} limit ${MOST_MATCHED})`
}
/**
 * The best of what matches, of casefiles with a remedy that is asked for: others take nobody's place. Those that match are gone through from
 * the best down until there are enough, so that where few are asked for it costs one look into an index for each, and never more than
 * for MOST_MATCHED.
 */
const bestOf = (matching: string, what: string, words: string, said: string) => `
  select f.file_id, f.rank, (select max(similarity(each, f.what)) from unnest(${said}::text[]) as each) as alike
  from (
    select m.file_id, m.${what} as what, ts_rank_cd(m.searched, ${words}::tsquery, 1) as rank
    from (${having(matching, words)}) m order by rank desc) f
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

/** By what was to be done, and by what was claimed; then, of the best of both, how alike the wording is: what says the same comes first. */
const COMPARABLES = `
with remedied as (${bestOf('remedy where', 'what', '$4', '$6')}),
claimed as (${bestOf("text where part = 'injustice' and", 'words', '$3', '$5')}),
each as (select * from remedied union all select * from claimed),
best as materialized (
  select file_id, sum(rank) / (sum(rank) + 0.1) + 2 * max(alike) as fit from each group by file_id order by fit desc limit ${MOST_RANKED}),
seen as materialized (
  select c.file_id, c.reference, c.closed, c.injustices, f.fit from best f join lateral (select * from casefile where file_id = f.file_id limit 1) c on ${VISIBLE}
  where f.file_id is distinct from $10::uuid order by f.fit desc, c.reference desc limit $11)${TOLD}`

const NAMED = `
with seen as materialized (
  select c.file_id, c.reference, c.closed, c.injustices, 0 as fit from casefile c
  where c.reference = any ($3::text[]) and ${VISIBLE}
    and exists (select from remedy r join instance i on i.id = r.instance_id where not i.in_error and r.file_id = c.file_id))${TOLD}`
