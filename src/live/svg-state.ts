import type { ChartState } from '../../machines/kernel/chart.ts'
import { takenWithin } from './arrows.ts'
import type { Badge, Dressing, StateDressing, StateMark, Words } from './dressing.ts'
import type { ShownModel, ShownState } from './extract.ts'
import { fullWords } from './labels.ts'
import { BEHIND, type Box, HEAD, LINE, LINES, NAME_SIZE, type PlacedState, staysOf } from './placed.ts'
import { rowsOf } from './state-rows.ts'
import { callsOf } from './svg-calls.ts'
import { box, classes, escaped, INK, marked, n, QUIET, SMALL, text, title } from './svg-parts.ts'
import { textWidth } from './text-width.ts'

/** What a state is drawn from. */
export interface DrawnState {
  readonly id: string
  readonly model: ShownModel
  readonly state: ShownState
  readonly at: PlacedState
  readonly frame: boolean
  readonly wears: StateDressing | undefined
  readonly heats: NonNullable<Dressing['heats']>
}

export const markWords: Readonly<Record<StateMark, string>> = {
  here: 'here now',
  visited: 'was here',
  next: 'could be next',
  changed: 'changed',
}

/** The box of a frame, below the lines; what is written in it comes above them, in the order in which states are followed. */
export function frameBox({ state, at, wears }: DrawnState, region: boolean): string {
  return `<rect ${looks('frame', state, wears)} data-frame="${escaped(state.id)}" ${box(at)} rx="10" fill="#f7f8fa" ${strokeOf(wears)}${region && !wears?.mark ? ' stroke-dasharray="6 4"' : ''}/>`
}

/** A state with its name, its numbers and its marks; a link as a whole where it leads somewhere, but for a name that leads elsewhere. */
export function stateGroup(drawn: DrawnState): string {
  const { id, model, state, at, frame, wears } = drawn
  const words = state.id === model.machine ? model.title : state.name
  const anchor = anchorOf(id, state.id)
  const name = `<g id="${anchor}--name">${text(at.x + 10, at.y + 17, words, { size: NAME_SIZE, bold: true, className: 'name' })}</g>`
  const below = [frame ? hit(drawn) : leafBox(drawn), entered(model, state) ? firstAt(at) : ''].join(' ')
  const [, ...around] = toldApart(model, state)
  const apart = around.map((each) => ` ${anchorOf(id, each.id)}--name`).join('')
  const { lines, ofTheirOwn, leftOut } = linesOf(drawn, apart)
  const about = [state.description ? `${words}: ${state.description}` : words, wears?.says, ...leftOut, ...marksInWords(drawn)]
  const said = `<g id="${anchor}--said">${lines} ${tabs(drawn)}</g>`
  // A link is called what it shows, in that order, then the numbers beside it, as they are now, which change; and last where it is, where others have its name.
  const named = `aria-labelledby="${anchor}--name ${anchor}--said${ofTheirOwn && ` ${anchor}--late`}${wears?.badge && !wears.badge.href ? ` ${anchor}--sign` : ''}${apart}"`
  const called = [words, ...around.map((each) => each.name)].join(', ')
  const listed = (inner: string) => (wears?.href ? `<a href="${escaped(wears.href)}" ${named}>${inner}</a>` : inner)
  const body = wears?.focus
    ? `${listed(`${below} ${said}`)} <a href="${escaped(wears.focus)}" class="opens" aria-label="${escaped(`${called}: the picture of it`)}">${name}</a>`
    : listed(`${below} ${name} ${said}`)
  // A link has no links in it: these stand beside it, where they would be in it; between them it is what is pointed at.
  const beside = ofTheirOwn && `<g id="${anchor}--late" pointer-events="none">${ofTheirOwn}</g>`
  return `<g id="${anchor}" ${looks(`state ${state.type}`, state, wears)} data-state="${escaped(state.id)}">${title(
    about.filter(Boolean).join('\n'),
  )}${body}${stays(drawn)}${beside}${badgeOf(drawn, apart)}${callsOf(words, called, state, at, frame, wears)}${anywhere(at)}</g>`
}
/** A state, and as many of those around it as tell it apart from others of its name. */
function toldApart({ states }: ShownModel, state: ShownState): readonly ShownState[] {
  const outward = (one: ShownState): readonly ShownState[] => [one, ...states.filter(({ id }) => id === one.parent).flatMap(outward)]
  const own = outward(state)
  const others = states.filter((each) => each !== state && each.name === state.name).map(outward)
  const isAlike = (other: readonly ShownState[], upTo: number) => own.slice(0, upTo).every(({ name }, nth) => name === other[nth]?.name)
  const enough = own.findIndex((_one, nth) => !others.some((other) => isAlike(other, nth + 1)))
  return own.slice(0, enough < 0 ? own.length : enough + 1)
}

const firstAt = ({ x, y }: PlacedState) => `<circle class="first" cx="${n(x)}" cy="${n(y + 14)}" r="4.5" fill="${INK}"/>`

/** Never with two dashes, after which an id says what of a state it is: a state may itself be called “late”. */
export const anchorOf = (id: string, state: string): string => `${id}-${state.replace(/\W/g, '-')}`

const looks = (name: string, { closed }: ChartState, wears: StateDressing | undefined) =>
  classes(name, closed && 'closed', wears?.mark, wears?.heat ? `heat-${wears.heat}` : undefined, wears?.pale && 'pale')

const fillOf = (id: string, wears: StateDressing | undefined, otherwise: string) =>
  `fill="${wears?.heat ? `url(#${id}-heat-${wears.heat})` : otherwise}"`

/** Heat thickens the border as it deepens the hatching; a mark has a border of its own. */
function strokeOf(wears: StateDressing | undefined): string {
  if (wears?.mark === 'here') return `stroke="${INK}" stroke-width="3.2"`
  if (wears?.mark === 'next') return `stroke="${INK}" stroke-width="2" stroke-dasharray="5 3"`
  if (wears?.mark) return `stroke="${INK}" stroke-width="2"`
  return `stroke="${wears?.pale ? '#98a3ad' : QUIET}" stroke-width="${1.1 + (wears?.heat ?? 0) * 0.7}"`
}

function leafBox({ id, state, at, wears }: DrawnState): string {
  const front = state.shut ? { ...at, width: at.width - BEHIND, height: at.height - BEHIND } : at
  const rect = `${state.shut ? behind(front) : ''}<rect class="box" ${box(front)} rx="7" ${fillOf(id, wears, state.closed ? '#eceff1' : '#fff')} ${strokeOf(wears)}/>`
  if (!state.closed) return rect
  const inside = { x: front.x + 3, y: front.y + 3, width: front.width - 6, height: front.height - 6 }
  return `${rect}<rect class="ends" ${box(inside)} rx="5" fill="none" stroke="${QUIET}" stroke-width="0.8"/>`
}
const behind = (at: Box) =>
  [BEHIND, BEHIND / 2]
    .map((by) => `<rect class="behind" ${box({ ...at, x: at.x + by, y: at.y + by })} rx="7" fill="#fff" stroke="${QUIET}"/>`)
    .join('')
/** Where a frame is pointed at: its head, since its states lead elsewhere. */
const hit = ({ id, at, wears }: DrawnState) =>
  `<rect class="box hit" ${box({ x: at.x + 3, y: at.y + 3, width: at.width - 6, height: HEAD + at.rows * LINE })} rx="6" ${fillOf(id, wears, 'none')} pointer-events="all"/>`

const entered = ({ states }: ShownModel, { id, parent }: ChartState) => states.find((each) => each.id === parent)?.initial === id

/** The rows that lead where the state does, those in which something has a list of its own, and what there is no room for. */
function linesOf({ id, state, at, frame, wears }: DrawnState, apart: string) {
  const { rows, bold, leftOut } = rowsOf(at, frame, wears)
  const anchor = anchorOf(id, state.id)
  const drawn = rows.map((row, index) => ({
    isOfItsOwn: row.some(({ href }) => href !== undefined),
    row: marked(at.x + 10, at.y + HEAD + 8 + index * LINE, row.map((words) => span(anchor, apart, words)).join(''), {
      className: 'line',
      bold: index === 0 && bold,
    }),
  }))
  const those = (own: boolean) =>
    drawn
      .filter(({ isOfItsOwn }) => isOfItsOwn === own)
      .map(({ row }) => row)
      .join(' ')
  return { lines: those(false), ofTheirOwn: those(true), leftOut: leftOut.filter(({ unseen }) => !unseen).map((words) => words.text) }
}

/** The number alone stands in an element of its own: it changes while the page is looked at. */
function span(anchor: string, apart: string, { text: words, count, unseen, href }: Words): string {
  if (count === undefined)
    return `${unseen === undefined ? '' : `<tspan class="between"${hidden(unseen)}>`}${escaped(words)}${unseen === undefined ? '' : '</tspan>'}`
  const [number = ''] = words.match(/^[\d,]+/) ?? []
  const said = `<tspan data-count="${escaped(count)}">${escaped(number)}</tspan>${escaped(words.slice(number.length))}`
  const late = unseen === undefined ? '' : ` class="late"${hidden(unseen)}`
  // The table has the same: the keyboard passes them by.
  if (href !== undefined) {
    const own = `${anchor}--${count.slice(count.lastIndexOf(':') + 1)}`
    return `<a id="${own}" href="${escaped(href)}" aria-labelledby="${own} ${anchor}--name${apart}" tabindex="-1" pointer-events="auto"${late}>${said}</a>`
  }
  return late ? `<tspan${late}>${said}</tspan>` : said
}
const hidden = (unseen: boolean | undefined) => (unseen ? ' display="none"' : '')

function stays({ model, state, at, frame }: DrawnState): string {
  const words = staysOf(model, state)
  if (!words) return ''
  const within = takenWithin(model, state.id)
  const y = at.y + HEAD + 8 + (frame ? at.rows : LINES) * LINE
  const drawn = text(at.x + 10, y, words, { italic: true, colour: QUIET })
  if (!within.length) return drawn
  const events = within.map(({ event }) => event).join(' ')
  return `<g class="within" data-arrow="${escaped(`${state.id}>${state.id}`)}" data-events="${escaped(events)}">${title(
    within.map((arrow) => fullWords(arrow)).join('\n'),
  )}${drawn}</g>`
}

const marksInWords = ({ wears, heats }: DrawnState): readonly string[] => [
  ...(wears?.mark ? [markWords[wears.mark]] : []),
  ...(wears?.heat ? [heats[wears.heat - 1]!] : []),
  ...(wears?.badge && !wears.badge.unseen ? [wears.badge.says] : []),
]

/** A mark's word stands a little higher than the border, off the name below it. */
const HIGHER = 4

/** What stands out stands on the border: the mark's word above, the heat's below, the badge on the corner. */
function tabs(drawn: DrawnState): string {
  const { at, wears, heats } = drawn
  const right = at.x + at.width - 8
  return [
    wears?.mark
      ? tab(right - (wears.badge && !wears.badge.unseen ? 26 : 0), at.y - HIGHER, markWords[wears.mark], `mark ${wears.mark}`)
      : '',
    wears?.heat ? tab(right, at.y + at.height, `${'▲'.repeat(wears.heat)} ${heats[wears.heat - 1]}`, `heat heat-${wears.heat}`) : '',
  ].join(' ')
}
function tab(right: number, y: number, words: string, name: string): string {
  const width = Math.ceil(textWidth(words, SMALL, true)) + 10
  return `<g class="tab ${name}"><rect ${box({ x: right - width, y: y - 8, width, height: 16 })} rx="8" fill="#fff" stroke="${INK}" stroke-width="1.2"/>${text(right - 5, y + 4, words, { bold: true, anchor: 'end' })}</g>`
}
const shapes: Readonly<Record<Badge['shape'], string>> = {
  circle: 'M-11 0a11 11 0 1 0 22 0a11 11 0 1 0-22 0z',
  triangle: 'M0-13L13 9H-13z',
  diamond: 'M0-13L13 0L0 13L-13 0z',
  square: 'M-10-10H10V10H-10z',
}
/** It stands beside the link of its state, and may lead to a list of its own. It is heard in the words that it means. */
function badgeOf({ id, state, at, wears }: DrawnState, apart: string): string {
  if (!wears?.badge) return ''
  const { shape, text: words, says, unseen, href } = wears.badge
  const anchor = anchorOf(id, state.id)
  const [opens, closes] =
    href === undefined
      ? ['g', 'g']
      : [`a href="${escaped(href)}" aria-labelledby="${anchor}--sign ${anchor}--name${apart}" tabindex="-1"`, 'a']
  return `<${opens} class="badge ${shape}" transform="translate(${n(at.x + at.width - 6)} ${n(at.y + 2)})"${hidden(unseen)}><title id="${anchor}--sign">${escaped(says)}</title><path d="${shapes[shape]}" fill="${INK}"/><text y="4" text-anchor="middle" font-weight="700" fill="#fff" aria-hidden="true">${escaped(words)}</text></${closes}>`
}

const anywhere = ({ anywhere: boxes }: PlacedState) =>
  boxes
    .map(
      (at) =>
        `<rect class="anywhere" ${box(at)} rx="11" fill="#fff" stroke="${QUIET}" stroke-width="1" stroke-dasharray="2 2"/>${text(at.x + 11, at.y + 15, 'Anywhere here', { italic: true, className: 'anywhere' })}`,
    )
    .join('')
