import type { ChartArrow } from '../../machines/kernel/chart.ts'
import { textWidth } from './text-width.ts'

/** The pieces pictures are written with. Looks are attributes, which hold where there is no style sheet and yield where there is one. */
export const INK = '#17202a'
export const QUIET = '#44525f'
export const SMALL = 11
export const colours: Readonly<Record<ChartArrow['kind'], string>> = { person: '#1d4f80', clock: '#8a4b00', message: '#5b2a86' }

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}
interface Type {
  readonly size?: number
  readonly bold?: boolean
  readonly italic?: boolean
  readonly anchor?: 'start' | 'end'
  readonly colour?: string
  readonly className?: string
}

export const escaped = (words: string): string =>
  words.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!)
export const n = (value: number): number => Number(value.toFixed(1))
export const box = ({ x, y, width, height }: Box): string => `x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}"`
export const title = (words: string): string => `<title>${escaped(words)}</title>`
export const classes = (...names: readonly (string | false | undefined)[]): string => `class="${names.filter(Boolean).join(' ')}"`

/** Widths are reckoned for the widest of typefaces: so much over is no more than there is room for. */
export const ROOMY = 1.06

/** Lines run below the states; where one passes a name, the name stays readable. */
const halo = ' stroke="#fff" stroke-width="3" stroke-linejoin="round" paint-order="stroke"'

export const text = (x: number, y: number, words: string, type: Type = {}): string => marked(x, y, escaped(words), type)

/** As `text`, where the words are marked up already. */
export function marked(x: number, y: number, markup: string, type: Type = {}): string {
  const { size = SMALL, bold, italic, anchor = 'start', colour = INK, className } = type
  return `<text${className ? ` class="${className}"` : ''} x="${n(x)}" y="${n(y)}"${size === SMALL ? '' : ` font-size="${size}"`}${
    bold ? ' font-weight="600"' : ''
  }${italic ? ' font-style="italic"' : ''}${anchor === 'end' ? ' text-anchor="end"' : ''} fill="${colour}"${halo}>${markup}</text>`
}

/** The sign of what causes an arrow: a filled disc for a person, a clock's face, an envelope. */
export function signOf(kind: ChartArrow['kind'], x: number, y: number): string {
  const colour = colours[kind]
  if (kind === 'person') return `<circle class="sign" cx="${n(x + 5)}" cy="${n(y)}" r="3.6" fill="${colour}"/>`
  if (kind === 'clock')
    return `<path class="sign" d="M${n(x + 0.5)} ${n(y)}a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0M${n(x + 5)} ${n(y - 2.8)}V${n(y)}H${n(x + 7.4)}" fill="#fff" stroke="${colour}" stroke-width="1.3"/>`
  return `<path class="sign" d="M${n(x + 0.5)} ${n(y - 3.2)}h9v6.6h-9zl4.5 3.8l4.5-3.8" fill="#fff" stroke="${colour}" stroke-width="1.1"/>`
}

/** As much of the words as there is room for. */
export function fitted(words: string, most: number, bold = false): string {
  if (textWidth(words, SMALL, bold) <= most) return words
  let fits = words
  while (fits && textWidth(`${fits}…`, SMALL, bold) > most) fits = fits.slice(0, -1)
  return `${fits.trimEnd()}…`
}
