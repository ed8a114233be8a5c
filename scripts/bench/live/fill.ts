import type { Client } from 'pg'
import { EACH_HAS_A_MOMENT } from '../../../db/migrations/0019-stays-in-states.ts'

/** Where what is copied stands, with its casefile's number among those that are at work, or among the others. */
const TEMPLATES = 'bench_flow'
/** In a hundred casefiles: those in which something is open. */
const OPEN = 6
/** The others were at work at some time in so many days. */
const DAYS = 1_800
const AT_ONCE = 20_000

interface Copied {
  readonly table: string
  /** Ids of a copy's own, each made of the template's and its number. */
  readonly own: readonly string[]
  /** Moments, which lie back as far as their casefile does. */
  readonly moments: readonly string[]
  readonly leftOut: readonly string[]
}

/** All that a flow is counted from. The order is that in which keys refer to each other. */
const tables: readonly Copied[] = [
  { table: 'file', own: ['id'], moments: [], leftOut: ['of_file'] },
  { table: 'casefile', own: ['file_id'], moments: ['opened_at', 'received_on'], leftOut: ['reference', 'of_file'] },
  { table: 'instance', own: ['id', 'file_id', 'parent'], moments: ['opened_at', 'since', 'written_at'], leftOut: ['of_file'] },
  { table: 'stay', own: ['instance_id', 'file_id'], moments: ['opened_at', 'entered_at', 'left_at', 'since'], leftOut: ['of_file'] },
]

/** Sets apart the casefiles that were told, with where they have stood. */
export async function keepFlowTemplates(client: Client): Promise<void> {
  await client.query(`create schema ${TEMPLATES}`)
  for (const { table } of tables) {
    const file = table === 'file' ? 't.id' : 't.file_id'
    await client.query(
      `create table ${TEMPLATES}.${table} as select t.*, ${file} as of_file from ${table} t join casefile c on c.file_id = ${file}`,
    )
    await client.query(`create index on ${TEMPLATES}.${table} (of_file)`)
  }
  await client.query(
    `create table ${TEMPLATES}.template as
     select file_id, is_open, row_number() over (partition by is_open order by reference) - 1 as place, count(*) over (partition by is_open) as among
     from (select c.file_id, c.reference, exists (
       select from instance i where i.file_id = c.file_id and i.machine <> 'casefile' and not i.closed and not i.in_error) as is_open from casefile c) c`,
  )
}

/** Copies casefiles until so many lifecycles stand or have stood; indexes are made at the end, in one go. Answers how many are open. */
export async function fillFlow(client: Client, instances: number): Promise<number> {
  const { rows: indexes } = await client.query<{ name: string; made: string }>(
    `select i.indexname as name, i.indexdef as made from pg_indexes i join pg_class c on c.relname = i.indexname join pg_index x on x.indexrelid = c.oid
     where i.schemaname = 'public' and i.tablename = any($1) and not x.indisunique`,
    [tables.map(({ table }) => table)],
  )
  await client.query("set session_replication_role = replica; set maintenance_work_mem = '512MB'; set synchronous_commit = off")
  for (const { name } of indexes) await client.query(`drop index ${name}`)
  // Copies are as their templates are: to be asked of each of millions which states it says something of takes most of the time.
  await client.query('alter table stay drop constraint stay_check3')
  const copies: string[] = []
  for (const each of tables) copies.push(await copyOf(client, each))
  for (;;) {
    const { rows } = await client.query<{ casefiles: number; instances: number }>(
      'select (select count(*)::int from casefile) as casefiles, (select count(*)::int from instance) as instances',
    )
    const [{ casefiles, instances: there }] = rows as [(typeof rows)[0]]
    if (there >= instances) break
    const wanted = Math.ceil((instances - there) / (there / casefiles))
    for (const copy of copies) await client.query(copy, [casefiles, casefiles + Math.min(AT_ONCE, wanted) - 1])
  }
  for (const { made } of indexes) await client.query(made)
  await client.query(`${EACH_HAS_A_MOMENT} not valid`)
  await client.query('reset session_replication_role')
  await client.query('vacuum analyze')
  return (await client.query<{ open: number }>('select count(*)::int as open from stay where left_seq is null and open')).rows[0]!.open
}

async function copyOf(client: Client, { table, own, moments, leftOut }: Copied): Promise<string> {
  const { rows } = await client.query<{ name: string; type: string }>(
    `select column_name as name, udt_name as type from information_schema.columns
     where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER' and is_identity = 'NO' order by ordinal_position`,
    [table],
  )
  const columns = rows.filter(({ name }) => !leftOut.includes(name))
  const back = `case when k.is_open then 0 else k.number::int % ${DAYS} end`
  const values = columns.map(({ name, type }) => {
    if (own.includes(name)) return `md5(t."${name}"::text || k.number)::uuid`
    if (!moments.includes(name)) return `t."${name}"`
    if (type === '_timestamptz') return `array(select each - ${back} * interval '1 day' from unnest(t."${name}") as each)`
    return type === 'date' ? `t."${name}" - ${back}` : `t."${name}" - ${back} * interval '1 day'`
  })
  return `
    with k as (
      select n as number, p.file_id, p.is_open from generate_series($1::bigint, $2::bigint) n
      join ${TEMPLATES}.template p on p.is_open = (n % 100 < ${OPEN}) and p.place = n * 7919 % p.among)
    insert into ${table} (${columns.map(({ name }) => `"${name}"`).join(', ')})
    select ${values.join(', ')} from k join ${TEMPLATES}.${table} t on t.of_file = k.file_id`
}
