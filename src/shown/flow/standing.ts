import type { ChartModel } from '../../../machines/kernel/chart.ts'
import type { Definition } from '../../../machines/kernel/definition.ts'
import { type Attention, attentionIn } from '../../reports/flow/attention.ts'
import { flowNumbers } from '../../reports/flow/flow.ts'
import { daysOf } from '../../reports/flow/moves.ts'
import type { AttentionKind, DayNumbers, FlowAsked, FlowNumbers, UsualStay } from '../../reports/flow/numbers.ts'
import type { Looking } from '../../reports/flow/signed.ts'
import { signsOf } from '../../reports/flow/signs.ts'
import { usualStays } from '../../reports/flow/usual.ts'
import type { Services } from '../../services.ts'
import { chartFor } from '../place.ts'
import { usualOfLeaves } from './waiting.ts'

/** So many days of arrivals and departures are told. */
const DAYS_TOLD = 28

/** How the lifecycles of a machine stand. */
export interface Standing {
  readonly model: ChartModel
  readonly numbers: FlowNumbers
  readonly usual: Readonly<Record<string, UsualStay>>
  readonly attention: Attention
  readonly days: Readonly<Record<string, readonly DayNumbers[]>>
}

/** @param kinds of what calls for attention, where not all is told */
export async function readStanding(
  { lists }: Services,
  definition: Definition,
  asked: FlowAsked,
  kinds?: readonly AttentionKind[],
): Promise<Standing> {
  const model = chartFor(definition)
  const usual = await usualStays(lists, asked.machine)
  const [numbers, attention, days] = await Promise.all([
    flowNumbers(lists, model, asked),
    attentionIn(lists, model, asked, { signs: signsOf(definition), usual: usualOfLeaves(model, usual) }, kinds),
    daysOf(lists, model, asked, DAYS_TOLD),
  ])
  return { model, numbers, usual, attention, days }
}

/** What decides whether somebody should look after one of them. */
export async function lookingAt({ lists }: Services, definition: Definition): Promise<Looking> {
  const usual = await usualStays(lists, definition.name)
  return { signs: signsOf(definition), usual: usualOfLeaves(chartFor(definition), usual) }
}
