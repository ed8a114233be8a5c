import type { DataSource } from 'typeorm'
import { type CasefileRow, casefileEntity, type InstanceRow, instanceEntity } from '../../db/entities/files.ts'
import { postIds, type Reader } from './standing.ts'

export interface CasefileFilters {
  /** Part of a reference, ours or an earlier one. */
  readonly reference?: string | undefined
  readonly caseworker?: string | undefined
  readonly directorate?: string | undefined
  readonly stage?: string | undefined
  readonly organisation?: string | undefined
  readonly closed?: boolean | undefined
  readonly machine?: string | undefined
  readonly state?: string | undefined
}

export type CasefileListed = CasefileRow & { readonly instances: readonly InstanceRow[] }

/** The casefiles that this reader may see, the newest first, each with its lifecycles. */
export async function casefiles(
  source: DataSource,
  reader: Reader,
  filters: CasefileFilters,
  page: { readonly after?: readonly [string, string] | undefined; readonly limit: number },
): Promise<readonly CasefileListed[]> {
  if (reader.posts.length === 0) return []
  const query = source
    .createQueryBuilder(casefileEntity, 'c')
    .where('(not c.sealed or c.sealedTo && :posts or :all)', { posts: postIds(reader), all: reader.seesSealed })
  const { reference, machine, state } = filters
  for (const name of ['caseworker', 'directorate', 'stage', 'closed'] as const) {
    const value = filters[name]
    if (value !== undefined) query.andWhere(`c.${name} = :${name}`, { [name]: value })
  }
  if (filters.organisation) query.andWhere('c.organisations @> :organisations', { organisations: [filters.organisation] })
  if (reference) query.andWhere('(c.reference ilike :part or c.earlierReference ilike :part)', { part: `%${escaped(reference)}%` })
  if (machine || state)
    query.andWhere(
      `exists (select from instance i where i.file_id = c.file_id and not i.in_error and not i.closed
        and (:machine::text is null or i.machine = :machine) and (:state::text is null or i.state = :state or i.state like :below))`,
      { machine: machine ?? null, state: state ?? null, below: `${escaped(state ?? '')}.%` },
    )
  if (page.after) query.andWhere('(c.openedAt, c.fileId) < (:openedAt, :fileId)', { openedAt: page.after[0], fileId: page.after[1] })
  const found = await query.orderBy('c.openedAt', 'DESC').addOrderBy('c.fileId', 'DESC').limit(page.limit).getMany()
  return withInstances(source, found)
}

async function withInstances(source: DataSource, found: readonly CasefileRow[]): Promise<readonly CasefileListed[]> {
  if (found.length === 0) return []
  const instances = await source
    .createQueryBuilder(instanceEntity, 'i')
    .where('i.fileId in (:...files) and not i.inError', { files: found.map(({ fileId }) => fileId) })
    .orderBy('i.openedAt')
    .addOrderBy('i.id')
    .getMany()
  return found.map((casefile) => ({ ...casefile, instances: instances.filter(({ fileId }) => fileId === casefile.fileId) }))
}

/** The file that a reference of ours, or an id, names; which of them a person may see is not asked here. */
export async function fileWith(source: DataSource, kind: 'casefile' | 'organisation', ref: string): Promise<string | undefined> {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(ref)) {
    const [row] = await source.query<{ id: string }[]>('select id from file where id = $1 and kind = $2', [ref, kind])
    return row?.id
  }
  const found = await source
    .createQueryBuilder(casefileEntity, 'c')
    .select(['c.fileId'])
    .where('c.reference = :ref', { ref: ref.toUpperCase() })
    .getOne()
  return kind === 'casefile' ? found?.fileId : undefined
}

/** The lifecycle of each of these casefiles itself, by its reference: one statement for all of them, whoever may see them. */
export async function ownInstances(source: DataSource, references: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await source.query<{ reference: string; id: string }[]>(
    `select c.reference, i.id from casefile c join instance i on i.file_id = c.file_id and i.machine = 'casefile' and i.parent is null
      where c.reference = any($1)`,
    [references],
  )
  return new Map(rows.map(({ reference, id }) => [reference, id]))
}

/** What somebody typed, with nothing in it that `like` would read as a pattern. */
export const escaped = (text: string): string => text.replaceAll(/[\\%_]/g, (each) => `\\${each}`)
