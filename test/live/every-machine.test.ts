import { describe, expect, test } from '@jest/globals'
import { definitions } from '../../machines/index.ts'
import { chartOf } from '../../machines/kernel/chart.ts'
import { layOut } from '../../src/live/layout.ts'
import { svgOf } from '../../src/live/svg.ts'
import { overlapsOf } from './overlaps.ts'

describe.each(Object.values(definitions))('the picture of $name', (definition) => {
  const model = chartOf(definition)

  test('has no label on a state, a border or another label, and names every state', async () => {
    const layout = await layOut(model)
    expect(overlapsOf(layout)).toEqual([])
    const svg = svgOf(model, layout)
    for (const { id } of model.states) expect(svg).toContain(`data-state="${id}"`)
  }, 60_000)
})
