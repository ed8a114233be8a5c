import { describe, expect, test } from '@jest/globals'
import { definitions } from '../../machines/index.ts'
import { type ChartModel, chartOf } from '../../machines/kernel/chart.ts'
import { holds } from '../../src/live/arrows.ts'
import { type Dressing, dressed, focusesOf, type Picture, pictureOf, statesIn } from '../../src/live/picture.ts'
import { noteOf } from '../../src/web/pages/route/dressing.ts'
import { coveredIn, overlapsOf } from './overlaps.ts'

/** One and a half screens of 1,080 lines. */
const HIGHEST = 1620
/** Two screens of 1,280 columns, at the most: so much is followed without getting lost. */
const WIDEST = 2600
const SMALLEST_TEXT = 11

const plainly = (picture: Picture) => dressed(picture, { title: 'Drawn', description: 'As it is', states: {}, arrows: {} })
const attributes = (svg: string, name: string) => [...svg.matchAll(new RegExp(` ${name}="([^"]*)"`, 'g'))].map(([, value]) => value!)
const escaped = (id: string) => id.replaceAll('>', '&gt;')
const sizeOf = (svg: string) => ['width', 'height'].map((side) => Number(attributes(svg, side)[0]))

/** The most that an arrow bears, and a state of a route. */
const waiting = { dueOn: '2013-12-30', title: 'The date passes' }
const notes = [
  noteOf({ steps: [101, 102, 103, 119], struckOut: [], waiting: [] }),
  noteOf({ steps: [119], struckOut: [119], waiting: [] }),
  noteOf({ steps: [112], struckOut: [], waiting: [waiting] }),
  noteOf({ steps: [], struckOut: [], waiting: [waiting, waiting] }),
]
const fully = (picture: Picture, note: string | undefined): Dressing => ({
  title: 'Drawn',
  description: 'With all that it may bear',
  states: Object.fromEntries(
    statesIn(picture).map(({ id }) => [
      id,
      { lines: [{ text: '101, 102 … 119' }, { text: '27 Dec 2013 · 119th time' }], mark: 'next', heat: 3 },
    ]),
  ),
  arrows: Object.fromEntries(picture.arrows.map(({ id }) => [id, note === undefined ? { times: 123_456 } : { mark: 'waiting', note }])),
})

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
    expect(svg).not.toContain('textLength')
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

  test('names nothing twice, and has no style of its own', async () => {
    const svg = plainly(await pictureOf(model))
    const ids = attributes(svg, 'id')
    expect(new Set(ids).size).toBe(ids.length)
    expect(svg).not.toMatch(/ style=|<style|<script| on[a-z]+=/)
  })

  test('has room on every arrow for how often, on which day and at which steps: none covers a paragraph, and none is cut short', async () => {
    const picture = await pictureOf(model)
    for (const note of [undefined, ...notes]) expect([note, coveredIn(dressed(picture, fully(picture, note)))]).toEqual([note, []])
  })
})

describe.each(Object.values(definitions).map(({ name }) => name))('what one sees first of %s, and each part of it', (name) => {
  const model = chartOf(definitions[name]!)
  const parts = focusesOf(model)
  /** Whether of two ends one is in a part, and they are not in the same box of it. */
  const leads = (picture: Picture, from: string, to: string) => {
    const boxOf = (id: string) => statesIn(picture).findLast((state) => holds(state.id, id))?.id
    return boxOf(from) !== boxOf(to) && (boxOf(from) !== undefined || boxOf(to) !== undefined)
  }

  test.each(parts)(
    '%s is drawn with no label on a state, a border, a door or another label',
    async (focus) => {
      const picture = await pictureOf(model, focus)
      expect(overlapsOf(picture.layout)).toEqual([])
      expect(coveredIn(dressed(picture, fully(picture, notes.at(-1))))).toEqual([])
      expect(coveredIn(dressed(picture, fully(picture, undefined)))).toEqual([])
    },
    60_000,
  )

  test.each(parts)('%s is at most one and a half screens high and two screens wide', async (focus) => {
    const [width, height] = sizeOf(plainly(await pictureOf(model, focus)))
    expect({ isTooWide: width! > WIDEST && width, isTooHigh: height! > HIGHEST && height }).toEqual({ isTooWide: false, isTooHigh: false })
  })

  test.each(parts)('%s has every way that leads into it, out of it or from one of its boxes to another', async (focus) => {
    const picture = await pictureOf(model, focus)
    const drawn = new Set(attributes(plainly(picture), 'data-arrow'))
    const ways = (await pictureOf(model)).arrows.flatMap((arrow) => arrow.ways.map((way) => ({ ...way, ends: arrow })))
    const missing = ways
      .filter(({ ends }) => leads(picture, ends.from, ends.to))
      .filter(({ event, from, to }) => {
        const place = picture.arrows.find((each) => each.ways.some((way) => way.event === event && way.from === from && way.to === to))
        return place === undefined || !drawn.has(escaped(place.id))
      })
    expect(missing.map(({ event, from, to }) => `${event} from ${from} to ${to}`)).toEqual([])
  })

  test.each(parts)('%s has a link to where each way out of it leads, and every state that has states opens', async (focus) => {
    const picture = await pictureOf(model, focus)
    const states = Object.fromEntries(statesIn(picture).map(({ id }) => [id, { lines: [], focus: `/part/${id}` }]))
    const svg = dressed(picture, { title: 'Drawn', description: '', states, arrows: {}, leads: (id) => `/picture/${id}` })
    const isIn = (id: string) => statesIn(picture).some((state) => state.id === id)
    const beyond = picture.arrows.flatMap(({ from, to }) => [from, to]).filter((id) => !isIn(id))
    const doors = svg.slice(svg.indexOf('<g class="ways">'))
    expect(beyond.filter((id) => !doors.includes(`<a class="door" href="/picture/${id}#`))).toEqual([])
    for (const { id } of statesIn(picture)) expect(svg).toContain(`<a href="/part/${id}"`)
    expect(svg).not.toMatch(/<a [^>]*>(?:(?!<\/a>).)*<a /s)
  })
})
