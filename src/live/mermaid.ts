import type { ChartArrow, ChartModel, ChartState } from '../../machines/kernel/chart.ts'
import { causes } from './labels.ts'

/** The chart as Mermaid text, for documents that draw their own. Rules are left to our picture: Mermaid's labels have no room. */
export function mermaidOf(model: ChartModel): string {
  const root = model.states.find(({ parent }) => parent === undefined)!
  return [
    'stateDiagram-v2',
    `  %% ${model.title}, version ${model.version}`,
    ...statesWithin(model, root, '  '),
    ...model.arrows.flatMap((arrow) => arrow.to.map((to) => `  ${endsOf(model, arrow.from, to).join(' --> ')} : ${labelOf(arrow)}`)),
    '',
  ].join('\n')
}

function statesWithin(model: ChartModel, state: ChartState, indent: string): readonly string[] {
  const children = model.states.filter(({ parent }) => parent === state.id)
  const declared = `${indent}state "${plainly(state.parent ? state.name : model.title)}" as ${name(state.id)}`
  if (!children.length) return [declared]
  const inner = `${indent}  `
  const parts = children.map((child) => statesWithin(model, child, inner))
  return [
    `${declared} {`,
    ...(anywhereNeeded(model, state) ? [`${inner}state "Anywhere here" as ${anywhere(state.id)}`] : []),
    ...(state.initial ? [`${inner}[*] --> ${name(state.initial)}`] : []),
    ...parts.flatMap((part, index) => (state.type === 'parallel' && index > 0 ? [`${inner}--`, ...part] : part)),
    `${indent}}`,
  ]
}

/** Mermaid cannot draw an arrow from a state to what is inside it: as in our picture, such arrows begin in a box of their own. */
function endsOf(model: ChartModel, from: string, to: string): readonly [string, string] {
  const inward = model.states.some(({ parent }) => parent === from) && (to === from || to.startsWith(`${from}.`))
  if (!inward) return [name(from), name(to)]
  return [anywhere(from), to === from ? anywhere(from) : name(to)]
}
const anywhereNeeded = ({ arrows }: ChartModel, { id }: ChartState): boolean =>
  arrows.some(({ from, to }) => from === id && to.some((target) => target === id || target.startsWith(`${id}.`)))

const anywhere = (id: string): string => `${name(id)}_anywhere`
const labelOf = ({ kind, words, deadline }: ChartArrow): string =>
  plainly(`${causes[kind]}, ${words}${deadline ? ` (${deadline.cites})` : ''}`)
const name = (id: string): string => id.replace(/\W/g, '_')
/** Mermaid reads these signs as its own. */
const plainly = (words: string): string =>
  words
    .replace(/[":;#{}<>]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
