import type { Box, Layout } from '../../src/live/layout.ts'
import { textWidth } from '../../src/live/text-width.ts'

/** Everything in a layout that stands on something else, in words. A good picture gives none. */
export function overlapsOf({ states, doors, arrows, width, height }: Layout): readonly string[] {
  const isFrame = (id: string) => states.some((each) => each.id.startsWith(`${id}.`))
  const labels = arrows.flatMap(({ arrow, label }) => (label ? [{ name: `label of ${arrow}`, ...label }] : []))
  const solid: readonly Named[] = [
    ...states.filter(({ id }) => !isFrame(id)).map((state) => ({ ...state, name: state.id })),
    ...states.flatMap(({ id, anywhere }) => anywhere.map((box) => ({ name: `anywhere in ${id}`, ...box }))),
    ...doors.map((door) => ({ ...door, name: `door ${door.way} ${door.other}` })),
  ]
  const frames = states.filter(({ id }) => isFrame(id)).map((frame) => ({ ...frame, name: frame.id }))
  return [
    ...pairs(labels).flatMap(([a, b]) => (overlap(a, b) ? [`${a.name} on ${b.name}`] : [])),
    ...labels.flatMap((label) => solid.filter((state) => overlap(label, state)).map((state) => `${label.name} on ${state.name}`)),
    ...[...labels, ...solid].flatMap((each) =>
      frames
        .filter((frame) => overlap(each, frame) && !within(each, frame))
        .map((frame) => `${each.name} across the border of ${frame.name}`),
    ),
    ...[...labels, ...solid].flatMap((each) =>
      frames.filter((frame) => overlap(each, headOf(frame))).map((frame) => `${each.name} on the name and the numbers of ${frame.name}`),
    ),
    ...pairs(solid).flatMap(([a, b]) => (overlap(a, b) ? [`${a.name} on ${b.name}`] : [])),
    ...pairs(frames).flatMap(([a, b]) => (overlap(a, b) && !within(a, b) && !within(b, a) ? [`${a.name} across ${b.name}`] : [])),
    ...[...labels, ...solid]
      .filter((each) => !within(each, { x: 0, y: 0, width, height }))
      .map(({ name }) => `${name} outside the picture`),
  ]
}

/** What a dressed picture wears that covers words, has no room, or stands on a label, in words. */
export function coveredIn(svg: string): readonly string[] {
  const labels = svg.split('<g class="label ').slice(1).map(labelIn)
  const tabs = [...svg.matchAll(/<g class="tab [^"]*"><rect ([^>]*)>/g)].map(([, at]) => ({ name: 'a tab', ...boxIn(at!) }))
  return [
    ...labels.flatMap(({ arrow, label, note, said, words }) =>
      note === undefined
        ? []
        : [
            ...(within(note, label) ? [] : [`${said} beyond its label on ${arrow}`]),
            ...(textWidth(said, SMALL, true) <= note.width - 8 ? [] : [`${said} beyond its border on ${arrow}`]),
            ...(said.endsWith('…') ? [`${said} cut short on ${arrow}`] : []),
            ...words.filter((each) => overlap(note, each)).map((each) => `${said} on ${each.name} of ${arrow}`),
          ],
    ),
    ...labels.flatMap(({ arrow, label }) => tabs.filter((tab) => overlap(label, tab)).map((tab) => `${tab.name} on the label of ${arrow}`)),
  ]
}

/** Widths are reckoned for the widest of typefaces, which is wider than any that pages have. */
const ROOMY = 1.06

/**
 * What is wrong with the words of the states of a dressed picture, and with what calls for attention there: which stands on another or beyond
 * its state, is set closer to have room, or is not said; in words.
 */
export function calledOver(svg: string): readonly string[] {
  return svg
    .split(/(?=<g id="[^"]*" class="state )/)
    .slice(1)
    .flatMap((drawn) => {
      const id = /data-state="([^"]*)"/.exec(drawn)![1]!
      const own = drawn.split('<g class="labels"')[0]!
      const calls = [...own.matchAll(/<a class="call (\w+)".*?<rect class="about" ([^>]*)>/g)].map(([, name, at]) => ({
        name: name!,
        ...boxIn(at!),
      }))
      const words = [...own.matchAll(/<text class="(?:name|line)"([^>]*)>(.*?)<\/text>/g)].map(([, at, said]) => writtenAt(at!, said!))
      const tabs = [...own.matchAll(/<g class="tab [^"]*"><rect ([^>]*)>/g)].map(([, at]) => ({ name: 'a tab', ...boxIn(at!) }))
      const badges = [...own.matchAll(/<g class="badge [^"]*" transform="translate\(([\d.-]+) ([\d.-]+)\)"/g)].map(([, x, y]) => ({
        name: 'the badge',
        ...{ x: Number(x) - 13, y: Number(y) - 13, width: 26, height: 22 },
      }))
      const about = /<title>([^<]*)<\/title>/.exec(own)![1]!
      const state = boxIn(/<rect class="box[^>]*>/.exec(own)![0].slice('<rect class="box"'.length))
      const drawnOver = words.filter(({ name, x, width }) => name !== '' && x + width / ROOMY > state.x + state.width)
      return [
        ...(own.includes('textLength') ? [`words set closer in ${id}`] : []),
        ...drawnOver.map(({ name }) => `${name} beyond ${id}`),
        ...['open', 'overdue', 'due in 7 days']
          .filter((measure) => ![about, ...words.map(({ name }) => name)].some((said) => new RegExp(`[\\d,]+ ${measure}`).test(said)))
          .map((measure) => `how many are ${measure} is not said in ${id}`),
        ...tabs.flatMap((tab) => words.filter((each) => overlap(tab, each)).map(({ name }) => `${tab.name} on ${name} in ${id}`)),
        ...calls.filter((each) => !within(each, state)).map(({ name }) => `${name} beyond ${id}`),
        ...calls.flatMap((each) =>
          [...words, ...tabs, ...badges].filter((other) => overlap(each, other)).map(({ name }) => `${each.name} on ${name} in ${id}`),
        ),
        ...pairs(calls).flatMap(([a, b]) => (overlap(a, b) ? [`${a.name} on ${b.name} in ${id}`] : [])),
      ]
    })
}
/** Words of a state, those among them that may come to be seen. */
function writtenAt(at: string, marked: string): Named {
  const words = marked.replace(/<[^>]*>/g, '')
  const size = /font-size/.test(at) ? valueIn(at, 'font-size') : SMALL
  const wide = textWidth(words, size, at.includes('font-weight'))
  return {
    name: words,
    x: valueIn(at, 'x'),
    y: valueIn(at, 'y') - size * CAPITAL,
    width: wide,
    height: size * CAPITAL + 1,
  }
}
/** How high a letter is, of its size. */
const CAPITAL = 0.73

const SMALL = 11
function labelIn(drawn: string) {
  const [own, note] = drawn.split('<g class="note')
  const [rects, texts] = [/<rect ([^>]*)>/, /<text([^>]*)>([^<]*)<\/text>/g]
  const [noted] = [...(note ?? '').split('</g>')[0]!.matchAll(texts)]
  return {
    arrow: /data-arrow="([^"]*)"/.exec(own!)![1]!,
    label: boxIn(rects.exec(own!)![1]!),
    words: [...own!.matchAll(texts)].map(([, at, words]) => wordsAt(at!, words!)).filter(({ name }) => name !== ''),
    note: note === undefined ? undefined : boxIn(rects.exec(note)![1]!),
    said: noted?.[2] ?? '',
  }
}
const valueIn = (attributes: string, name: string) => Number(new RegExp(`(?:^| )${name}="([\\d.-]+)"`).exec(attributes)![1])
const boxIn = (at: string): Box => ({
  x: valueIn(at, 'x'),
  y: valueIn(at, 'y'),
  width: valueIn(at, 'width'),
  height: valueIn(at, 'height'),
})
const wordsAt = (at: string, words: string): Named => ({
  name: words,
  x: valueIn(at, 'x'),
  y: valueIn(at, 'y') - 8,
  width: textWidth(words, SMALL, at.includes('font-weight')),
  height: 9,
})

interface Named extends Box {
  readonly name: string
}
const overlap = (a: Box, b: Box) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
const within = (a: Box, b: Box) => a.x >= b.x && a.y >= b.y && a.x + a.width <= b.x + b.width && a.y + a.height <= b.y + b.height
const headOf = ({ x, y, width, rows }: Box & { rows: number }): Box => ({ x, y, width, height: 24 + rows * 14 })
const pairs = (boxes: readonly Named[]): [Named, Named][] =>
  boxes.flatMap((a, index) => boxes.slice(index + 1).map((b): [Named, Named] => [a, b]))
