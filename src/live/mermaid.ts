import type { ChartArrow, ChartModel, ChartState } from '../../machines/kernel/chart.ts'
import { causes } from './labels.ts'

/** The chart as Mermaid text, for documents that draw their own. Rules are left to our picture: Mermaid's labels have no room. */
export function mermaidOf(model: ChartModel): string {
  const root = model.states.find(({ parent }) => parent === undefined)!
  return [
    'stateDiagram-v2',
    `  %% ${model.title}, version ${model.version}`,
    ...statesWithin(model, root, '  '),
    ...model.arrows.flatMap((arrow) => arrow.to.map((to) => `  ${name(arrow.from)} --> ${name(to)} : ${labelOf(arrow)}`)),
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
    ...(state.initial ? [`${inner}[*] --> ${name(state.initial)}`] : []),
    ...parts.flatMap((part, index) => (state.type === 'parallel' && index > 0 ? [`${inner}--`, ...part] : part)),
    `${indent}}`,
  ]
}

const labelOf = ({ kind, words, deadline }: ChartArrow): string => plainly(`${causes[kind]}, ${words}${deadline ? ` (${deadline.cites})` : ''}`)
const name = (id: string): string => id.replace(/\W/g, '_')
/** Mermaid reads these signs as its own. */
const plainly = (words: string): string => words.replace(/[":;#{}<>]/g, ' ').replace(/\s+/g, ' ').trim()
