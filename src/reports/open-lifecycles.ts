import type { DataSource } from 'typeorm'
import { postIds, type Reader, VISIBLE } from './standing.ts'

/** A file in which something is open. */
export interface FileOpen {
  readonly file: string
  readonly lifecycles: number
  /** Sealed to the reader. */
  readonly hidden: boolean
  /** What falls due in it is not carried out: it could not be read, or worked out. */
  readonly setAside: boolean
  /** That its lifecycles are about, and that it is about itself: what rules may ask of them. */
  readonly organisations: readonly string[]
}

/** The files in which something is open, in the order of their ids. */
export const filesOpen = (
  source: DataSource,
  reader: Reader,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<readonly FileOpen[]> =>
  source.query<FileOpen[]>(
    `select o.file_id as file, o.lifecycles, o.organisations, c.file_id is not null and not ${VISIBLE} as hidden,
       exists (select from timer where file_id = o.file_id and set_aside) as "setAside"
     from (select file_id, count(*)::int as lifecycles, coalesce(array_agg(distinct organisation) filter (where organisation is not null), '{}') as organisations
       from instance where not closed and not in_error and ($3::uuid is null or file_id > $3) group by file_id order by file_id limit $4) o
     left join casefile c on c.file_id = o.file_id order by o.file_id`,
    [postIds(reader), reader.seesSealed, after ?? null, limit],
  )

/** How many lifecycles are open. */
export async function openCounted(source: DataSource): Promise<number> {
  const [row] = await source.query<[{ count: number }]>('select count(*)::int as count from instance where not closed and not in_error')
  return row.count
}

/** Whether there is a file of this id, in which something is open or was. */
export async function isFile(source: DataSource, file: string): Promise<boolean> {
  const [row] = await source.query<[{ there: boolean }]>('select exists (select from instance where file_id = $1) as there', [file])
  return row.there
}

/** Since when each of these lifecycles has stood where it stands. */
export async function standingSince(source: DataSource, instances: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (instances.length === 0) return new Map()
  const rows = await source.query<{ id: string; since: string }[]>(
    `select id, to_char(since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since from instance where id = any($1::uuid[])`,
    [instances],
  )
  return new Map(rows.map(({ id, since }) => [id, since]))
}
