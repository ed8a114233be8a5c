import type { DataSource } from 'typeorm'
import { type TransitionRow, transitionEntity } from '../../db/entities/files.ts'
import type { ParagraphId } from '../../machines/guidance/paragraph.ts'
import { postIds, type Reader, VISIBLE } from './standing.ts'

/** How often a *normally* rule was answered by a written reason; what was struck out since counts no longer. */
export interface DeviationsCounted {
  readonly cites: string
  readonly rule: string
  readonly count: number
  /** How many of them stand in casefiles that the reader may not see. */
  readonly hidden: number
}

/** Every line that a correction struck out. */
const STRUCK = `select file_id, (entry::jsonb #>> '{payload,transition}')::int as seq from transition where kind = 'correction'`

/**
 * All are counted through the index; what was struck out, and what stands in casefiles sealed to the reader, is looked up by itself, since
 * it is little: to join every deviation with its casefile took ten times as long.
 */
const COUNTED = `
  with struck as materialized (
    select d.file_id, d.seq, d.rule, d.cites from (${STRUCK}) x join deviation d on d.file_id = x.file_id and d.seq = x.seq
    where $3::text is null or d.cites = $3
  ), away as (
    select d.cites, d.rule, count(*)::int as count from casefile c join deviation d on d.file_id = c.file_id
    where c.sealed and not ${VISIBLE} and ($3::text is null or d.cites = $3)
      and not exists (select from struck s where s.file_id = d.file_id and s.seq = d.seq and s.rule = d.rule)
    group by d.cites, d.rule
  ), gone as (select cites, rule, count(*)::int as count from struck group by cites, rule),
  every as (
    select cites, rule, count(*)::int as count from deviation where $3::text is null or cites = $3 group by cites, rule
  )
  select e.cites, e.rule, e.count - coalesce(g.count, 0) as count, coalesce(a.count, 0) as hidden
  from every e left join gone g using (cites, rule) left join away a using (cites, rule)
  where e.count > coalesce(g.count, 0) order by e.cites, 3 desc, e.rule`

/** Paragraph by paragraph and rule by rule, or of one paragraph. */
export const deviationsCounted = (
  source: DataSource,
  reader: Reader,
  cites: ParagraphId | null = null,
): Promise<readonly DeviationsCounted[]> =>
  reader.posts.length === 0 ? Promise.resolve([]) : source.query<DeviationsCounted[]>(COUNTED, [postIds(reader), reader.seesSealed, cites])

/** One rule that was not met and answered by a reason, and the line of history that says so. */
export interface Deviation {
  readonly file: string
  readonly seq: number
  readonly rule: string
  readonly recordedAt: string
  /** Of the casefile; null where it is about an organisation. */
  readonly reference: string | null
  /** Of the organisation whose file it stands in, by its id; null in casefiles. */
  readonly organisation: string | null
}
export type PlaceAmongDeviations = readonly [recordedAt: string, file: string, seq: number, rule: string]

const PAGE = `
  select d.file_id as file, d.seq, d.rule, to_char(d.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "recordedAt",
    c.reference, o.name as organisation
  from deviation d left join casefile c on c.file_id = d.file_id left join organisation o on o.file_id = d.file_id
  where d.cites = $3 and ($4::text is null or d.rule = $4) and (c.file_id is null or ${VISIBLE})
    and ($5::timestamptz is null or (d.recorded_at, d.file_id, d.seq, d.rule) < ($5, $6::uuid, $7::int, $8::text))
    and not exists (select from transition x where x.file_id = d.file_id and x.kind = 'correction'
      and (x.entry::jsonb #>> '{payload,transition}')::int = d.seq)
  order by d.recorded_at desc, d.file_id desc, d.seq desc, d.rule desc limit $9`

/** Deviations from one paragraph in files that the reader may see, the newest first. */
export const deviations = (
  source: DataSource,
  reader: Reader,
  { cites, rule, after, limit }: { cites: ParagraphId; rule?: string | undefined; after?: PlaceAmongDeviations | undefined; limit: number },
): Promise<readonly Deviation[]> =>
  reader.posts.length === 0
    ? Promise.resolve([])
    : source.query<Deviation[]>(PAGE, [
        postIds(reader),
        reader.seesSealed,
        cites,
        rule ?? null,
        ...(after ?? [null, null, null, null]),
        limit,
      ])

/** The lines of history that these name, in no order. */
export async function linesOf(source: DataSource, lines: readonly Pick<Deviation, 'file' | 'seq'>[]): Promise<readonly TransitionRow[]> {
  if (lines.length === 0) return []
  return source
    .createQueryBuilder(transitionEntity, 't')
    .where('(t.fileId, t.seq) in (select * from unnest(:files::uuid[], :seqs::int[]))', {
      files: lines.map(({ file }) => file),
      seqs: lines.map(({ seq }) => seq),
    })
    .getMany()
}
