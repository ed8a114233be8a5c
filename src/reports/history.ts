import type { DataSource } from 'typeorm'
import { type TransitionRow, transitionEntity } from '../../db/entities/files.ts'

export interface HistoryPage {
  readonly order: 'oldest' | 'newest'
  readonly after?: number | undefined
  readonly limit: number
}

/** A line of history, and the correction that struck it out. */
export type HistoryRow = TransitionRow & { readonly struckOutBy?: number }

/** The lines of a file, or of one of its instances. Whoever asks has been let into the file before. */
export async function history(
  source: DataSource,
  file: string,
  instance: string | undefined,
  { order, after, limit }: HistoryPage,
): Promise<readonly HistoryRow[]> {
  const query = source.createQueryBuilder(transitionEntity, 't').where('t.fileId = :file', { file })
  if (instance) query.andWhere('t.instanceId = :instance', { instance })
  if (after !== undefined) query.andWhere(order === 'oldest' ? 't.seq > :after' : 't.seq < :after', { after })
  const lines = await query
    .orderBy('t.seq', order === 'oldest' ? 'ASC' : 'DESC')
    .limit(limit)
    .getMany()
  return marked(source, file, lines)
}

/** These lines of a file, each with what followed from it, in the order of the chain. */
export async function linesWith(source: DataSource, file: string, seqs: readonly number[]): Promise<readonly HistoryRow[]> {
  if (seqs.length === 0) return []
  const lines = await source
    .createQueryBuilder(transitionEntity, 't')
    .where('t.fileId = :file and (t.seq in (:...seqs) or t.cause in (:...seqs))', { file, seqs })
    .orderBy('t.seq')
    .getMany()
  return marked(source, file, lines)
}

async function marked(source: DataSource, file: string, lines: readonly TransitionRow[]): Promise<readonly HistoryRow[]> {
  const struck = await struckOut(source, file)
  return lines.map((line) => {
    const by = struck.get(line.seq)
    return by === undefined ? line : { ...line, struckOutBy: by }
  })
}

/** A line struck out takes with it what followed from it; the lines stay. */
async function struckOut(source: DataSource, file: string): Promise<ReadonlyMap<number, number>> {
  const rows = await source.query<{ seq: number; by: number }[]>(
    `with corrections as (
       select seq as by, (entry::jsonb #>> '{payload,transition}')::int as wrong from transition where file_id = $1 and kind = 'correction')
     select t.seq, c.by from corrections c join transition t on t.file_id = $1 and (t.seq = c.wrong or t.cause = c.wrong)`,
    [file],
  )
  return new Map(rows.map(({ seq, by }) => [seq, by]))
}

/** What people and posts are called, also those who have left. */
export async function namesOf(
  source: DataSource,
  people: readonly string[],
  posts: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await source.query<{ id: string; name: string }[]>(
    `select 'person ' || id as id, name from person where id = any($1) union all select 'post ' || id, title from post where id = any($2)`,
    [people, posts],
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}
