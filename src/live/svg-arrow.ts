import type { ChartArrow, ChartModel } from '../../machines/kernel/chart.ts'
import type { DrawnArrow } from './arrows.ts'
import type { ArrowDressing, ArrowMark, StateId } from './dressing.ts'
import { LINE_HEIGHT, SIGN } from './label-line.ts'
import { fullWords } from './labels.ts'
import { doorName } from './pieces.ts'
import type { PlacedArrow, PlacedDoor, Point } from './placed.ts'
import { box, classes, colours, escaped, fitted, INK, n, QUIET, SMALL, signOf, text, title } from './svg-parts.ts'
import { anchorOf } from './svg-state.ts'
import { textWidth } from './text-width.ts'

type Kind = ChartArrow['kind']

export const kinds = ['person', 'clock', 'message'] as const
const dashes: Readonly<Record<Kind, string>> = { person: '', clock: ' stroke-dasharray="9 4"', message: ' stroke-dasharray="2 3"' }
export const strokes: Readonly<Record<Kind, string>> = { person: 'unbroken', clock: 'dashed', message: 'dotted' }
export const arrowMarks: Readonly<Record<ArrowMark, string>> = { taken: 'taken', next: 'could be next', waiting: 'waits for its day' }

/** What one arrow is drawn like: by its clock, by people where anybody acts, otherwise by messages. */
export const kindOf = ({ ways }: DrawnArrow): Kind => (ways.some(({ arrow }) => arrow.kind === 'person') ? 'person' : ways[0]!.arrow.kind)

const THINNEST = 1.3
const THICKEST = 7
/** Each tenfold adds the same thickness; the number stands beside it. */
export const thickness = (times: number): number => Math.min(THICKEST, THINNEST + Math.log10(1 + times) * 1.9)

export function lineOf(id: string, drawn: DrawnArrow, { points }: PlacedArrow, wears: ArrowDressing | undefined): string {
  const kind = kindOf(drawn)
  const wide = wears?.width ?? (wears?.times ? thickness(wears.times) : wears?.mark ? 2.8 : THINNEST)
  return `<g ${looks('arrow', kind, wears)} ${named(drawn)}><path d="${rounded(points)}" ${strokeOf(id, kind, wide)}/></g>`
}
export const strokeOf = (id: string, kind: Kind, wide = THINNEST): string =>
  `fill="none" stroke="${colours[kind]}" stroke-width="${n(wide)}"${dashes[kind]} marker-end="url(#${id}-${kind})"`

export function labelGroup(model: ChartModel, drawn: DrawnArrow, { label }: PlacedArrow, wears: ArrowDressing | undefined): string {
  if (!label) return ''
  const lines = label.lines.map(({ text: words, says, cause }, row) => {
    const y = label.y + 2 + (row + 1) * LINE_HEIGHT - 3
    const kind = cause ?? kindOf(drawn)
    return `${cause ? signOf(cause, label.x + 4, y - 4) : ''}${text(label.x + 5 + (says === 'event' ? SIGN : 0), y, words, {
      bold: says === 'event',
      italic: says === 'condition',
      colour: says === 'event' ? colours[kind] : QUIET,
    })}`
  })
  const names = new Map(model.states.map((state) => [state.id, state.name]))
  const all = drawn.ways.map(({ arrow, to }) => `${fullWords(arrow)}: from ${names.get(arrow.from)} to ${names.get(to)}`)
  return `<g ${looks('label', kindOf(drawn), wears)} ${named(drawn)}>${title([noteWords(wears), wears?.says, ...all].filter(Boolean).join('\n'))}<rect ${box(label)} rx="3" fill="#fff"/>${lines.join('')}${note(label, wears)}</g>`
}

/** How often, when, or which step: at the end of the last line, where room is kept; where it says more, it covers the paragraphs. */
function note(label: NonNullable<PlacedArrow['label']>, wears: ArrowDressing | undefined): string {
  const whole = noteWords(wears)
  if (!whole) return ''
  const sign = wears?.mark ? 16 : 0
  const words = fitted(whole, label.width - 18 - sign, true)
  const width = Math.ceil(textWidth(words, SMALL, true)) + 10 + sign
  const [x, y] = [label.x + label.width - 4 - width, label.y + label.height - 8]
  const border = `stroke-width="${wears?.mark === 'taken' ? 1.6 : 0.9}"${wears?.mark === 'next' ? ' stroke-dasharray="3 2"' : ''}`
  return `<g ${classes('note', wears?.mark)}><rect ${box({ x, y: y - 8, width, height: 15 })} rx="3" fill="#fff" stroke="${INK}" ${border}/>${
    wears?.mark ? markSigns[wears.mark](x + 10, y - 0.5) : ''
  }${text(x + 5 + sign, y + 3.5, words, { bold: true })}</g>`
}
function noteWords(wears: ArrowDressing | undefined): string {
  const { times, note: given, mark } = wears ?? {}
  const counted = times === undefined ? undefined : times === 1 ? 'once' : `${times.toLocaleString('en-GB')} times`
  return [counted, given ?? (mark && arrowMarks[mark])].filter(Boolean).join(' · ')
}
/** Taken is ticked, what could be next points on, what waits has an hourglass. */
export const markSigns: Readonly<Record<ArrowMark, (x: number, y: number) => string>> = {
  taken: (x, y) => `<path class="sign" d="M${n(x - 4)} ${n(y)}l3 3.5l5-7" fill="none" stroke="${INK}" stroke-width="1.8"/>`,
  next: (x, y) => `<path class="sign" d="M${n(x - 4)} ${n(y)}h7m-3-3l3 3l-3 3" fill="none" stroke="${INK}" stroke-width="1.5"/>`,
  waiting: (x, y) => `<path class="sign" d="M${n(x - 3)} ${n(y - 4.5)}h7l-7 9h7z" fill="none" stroke="${INK}" stroke-width="1.3"/>`,
}

/**
 * Where an arrow goes on beyond the border of its region: the name of the other end, and a way to it. What is not in this picture is in
 * another: to that one comes by keyboard too, if it is known where it is.
 */
export function doorGroup(id: string, chart: ChartModel, { x, y, width, height, ...door }: PlacedDoor, leads?: Leads): string {
  const tip =
    door.way === 'to'
      ? `M${n(x)} ${n(y)}H${n(x + width - 9)}L${n(x + width)} ${n(y + height / 2)}L${n(x + width - 9)} ${n(y + height)}H${n(x)}z`
      : `M${n(x)} ${n(y)}H${n(x + width)}V${n(y + height)}H${n(x)}L${n(x + 9)} ${n(y + height / 2)}z`
  const drawn = `<path d="${tip}" fill="#fff" stroke="${QUIET}" stroke-width="${leads ? 1.8 : 1.2}"/>${text(x + (door.way === 'to' ? 7 : 14), y + height / 2 + 4, doorName(chart, door), { colour: QUIET })}`
  if (!leads) return `<a class="door" href="#${anchorOf(id, door.other)}" tabindex="-1">${drawn}</a>`
  const href = leads(door.other)
  return href === undefined
    ? `<g class="door">${drawn}</g>`
    : `<a class="door" href="${escaped(`${href}#${anchorOf(id, door.other)}`)}">${drawn}</a>`
}
type Leads = (state: StateId) => string | undefined

const looks = (name: string, kind: Kind, wears: ArrowDressing | undefined) =>
  classes(name, kind, wears?.mark, wears?.pale && 'pale', wears?.times !== undefined && 'counted')
export const named = ({ id, ways }: DrawnArrow): string =>
  `data-arrow="${escaped(id)}" data-events="${escaped([...new Set(ways.map(({ arrow }) => arrow.event))].join(' '))}"`

/** A person's arrowhead is filled, the clock's hollow, a message's open. */
const heads: Readonly<Record<Kind, (colour: string) => string>> = {
  person: (colour) => `<path d="M0 0L8 4L0 8z" fill="${colour}"/>`,
  clock: (colour) => `<path d="M1 1L7.4 4L1 7z" fill="#fff" stroke="${colour}"/>`,
  message: (colour) => `<path d="M1 1L7.4 4L1 7" fill="none" stroke="${colour}" stroke-width="1.3"/>`,
}
export const marker = (id: string, kind: Kind): string =>
  `<marker id="${id}-${kind}" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto">${heads[kind](colours[kind])}</marker>`

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
