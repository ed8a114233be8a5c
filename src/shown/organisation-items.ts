import type { Compliance } from '../../machines/compliance/record.ts'
import { recordStored, Unreadable } from '../../machines/kernel/stored.ts'
import type { Engine } from '../engine/engine.ts'
import { signsOf } from '../reports/flow/signs.ts'
import { type OpenItem, type OpenItemsCounted, openItemsPastTarget } from '../reports/organisations-items.ts'
import type { Reader } from '../reports/standing.ts'
import { AT_A_STAGE } from '../reports/worklists-items.ts'
import type { Services } from '../services.ts'
import { isWithUs } from './past-target.ts'
import { sayPlace } from './place.ts'

/** An open item on the page of the organisation that owes it. What its remedy is stands in a casefile, so it is noted who read it. */
export const openItemShown = ({ engine: { definitions }, readings }: Services, { person }: Reader, { stored, state, ...row }: OpenItem) => {
  const record = recordIn(definitions['compliance']!, stored)
  readings.note(person, 'search', [row.casefile])
  return {
    ...row,
    state,
    stateWords: sayPlace(definitions['compliance'], state),
    withUs: isWithUs(state),
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

interface Summed {
  readonly count: number
  /** Past their target date, and what shows the remedy has not come in time. */
  readonly overdue: number
  /** Past it, with evidence with us. */
  readonly withUs: number
  /** At a stage, as the list of escalations has them. */
  readonly escalated: number
  /** Escalation is due, or held back: it may still not begin (C20). */
  readonly toEscalate: number
}

/** How the open items stand that the reader may see. */
export async function openItemsSummed(
  { engine: { definitions }, lists }: Services,
  reader: Reader,
  organisation: string,
  { states, count }: OpenItemsCounted,
): Promise<Summed> {
  const { escalated } = signsOf(definitions['compliance']!)
  const isAtAStage = (state: string) => state.startsWith(AT_A_STAGE)
  const isMarked = (state: string) => state.split(' + ').some((place) => escalated.has(place))
  const sum = (those: typeof states, which: (state: string) => boolean) =>
    those.filter(({ state }) => which(state)).reduce((all, each) => all + each.count, 0)
  const past = await openItemsPastTarget(lists, reader, organisation)
  return {
    count,
    overdue: sum(past, (state) => !isWithUs(state)),
    withUs: sum(past, isWithUs),
    escalated: sum(states, isAtAStage),
    toEscalate: sum(states, (state) => isMarked(state) && !isAtAStage(state)),
  }
}
