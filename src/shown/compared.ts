import type { DataSource } from 'typeorm'
import type { Sees } from '../reports/standing.ts'
import { textsNamingUnseen } from '../reports/unseen.ts'
import { linksSeen, UNSEEN } from './linked.ts'

/** What stands for the whole of a comparison that names a casefile which the reader may not see. */
export const COMPARED_UNSEEN = `A comparison with ${UNSEEN}`

/** What was written of comparisons in a record or in lines of history, in records and events alike under the one name. */
export function comparisonsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(comparisonsIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'compared' && typeof inner === 'string' ? [inner] : comparisonsIn(inner),
  )
}

/**
 * A record, or lines of history with their words, for one reader (I15). A casefile can be sealed after others were compared with it: a
 * comparison that names one which the reader may not see says that there is one, and nothing else, for every sentence may be about it.
 */
export async function comparisonsSeen<T>(source: DataSource, sees: Sees, value: T): Promise<T> {
  const unseen = await textsNamingUnseen(source, sees, comparisonsIn(value))
  return unseen.size === 0 ? value : (without(value, unseen) as T)
}

/** A record with its words, for one reader: of other casefiles nothing that is sealed to them. */
export const recordSeen = async <R>(source: DataSource, sees: Sees, record: R): Promise<R> =>
  comparisonsSeen(source, sees, await linksSeen(source, sees, record))

function without(value: unknown, unseen: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((each) => without(each, unseen))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      name === 'compared' && typeof inner === 'string' && unseen.has(inner) ? COMPARED_UNSEEN : without(inner, unseen),
    ]),
  )
}
