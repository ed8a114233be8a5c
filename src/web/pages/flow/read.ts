import type { ChartModel } from '../../../../machines/kernel/chart.ts'
import type { Definition } from '../../../../machines/kernel/definition.ts'
import { flowNumbers } from '../../../reports/flow/flow.ts'
import { daysOf, movesIn } from '../../../reports/flow/moves.ts'
import type { DayNumbers, FlowAsked, FlowNumbers, Moved, UsualStay } from '../../../reports/flow/numbers.ts'
import { standingLonger } from '../../../reports/flow/past-usual.ts'
import { usualStays } from '../../../reports/flow/usual.ts'
import type { Services } from '../../../services.ts'
import { chartFor } from '../../../shown/place.ts'
import type { FlowPage } from './asked.ts'
import { usualOfLeaves } from './waiting.ts'

/** So many days of arrivals and departures are drawn. */
const DAYS_DRAWN = 28

/** All that the flow of a machine is shown from. */
export interface FlowRead extends Standing {
  /** At the moment that is compared with. */
  readonly compared: FlowNumbers | undefined
  /** In the window. */
  readonly moved: readonly Moved[]
}
export interface Standing {
  readonly model: ChartModel
  readonly numbers: FlowNumbers
  readonly usual: Readonly<Record<string, UsualStay>>
  /** How many have stood in a leaf for longer than 85% of those that left its state in the year before. */
  readonly longer: Readonly<Record<string, number>>
  readonly days: Readonly<Record<string, readonly DayNumbers[]>>
}

/** How it stands, without what was asked for beside. */
export async function readStanding({ lists }: Services, definition: Definition, asked: FlowAsked): Promise<Standing> {
  const model = chartFor(definition)
  const usual = await usualStays(lists, asked.machine)
  const [numbers, longer, days] = await Promise.all([
    flowNumbers(lists, model, asked),
    standingLonger(lists, model, asked, usualOfLeaves(model, usual)),
    daysOf(lists, model, asked, DAYS_DRAWN),
  ])
  return { model, numbers, usual, longer, days }
}

export async function readFlow(services: Services, { definition, asked, compare, window }: FlowPage): Promise<FlowRead> {
  const { lists } = services
  const [standing, compared, moved] = await Promise.all([
    readStanding(services, definition, asked),
    compare === undefined ? undefined : flowNumbers(lists, chartFor(definition), { ...asked, at: compare }),
    movesIn(lists, asked, window),
  ])
  return { ...standing, compared, moved }
}
