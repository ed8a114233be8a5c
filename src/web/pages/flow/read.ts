import { flowNumbers } from '../../../reports/flow/flow.ts'
import { movesIn } from '../../../reports/flow/moves.ts'
import type { FlowNumbers, Moved } from '../../../reports/flow/numbers.ts'
import type { Services } from '../../../services.ts'
import { readStanding, type Standing } from '../../../shown/flow/standing.ts'
import { chartFor } from '../../../shown/place.ts'
import type { FlowPage } from './asked.ts'

/** All that the flow of a machine is shown from. */
export interface FlowRead extends Standing {
  /** At the moment that is compared with. */
  readonly compared: FlowNumbers | undefined
  /** In the window. */
  readonly moved: readonly Moved[]
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
