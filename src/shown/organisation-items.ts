import type { Compliance } from '../../machines/compliance/record.ts'
import { recordStored, Unreadable } from '../../machines/kernel/stored.ts'
import type { Engine } from '../engine/engine.ts'
import type { OpenItem, OpenItemsCounted } from '../reports/organisations-items.ts'
import type { Reader } from '../reports/standing.ts'
import type { Services } from '../services.ts'
import { sayPlace } from './place.ts'

/** An open item on the page of the organisation that owes it. What its remedy is stands in a casefile, so it is noted who read it. */
export const openItemShown = ({ engine: { definitions }, readings }: Services, { person }: Reader, { stored, state, ...row }: OpenItem) => {
  const record = recordIn(definitions['compliance']!, stored)
  readings.note(person, 'search', [row.casefile])
  return {
    ...row,
    state,
    stateWords: sayPlace(definitions['compliance'], state),
    what: record?.action.what ?? null,
    targetDate: record?.targetDate ?? null,
    firstTargetDate: record?.targetDates[0]?.date ?? null,
    source: record?.source ?? null,
  }
}

/** Undefined where it cannot be read: an incident says so, and the rest is shown. */
function recordIn(definition: Engine['definitions'][string], stored: string): Compliance | undefined {
  try {
    return recordStored(definition, stored) as Compliance
  } catch (error) {
    if (error instanceof Unreadable) return undefined
    throw error
  }
}

/** By what the states are called: several places can say the same. */
export function countedByWords({ definitions }: Engine, { states }: OpenItemsCounted): readonly { words: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const { state, count } of states) {
    const words = sayPlace(definitions['compliance'], state)
    counts.set(words, (counts.get(words) ?? 0) + count)
  }
  return [...counts].map(([words, count]) => ({ words, count })).sort((a, b) => b.count - a.count)
}
