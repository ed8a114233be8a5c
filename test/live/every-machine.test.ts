import { describe, expect, test } from '@jest/globals'
import { definitions } from '../../machines/index.ts'
import { type ChartModel, chartOf } from '../../machines/kernel/chart.ts'
import { dressed, type Picture, pictureOf, statesIn } from '../../src/live/picture.ts'
import { routesOf } from '../../src/web/pages/flow/routes.ts'
import { statesInOrder } from '../../src/web/pages/flow/states.ts'
import { attributes, calling, escaped, fully, HIGHEST, manyMore, notes, plainly, standing } from './drawn.ts'
import { calledOver, coveredIn, overlapsOf } from './overlaps.ts'

const SMALLEST_TEXT = 11

/** Each way of the chart with the id of what stands for it in the picture: an arrow, or what happens within a state. */
const placesOf = ({ arrows }: ChartModel, picture: Picture) =>
  arrows.flatMap(({ event, from, to }) =>
    to.map((target) => ({
      way: `${event} from ${from} to ${target}`,
      place:
        target === from
          ? `${from}>${from}`
          : picture.arrows.find(({ ways }) => ways.some((way) => way.event === event && way.from === from && way.to === target))?.id,
    })),
  )

describe.each(Object.values(definitions))('the picture of $name', (definition) => {
  const model = chartOf(definition)

  test('has no label on a state, a border, a door or another label', async () => {
    expect(overlapsOf((await pictureOf(model)).layout)).toEqual([])
  }, 120_000)

  test('is at most one and a half screens high, and its text large enough to be read', async () => {
    const svg = plainly(await pictureOf(model))
    expect(Number(svg.match(/ height="([\d.]+)"/)![1])).toBeLessThanOrEqual(HIGHEST)
    for (const size of attributes(svg, 'font-size')) expect(Number(size)).toBeGreaterThanOrEqual(SMALLEST_TEXT)
  })

  test('has every state, and every way between states on an arrow or within the state that it stays in', async () => {
    const picture = await pictureOf(model)
    const svg = plainly(picture)
    const [drawnStates, drawnArrows] = [attributes(svg, 'data-state'), new Set(attributes(svg, 'data-arrow'))]
    expect(drawnStates).toEqual(model.states.map(({ id }) => id))
    expect(placesOf(model, picture).filter(({ place }) => place === undefined || !drawnArrows.has(escaped(place)))).toEqual([])
  })

  test('has every label with its event, and lines that all begin and end', async () => {
    const { arrows, layout } = await pictureOf(model)
    expect(
      layout.arrows
        .filter(({ label }) => label)
        .map(({ arrow }) => arrow)
        .sort(),
    ).toEqual(arrows.map(({ id }) => id).sort())
    expect(layout.arrows.filter(({ points }) => points.length < 2)).toEqual([])
  })

  test('is told in words by states that are each called otherwise', () => {
    const called = routesOf(model, statesInOrder(definition), []).map(({ words }) => words)
    expect(called.filter((words, nth) => called.indexOf(words) !== nth)).toEqual([])
  })

  test('names nothing twice, and has no style of its own', async () => {
    const picture = await pictureOf(model)
    const svg = dressed(picture, calling(picture, 12))
    const ids = attributes(svg, 'id')
    expect(ids.filter((id, nth) => ids.indexOf(id) !== nth)).toEqual([])
    expect(svg).not.toMatch(/ style=|<style|<script| on[a-z]+=/)
  })

  test('has room on every arrow for how often, on which day and at which steps: none covers a paragraph, and none is cut short', async () => {
    const picture = await pictureOf(model)
    for (const note of [undefined, ...notes]) expect([note, coveredIn(dressed(picture, fully(picture, note)))]).toEqual([note, []])
  })

  test('has its numbers in letters of their full width, and none of them unsaid, however many there are and were', async () => {
    const picture = await pictureOf(model)
    for (const [count, then] of [...standing, ...manyMore])
      expect([count, then, calledOver(dressed(picture, calling(picture, count, then)))]).toEqual([count, then, []])
  })

  test('has room in each state for all that may call for attention, on no word and no sign, and leaves none of it out', async () => {
    const picture = await pictureOf(model)
    for (const [count, then] of standing) {
      const svg = dressed(picture, calling(picture, count, then))
      expect([count, then, calledOver(svg)]).toEqual([count, then, []])
      expect(svg.match(/<a class="call /g)).toHaveLength(5 * statesIn(picture).length)
    }
  })
})
