import type { ChartArrow, ChartModel, ChartState } from '../../machines/kernel/chart.ts'
import { causes } from './labels.ts'

/** A state of a chart in words, for those who read rather than look: a nested list says all that the picture does. */
export interface OutlinedState {
  readonly id: string
  readonly name: string
  readonly description?: string
  readonly closed: boolean
  readonly takes: readonly string[]
  readonly states: readonly OutlinedState[]
}

export function outlineOf(model: ChartModel): OutlinedState {
  const names = new Map(model.states.map(({ id, name }) => [id, name]))
  const outlined = (state: ChartState): OutlinedState => ({
    id: state.id,
    name: state.parent ? state.name : model.title,
    closed: state.closed,
    ...(state.description && { description: state.description }),
    takes: model.arrows.filter(({ from }) => from === state.id).map((arrow) => inWords(arrow, names)),
    states: model.states.filter(({ parent }) => parent === state.id).map(outlined),
  })
  return outlined(model.states.find(({ parent }) => parent === undefined)!)
}

/** The outline as plain text, two spaces a level. */
export function asText({ name, description, closed, takes, states }: OutlinedState, depth = 0): string {
  const indent = '  '.repeat(depth)
  return [
    `${indent}${name}${closed ? ' (closed)' : ''}${description ? `: ${description}` : ''}`,
    ...takes.map((taken) => `${indent}  - ${taken}`),
    ...states.map((state) => asText(state, depth + 1)),
  ].join('\n')
}

function inWords({ from, to, kind, words, deadline, rules }: ChartArrow, names: ReadonlyMap<string, string>): string {
  const elsewhere = to.filter((target) => target !== from).map((target) => names.get(target))
  const asked = [...new Set([...(deadline ? [deadline.cites] : []), ...rules.map(({ cites }) => cites)])]
  return `${causes[kind]}: ${words}${asked.length ? ` (${asked.join(', ')})` : ''}${elsewhere.length ? `, then ${elsewhere.join(' and ')}` : ''}`
}
