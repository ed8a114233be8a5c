import { addDays, type CalendarDate } from '../../machines/kernel/calendar.ts'
import type { Submitted } from '../../src/engine/engine.ts'
import { action } from '../demonstration/passages.ts'
import type { Subject } from './casefiles.ts'

/** One thing to do: an event, and the instance it is put to. */
export interface Task {
  readonly subject: Subject
  readonly instance: string
  readonly event: Submitted
}

/**
 * What a worker does without end in its own casefiles, one after the other: half of it changes a response date, which moves a timer; the
 * other half changes what the organisation is asked to pay. No two after each other in a casefile say the same.
 */
export function* tasks(subjects: readonly Subject[], today: CalendarDate): Generator<Task, never> {
  for (let turn = 0; ; turn++) {
    for (const subject of subjects) {
      yield { subject, instance: subject.approach, event: { type: 'CHANGE_RESPONSE_DATE', respondBy: addDays(today, 9 + (turn % 5)) } }
      const amount = 10_000 + (turn % 100) * 100
      const payment = action(
        'payment',
        subject.organisation,
        `Pay ${amount / 100} pounds for the distress of not being answered`,
        addDays(today, 28),
        {
          kind: 'payment',
          money: [{ kind: 'payment', amount }],
        },
      )
      yield { subject, instance: subject.intervention, event: { type: 'CHANGE_ACTION', action: payment } }
    }
  }
}

/** The casefiles dealt out: no two workers have one in common. */
export const shares = <T>(all: readonly T[], workers: number): readonly (readonly T[])[] =>
  Array.from({ length: workers }, (_, worker) => all.filter((_each, place) => place % workers === worker))
