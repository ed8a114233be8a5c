import type { ChartArrow, ChartModel } from '../../machines/kernel/chart.ts'
import { causes, LABEL_SIZE, type Label, type LabelLine, LINE_HEIGHT } from './labels.ts'
import { anywhereName, BELOW_NAME, type Layout, type PlacedArrow, type PlacedState, type Point, TITLE_SIZE } from './layout.ts'
import { textWidth } from './text-width.ts'

/**
 * The picture as text. Everything is said by attributes rather than a style sheet, so that it looks the same under any content security
 * policy, and a page that embeds it can add its own: `data-state`, `data-arrow` and `data-events` name what is drawn, and
 * `data-count` the numbers that are empty until live counts arrive.
 */
export function svgOf(model: ChartModel, layout: Layout): string {
  const id = `chart-${model.machine}`
  const width = Math.max(layout.width, HEADER.width)
  const height = layout.height + HEADER.height
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="${id}-title ${id}-desc" class="chart" data-machine="${escaped(model.machine)}"`,
    ` viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif" font-size="${TITLE_SIZE}">`,
    `<title id="${id}-title">${escaped(`${model.title}: its states and what leads from one to another`)}</title>`,
    `<desc id="${id}-desc">${escaped(described(model))}</desc>`,
    `<defs>${kinds.map((kind) => marker(id, kind)).join('')}${dotMarker(id)}</defs>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    header(id, model),
    `<g transform="translate(0 ${HEADER.height})">${layout.arrows.map((arrow) => line(id, arrow)).join('')}${state(layout.root, 'none')}`,
    `${layout.arrows.map(label).join('')}</g></svg>\n`,
  ].join('')
}

const HEADER = { height: 66, width: 760 }
const kinds = ['person', 'clock', 'message'] as const
const INK = '#17202a'
const QUIET = '#44525f'
const colours: Readonly<Record<ChartArrow['kind'], string>> = { person: '#1d4f80', clock: '#8a4b00', message: '#5b2a86' }
const dashes: Readonly<Record<ChartArrow['kind'], string>> = {
  person: '',
  clock: ' stroke-dasharray="9 4"',
  message: ' stroke-dasharray="2 3"',
}
const strokes: Readonly<Record<ChartArrow['kind'], string>> = { person: 'unbroken', clock: 'dashed', message: 'dotted' }
const explained: Readonly<Record<ChartArrow['kind'], string>> = {
  person: 'a person acts or enters a fact',
  clock: 'a date passes',
  message: 'another part of the file tells it',
}

function described({ title, version, states, arrows }: ChartModel): string {
  const leaves = states.filter(({ type }) => type === 'atomic' || type === 'final')
  const closed = leaves.filter((each) => each.closed).map(({ name }) => name)
  const of = (kind: ChartArrow['kind']) => arrows.filter((arrow) => arrow.kind === kind).length
  return [
    `${title}, version ${version}: ${leaves.length} states, boxes within boxes.`,
    `${of('person')} things people do (unbroken arrows), ${of('clock')} dates that pass (dashed), ${of('message')} messages heard (dotted).`,
    'What leaves a state where it is stands within it. A dot shows which state is entered first.',
    ...(closed.length ? [`It is closed in: ${closed.join(', ')}.`] : []),
  ].join(' ')
}

function header(id: string, { title, version }: ChartModel): string {
  let x = 16
  const legend = kinds.map((kind) => {
    const words = `${causes[kind]} (${strokes[kind]}): ${explained[kind]}`
    const drawn = `<path d="M${x} 46H${x + 34}" ${strokeOf(id, kind)}/>${text(x + 42, 50, words, { size: LABEL_SIZE })}`
    x += 62 + textWidth(words, LABEL_SIZE)
    return drawn
  })
  return `<g class="legend">${text(16, 26, `${title}, version ${version}`, { size: 16, bold: true })}${legend.join('')}</g>`
}

function state({ state: each, x, y, width, height, within, children, dot, anywhere }: PlacedState, parent: string): string {
  const region = parent === 'parallel'
  const outer = children.length > 0
  const fill = outer ? `fill="${QUIET}" fill-opacity="0.04"` : `fill="${each.closed ? '#eceff1' : '#fff'}"`
  const shape = `rx="${outer ? 10 : 7}" ${fill} stroke="${QUIET}" stroke-width="1.2"${region ? ' stroke-dasharray="6 4"' : ''}`
  const ends = each.closed && !outer
  return [
    `<g class="state ${each.type}${each.closed ? ' closed' : ''}" data-state="${escaped(each.id)}">`,
    `<title>${escaped(each.description ? `${each.name}: ${each.description}` : each.name)}</title>`,
    `<rect ${box({ x, y, width, height })} ${shape}/>`,
    ends
      ? `<rect ${box({ x: x + 3, y: y + 3, width: width - 6, height: height - 6 })} rx="5" fill="none" stroke="${QUIET}" stroke-width="0.8"/>`
      : '',
    text(x + 12, y + 21, each.name, { size: TITLE_SIZE, bold: true }),
    outer
      ? ''
      : `<text class="count" data-count="${escaped(each.id)}" x="${n(x + width - 10)}" y="${n(y + 21)}" text-anchor="end" font-weight="700" fill="${colours.person}"></text>`,
    anywhere
      ? `<rect ${box(anywhere)} rx="12" fill="#fff" stroke="${QUIET}" stroke-width="0.8" stroke-dasharray="2 2"/>${text(anywhere.x + 12, anywhere.y + 21, anywhereName(each), { size: TITLE_SIZE, italic: true })}`
      : '',
    notes(each.id, (anywhere?.x ?? x) + 12, (anywhere?.y ?? y) + BELOW_NAME, within),
    dot ? `<circle cx="${n(dot.x + dot.width / 2)}" cy="${n(dot.y + dot.height / 2)}" r="${n(dot.width / 2)}" fill="${INK}"/>` : '',
    children.map((child) => state(child, each.type)).join(''),
    '</g>',
  ].join('')
}

function notes(id: string, x: number, y: number, within: readonly Label[]): string {
  let top = y
  return within
    .map(({ lines, events, kind }) => {
      const drawn = `<g class="within ${kind}" data-arrow="${escaped(`${id}>${id}`)}" data-events="${escaped(events.join(' '))}">${linesAt(lines, kind, x, top, 'start')}</g>`
      top += lines.length * LINE_HEIGHT
      return drawn
    })
    .join('')
}

function line(id: string, { arrow, points }: PlacedArrow): string {
  if (!arrow)
    return `<path class="first" d="${rounded(points)}" fill="none" stroke="${INK}" stroke-width="1.2" marker-end="url(#${id}-first)"/>`
  return `<g class="arrow ${arrow.kind}" ${named(arrow)}><path d="${rounded(points)}" ${strokeOf(id, arrow.kind)}/></g>`
}

function label({ arrow, label: at }: PlacedArrow): string {
  if (!arrow || !at) return ''
  return `<g class="label ${arrow.kind}" ${named(arrow)}><rect ${box(at)} rx="3" fill="#fff" fill-opacity="0.94"/>${linesAt(
    arrow.lines,
    arrow.kind,
    at.x + at.width / 2,
    at.y + 2,
    'middle',
  )}</g>`
}

const named = ({ from, to, events }: { from: string; to: string; events: readonly string[] }) =>
  `data-arrow="${escaped(`${from}>${to}`)}" data-events="${escaped(events.join(' '))}"`

const linesAt = (lines: readonly LabelLine[], kind: ChartArrow['kind'], x: number, top: number, anchor: 'start' | 'middle') =>
  lines
    .map(({ text: words, says }, row) =>
      text(x, top + (row + 1) * LINE_HEIGHT - 3, words, {
        size: LABEL_SIZE,
        bold: says === 'event',
        italic: says === 'condition',
        anchor,
        colour: says === 'event' ? colours[kind] : QUIET,
      }),
    )
    .join('')

/** Lines run below the states; where one enters a box across its name, the name stays readable. */
const halo = ' stroke="#fff" stroke-width="3" stroke-linejoin="round" paint-order="stroke"'
interface Type {
  size: number
  bold?: boolean
  italic?: boolean
  anchor?: 'start' | 'middle'
  colour?: string
}
const text = (x: number, y: number, words: string, { size, bold, italic, anchor = 'start', colour = INK }: Type) =>
  `<text x="${n(x)}" y="${n(y)}" font-size="${size}"${bold ? ' font-weight="600"' : ''}${italic ? ' font-style="italic"' : ''}${
    anchor === 'middle' ? ' text-anchor="middle"' : ''
  } fill="${colour}"${halo}>${escaped(words)}</text>`

const strokeOf = (id: string, kind: ChartArrow['kind']) =>
  `fill="none" stroke="${colours[kind]}" stroke-width="1.4"${dashes[kind]} marker-end="url(#${id}-${kind})"`
/** A person's arrowhead is filled, the clock's hollow, a message's open. */
const heads: Readonly<Record<ChartArrow['kind'], (colour: string) => string>> = {
  person: (colour) => `<path d="M0 0L8 4L0 8z" fill="${colour}"/>`,
  clock: (colour) => `<path d="M1 1L7.4 4L1 7z" fill="#fff" stroke="${colour}"/>`,
  message: (colour) => `<path d="M1 1L7.4 4L1 7" fill="none" stroke="${colour}" stroke-width="1.3"/>`,
}
const marker = (id: string, kind: ChartArrow['kind']) =>
  `<marker id="${id}-${kind}" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto">${heads[kind](colours[kind])}</marker>`
const dotMarker = (id: string) =>
  `<marker id="${id}-first" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z" fill="${INK}"/></marker>`

/** A path whose corners are rounded, by no more than half of the shorter side. */
function rounded(points: readonly Point[], radius = 6): string {
  const corner = (at: number) => {
    const [before, here, after] = [points[at - 1]!, points[at]!, points[at + 1]!]
    const reach = Math.min(radius, length(before, here) / 2, length(here, after) / 2)
    const into = toward(here, before, reach)
    const out = toward(here, after, reach)
    return `L${n(into.x)} ${n(into.y)}Q${n(here.x)} ${n(here.y)} ${n(out.x)} ${n(out.y)}`
  }
  const corners = points.slice(1, -1).map((_point, index) => corner(index + 1))
  const [first, last] = [points[0]!, points.at(-1)!]
  return `M${n(first.x)} ${n(first.y)}${corners.join('')}L${n(last.x)} ${n(last.y)}`
}
const length = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y)
const toward = (from: Point, to: Point, reach: number): Point => {
  const whole = length(from, to) || 1
  return { x: from.x + ((to.x - from.x) * reach) / whole, y: from.y + ((to.y - from.y) * reach) / whole }
}

const box = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }) =>
  `x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}"`
const n = (value: number) => Number(value.toFixed(1))
const escaped = (words: string) => words.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!)
