import { createHash } from 'node:crypto'
import type { ChartModel } from '../../machines/kernel/chart.ts'
import { layOut } from './layout.ts'
import { svgOf } from './svg.ts'

const drawn = new Map<string, Promise<string>>()

/**
 * The picture of a lifecycle, as SVG that explains itself to people who cannot see it. It takes up to some seconds the first time and
 * nothing after that: pictures are kept by what the model says, so a changed machine is drawn anew.
 *
 * @throws ChartNotDrawn; the failure is not kept
 */
export function drawChart(model: ChartModel): Promise<string> {
  const key = createHash('sha256').update(JSON.stringify(model)).digest('hex')
  const known = drawn.get(key)
  if (known !== undefined) return known
  const picture = layOut(model).then((layout) => svgOf(model, layout))
  drawn.set(key, picture)
  picture.catch(() => drawn.delete(key))
  return picture
}
