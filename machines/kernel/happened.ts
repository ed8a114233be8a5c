import { cite } from '../guidance/paragraph.ts'
import type { CalendarDate } from './calendar.ts'
import type { Desk } from './desk.ts'
import type { Refusal } from './rule.ts'

/** A fact may be entered late, but it has happened, and not before the complaint was received (RULES, introduction). */
export function refusalsOfDay(desk: Desk, happenedOn: CalendarDate, today: CalendarDate): readonly Refusal[] {
  if (happenedOn === today) return []
  if (happenedOn > today) return [refusal('happenedByNow', `The day it happened, ${happenedOn}, is in the future`)]
  const received = desk.notBefore()
  return received && happenedOn < received
    ? [refusal('happenedSinceReceived', `The day it happened, ${happenedOn}, is before the complaint was received on ${received}`)]
    : []
}

const refusal = (rule: string, because: string): Refusal => ({
  rule,
  strength: 'must',
  cites: 'I16',
  paragraph: cite('I16'),
  because,
  field: 'happenedOn',
  reasonWouldHelp: false,
})
