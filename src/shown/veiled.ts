import type { DataSource } from 'typeorm'
import type { Reader } from '../reports/standing.ts'
import { unseenOf } from '../reports/unseen.ts'

/** How many casefiles, named where this stands, the reader may not see; missing where there are none. */
export interface Veiled {
  readonly hidden?: number
}

/**
 * What an organisation's file says, for one reader. A casefile can be sealed after somebody named it there, and an organisation's file
 * is open to everybody: where the reader may not see a casefile, its reference and the words recorded of it are left out, and `hidden` says
 * of how many.
 */
export async function veiled<T>(source: DataSource, reader: Reader, value: T): Promise<T> {
  const unseen = await unseenOf(source, reader, [...referencesIn(value)])
  return unseen.size === 0 ? value : (without(value, unseen) as T)
}

function* referencesIn(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return
  for (const [name, inner] of Object.entries(value)) {
    if (name === 'casefile' && typeof inner === 'string') yield inner
    else if (name === 'casefiles' && Array.isArray(inner)) yield* inner.filter((each) => typeof each === 'string')
    else yield* referencesIn(inner)
  }
}

function without(value: unknown, unseen: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((each) => without(each, unseen))
  if (typeof value !== 'object' || value === null) return value
  const { casefile, casefiles, ...rest } = value as { casefile?: unknown; casefiles?: unknown; words?: unknown }
  const isUnseen = (each: unknown) => typeof each === 'string' && unseen.has(each)
  const seen = Array.isArray(casefiles) ? casefiles.filter((each) => !isUnseen(each)) : casefiles
  const hidden = (isUnseen(casefile) ? 1 : 0) + (Array.isArray(casefiles) ? casefiles.length - (seen as unknown[]).length : 0)
  return {
    ...Object.fromEntries(Object.entries(rest).map(([name, inner]) => [name, without(inner, unseen)])),
    ...(casefile !== undefined && !isUnseen(casefile) && { casefile: without(casefile, unseen) }),
    ...(seen !== undefined && { casefiles: without(seen, unseen) }),
    ...(hidden > 0 && { hidden, ...('words' in rest && { words: null }) }),
  }
}
