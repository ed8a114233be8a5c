import { z } from 'zod'
import { cite, type ParagraphId } from '../../machines/guidance/paragraph.ts'
import {
  type Deviation,
  type DeviationsCounted,
  deviations,
  deviationsCounted,
  linesOf,
  type PlaceAmongDeviations,
} from '../reports/deviations.ts'
import type { Reader } from '../reports/standing.ts'
import type { Services } from '../services.ts'
import { linesShown } from './history.ts'
import * as part from './schemas.ts'

export const deviation = z
  .object({
    rule: z.string(),
    cites: part.citation,
    paragraph: part.paragraph,
    reason: z.string().nullable().meta({ description: 'Why, as it was written; null where it was erased' }),
    casefile: z.object({ id: part.id, reference: part.reference }).nullable(),
    organisation: z.object({ id: part.id, name: z.string() }).nullable(),
    instance: part.id,
    seq: z.int().meta({ description: 'The line of history' }),
    event: z.string(),
    done: z.string().meta({ description: 'What was done, in the past tense' }),
    by: z.object({ id: z.string(), name: z.string(), posts: z.array(z.string()) }),
    recordedAt: part.instant,
  })
  .meta({ id: 'Deviation' })

export const deviationsCount = z.object({ rule: z.string(), count: z.int(), hidden: z.int() })

/**
 * A page of the deviations from one paragraph, each with its reason; one more than is shown says that there is a next page. What was written
 * in casefiles is shown, so it is noted who read it.
 */
export async function deviationsShown(
  services: Services,
  reader: Reader,
  asked: { cites: ParagraphId; rule?: string | undefined; after?: PlaceAmongDeviations | undefined; limit: number },
) {
  const found = await deviations(services.lists, reader, asked)
  const shown = found.slice(0, asked.limit - 1).filter(({ reference }) => reference !== null)
  services.readings.note(
    reader.person,
    'search',
    shown.map(({ file }) => file),
  )
  const rows = await linesOf(services.lists, found)
  const lines = await linesShown(services, rows)
  const byPlace = new Map(rows.map(({ fileId, seq }, at) => [`${fileId} ${seq}`, lines[at]!]))
  return found.map((each) => ({ place: placeOf(each), shown: shownOf(asked.cites, each, byPlace.get(`${each.file} ${each.seq}`)!) }))
}

const placeOf = ({ recordedAt, file, seq, rule }: Deviation): PlaceAmongDeviations => [recordedAt, file, seq, rule]

type LineShown = Awaited<ReturnType<typeof linesShown>>[number]
const shownOf = (
  cites: ParagraphId,
  { file, seq, rule, recordedAt, reference, organisation }: Deviation,
  line: LineShown,
): z.output<typeof deviation> => ({
  rule,
  cites,
  paragraph: cite(cites),
  reason: line.waived.find((each) => each.rule === rule)?.reason ?? null,
  casefile: reference === null ? null : { id: file, reference },
  organisation: organisation === null ? null : { id: file, name: organisation },
  instance: line.instance,
  seq,
  event: line.event,
  done: line.done,
  by: { id: line.by.id, name: line.by.name, posts: line.by.posts.map(({ title }) => title) },
  recordedAt,
})

/** How many deviations there are from a paragraph, and how many of them in casefiles that the reader may not see. */
export interface DeviationsOf {
  readonly count: number
  readonly hidden: number
  readonly rules: readonly Omit<DeviationsCounted, 'cites'>[]
}

export async function deviationsByParagraph(
  { lists }: Services,
  reader: Reader,
  cites?: ParagraphId,
): Promise<ReadonlyMap<string, DeviationsOf>> {
  const counted = await deviationsCounted(lists, reader, cites ?? null)
  const of = new Map<string, DeviationsOf>()
  for (const { cites: id, ...rule } of counted) {
    const { count, hidden, rules } = of.get(id) ?? { count: 0, hidden: 0, rules: [] }
    of.set(id, { count: count + rule.count, hidden: hidden + rule.hidden, rules: [...rules, rule] })
  }
  return of
}
