import type { ChartState } from '../../machines/kernel/chart.ts'
import type { Dressing } from './dressing.ts'
import { type Extract, isShown } from './extract.ts'
import type { Layout } from './layout.ts'
import { doorGroup, kinds, labelGroup, lineOf, marker } from './svg-arrow.ts'
import { headOf } from './svg-head.ts'
import { escaped, INK, SMALL } from './svg-parts.ts'
import { type DrawnState, frameBox, stateGroup } from './svg-state.ts'

const HEATS = ['some', 'many', 'most'] as const

/**
 * The picture as text. Everything is said by attributes rather than a style sheet, so that it looks the same under any content security
 * policy, and a page that embeds it can add its own: `data-state`, `data-arrow` and `data-events` name what is drawn, and
 * `data-count` the numbers that change. States stand in the order in which they are followed, for those who go by the keyboard;
 * arrows are hidden from those who listen, to whom the routes are listed beside the picture. What leads out of a picture of a part is a link to where it leads.
 */
export function svgOf(extract: Extract, layout: Layout, dressing: Dressing): string {
  const { chart, shown: model } = extract
  const id = dressing.id ?? `chart-${model.machine}`
  const places = new Map(layout.states.map((state) => [state.id, state]))
  const states = model.states.map(
    (state): DrawnState => ({
      id,
      model,
      state,
      at: places.get(state.id)!,
      frame: model.states.some(({ parent }) => parent === state.id),
      wears: dressing.states[state.id],
      heats: dressing.heats ?? HEATS,
    }),
  )
  const isRegion = ({ parent }: ChartState) => model.states.some((each) => each.id === parent && each.type === 'parallel')
  const drawn = new Map(extract.arrows.map((arrow) => [arrow.id, arrow]))
  const arrows = layout.arrows.map((at) => ({ at, arrow: drawn.get(at.arrow)!, wears: dressing.arrows[at.arrow] }))
  const inner = layout.doors.filter(({ other }) => isShown(extract, other))
  const outer = layout.doors.filter(({ other }) => !isShown(extract, other))
  const head = headOf(id, extract, dressing, layout.width)
  const [width, height] = [Math.max(layout.width, head.width), layout.height + head.height]
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="group" aria-labelledby="${id}-title ${id}-desc" class="chart" data-machine="${escaped(model.machine)}"`,
    ` viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="Arial, 'Helvetica Neue', Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif" font-size="${SMALL}">`,
    `<title id="${id}-title">${escaped(dressing.title)}</title><desc id="${id}-desc">${escaped(dressing.description)}</desc>`,
    `<defs>${kinds.map((kind) => marker(id, kind)).join('')}${[1, 2, 3].map((step) => hatch(id, step)).join('')}</defs>`,
    `<rect class="ground" width="${width}" height="${height}" fill="#fff"/>${head.svg}`,
    `<g transform="translate(0 ${head.height})"><g class="frames">${states.map((state) => (state.frame ? frameBox(state, isRegion(state.state)) : '')).join('')}</g>`,
    `<g class="lines" aria-hidden="true">${arrows.map(({ at, arrow, wears }) => lineOf(id, arrow, at, wears)).join('')}</g>`,
    `<g class="states">${states.map(stateGroup).join('')}</g>`,
    `<g class="labels" aria-hidden="true">${inner.map((door) => doorGroup(id, chart, door)).join('')}`,
    `${arrows.map(({ at, arrow, wears }) => labelGroup(chart, arrow, at, wears)).join('')}</g>`,
    `<g class="ways">${outer.map((door) => doorGroup(id, chart, door, dressing.leads ?? nowhere)).join('')}</g></g></svg>\n`,
  ].join('')
}

const nowhere = () => undefined

/** Heat is hatched closer, and at the hottest crossed, step by step. */
function hatch(id: string, step: number): string {
  const size = [14, 9, 7][step - 1]!
  const lines = `M0 ${size}L${size} 0${step === 3 ? `M0 0L${size} ${size}` : ''}`
  const ground = ['#fdf6e7', '#fbe6c8', '#f7d1b5'][step - 1]
  return `<pattern id="${id}-heat-${step}" class="hatch heat-${step}" width="${size}" height="${size}" patternUnits="userSpaceOnUse"><rect width="${size}" height="${size}" fill="${ground}"/><path d="${lines}" stroke="${INK}" stroke-width="${0.5 + step * 0.15}" stroke-opacity="0.28"/></pattern>`
}
