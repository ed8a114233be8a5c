import type { DataSource } from 'typeorm'
import { postIds, type Reader, VISIBLE } from './standing.ts'

/**
 * The instance that opened the file of a duty, which is where it is said to be done; also of a duty that has ended. `hidden`: the casefile
 * is sealed to the reader.
 */
export async function standingOfDuty(
  source: DataSource,
  reader: Reader,
  duty: string,
): Promise<{ ownInstance: string; hidden: boolean } | undefined> {
  const [row] = await source.query<{ ownInstance: string; hidden: boolean }[]>(
    `select i.id as "ownInstance", not ${VISIBLE} as hidden
     from duty d join instance i on i.file_id = d.file_id and i.parent is null and i.machine = 'casefile' join casefile c on c.file_id = d.file_id
     where d.id = $3`,
    [postIds(reader), reader.seesSealed, duty],
  )
  return row
}
