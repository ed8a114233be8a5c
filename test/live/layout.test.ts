import { describe, expect, test } from '@jest/globals'
import { ChartNotDrawn, withLayouter } from '../../src/live/elk.ts'
import { extractOf } from '../../src/live/extract.ts'
import { layOut } from '../../src/live/layout.ts'
import { inventedChart } from './invented-chart.ts'
import { overlapsOf } from './overlaps.ts'

describe('where a chart stands', () => {
  test('no label stands on a state, a border or another label', async () => {
    expect(overlapsOf(await layOut(extractOf(inventedChart(), 'all')))).toEqual([])
  })

  test('the measure finds a label that stands on a state', async () => {
    const layout = await layOut(extractOf(inventedChart(), 'all'))
    const [first, ...rest] = layout.arrows.filter(({ label }) => label)
    const inTime = layout.states.find(({ id }) => id === 'invented.asked.inTime')!
    const moved = { ...first!, label: { ...first!.label!, x: inTime.x, y: inTime.y } }
    expect(overlapsOf({ ...layout, arrows: [moved, ...rest] })).toContainEqual(
      expect.stringMatching(/^label of .* on invented\.asked\.inTime$/),
    )
  })

  test('states stand within the states they belong to', async () => {
    const { states } = await layOut(extractOf(inventedChart(), 'all'))
    const { states: known } = inventedChart()
    for (const { id, parent } of known.filter((state) => state.parent)) {
      const [inner, outer] = [states.find((each) => each.id === id)!, states.find((each) => each.id === parent)!]
      expect(inner.x).toBeGreaterThan(outer.x)
      expect(inner.x + inner.width).toBeLessThan(outer.x + outer.width)
      expect(inner.y).toBeGreaterThan(outer.y)
      expect(inner.y + inner.height).toBeLessThan(outer.y + outer.height)
    }
  })

  test('a failing layouter gives one short sentence, and the next chart is laid out by another', async () => {
    const arrowFromNowhere = {
      id: 'chart',
      children: [{ id: 'a', width: 1, height: 1 }],
      edges: [{ id: 'e', sources: ['nowhere'], targets: ['a'] }],
    }
    const failure = await withLayouter((place) => place(arrowFromNowhere, {})).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(ChartNotDrawn)
    expect((failure as Error).message.length).toBeLessThan(301)
    expect((failure as Error).message).toContain('nowhere')
    expect(overlapsOf(await layOut(extractOf(inventedChart(), 'all')))).toEqual([])
  })
})
