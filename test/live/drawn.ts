import { type Dressing, dressed, type Picture, statesIn } from '../../src/live/picture.ts'
import { noteOf } from '../../src/web/pages/route/dressing.ts'

/** One and a half screens of 1,080 lines. */
export const HIGHEST = 1620
/** Two screens of 1,280 columns, at the most: so much is followed without getting lost. */
export const WIDEST = 2600

export const plainly = (picture: Picture) => dressed(picture, { title: 'Drawn', description: 'As it is', states: {}, arrows: {} })
export const attributes = (svg: string, name: string) => [...svg.matchAll(new RegExp(` ${name}="([^"]*)"`, 'g'))].map(([, value]) => value!)
export const escaped = (id: string) => id.replaceAll('>', '&gt;')
export const sizeOf = (svg: string) => ['width', 'height'].map((side) => Number(attributes(svg, side)[0]))

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

/** The most that a state of a flow bears: every number, every sign, and all five calls for attention. */
export const calling = (picture: Picture, count: number): Dressing => {
  const said = count.toLocaleString('en-GB')
  const lines = [
    { text: `${said} open` },
    { text: 'oldest 1,212 days' },
    [
      { text: `${said} overdue`, unseen: true },
      { text: ' · ', unseen: true },
      { text: `${said} due in 7 days`, unseen: true },
    ],
  ]
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
    states: Object.fromEntries(statesIn(picture).map(({ id }) => [id, { href: '/list', lines, calls, badge, mark: 'changed', heat: 3 }])),
    arrows: {},
    heats: ['longer than half', 'longer than 85%', 'longer than 95%'],
  }
}
