import type { ArrowMark, Dressing } from './dressing.ts'
import { type Extract, wayTo } from './extract.ts'
import { causes } from './labels.ts'
import { arrowMarks, kinds, markSigns, strokeOf, strokes } from './svg-arrow.ts'
import { shapeOf } from './svg-calls.ts'
import { box, INK, n, QUIET, signOf, text } from './svg-parts.ts'
import { textWidth } from './text-width.ts'

const explained = {
  person: 'a person acts or enters a fact',
  clock: 'a date passes',
  message: 'another part of the file tells it',
} as const
const NARROWEST = 560
const LEFT = 14
const ROW = 20

interface Entry {
  readonly words: string
  readonly wide: number
  readonly draw: (x: number, y: number) => string
}

/** The picture's own heading and legend: only what this picture has. */
export function headOf(
  id: string,
  extract: Extract,
  dressing: Dressing,
  layoutWidth: number,
): { svg: string; width: number; height: number } {
  const width = Math.max(layoutWidth, NARROWEST)
  let [x, y] = [LEFT, 48]
  const entries = entriesOf(id, extract, dressing).map(({ words, wide, draw }) => {
    const whole = wide + 6 + Math.ceil(textWidth(words, 11)) + 22
    if (x + whole > width && x > LEFT) [x, y] = [LEFT, y + ROW]
    const drawn = `${draw(x, y - 4)}${text(x + wide + 6, y, words)}`
    x += whole
    return drawn
  })
  const heading = text(LEFT, 24, headingOf(extract), { size: 16, bold: true })
  return { svg: `<g class="legend" aria-hidden="true">${heading}${entries.join('')}</g>`, width, height: y + 8 }
}

function headingOf({ chart, shown }: Extract): string {
  const [, ...way] = wayTo(chart, shown.states[0]!.id).map(({ name }) => name)
  return `${[chart.title, ...way].join(' › ')}, version ${chart.version}`
}

function entriesOf(id: string, { shown }: Extract, { states, arrows, heats = ['some', 'many', 'most'] }: Dressing): readonly Entry[] {
  const worn = new Set(Object.values(arrows).map(({ mark }) => mark))
  const calls = new Map(Object.values(states).flatMap(({ calls: worn = [] }) => worn.map(({ shape, means }) => [shape, means] as const)))
  const hot = Object.values(states).some(({ heat }) => heat)
  return [
    ...kinds.map(
      (kind): Entry => ({
        words: `${causes[kind]} (${strokes[kind]}): ${explained[kind]}`,
        wide: 46,
        draw: (x, y) => `${signOf(kind, x, y)}<path d="M${n(x + 13)} ${n(y)}H${n(x + 45)}" ${strokeOf(id, kind)}/>`,
      }),
    ),
    { words: 'entered first', wide: 10, draw: (x, y) => `<circle cx="${n(x + 5)}" cy="${n(y)}" r="4.5" fill="${INK}"/>` },
    {
      words: 'closed',
      wide: 22,
      draw: (x, y) =>
        `<rect ${box({ x, y: y - 7, width: 22, height: 14 })} rx="4" fill="#eceff1" stroke="${QUIET}"/><rect ${box({ x: x + 2.5, y: y - 4.5, width: 17, height: 9 })} rx="3" fill="none" stroke="${QUIET}" stroke-width="0.8"/>`,
    },
    ...(shown.states.some(({ shut }) => shut)
      ? [
          {
            words: 'shut: its name opens it',
            wide: 26,
            draw: (x: number, y: number) =>
              [4, 2, 0]
                .map((by) => `<rect ${box({ x: x + by, y: y - 8 + by, width: 20, height: 11 })} rx="3" fill="#fff" stroke="${QUIET}"/>`)
                .join(''),
          },
        ]
      : []),
    { words: 'alongside: it happens in one region and moves another too', wide: -6, draw: () => '' },
    ...(['taken', 'next', 'waiting'] as const)
      .filter((mark: ArrowMark) => worn.has(mark))
      .map((mark): Entry => ({ words: arrowMarks[mark], wide: 12, draw: (x, y) => markSigns[mark](x + 6, y) })),
    ...[...calls].map(([shape, words]): Entry => ({ words, wide: 11, draw: (x, y) => shapeOf(shape, x + 5.5, y) })),
    ...(hot
      ? heats.map(
          (words, index): Entry => ({
            words: `${'▲'.repeat(index + 1)} ${words}`,
            wide: 22,
            draw: (x, y) =>
              `<rect ${box({ x, y: y - 7, width: 22, height: 14 })} rx="4" fill="url(#${id}-heat-${index + 1})" stroke="${INK}" stroke-width="${1.1 + (index + 1) * 0.7}"/>`,
          }),
        )
      : []),
  ]
}
