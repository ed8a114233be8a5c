import { describe, expect, test } from '@jest/globals'
import { definitions } from '../../machines/index.ts'
import { chartOf } from '../../machines/kernel/chart.ts'
import { holds } from '../../src/live/arrows.ts'
import { dressed, focusesOf, type Picture, pictureArrows, pictureOf, statesIn } from '../../src/live/picture.ts'
import { attributes, calling, escaped, fully, HIGHEST, manyMore, notes, plainly, sizeOf, standing, WIDEST } from './drawn.ts'
import { calledOver, coveredIn, overlapsOf } from './overlaps.ts'

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

  test.each(parts)(
    '%s has room in each state for all that may call for attention, on no word and no sign, and leaves none of it out',
    async (focus) => {
      const picture = await pictureOf(model, focus)
      for (const [count, then] of standing) {
        const svg = dressed(picture, calling(picture, count, then))
        expect([count, then, calledOver(svg)]).toEqual([count, then, []])
        expect(svg.match(/<a class="call /g)).toHaveLength(5 * statesIn(picture).length)
      }
    },
  )

  test.each(parts)(
    '%s has its numbers in letters of their full width, and none of them unsaid, however many there are and were',
    async (focus) => {
      const picture = await pictureOf(model, focus)
      for (const [count, then] of [...standing, ...manyMore])
        expect([count, then, calledOver(dressed(picture, calling(picture, count, then)))]).toEqual([count, then, []])
    },
  )

  test.each(parts)('%s is at most one and a half screens high and two screens wide', async (focus) => {
    const [width, height] = sizeOf(plainly(await pictureOf(model, focus)))
    expect({ isTooWide: width! > WIDEST && width, isTooHigh: height! > HIGHEST && height }).toEqual({ isTooWide: false, isTooHigh: false })
  })

  test.each(parts)('%s has every way that leads into it, out of it or from one of its boxes to another', async (focus) => {
    const picture = await pictureOf(model, focus)
    const drawn = new Set(attributes(plainly(picture), 'data-arrow'))
    const ways = pictureArrows(model).flatMap((arrow) => arrow.ways.map((way) => ({ ...way, ends: arrow })))
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
    const ids = attributes(svg, 'id')
    expect(new Set(ids).size).toBe(ids.length)
  })
})
