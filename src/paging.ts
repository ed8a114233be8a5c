import { z } from 'zod'
import { isKeepable } from './parse.ts'
import { invalid } from './problem.ts'
import { SOME_DAY } from './reports/order-of-work.ts'

export const MOST_ITEMS = 200
const USUAL_ITEMS = 50

/** What every list takes: how many at most, and where the page before ended. */
export const paging = {
  limit: z
    .string()
    .regex(/^\d{1,3}$/, `limit is a number from 1 to ${MOST_ITEMS}`)
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= MOST_ITEMS, `limit is a number from 1 to ${MOST_ITEMS}`)
    .default(USUAL_ITEMS)
    .meta({ override: { type: 'integer', minimum: 1, maximum: MOST_ITEMS, default: USUAL_ITEMS }, description: 'How many at most' }),
  after: z.string().max(500).optional().meta({ description: 'Where the page before ended; taken from its nextLink' }),
}

export interface Page<T> {
  readonly items: readonly T[]
  /** The address of the next page; null on the last. */
  readonly nextLink: string | null
}

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    nextLink: z.string().nullable().meta({ description: 'The address of the next page; null on the last' }),
  })

type Key = string | number | null

const isOfOurYears = (text: string) => text >= '1900' && text < '3000'
/** What a page can have ended at: nothing that the database could not compare with what it has. */
export const endedAt = {
  /** After everything that has a day stands what has none. */
  day: z.iso.date().refine((day) => isOfOurYears(day) || day === SOME_DAY),
  instant: z.iso.datetime({ precision: 3 }).refine(isOfOurYears),
  line: z
    .int()
    .positive()
    .max(2 ** 31 - 1),
}

/** Where a page ended, as its readers pass it back: opaque, though no secret. */
export const cursorOf = (keys: readonly Key[]): string => Buffer.from(JSON.stringify(keys)).toString('base64url')

/** @throws Problem 400 where it is not one that this list gave */
export function keysIn<K extends z.ZodType<readonly Key[]>>(schema: K, cursor: string | undefined): z.output<K> | undefined {
  if (cursor === undefined) return undefined
  try {
    const keys = schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
    if (keys.every(isKeepable)) return keys
  } catch {
    // As what is read well and cannot be: told below.
  }
  throw invalid([{ parameter: 'after', detail: 'after is not where a page of this list ended' }])
}

/**
 * One page out of rows of which one more than the limit was asked for: the one too many says that there is a next page.
 *
 * @param address of this list, with the filters it was asked with
 */
export function paged<Row, Item>(
  rows: readonly Row[],
  {
    limit,
    address,
    filters = {},
  }: { limit: number; address: string; filters?: Readonly<Record<string, string | readonly string[] | undefined>> },
  { keys, item }: { keys: (row: Row) => readonly Key[]; item: (row: Row) => Item },
): Page<Item> {
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  if (last === undefined) return { items: shown.map(item), nextLink: null }
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filters)) for (const each of [value ?? []].flat()) query.append(name, each)
  query.set('limit', String(limit))
  query.set('after', cursorOf(keys(last)))
  return { items: shown.map(item), nextLink: `${address}?${query}` }
}
