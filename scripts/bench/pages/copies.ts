import type { Client } from 'pg'
import type { Caseworkers } from './office.ts'
import { type Table, tablesOfFiles } from './tables.ts'
import { hex, marks, TEMPLATES } from './templates.ts'

/** One copy of a template: what stands in place of each mark. */
interface Copy {
  readonly template: string
  /** Of the copy among all. */
  readonly number: number
  /** Of the organisations it is about. */
  readonly organisations: number
  readonly caseworker: string
  readonly name: string
  readonly reference: string
}

/**
 * Ten times the casefiles are ten times the caseworkers, so what is open falls to those who came with them, and everybody has as much to do
 * as before; what is done was anybody's, so that it grows for each. Of roles, directorates and organisations, which stay as many as they
 * were, everything grows.
 */
export interface Office extends Caseworkers {
  /** Of the told organisations there are so many copies. */
  readonly organisations: number
}

const AT_ONCE = 1_000
const FIRST_REFERENCE = 10_000
/** In a hundred casefiles: those in which something is open. */
const OPEN = 6

/** Copies the told organisations, each into other places. */
export async function copyOrganisations(client: Client, times: number): Promise<void> {
  const { rows } = await client.query<{ template: string; name: string }>(
    `select f.id as template, o.name from ${TEMPLATES}.file f join ${TEMPLATES}.organisation o on o.of_file = f.id`,
  )
  for (let number = 1; number <= times; number++) {
    const of = rows.map(({ template }) => ({ template, number, organisations: number, caseworker: '', name: '', reference: '' }))
    await copy(client, of)
    for (const { template, name } of rows)
      await client.query('update organisation set name = $2 where file_id = $1', [
        template.replace(marks.organisation, `-0f${hex(number, 6)}`),
        `${name}, ${placeNamed(number)}`,
      ])
  }
}

/** Copies told casefiles until there are so many, beginning after those that there are. Indexes are made at the end, each in one go. */
export async function copyCasefiles(client: Client, upTo: number, office: Office): Promise<void> {
  const { rows } = await client.query<{ name: string; made: string }>(INDEXES)
  for (const { name } of rows) await client.query(`drop index ${name}`)
  await client.query('set synchronous_commit = off')
  await addCopies(client, upTo, office)
  // What triggers would have kept beside each.
  await client.query('truncate annual_figure')
  await client.query('insert into annual_figure select f.*, count(*) from remedy r cross join lateral figures_of(r) f group by 1, 2, 3, 4')
  await client.query('truncate work')
  await client.query('insert into work select * from work_found')
  await client.query("set maintenance_work_mem = '1GB'")
  for (const { made } of rows) await client.query(made)
  await client.query('vacuum analyze')
}

/** But those that constraints have. */
const INDEXES = `select indexname as name, indexdef as made from pg_indexes where schemaname = 'public'
  and indexname not in (select conname from pg_constraint) and tablename in (select table_name from information_schema.tables where table_schema = '${TEMPLATES}')`

async function addCopies(client: Client, upTo: number, office: Office): Promise<void> {
  const { rows } = await client.query<{ template: string; open: boolean }>(TOLD)
  const told = [rows.filter(({ open }) => open), rows.filter(({ open }) => !open)] as const
  let there = (await client.query<{ count: number }>('select count(*)::int as count from casefile')).rows[0]!.count
  while (there < upTo) {
    const copies = Array.from({ length: Math.min(AT_ONCE, upTo - there) }, (_none, place) => copyOf(there + place, told, office))
    await copy(client, copies)
    there += copies.length
  }
}

const TOLD = `select c.of_file as template, not c.closed
    or exists (select from ${TEMPLATES}.instance i where i.of_file = c.of_file and i.machine <> 'casefile' and not i.closed and not i.in_error)
    or exists (select from ${TEMPLATES}.duty d where d.of_file = c.of_file and d.ended_seq is null) as open
  from ${TEMPLATES}.casefile c order by c.reference`

type Told = readonly { readonly template: string }[]

/** The numbers that others are taken from are prime, so that each template meets each caseworker and each organisation's copy. */
function copyOf(number: number, [open, done]: readonly [Told, Told], { all, newcomers, organisations }: Office): Copy {
  const isOpen = number % 100 < OPEN
  const from = isOpen ? open : done
  const caseworkers = isOpen && newcomers.length > 0 ? newcomers : all
  /** Of those of its kind. */
  const turn = isOpen ? Math.floor(number / 100) * OPEN + (number % 100) : number
  return {
    template: from[(turn * 7_919) % from.length]!.template,
    number,
    organisations: 1 + ((turn * 31) % organisations),
    caseworker: caseworkers[(turn * 104_729) % caseworkers.length]!,
    name: personNamed(number),
    reference: `RD-${String(FIRST_REFERENCE + number).padStart(6, '0')}`,
  }
}

/** Whole or not at all; keys to other tables hold by construction, and are not looked at. */
async function copy(client: Client, copies: readonly Copy[]): Promise<void> {
  await client.query('begin')
  await client.query('set local session_replication_role = replica')
  await client.query(
    'create temporary table if not exists bench_copy (template uuid, own text, org text, caseworker text, name text, reference text)',
  )
  await client.query('truncate bench_copy')
  await client.query(
    'insert into bench_copy select * from json_to_recordset($1) as c (template uuid, own text, org text, caseworker text, name text, reference text)',
    [
      JSON.stringify(
        copies.map(({ number, organisations, ...more }) => ({ ...more, own: `-ca${hex(number, 6)}`, org: `-0f${hex(organisations, 6)}` })),
      ),
    ],
  )
  await client.query('analyze bench_copy')
  for (const table of await tablesOfFiles(client)) await client.query(copied(table))
  await client.query('commit')
}

function copied({ table, columns, types }: Table): string {
  const values = columns.map((column, place) => copiedValue(table, column, types[place]!))
  return `insert into ${table} (${columns.map((column) => `"${column}"`).join(', ')})
    select ${values.join(', ')} from bench_copy k join ${TEMPLATES}.${table} t on t.of_file = k.template`
}

function copiedValue(table: string, column: string, type: string): string {
  const value = `t."${column}"`
  if (table === 'casefile' && column === 'reference') return 'k.reference'
  // One line of an organisation's history is heard from one casefile: a copy's is as if it came later.
  if (table === 'delivery' && column === 'heard_seq') return `case when ${value} is not null then nextval('${TEMPLATES}.heard')::int end`
  if (!['text', 'uuid', '_uuid', '_text'].includes(type)) return value
  const replaced = [
    [marks.casefile, 'k.own'],
    [marks.organisation, 'k.org'],
    ...(type.includes('text') ? [[marks.caseworker, 'k.caseworker']] : []),
    ...(table === 'text' ? [[marks.name, 'k.name']] : []),
  ].reduce((text, [mark, by]) => `replace(${text}, '${mark}', ${by})`, `${value}::text`)
  return type === 'text' ? replaced : `${replaced}::${type.startsWith('_') ? `${type.slice(1)}[]` : type}`
}

const FORMS = ['Mr', 'Mrs', 'Ms', 'Miss', 'Dr']
const GIVEN =
  'Ada Bilal Cora Dev Edith Femi Greta Hari Isla Jonas Kofi Lena Milo Nina Omar Petra Ravi Sena Tomas Una Viktor Wren Yusuf Zofia'.split(
    ' ',
  )
const FIRST = 'Ash Black Crom Dun East Fair Green Hart Iver Kings Lang March New Oak Pen Red Stan Thorn Under West'.split(' ')
const SECOND = 'bourne by combe croft dale den field ford gate ham hurst ley mere stead stock ton ville ward well worth'.split(' ')
const pick = (from: readonly string[], number: number) => from[number % from.length]!
const placeNamed = (number: number) => `${pick(FIRST, number * 7)}${pick(SECOND, number)}`
const personNamed = (number: number) =>
  `${pick(FORMS, number)} ${pick(GIVEN, number * 11)} ${pick(FIRST, number * 13)}${pick(SECOND, number * 17 + Math.floor(number / 20))}`
