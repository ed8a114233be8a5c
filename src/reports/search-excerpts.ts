import type { DataSource } from 'typeorm'
import { wordsAsked } from './amount-typed.ts'

/** A piece of an excerpt; `hit` where it is what was asked for. */
export interface Piece {
  readonly text: string
  readonly hit: boolean
}

/** A text that was found, and where it stands. */
export interface FoundText {
  readonly id: string
  readonly words: string
  readonly pieces: readonly Piece[]
  /** The first line of history that refers to it; missing of what the clock wrote into a letter. */
  readonly line?: { readonly machine: string; readonly event: string; readonly happenedOn: string; readonly entry: string }
  /** The letter whose text it is. */
  readonly letter?: { readonly letter: string; readonly sentOn: string | null }
}

/** Two characters that nobody types stand around what was found, and are gone before anything is shown. */
const [BEGINS, ENDS] = ['\uE000', '\uE001']
const MARKED = `StartSel=${BEGINS}, StopSel=${ENDS}`
/** Of a text of so many characters, about two lines, nothing is left out. */
const SHORT = 160
const WHOLE = `${MARKED}, HighlightAll=true`
/** Short words stay at the edges, too: “An apology”, not “apology”. */
const IN_PART = `${MARKED}, ShortWord=0, MaxFragments=2, MaxWords=16, MinWords=6, FragmentDelimiter=" … "`

/** The words of these texts that were asked for, with some around them. Whoever asks has been let into their casefiles before. */
export async function foundTexts(
  source: DataSource,
  texts: readonly { readonly id: string; readonly file: string }[],
  typed: string,
): Promise<ReadonlyMap<string, FoundText>> {
  if (texts.length === 0) return new Map()
  const rows = await source.query<
    { id: string; words: string; marked: string; line: FoundText['line'] | null; letter: FoundText['letter'] | null }[]
  >(
    `with asked as materialized (select websearch_to_tsquery('english', $3) as query)
     select t.id, t.words, ts_headline('english', translate(t.words, '${BEGINS}${ENDS}', ''), (select query from asked),
         case when length(t.words) <= ${SHORT} then $4 else $5 end) as marked,
       (select json_build_object('machine', l.machine, 'event', l.event, 'happenedOn', l.happened_on, 'entry', l.entry)
        from transition l where l.file_id = t.file_id and position('text:' || t.id in l.entry) > 0 order by l.seq limit 1) as line,
       (select json_build_object('letter', l.letter, 'sentOn', l.sent_on) from letter l
        where l.file_id = t.file_id and (l.kept_text = t.id or l.body like 'text:' || t.id || ':%') order by l.sent_on nulls last limit 1) as letter
     from unnest($1::uuid[], $2::uuid[]) as f (id, file_id) join text t on t.id = f.id and t.file_id = f.file_id
     where t.words is not null`,
    [texts.map(({ id }) => id), texts.map(({ file }) => file), wordsAsked(typed), WHOLE, IN_PART],
  )
  return new Map(
    rows.map(({ id, words, marked, line, letter }) => [
      id,
      { id, words, pieces: piecesOf(marked), ...(line && { line }), ...(letter && { letter }) },
    ]),
  )
}

/** What stands between the two marks is a hit; the rest is around it. */
export const piecesOf = (marked: string): readonly Piece[] =>
  marked
    .split(BEGINS)
    .flatMap((part, place) => {
      if (place === 0) return [{ text: part, hit: false }]
      const [hit = '', around = ''] = part.split(ENDS)
      return [
        { text: hit, hit: true },
        { text: around, hit: false },
      ]
    })
    .filter(({ text }) => text !== '')

/** A casefile as a list of results names it. */
export interface CasefileNamed {
  readonly id: string
  readonly reference: string
  readonly earlierReference: string | null
  /** Null where the name was erased. */
  readonly complainant: string | null
  readonly organisations: readonly { readonly id: string; readonly name: string }[]
  readonly caseworker: string | null
  readonly receivedOn: string
  readonly closed: boolean
  readonly sealed: boolean
}

export async function casefilesNamed(source: DataSource, files: readonly string[]): Promise<ReadonlyMap<string, CasefileNamed>> {
  if (files.length === 0) return new Map()
  const rows = await source.query<CasefileNamed[]>(
    `select c.file_id as id, c.reference, c.earlier_reference as "earlierReference", t.words as complainant, c.caseworker,
       c.received_on::text as "receivedOn", c.closed, c.sealed,
       array(select json_build_object('id', o.file_id, 'name', o.name) from unnest(c.organisations) with ordinality as n (id, place)
         join organisation o on o.file_id = n.id order by n.place) as organisations
     from casefile c left join text t on t.id = c.complainant where c.file_id = any ($1::uuid[])`,
    [files],
  )
  return new Map(rows.map((row) => [row.id, row]))
}
