import { max } from 'd3-array'
import { scaleQuantize } from 'd3-scale'
import type { FlowRead } from './read.ts'
import type { Line } from './table.ts'

export type Step = 0 | 1 | 2 | 3

/** How hot a state is: by how many stand there, as a share of the fullest; or by how long the oldest has, against what is usual there. */
export function heatIn(heat: 'volume' | 'age', line: Line, read: FlowRead): Step {
  return heat === 'volume' ? byVolume(line, read) : byAge(line)
}

/** Against the fullest of the leaves: what is counted in a state around them would make all else look cold. */
function byVolume({ cells }: Line, { numbers, model }: FlowRead): Step {
  if (cells.open.count === 0) return 0
  const leaves = model.states.filter(({ type }) => type === 'atomic').map(({ id }) => numbers.states[id]?.open ?? 0)
  return scaleQuantize<Step>([0, max(leaves) ?? 1], [1, 2, 3])(cells.open.count)
}

function byAge({ usual, oldest, cells }: Line): Step {
  if (cells.open.count === 0 || usual === undefined || usual.left === 0 || oldest === undefined) return 0
  if (oldest > usual.nearlyAll) return 3
  if (oldest > usual.most) return 2
  return oldest > usual.half ? 1 : 0
}
