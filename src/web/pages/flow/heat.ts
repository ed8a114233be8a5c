import { max } from 'd3-array'
import { scaleQuantize } from 'd3-scale'
import { waitingStates } from '../../../shown/flow/waiting.ts'
import type { FlowRead } from './read.ts'
import type { Line } from './table.ts'

export type Step = 0 | 1 | 2 | 3

/** How hot a state is: by how many stand there, as a share of the fullest; or by how long the oldest has, against what is usual there. */
export function heatIn(heat: 'volume' | 'age', line: Line, read: FlowRead): Step {
  if (!waitingStates(read.model).has(line.id)) return 0 // What stands around it would be hot whenever anything is.
  return heat === 'volume' ? byVolume(line, read) : byAge(line)
}

function byVolume({ cells }: Line, { numbers, model }: FlowRead): Step {
  if (cells.open.count === 0) return 0
  const fullest = max([...waitingStates(model).keys()], (id) => numbers.states[id]?.open ?? 0) ?? 1
  return scaleQuantize<Step>([0, fullest], [1, 2, 3])(cells.open.count)
}

function byAge({ usual, oldest, cells }: Line): Step {
  if (cells.open.count === 0 || usual === undefined || usual.left === 0 || oldest === undefined) return 0
  if (oldest > usual.nearlyAll) return 3
  if (oldest > usual.most) return 2
  return oldest > usual.half ? 1 : 0
}
