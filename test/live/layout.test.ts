import { describe, expect, test } from '@jest/globals'
import { ChartNotDrawn, placed } from '../../src/live/elk.ts'
import { layOut, type PlacedState } from '../../src/live/layout.ts'
import { inventedChart } from './invented-chart.ts'
import { overlapsOf } from './overlaps.ts'

const namesBelow = ({ state, children }: PlacedState): object => ({ [state.name]: children.map(namesBelow) })

describe('where a chart stands', () => {
  test('no label stands on a state, a border or another label', async () => {
    expect(overlapsOf(await layOut(inventedChart()))).toEqual([])
  })

  test('the measure finds a label that stands on a state', async () => {
    const layout = await layOut(inventedChart())
    const [first, ...rest] = layout.arrows.filter(({ label }) => label)
    const moved = { ...first!, label: { ...layout.root.children[0]!.children[0]! } }
    expect(overlapsOf({ ...layout, arrows: [moved, ...rest] })).toContainEqual(
      expect.stringMatching(/^label of .* on invented\.asked\.inTime$/),
    )
  })

  test('states stand within the states they belong to', async () => {
    const { root } = await layOut(inventedChart())
    expect(namesBelow(root)).toEqual({
      'Remedy watched': [
        { Asked: [{ 'In time': [] }, { Late: [] }] },
        {
          Open: [
            { Target: [{ 'On track': [] }, { Reminded: [] }, { Overdue: [] }] },
            { Evidence: [{ Awaited: [] }, { Judging: [] }] },
            { Escalation: [{ None: [] }, { 'Stage 1': [] }, { 'Stage 2': [] }] },
          ],
        },
        { Closed: [{ Complied: [] }, { 'Not complied': [] }] },
      ],
    })
    for (const child of root.children) {
      expect(child.x).toBeGreaterThan(root.x)
      expect(child.x + child.width).toBeLessThan(root.x + root.width)
    }
  })

  test('what can happen anywhere in a state stands in a box of its own, wide enough for its words', async () => {
    const { root } = await layOut(inventedChart())
    const asked = root.children.find(({ state }) => state.name === 'Asked')!
    expect(asked.within.flatMap(({ lines }) => lines.map(({ text }) => text))).toEqual([
      'Person: change response date',
      'by caseworker or above (I16); reply within fourteen',
      'days (I18)',
    ])
    expect(asked.anywhere!.width).toBeGreaterThan(210)
    expect(asked.width).toBeGreaterThan(asked.anywhere!.width)
  })

  test('an arrow from all states of a frame to one of them begins in that box', async () => {
    const { root, arrows } = await layOut(inventedChart())
    const { anywhere } = root.children.find(({ state }) => state.name === 'Open')!.children.find(({ state }) => state.name === 'Target')!
    const [begins] = arrows.find(({ arrow }) => arrow?.events.includes('EXTEND_TARGET_DATE'))!.points
    expect(begins!.y).toBe(anywhere!.y + anywhere!.height)
    expect(begins!.x).toBeGreaterThan(anywhere!.x)
    expect(begins!.x).toBeLessThan(anywhere!.x + anywhere!.width)
  })

  test('a failing layouter gives one short sentence', async () => {
    const arrowFromNowhere = {
      id: 'chart',
      children: [{ id: 'a', width: 1, height: 1 }],
      edges: [{ id: 'e', sources: ['nowhere'], targets: ['a'] }],
    }
    const failure = await placed(arrowFromNowhere, {}).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(ChartNotDrawn)
    expect((failure as Error).message.length).toBeLessThan(301)
    expect((failure as Error).message).toContain('nowhere')
  })
})
