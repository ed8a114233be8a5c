import { z } from 'zod'
import type { Approach } from '../../machines/approach/record.ts'
import { type CalendarDate, daysBetween } from '../../machines/kernel/calendar.ts'
import { recordStored, Unreadable } from '../../machines/kernel/stored.ts'
import { type PastResponse, pastResponses } from '../reports/organisations.ts'
import type { Reader } from '../reports/standing.ts'
import type { Services } from '../services.ts'
import { sayPlace } from './place.ts'
import * as part from './schemas.ts'

/** How it kept the date we asked for an answer by. */
const timeliness = ['inTime', 'late', 'noAnswer', 'notDueYet', 'unknown'] as const

export const pastResponse = z.object({
  casefile: z.object({ id: part.id, reference: part.reference }),
  instance: part.id,
  state: part.stateName,
  stateWords: z.string(),
  closed: z.boolean(),
  approachedAt: part.instant,
  since: part.instant,
  answers: z.array(z.string()).meta({ description: 'The events it answered with, in order; what was struck out is left out' }),
  askedOn: part.calendarDate.nullable(),
  dueOn: part.calendarDate.nullable().meta({ description: 'The response date in force when it answered; now, while it has not' }),
  answeredOn: part.calendarDate.nullable().meta({ description: 'When it first answered' }),
  timeliness: z.enum(timeliness),
  daysLate: z.int().meta({ description: 'Calendar days after the response date; 0 while it is in time' }),
  refused: z.boolean().meta({ description: 'It refused what we proposed; an offer that we turned down is none' }),
})

/** How an organisation answered our newest approaches, in casefiles the reader may see (I13). */
export async function pastResponsesShown({ engine, lists }: Services, reader: Reader, organisation: string) {
  const responses = await pastResponses(lists, reader, organisation, answersIn(engine))
  return responses.map(({ casefile, reference, instance, state, closed, openedAt, since, answers, ...row }) => ({
    casefile: { id: casefile, reference },
    instance,
    state,
    stateWords: sayPlace(engine.definitions['approach'], state),
    closed,
    approachedAt: openedAt,
    since,
    answers,
    ...keptDate(engine, row, reader.today),
  }))
}

/** What an organisation does is reported as a fact, what we do with it is an act. */
const answersIn = ({ definitions }: Services['engine']): readonly string[] =>
  Object.entries(definitions['approach']?.events ?? {})
    .filter(([, schema]) => (schema.meta() as { kind?: string }).kind === 'fact')
    .map(([type]) => type)

/** An answer is measured by the date that was in force that day: a later one that was agreed afterwards makes no earlier answer late. */
function keptDate(engine: Services['engine'], { stored, answeredOn }: Pick<PastResponse, 'stored' | 'answeredOn'>, today: CalendarDate) {
  const record = recordIn(engine, stored)
  if (record === undefined) return { askedOn: null, dueOn: null, answeredOn, timeliness: 'unknown' as const, daysLate: 0, refused: false }
  const { earlierResponseDates, respondBy, approachedOn, refusals } = record
  const dueOn = (answeredOn && earlierResponseDates.find(({ changedOn }) => answeredOn < changedOn)?.respondBy) ?? respondBy
  const daysLate = Math.max(0, daysBetween({ from: dueOn, to: answeredOn ?? today }))
  return {
    askedOn: approachedOn,
    dueOn,
    answeredOn,
    timeliness: answeredOn
      ? daysLate > 0
        ? ('late' as const)
        : ('inTime' as const)
      : daysLate > 0
        ? ('noAnswer' as const)
        : ('notDueYet' as const),
    daysLate,
    refused: refusals.some(({ turnedDown }) => !turnedDown),
  }
}

/** Undefined where it cannot be read. */
function recordIn({ definitions }: Services['engine'], stored: string): Approach | undefined {
  try {
    return recordStored(definitions['approach']!, stored) as Approach
  } catch (error) {
    if (error instanceof Unreadable) return undefined
    throw error
  }
}
