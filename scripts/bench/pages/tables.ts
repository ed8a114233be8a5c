import type { Client } from 'pg'

export interface Table {
  readonly table: string
  /** All that are filled by who inserts. */
  readonly columns: readonly string[]
  /** As PostgreSQL calls them: `text`, `_uuid`, `date` … */
  readonly types: readonly string[]
}

/** Not copied: the answers kept for requests sent twice, what went wrong, what people did beside the files, and what is found anew. */
const LEFT_OUT = ['request', 'incident', 'reading', 'draft', 'given', 'looked_at', 'standstill', 'work']

/** Every table that holds something of a file, whatever the schema has grown to. */
export async function tablesOfFiles(client: Client): Promise<readonly Table[]> {
  const { rows } = await client.query<Table>(
    `select t.table_name as table, array_agg(c.column_name::text order by c.ordinal_position) as columns,
       array_agg(c.udt_name::text order by c.ordinal_position) as types
     from information_schema.tables t join information_schema.columns c on c.table_schema = 'public' and c.table_name = t.table_name
     where t.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER' and c.is_identity = 'NO'
     group by t.table_name order by t.table_name`,
  )
  return rows.filter(({ table, columns }) => fileOf(table, columns) !== undefined && !LEFT_OUT.includes(table))
}

/** The file that row `t` belongs to. */
export function fileOf(table: string, columns: readonly string[]): string | undefined {
  if (table === 'file') return 't.id'
  if (table === 'snapshot') return '(select i.file_id from instance i where i.id = t.instance_id)'
  return columns.includes('file_id') ? 't.file_id' : undefined
}
