import type { Client } from 'pg'
import { fileOf, tablesOfFiles } from './tables.ts'

/** Where what is copied stands, table for table as in the schema of the service, each row with its file as `of_file`. */
export const TEMPLATES = 'bench_template'

/** What a copy replaces in whatever is text: the ends of ids, the caseworker's post, and who complained. */
export const marks = { casefile: '-ca000000', organisation: '-0f000000', caseworker: 'caseworker~0000', name: '~somebody~' } as const

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
const BEFORE_LAST_GROUP = 23
/** Whose a casefile is; a role and a grade are called alike, and stay. */
const CASEWORKERS = /(\\?")caseworker\1:\1(?:caseworker|secondCaseworker)\1/g
/** A text that is somebody's name and nothing else. */
const NAME = /"words":"(?:Mr|Mrs|Ms|Miss|Dr) [^" ]+"/
const ROWS_AT_ONCE = 500

/**
 * Sets apart what has been told so far, so that it can be copied with a few replacements in each text: the ids of a casefile and of all that
 * is in it end with `ca000000` and its number, those of an organisation with `0f000000` and its number. A copy has its own in place of the
 * zeros.
 */
export async function keepTemplates(client: Client): Promise<void> {
  await client.query(`drop schema if exists ${TEMPLATES} cascade`)
  await client.query(`create schema ${TEMPLATES}`)
  await client.query(`create sequence ${TEMPLATES}.heard start with 1000000000`)
  const endings = await endingsOf(client)
  for (const { table, columns } of await tablesOfFiles(client)) {
    await client.query(`create table ${TEMPLATES}.${table} as select t.*, ${fileOf(table, columns)} as of_file from ${table} t limit 0`)
    const { rows } = await client.query<{ row: string }>(
      `select row_to_json(r)::text as row from (select t.*, ${fileOf(table, columns)} as of_file from ${table} t) r`,
    )
    const marked = rows.map(({ row }) => markedIn(row, endings))
    for (let from = 0; from < marked.length; from += ROWS_AT_ONCE)
      await client.query(
        `insert into ${TEMPLATES}.${table}
         select r.* from json_array_elements_text($1) as e (row), json_populate_record(null::${TEMPLATES}.${table}, e.row::json) r`,
        [JSON.stringify(marked.slice(from, from + ROWS_AT_ONCE))],
      )
    await client.query(`create index on ${TEMPLATES}.${table} (of_file)`)
  }
}

/** Each id, of a file or of anything in one, and what its last group becomes. */
async function endingsOf(client: Client): Promise<ReadonlyMap<string, string>> {
  const { rows: files } = await client.query<{ id: string; kind: 'casefile' | 'organisation' }>(
    `select f.id, f.kind from file f left join casefile c on c.file_id = f.id left join organisation o on o.file_id = f.id
     where f.kind in ('casefile', 'organisation') order by c.reference, o.name, f.id`,
  )
  const endings = new Map(files.map(({ id, kind }, place) => [id, `${marks[kind]}${hex(place, 4)}`]))
  for (const { table, columns } of await tablesOfFiles(client)) {
    if (table === 'file' || !columns.includes('id')) continue
    const { rows } = await client.query<{ id: string; file: string }>(`select id::text, file_id as file from ${table}`)
    for (const { id, file } of rows) if (endings.has(file)) endings.set(id, endings.get(file)!)
  }
  return endings
}

export const hex = (number: number, digits: number): string => number.toString(16).padStart(digits, '0')

const markedIn = (row: string, endings: ReadonlyMap<string, string>) =>
  row
    .replaceAll(UUID, (id) => (endings.has(id) ? `${id.slice(0, BEFORE_LAST_GROUP)}${endings.get(id)}` : id))
    .replaceAll(CASEWORKERS, (_post, quote: string) => `${quote}caseworker${quote}:${quote}${marks.caseworker}${quote}`)
    .replace(NAME, `"words":"${marks.name}"`)
