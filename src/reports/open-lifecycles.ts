import type { Pool } from 'pg'

/** A file in which something is open. */
export interface FileOpen {
  readonly file: string
  readonly open: readonly LifecycleOpen[]
  /** What falls due in it is not carried out: it could not be read, or worked out. */
  readonly setAside: boolean
  /** That its open lifecycles are about: what rules may ask of them. */
  readonly organisations: readonly string[]
}

export interface LifecycleOpen {
  readonly machine: string
  readonly stored: string
  /** Something in it is due, and not yet carried out. */
  readonly due: boolean
}

export const FIRST_FILE = '00000000-0000-0000-0000-000000000000'
const AT_ONCE = 16

/** The limit stands in the text, so that the planner knows how few they are: it plans once, for whatever file is asked. */
const OPEN = `
  with next as materialized (
    select file_id from instance where not closed and not in_error and file_id > $1 group by file_id order by file_id limit ${AT_ONCE}
  ), moment as materialized (
    select present_moment() as now
  )
  select n.file_id as file, i.machine, s.stored, i.organisation, i.next_due is not null and i.next_due <= m.now as due,
    exists (select from timer t where t.file_id = n.file_id and t.set_aside) as "setAside"
  from next n cross join moment m
  join instance i on i.file_id = n.file_id and not i.closed and not i.in_error
  join snapshot s on s.instance_id = i.id
  order by n.file_id, i.place`

type Row = LifecycleOpen & Pick<FileOpen, 'file' | 'setAside'> & { readonly organisation: string | null }

/** The next few files in which something is open, in the order of their ids, each with all that is open in it as it is stored. */
export async function filesOpen(pool: Pool, after: string): Promise<readonly FileOpen[]> {
  const { rows } = await pool.query<Row>({ name: 'files open', text: OPEN, values: [after] })
  const files = new Map<string, Row[]>()
  for (const row of rows) files.set(row.file, [...(files.get(row.file) ?? []), row])
  return [...files].map(([file, open]) => ({
    file,
    open,
    setAside: open[0]!.setAside,
    organisations: [...new Set(open.flatMap(({ organisation }) => organisation ?? []))],
  }))
}
