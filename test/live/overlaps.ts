import type { Box, Layout, PlacedState } from '../../src/live/layout.ts'

/** Everything in a layout that stands on something else, in words. A good picture gives none. */
export function overlapsOf({ root, arrows, width, height }: Layout): readonly string[] {
  const states = withDescendants(root)
  const labels = arrows.flatMap(({ arrow, label }) => (arrow && label ? [{ name: `label of ${arrow.id}`, ...label }] : []))
  const solid = states.flatMap(({ state, children, dot, anywhere, ...box }) => [
    ...(children.length ? [] : [{ name: state.id, ...box }]),
    ...(anywhere ? [{ name: `anywhere in ${state.id}`, ...anywhere }] : []),
    ...(dot ? [{ name: `dot of ${state.id}`, ...dot }] : []),
  ])
  const frames = states.filter(({ children }) => children.length).map(({ state, ...box }) => ({ name: state.id, ...box }))
  return [
    ...pairs(labels)
      .filter(([a, b]) => overlap(a, b))
      .map(([a, b]) => `${a.name} on ${b.name}`),
    ...labels.flatMap((label) => solid.filter((state) => overlap(label, state)).map((state) => `${label.name} on ${state.name}`)),
    ...labels.flatMap((label) =>
      frames
        .filter((frame) => overlap(label, frame) && !within(label, frame))
        .map((frame) => `${label.name} across the border of ${frame.name}`),
    ),
    ...labels.flatMap((label) =>
      frames.filter((frame) => overlap(label, nameOf(frame))).map((frame) => `${label.name} on the name of ${frame.name}`),
    ),
    ...pairs(solid)
      .filter(([a, b]) => overlap(a, b))
      .map(([a, b]) => `${a.name} on ${b.name}`),
    ...[...labels, ...solid]
      .filter((each) => !within(each, { x: 0, y: 0, width, height }))
      .map(({ name }) => `${name} outside the picture`),
  ]
}

interface Named extends Box {
  readonly name: string
}
const overlap = (a: Box, b: Box) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
const within = (a: Box, b: Box) => a.x >= b.x && a.y >= b.y && a.x + a.width <= b.x + b.width && a.y + a.height <= b.y + b.height
const nameOf = ({ x, y, width }: Box): Box => ({ x, y, width, height: 26 })
const pairs = (boxes: readonly Named[]): [Named, Named][] =>
  boxes.flatMap((a, index) => boxes.slice(index + 1).map((b): [Named, Named] => [a, b]))
const withDescendants = (state: PlacedState): readonly PlacedState[] => [state, ...state.children.flatMap(withDescendants)]
