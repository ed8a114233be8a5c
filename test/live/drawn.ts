import { type Dressing, dressed, type Picture, statesIn } from '../../src/live/picture.ts'
import { differenceOf } from '../../src/web/pages/flow/compared.ts'
import { saidOf } from '../../src/web/pages/flow/dressing.ts'
import type { Measure } from '../../src/web/pages/flow/table.ts'
import { noteOf } from '../../src/web/pages/route/dressing.ts'

/** One and a half screens of 1,080 lines. */
export const HIGHEST = 1620
/** Two screens of 1,280 columns, at the most: so much is followed without getting lost. */
export const WIDEST = 2600

export const plainly = (picture: Picture) => dressed(picture, { title: 'Drawn', description: 'As it is', states: {}, arrows: {} })
export const attributes = (svg: string, name: string) => [...svg.matchAll(new RegExp(` ${name}="([^"]*)"`, 'g'))].map(([, value]) => value!)
export const escaped = (id: string) => id.replaceAll('>', '&gt;')
export const sizeOf = (svg: string) => ['width', 'height'].map((side) => Number(attributes(svg, side)[0]))

/** How many stand in each state, and stood at the moment compared with: from few to many. */
export const standing: readonly (readonly [count: number, then?: number])[] = [
  [1],
  [12],
  [123],
  [1_234],
  [123_456],
  [1, 0],
  [23, 6],
  [123, 98],
]
/** So many more that a state has no room for all its calls for attention beside them, which its title says. */
export const manyMore = [
  [999, 0],
  [1_234, 0],
  [123_456, 0],
] as const

/** The most that an arrow bears, and a state of a route. */
const waiting = { dueOn: '2013-12-30', title: 'The date passes' }
export const notes = [
  noteOf({ steps: [101, 102, 103, 119], struckOut: [], waiting: [] }),
  noteOf({ steps: [119], struckOut: [119], waiting: [] }),
  noteOf({ steps: [112], struckOut: [], waiting: [waiting] }),
  noteOf({ steps: [], struckOut: [], waiting: [waiting, waiting] }),
]
export const fully = (picture: Picture, note: string | undefined): Dressing => ({
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

/** All the numbers of a state, as a flow says them; compared with as many at another moment. */
function numbers(id: string, count: number, then: number | undefined) {
  const moments = { looked: '2026-11-01T23:59:00Z', compared: '2026-10-01T22:59:00Z' }
  const cell = (measure: Measure) => ({
    count,
    key: `${id}:${measure}` as const,
    href: `/list?band=${measure}`,
    difference: then === undefined ? undefined : differenceOf(count, then, moments),
  })
  const cells = { open: cell('open'), overdue: cell('overdue'), dueIn7Days: cell('dueIn7Days') }
  return saidOf({ cells, oldestSays: '1,212 days' })
}

/** The most that a state of a flow bears: every number, every sign, and all five calls for attention. */
export const calling = (picture: Picture, count: number, then?: number): Dressing => {
  const said = count.toLocaleString('en-GB')
  const calls = (['diamond', 'square', 'cross', 'envelope', 'ring'] as const).map((shape) => ({
    shape,
    text: said,
    says: `${said} like this`,
    means: 'like this',
    href: `/list?attention=${shape}`,
  }))
  const badge = { shape: 'triangle', text: '!', says: `${said} overdue` } as const
  return {
    title: 'Drawn',
    description: 'With all that may call for attention',
    states: Object.fromEntries(
      statesIn(picture).map(({ id }) => [id, { href: '/list', lines: numbers(id, count, then), calls, badge, mark: 'changed', heat: 3 }]),
    ),
    arrows: {},
    heats: ['longer than half', 'longer than 85%', 'longer than 95%'],
  }
}
