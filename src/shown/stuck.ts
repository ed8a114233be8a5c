import { z } from 'zod'
import { type Found, readAll } from '../engine/read.ts'
import type { Reader } from '../reports/standing.ts'
import type { Services } from '../services.ts'
import * as part from './schemas.ts'
import type { Standstill } from './standstill.ts'
import { likeliestIn, type StuckFound, standingStill } from './stuck-found.ts'
import { looksOf, type StuckKept, stuckCounted, stuckKept } from './stuck-kept.ts'
import { type StuckShown, stuck, stuckSaid } from './stuck-said.ts'

export const neverStuck = z
  .object({
    asOf: part.instant,
    complete: z
      .boolean()
      .meta({ description: 'A look has come through all that was open: only then does an empty list mean that there is none' }),
    whole: z
      .object({
        begunAt: part.instant,
        endedAt: part.instant,
        looked: z.int().meta({ description: 'So many lifecycles were open, and looked at' }),
        outdated: z.boolean().meta({
          description: 'Since then who may do what has changed, or another day has come: all is looked at anew within a few minutes',
        }),
      })
      .nullable()
      .meta({
        description: 'The last look that came through all; null before the first has, and for who holds no post, for whom there is none',
      }),
    underWay: z
      .object({ begunAt: part.instant, looked: z.int(), total: z.int() })
      .nullable()
      .meta({ description: 'The look that is under way: so many looked at of so many that were open as it began' }),
    nextAt: part.instant.nullable().meta({ description: 'When the next look begins; null where one is under way, or about to begin' }),
    found: z.int().meta({ description: 'Found stuck, but for those of this page that have moved since' }),
    moved: z.int().meta({ description: 'Of this page, those that were found stuck and are no more: they are not among its items' }),
    items: z.array(stuck),
    nextLink: z.string().nullable().meta({ description: 'The address of the next page; null on the last' }),
  })
  .meta({ id: 'NeverStuck' })
export type NeverStuck = Omit<z.input<typeof neverStuck>, 'nextLink'> & { readonly next: StuckPlace | undefined }

/** Where a page ended, in the order in which they were found: it names nothing that might be sealed. */
export type StuckPlace = readonly [place: number]
export const stuckPlace = z.tuple([z.int().min(0)])

const A_PAGE = 50

/**
 * Open lifecycles that nobody who holds a post today can move, and those that wait without a date: as the last look found them, but for what
 * has been moved since, which is looked at anew. Who holds no post is shown none.
 */
export async function stuckShown(services: Services, reader: Reader, after?: StuckPlace): Promise<NeverStuck> {
  const { now: asOf, whole, underWay, nextAt, due } = await looksOf(services.pool)
  if (reader.posts.length === 0) return { ...NOTHING_SHOWN, asOf }
  const [count, kept] = await Promise.all([
    stuckCounted(services.lists),
    stuckKept(services.lists, reader, { after: after?.[0] ?? 0, limit: A_PAGE + 1 }),
  ])
  const page = kept.slice(0, A_PAGE)
  const shown = await stillStuck(services, page)
  const moved = page.length - shown.length
  return {
    asOf,
    complete: whole !== null,
    whole,
    underWay,
    nextAt: due || underWay ? null : nextAt,
    found: count - moved,
    moved,
    items: await stuckSaid(services, shown),
    next: kept.length > A_PAGE ? [Number(page.at(-1)!.place)] : undefined,
  }
}

const NOTHING_SHOWN = { complete: false, whole: null, underWay: null, nextAt: null, found: 0, moved: 0, items: [], next: undefined }

/** Of those that were found, those that have not moved: where anything was done in its file, it is looked at anew. */
async function stillStuck({ engine, pool }: Services, kept: readonly StuckKept[]): Promise<readonly StuckShown[]> {
  if (kept.length === 0) return []
  const files = new Map(kept.map(({ file, organisations, setAside }) => [file, { file, organisations, setAside }]))
  const read = await readAll(
    pool,
    [...files.values()].map(({ file, organisations }) => ({ file, organisations })),
  )
  const found = new Map([...files.keys()].map((file, place) => [file, read[place]!]))
  const changed = new Set(kept.filter((each) => isChanged(each, found.get(each.file)!)).map(({ file }) => file))
  const likeliest = likeliestIn(changed.size > 0 ? await engine.directory() : [])
  const anew = new Map<string, readonly StuckFound[]>()
  for (const file of changed) {
    await new Promise((turn) => setImmediate(turn))
    anew.set(file, standingStill(engine, files.get(file)!, found.get(file)!, likeliest))
  }
  return kept.flatMap((row) => {
    const reasons = anew.has(row.file) ? anew.get(row.file)!.find(({ instance }) => instance === row.instance)?.reasons : row.reasons
    const held = found.get(row.file)!.held!
    const lifecycle = held.file.instances.find(({ id }) => id === row.instance)
    return reasons && lifecycle ? [{ row, held, lifecycle, reasons }] : []
  })
}

/** What could not be read or carried out is taken up again without anything being recorded in the file. */
const isChanged = ({ revision, setAside, reasons }: StuckKept, { held }: Found): boolean =>
  revision !== held?.file.revision || has(reasons, 'unreadable') || has(reasons, 'setAside') !== setAside
const has = (reasons: readonly Standstill[], asked: Standstill['kind']) => reasons.some(({ kind }) => kind === asked)
