import type { ChartModel } from '../../../../machines/kernel/chart.ts'
import {
  type Focus,
  isInParts,
  type Picture,
  pictureWith,
  type StateDressing,
  type StateId,
  statesIn,
  wayTo,
} from '../../../live/picture.ts'

/** The address of the picture of a state. */
export type HrefOf = (focus: Focus) => string

/** Where one is in a picture that is looked at part by part. */
export interface Whereabouts {
  /** From what one sees first to what one sees, which is no link. */
  readonly way: readonly { readonly text: string; readonly href?: string }[]
  /** Everything at once, unless that is what one sees. */
  readonly whole?: string
}

/** Undefined where the picture is all there is to see. */
export function whereabouts(model: ChartModel, focus: Focus, hrefOf: HrefOf): Whereabouts | undefined {
  if (focus === model.machine && !isInParts(model)) return undefined
  const [root, ...inner] = wayTo(model, focus === 'all' ? model.machine : focus)
  const at = (to: Focus) => `${hrefOf(to)}#picture`
  const way = [
    { text: model.title, focus: root!.id },
    ...inner.map(({ id, name }) => ({ text: name, focus: id })),
    ...(focus === 'all' ? [{ text: 'Everything at once', focus }] : []),
  ]
  return {
    way: way.map(({ text, focus: to }, place) => (place === way.length - 1 ? { text } : { text, href: at(to) })),
    ...(focus !== 'all' && { whole: at('all') }),
  }
}

/** The name of each state that has states leads to the picture of it. */
export function opening(picture: Picture, states: Readonly<Record<StateId, StateDressing>>, hrefOf: HrefOf) {
  const { model, extract } = picture
  const [root] = statesIn(picture)
  const has = (id: StateId) => model.states.some(({ parent }) => parent === id)
  return {
    states: Object.fromEntries(
      extract.shown.states.map(({ id }): [StateId, StateDressing] => {
        const wears = states[id] ?? { lines: [] }
        return [id, id !== root!.id && has(id) ? { ...wears, focus: `${hrefOf(id)}#picture` } : wears]
      }),
    ),
    leads: (id: StateId) => hrefOf(pictureWith(model, id)),
  }
}

/** On paper a line of the picture is to be no smaller than six points; it has eleven pixels, which are eight and a quarter. */
const SMALLEST = 6 / 8.25
/** What a page of A4 has room for, in pixels, its margins left out. */
const PAPER = { portrait: [710, 960], landscape: [1030, 640] } as const

/** How a picture comes on paper, and undefined where it cannot be read there. */
export function paperFor(svg: string): keyof typeof PAPER | undefined {
  const [, width, height] = / width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? []
  const fits = ([across, down]: readonly [number, number]) => Math.min(across / Number(width), down / Number(height)) >= SMALLEST
  return (['portrait', 'landscape'] as const).find((way) => fits(PAPER[way]))
}
