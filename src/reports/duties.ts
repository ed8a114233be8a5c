import type { DataSource } from 'typeorm'

/** The instance that opened the file of a duty, which is where it is said to be done; also of a duty that has ended. */
export async function standingOfDuty(source: DataSource, duty: string): Promise<{ ownInstance: string } | undefined> {
  const [row] = await source.query<{ ownInstance: string }[]>(
    `select i.id as "ownInstance" from duty d join instance i on i.file_id = d.file_id and i.parent is null and i.machine = 'casefile' where d.id = $1`,
    [duty],
  )
  return row
}
