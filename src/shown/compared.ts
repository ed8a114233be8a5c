import type { DataSource } from 'typeorm'
import type { Sees } from '../reports/standing.ts'
import { namedIn, unseenNamedIn } from '../reports/unseen.ts'
import { linksSeen, UNSEEN } from './linked.ts'

/** How what the caseworker says of the casefiles compared begins, below what is told of each of them. */
export const OUR_REMEDY_FITS = 'Our remedy fits with'

/** What was written of comparisons in a record or in lines of history, in records and events alike under the one name. */
export function comparisonsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(comparisonsIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'compared' && typeof inner === 'string' ? [inner] : comparisonsIn(inner),
  )
}

/**
 * A record, or lines of history with their words, for one reader (I15). A casefile can be sealed after others were compared with it: what
 * names one that the reader may not see says that there is one, and nothing of it.
 */
export async function comparisonsSeen<T>(source: DataSource, sees: Sees, value: T): Promise<T> {
  const unseen = await unseenNamedIn(source, sees, comparisonsIn(value))
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
      name === 'compared' && typeof inner === 'string' ? comparisonWithout(inner, unseen) : without(inner, unseen),
    ]),
  )
}

const BEGINS_ANOTHER = new RegExp(`^(?:RD-\\d|${OUR_REMEDY_FITS})`, 'i')
const INSTEAD = `${UNSEEN.charAt(0).toUpperCase()}${UNSEEN.slice(1)}`

/** @param unseen references in capitals */
export function comparisonWithout(text: string, unseen: ReadonlySet<string>): string {
  const lines = text.split('\n')
  const seen: string[] = []
  for (let at = 0; at < lines.length; ) {
    if (namedIn(lines[at]!).some((reference) => unseen.has(reference))) {
      seen.push(INSTEAD)
      at += toldOf(lines.slice(at))
    } else seen.push(lines[at++]!)
  }
  return seen.join('\n')
}

/** How many lines tell of the casefile that the first of them names: to the end of its paragraph, and all that is listed of it. */
function toldOf([, ...after]: readonly string[]): number {
  const another = after.findIndex((line) => BEGINS_ANOTHER.test(line))
  const own = another === -1 ? after : after.slice(0, another)
  const paragraph = own.findIndex((line) => line.trim() === '')
  return 1 + Math.max(paragraph === -1 ? own.length : paragraph, own.findLastIndex((line) => line.startsWith('- ')) + 1)
}
