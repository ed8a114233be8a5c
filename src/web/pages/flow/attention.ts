import { type CalendarDate, dayInLondon, daysBetween } from '../../../../machines/kernel/calendar.ts'
import type { StateNumbers, UsualStay } from '../../../reports/flow/numbers.ts'
import { counted } from '../../words.ts'
import type { StatePlaced } from './states.ts'

/** A stage of the escalation procedure, or what it waits to begin with. */
const OF_ESCALATION = /\.escalation\.(stage\d|due|heldBack)(\.|$)/

/** Why a state needs attention: something in it is late, an open duty among that; it has stood for longer than is usual; it is escalated. */
export function attentionOf(
  state: StatePlaced,
  numbers: StateNumbers,
  usual: UsualStay | undefined,
  today: CalendarDate,
): readonly string[] {
  const { open, overdue, oldestSince } = numbers
  if (open === 0) return []
  const age = oldestSince === null ? 0 : daysBetween({ from: dayInLondon(oldestSince), to: today })
  return [
    ...(overdue > 0 ? [`${overdue.toLocaleString('en-GB')} overdue`] : []),
    ...(usual !== undefined && usual.left > 0 && age > usual.most
      ? [`the oldest has been there for ${counted(age, 'day')}, where 85% leave within ${counted(usual.most, 'day')}`]
      : []),
    ...(OF_ESCALATION.test(state.id) ? ['under escalation'] : []),
  ]
}
