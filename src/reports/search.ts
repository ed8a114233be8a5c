import type { DataSource, EntityManager } from 'typeorm'
import { wordsAsked } from './amount-typed.ts'
import { escaped } from './casefiles.ts'
import { referenceTyped } from './reference-typed.ts'
import { asAlikeAs, byLessAlikeName, byName, LIKENESS } from './search-names.ts'
import { withoutUnseen } from './search-unseen.ts'
import { postIds, type Reader, VISIBLE } from './standing.ts'

/**
 * Search, over what the reader may see.
 *
 * Measured with 100,000 casefiles and 2 million texts: whatever is typed takes 30 to 140 ms of the database's processor. Nothing is put in
 * order behind a GIN index but a number of rows that has a bound. To whoever writes, the indexes cost 0.28 ms for each text (0.37 ms
 * instead of 0.09), and one text in some five hundred waits a tenth of a second while the index sorts in what came before: with a longer
 * list of what is not sorted in it would cost less and wait longer.
 */

/** Why something was found. The earlier a way stands here, the more it says. */
export const waysFound = [
  'reference',
  'earlierReference',
  'complainant',
  'aggrieved',
  'representative',
  'words',
  'partOfReference',
  'organisation',
] as const
export type WayFound = (typeof waysFound)[number]

export const kindsFound = ['casefiles', 'organisations'] as const
export type KindFound = (typeof kindsFound)[number]

/** One reason why a casefile was found. */
export interface Hit {
  readonly file: string
  readonly way: WayFound
  /** How well it fits, from 0 to 1. */
  readonly fit: number
  /** The text that names somebody, or has the words. */
  readonly text?: string
  readonly organisation?: string
  /** Where it was found by a part of it: of those, the first comes first. */
  readonly reference?: string
}

/** A casefile with the reasons why it was found, the best first. */
export interface CasefileFound {
  readonly file: string
  readonly hits: readonly Hit[]
}

export interface OrganisationFound {
  readonly id: string
  readonly name: string
  readonly sector: 'parliamentary' | 'health'
  readonly rating: 'A' | 'B' | 'C'
  /** What took its place. */
  readonly successor: string | null
  readonly fit: number
}

export interface SearchFound {
  readonly casefiles: readonly CasefileFound[]
  /** There may be more casefiles than are listed, and more words would find the right one. */
  readonly more: boolean
  /** So many texts have the words that only the newest casefiles were looked through for them. */
  readonly onlyNewest: boolean
  readonly organisations: readonly OrganisationFound[]
}

/** As many as somebody might look through; who finds more asks more precisely. */
export const MOST_FOUND = 200
/** More than are listed: so it is known that there are others, also when some were left out for naming what the reader may not see. */
export const ASKED_FOR = MOST_FOUND + 20
const MOST_ORGANISATIONS = 20
/** Of so many texts it is worked out how well they fit: one that has the words is looked up in some hundredths of a millisecond. */
const MOST_TEXTS = 2_000
/** Of more than these it is not even asked which. */
const MANY_TEXTS = 5_000
const NEWEST_CASEFILES = 1_000
/** Casefiles of an organisation that was named, and of how many organisations. */
const MOST_OF_AN_ORGANISATION = 50
const MOST_NAMED = 3

/** All that fits with what was typed; of one person's words no part is a pattern or a query of its own. */
export const search = (source: DataSource, reader: Reader, typed: string, kind?: KindFound): Promise<SearchFound> =>
  source.transaction(async (manager) => {
    if (reader.posts.length === 0) return NOTHING
    await asAlikeAs(manager, LIKENESS)
    const asked: Asked = { manager, who: [postIds(reader), reader.seesSealed], typed }
    const organisations = await organisationsLike(asked)
    if (kind === 'organisations') return { ...NOTHING, organisations }
    const { hits, onlyNewest } = await byWords(asked)
    const worded = await withoutUnseen(manager, reader, hits)
    const named = bestOf(organisations)
    const others = [...(await byReference(asked)), ...worded, ...(await ofOrganisations(asked, named))]
    const all = [...others, ...(await byName(asked))]
    if (all.length === 0) all.push(...(await byLessAlikeName(asked)))
    const casefiles = byFile(all)
    return {
      casefiles: casefiles.slice(0, MOST_FOUND),
      more: casefiles.length > MOST_FOUND || (await areOthersOf(asked, named, casefiles)),
      onlyNewest,
      organisations: kind ? [] : organisations,
    }
  })

const NOTHING: SearchFound = { casefiles: [], more: false, onlyNewest: false, organisations: [] }

/** Without the signs in it, as an index has the earlier ones. */
const bare = (reference: string): string => `upper(regexp_replace(${reference}, '[^[:alnum:]]', '', 'g'))`
const BEGINS_SO = `c.reference between $6 and $6 || '9999999999' and ${VISIBLE}`
/** It bears this reference of ours: where that may be a beginning, only as long as none begins so. */
const BEARS = `c.reference = $4 and (not $5 or not exists (select from casefile c where ${BEGINS_SO}))`
const BORE = `${bare('c.earlier_reference')} = ${bare('$3')}`

/** What these ask for, as parameters. */
function referring(typed: string): readonly unknown[] {
  const ours = referenceTyped(typed)
  return [typed, ours?.whole ?? null, ours?.isBeginning ?? false, ours?.beginning ?? null]
}

/** The casefile that bears this reference, ours or an earlier one, with whatever signs it is typed, if one alone that the reader may see fits best. */
export async function casefileReferredTo(source: DataSource, reader: Reader, typed: string): Promise<string | undefined> {
  const [first, second] = await source.query<{ reference: string; fit: number }[]>(
    `select c.reference, case when c.reference = $4 then 3 when upper(c.earlier_reference) = upper($3) then 2 else 1 end as fit
     from (select c.reference, c.earlier_reference from casefile c where ${BEARS} and ${VISIBLE}
       union select c.reference, c.earlier_reference from casefile c where ${BORE} and ${VISIBLE}) c
     order by fit desc limit 2`,
    [postIds(reader), reader.seesSealed, ...referring(typed)],
  )
  return first?.fit === second?.fit ? undefined : first?.reference
}

export interface Asked {
  readonly manager: EntityManager
  readonly who: readonly [posts: readonly string[], seesSealed: boolean]
  readonly typed: string
}

/**
 * Part of a reference: fewer than three characters fit with everything, and the index knows no less. Those of ours that begin so are the
 * first of them: only their own index has them in order.
 */
async function byReference({ manager, who, typed }: Asked): Promise<readonly Hit[]> {
  if (typed.length < 3) return []
  const bearing = (condition: string) =>
    `(select c.file_id, c.reference, c.earlier_reference from casefile c where ${condition} limit ${ASKED_FOR})`
  return manager.query<Hit[]>(
    `select c.file_id as file, case when c.reference = $4 then 'reference' when ${BORE} then 'earlierReference'
       else 'partOfReference' end as way, 1 as fit, c.reference
     from (${bearing(`${BEARS} and ${VISIBLE}`)}
       union ${bearing(`${BORE} and ${VISIBLE}`)}
       union ${bearing(`${BEGINS_SO} order by c.reference`)}
       union ${bearing(`(c.reference ilike $7 or c.earlier_reference ilike $7) and ${VISIBLE}`)}) c`,
    [...who, ...referring(typed), `%${escaped(typed)}%`],
  )
}

const ASKED = `asked as materialized (select websearch_to_tsquery('english', $3) as query)`
const RANK = (text: string) => `ts_rank_cd(${text}.searched, (select query from asked), 1)`
const FIT = 'rank / (rank + 0.05) as fit'

interface Counted {
  /** How many texts have the words, as far as they were counted. */
  readonly many: number
}
/**
 * Each casefile once, with the text of it that has the words best. Words that very many texts have are looked for in the newest casefiles
 * alone, until there are enough, where they are soon found: the index would give them all, in no order.
 */
async function byWords(asked: Asked): Promise<{ readonly hits: readonly Hit[]; readonly onlyNewest: boolean }> {
  const { manager, who } = asked
  const words = wordsAsked(asked.typed)
  const [{ asks }] = await manager.query<[{ asks: boolean }]>(
    `select coalesce(querytree(websearch_to_tsquery('english', $1)), '') not in ('', 'T') as asks`,
    [words],
  )
  if (!asks) return { hits: [], onlyNewest: false }
  if ((await guessed(manager, words)) <= MANY_TEXTS) {
    const rows = await manager.query<(Counted & (Hit | { readonly file: null }))[]>(
      `with ${ASKED},
       found as materialized (select t.id, t.file_id, t.searched from text t where t.searched @@ (select query from asked) limit ${MOST_TEXTS + 1}),
       counted as materialized (select count(*)::int as many from found)
       select h.*, n.many from counted n left join lateral (
         select b.file_id as file, b.id as text, 'words' as way, ${FIT}
         from (select distinct on (file_id) file_id, id, ${RANK('f')} as rank from found f where n.many <= ${MOST_TEXTS} order by file_id, rank desc, id) b
         join lateral (select * from casefile where file_id = b.file_id limit 1) c on ${VISIBLE}
         order by rank desc, c.opened_at desc limit ${ASKED_FOR}) h on true`,
      [...who, words],
    )
    if (rows[0]!.many <= MOST_TEXTS) return { hits: rows.filter((row): row is Counted & Hit => row.file !== null), onlyNewest: false }
  }
  const newest = await manager.query<Hit[]>(
    `with ${ASKED},
     newest as materialized (select c.file_id, c.opened_at from casefile c where ${VISIBLE}
       order by c.opened_at desc, c.file_id desc limit ${NEWEST_CASEFILES})
     select n.file_id as file, b.id as text, 'words' as way, ${FIT}
     from newest n join lateral (
       select t.id, ${RANK('t')} as rank from (select * from text where file_id = n.file_id offset 0) t
       where t.searched @@ (select query from asked) order by 2 desc, 1 limit 1) b on true
     order by n.opened_at desc, n.file_id desc limit ${ASKED_FOR}`,
    [...who, words],
  )
  return { hits: newest, onlyNewest: newest.length === ASKED_FOR || (await areMoreThanNewest(asked)) }
}

/** Where they are no more, all were looked through. */
async function areMoreThanNewest({ manager, who }: Asked): Promise<boolean> {
  const [{ many }] = await manager.query<[{ many: number }]>(
    `select count(*)::int as many from (select from casefile c where ${VISIBLE} limit ${NEWEST_CASEFILES + 1}) c`,
    [...who],
  )
  return many > NEWEST_CASEFILES
}

/** How many texts have the words, as far as the database knows without looking: it counts the words it sees when it analyses. */
async function guessed(manager: EntityManager, words: string): Promise<number> {
  const [row] = await manager.query<[{ 'QUERY PLAN': readonly [{ Plan: { 'Plan Rows': number } }] }]>(
    `explain (format json) select from text where searched @@ websearch_to_tsquery('english', $1)`,
    [words],
  )
  return row['QUERY PLAN'][0].Plan['Plan Rows']
}

const organisationsLike = ({ manager, typed }: Asked): Promise<readonly OrganisationFound[]> =>
  manager.query<OrganisationFound[]>(
    `select o.file_id as id, o.name, o.sector, o.rating, o.successor, word_similarity($1, o.name) as fit from organisation o
     where $1 <% o.name order by word_similarity($1, o.name) desc, similarity($1, o.name) desc, lower(o.name), o.file_id
     limit ${MOST_ORGANISATIONS}`,
    [typed],
  )

/** Those that fit as well as the best, or nearly. */
const bestOf = (organisations: readonly OrganisationFound[]): readonly OrganisationFound[] =>
  organisations.filter(({ fit }) => fit >= organisations[0]!.fit * 0.9).slice(0, MOST_NAMED)

/** The newest casefiles about each. All of an organisation's are looked at; by their age, those of all others would be. */
async function ofOrganisations({ manager, who }: Asked, named: readonly OrganisationFound[]): Promise<readonly Hit[]> {
  if (named.length === 0) return []
  return manager.query<Hit[]>(
    `select f.file_id as file, 'organisation' as way, o.fit, o.id as organisation
     from unnest($3::uuid[], $4::float8[]) as o (id, fit)
     join lateral (
       select c.file_id from (select * from casefile where organisations @> array[o.id] offset 0) c where ${VISIBLE}
       order by c.opened_at desc, c.file_id desc limit ${MOST_OF_AN_ORGANISATION}) f on true`,
    [...who, named.map(({ id }) => id), named.map(({ fit }) => fit)],
  )
}

/** Whether casefiles about these were found in no way at all. */
async function areOthersOf(
  { manager, who }: Asked,
  named: readonly OrganisationFound[],
  found: readonly CasefileFound[],
): Promise<boolean> {
  if (named.length === 0) return false
  const [{ others }] = await manager.query<[{ others: boolean }]>(
    `select exists (select from (select * from casefile where organisations && $3::uuid[] offset 0) c
       where ${VISIBLE} and c.file_id <> all ($4::uuid[])) as others`,
    [...who, named.map(({ id }) => id), found.map(({ file }) => file)],
  )
  return others
}

const WEIGHTS: Readonly<Record<WayFound, number>> = {
  reference: 100,
  earlierReference: 90,
  complainant: 50,
  aggrieved: 45,
  representative: 40,
  words: 30,
  partOfReference: 20,
  organisation: 10,
}
const weightOf = ({ way, fit }: Hit): number => WEIGHTS[way] * fit

/** What fits in several ways comes before what fits in one of them, and what fits as well is in the order of references. A name has its words as well: that is one reason. */
function byFile(hits: readonly Hit[]): readonly CasefileFound[] {
  const files = new Map<string, Hit[]>()
  const names = new Set(hits.flatMap(({ way, text }) => (text !== undefined && way !== 'words' ? [text] : [])))
  for (const hit of hits.filter(({ way, text }) => way !== 'words' || !names.has(text!)))
    files.set(hit.file, [...(files.get(hit.file) ?? []), hit])
  return [...files]
    .map(([file, its]) => ({
      file,
      hits: its.sort((a, b) => weightOf(b) - weightOf(a)),
      weight: its.reduce((sum, hit) => sum + weightOf(hit), 0),
    }))
    .sort((a, b) => b.weight - a.weight || (placeOf(a) < placeOf(b) ? -1 : 1))
    .map(({ file, hits: its }) => ({ file, hits: its }))
}

const placeOf = ({ file, hits }: CasefileFound): string => hits.find(({ reference }) => reference)?.reference ?? file
