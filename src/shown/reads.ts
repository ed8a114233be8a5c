import { z } from 'zod'
import { waysOfReading } from '../beside/readings.ts'
import { endedAt, keysIn, type Page, paged } from '../paging.ts'
import { notFound, Problem } from '../problem.ts'
import { casefileSeenBy, mayShowReads, type Reading, reads, WHO_MAY_SHOW_READS } from '../reports/reads.ts'
import type { Reader } from '../reports/standing.ts'
import type { Services } from '../services.ts'
import * as part from './schemas.ts'

export const reading = z
  .object({
    person: z.object({ id: z.string(), name: z.string() }),
    view: z.enum(waysOfReading),
    hour: part.instant.meta({ description: 'The hour in which it was read; more often within it is not told apart' }),
    firstAt: part.instant,
  })
  .meta({ id: 'Reading' })

const place = z.tuple([endedAt.instant, z.string(), z.enum(waysOfReading)])

/**
 * Who read a casefile, the newest first.
 *
 * @throws Problem 404 where the reader may not see the casefile, 403 where they may, but not who read it
 */
export async function readsShown(
  { lists, readings }: Services,
  reader: Reader,
  { ref, after, limit }: { readonly ref: string; readonly after?: string | undefined; readonly limit: number },
): Promise<Page<z.output<typeof reading>> & { readonly casefile: { readonly id: string; readonly reference: string } }> {
  const casefile = await casefileSeenBy(lists, reader, ref)
  if (casefile === undefined) throw notFound()
  if (!mayShowReads(reader)) throw new Problem('not-allowed', WHO_MAY_SHOW_READS)
  await readings.written()
  const rows = await reads(lists, casefile.id, { after: keysIn(place, after), limit: limit + 1 })
  const address = `/api/v1/casefiles/${encodeURIComponent(ref)}/reads`
  const page = paged(rows, { limit, address }, { keys: ({ firstAt, person, view }) => [firstAt, person, view], item: readingShown })
  return { ...page, casefile }
}

const readingShown = ({ person, name, view, hour, firstAt }: Reading) => ({ person: { id: person, name }, view, hour, firstAt })
