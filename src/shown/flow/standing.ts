import type { ChartModel } from '../../../machines/kernel/chart.ts'
import type { Definition } from '../../../machines/kernel/definition.ts'
import { type Attention, attentionIn } from '../../reports/flow/attention.ts'
import { flowCounts, flowNumbers } from '../../reports/flow/flow.ts'
import { daysOf } from '../../reports/flow/moves.ts'
import type { AttentionKind, DayNumbers, FlowAsked, FlowCounts, FlowNumbers, UsualStay } from '../../reports/flow/numbers.ts'
import type { Looking } from '../../reports/flow/signed.ts'
import { signsOf } from '../../reports/flow/signs.ts'
import { usualStays } from '../../reports/flow/usual.ts'
import type { Services } from '../../services.ts'
import { chartFor } from '../place.ts'
import { usualOfLeaves } from './waiting.ts'

/** So many days of arrivals and departures are told. */
const DAYS_TOLD = 28

/** Where the lifecycles of a machine stand, and what is said of it. */
export interface Standing<Numbers = FlowNumbers> {
  readonly model: ChartModel
  readonly numbers: Numbers
  readonly usual: Readonly<Record<string, UsualStay>>
  readonly attention: Attention
  readonly days: Readonly<Record<string, readonly DayNumbers[]>>
}
/** Without the oldest of each state. */
export type StandingCounts = Standing<FlowCounts>

export const readStanding = (services: Services, definition: Definition, asked: FlowAsked): Promise<Standing> =>
  standingOf(services, definition, asked, flowNumbers)

/** @param kinds of what calls for attention, what is told */
export const readStandingCounts = (
  services: Services,
  definition: Definition,
  asked: FlowAsked,
  kinds: readonly AttentionKind[],
): Promise<StandingCounts> => standingOf(services, definition, asked, flowCounts, kinds)

async function standingOf<Numbers>(
  { lists }: Services,
  definition: Definition,
  asked: FlowAsked,
  numbersIn: (source: Services['lists'], model: ChartModel, asked: FlowAsked) => Promise<Numbers>,
  kinds?: readonly AttentionKind[],
): Promise<Standing<Numbers>> {
  const model = chartFor(definition)
  const signs = signsOf(definition)
  const usual = await usualStays(lists, asked.machine)
  const [numbers, attention, days] = await Promise.all([
    numbersIn(lists, model, asked),
    attentionIn(lists, model, asked, { signs, usual: usualOfLeaves(model, signs, usual) }, kinds),
    daysOf(lists, model, asked, DAYS_TOLD),
  ])
  return { model, numbers, usual, attention, days }
}

/** What decides whether somebody should look after one of them. */
export async function lookingAt({ lists }: Services, definition: Definition): Promise<Looking> {
  const signs = signsOf(definition)
  const usual = await usualStays(lists, definition.name)
  return { signs, usual: usualOfLeaves(chartFor(definition), signs, usual) }
}
