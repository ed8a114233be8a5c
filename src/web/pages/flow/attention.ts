import type { StateNumbers, UsualStay } from '../../../reports/flow/numbers.ts'
import type { StatePlaced } from './states.ts'

/** A stage of the escalation procedure, or what it waits to begin with. */
const OF_ESCALATION = /\.escalation\.(stage\d|due|heldBack)(\.|$)/

/** Why a state needs attention: something in it is late, an open duty among that; one has stood there for longer than is usual; it is of escalation. */
export function attentionOf(
  { id }: StatePlaced,
  { open, overdue }: StateNumbers,
  oldest: number | undefined,
  usual: UsualStay | undefined,
): readonly string[] {
  if (open === 0) return []
  return [
    ...(overdue > 0 ? ['overdue'] : []),
    ...(usual !== undefined && oldest !== undefined && oldest > usual.most ? ['the oldest past the usual 85%'] : []),
    ...(OF_ESCALATION.test(id) ? ['under escalation'] : []),
  ]
}
