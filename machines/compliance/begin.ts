import { addDays, type CalendarDate } from '../kernel/calendar.ts'
import type { Stamp } from '../kernel/definition.ts'
import type { Compliance } from './record.ts'

/** What an item knows from its first moment: its dates, and what came before it was opened. */
export const begin = (
  { targetDate, agreedOn, provided, pursued, refusedOn, escalation }: Compliance,
  { today, settings }: Stamp,
): Partial<Compliance> => ({
  targetDates: [{ date: targetDate, from: agreedOn }],
  remindOn: remindingOf(targetDate, today),
  ...(provided && {
    evidence: [{ what: provided.evidence, receivedOn: provided.on, providedOn: provided.on }],
    withUs: { providedOn: provided.on, all: true },
    judgeBy: addDays(today, settings.judgingEvidenceDays),
  }),
  ...(pursued && {
    escalation: {
      ...escalation,
      stageReached: 1 as const,
      underWay: true,
      startedOn: today,
      stepBy: addDays(today, settings.promptDays),
      refusals: [{ on: pursued.on, absolute: false, ...(pursued.words && { words: pursued.words }) }],
    },
  }),
  ...(refusedOn && {
    escalation: {
      ...escalation,
      stageReached: 3 as const,
      underWay: true,
      startedOn: today,
      stepBy: addDays(refusedOn, settings.reassessingDays),
      refusals: [{ on: refusedOn, absolute: true }],
    },
  }),
})

/** A week before; at once where less is left (setting h); not at all of a day that has passed. */
export const remindingOf = (target: CalendarDate, today: CalendarDate): CalendarDate | undefined => {
  const week = addDays(target, -7)
  return target < today ? undefined : week > today ? week : today
}
