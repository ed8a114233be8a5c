import { type ChartModel, type ChartState, chartOf, sayState } from '../../machines/kernel/chart.ts'
import type { Definition } from '../../machines/kernel/definition.ts'

const charts = new WeakMap<Definition, ChartModel>()

/** The chart of a machine, read off it once. */
export function chartFor(definition: Definition): ChartModel {
  const known = charts.get(definition)
  if (known) return known
  const chart = chartOf(definition)
  charts.set(definition, chart)
  return chart
}

/** The states of which a place such as `attempt.negotiating + due` consists, innermost of each region. */
const statesAt = (definition: Definition, place: string): readonly ChartState[] =>
  place.split(' + ').flatMap((path) => chartFor(definition).states.find(({ id }) => id === `${definition.machine.root.id}.${path}`) ?? [])

/** Of several regions those that say something: what is at rest is left out, unless all of it is. */
export function tellingPaths(definition: Definition | undefined, place: string): readonly string[] {
  const paths = place.split(' + ')
  const telling = definition ? paths.filter((path) => statesAt(definition, path).every(({ quiet }) => !quiet)) : paths
  return telling.length > 0 ? telling : paths
}

/** Where an instance stands, as people say it: "Awaiting sign off, overdue"; "Stage 2: no reply". */
export const sayPlace = (definition: Definition | undefined, place: string): string =>
  tellingPaths(definition, place)
    .map((path) => (definition ? sayPath(definition, path) : path.split('.').slice(-2).map(sayState).join(': ')))
    .join('; ')

/** What stands in time needs no saying. */
const IN_TIME = 'inTime'
const LATE = ['late', 'overdue']

/** From the outermost state to the innermost, without the regions and what everything is in: "Stage 3: conferring: to propose, late". */
function sayPath(definition: Definition, path: string): string {
  const keys = path.split('.')
  const leaf = keys.at(-1)!
  const named = keys.flatMap((_, depth) => saidAt(definition, keys.slice(0, depth + 1).join('.')))
  const said = (leaf === IN_TIME || LATE.includes(leaf) ? named.slice(0, -1) : named).map((words, place) =>
    place > 0 ? lowerFirst(words) : words,
  )
  const where = said.join(': ') || sayState(leaf)
  return LATE.includes(leaf) && said.length > 0 ? `${where}, ${leaf}` : where
}

const lowerFirst = (words: string) => words.charAt(0).toLowerCase() + words.slice(1)

function saidAt(definition: Definition, path: string): string[] {
  const { states } = chartFor(definition)
  const state = states.find(({ id }) => id === `${definition.machine.root.id}.${path}`)
  const around = states.find(({ id }) => id === state?.parent)
  const isRegion = state?.type === 'parallel' || around?.type === 'parallel'
  return state === undefined || isRegion || state.unsaid ? [] : [state.name]
}

export const aboutPlace = (definition: Definition, place: string): string =>
  tellingPaths(definition, place)
    .flatMap((path) => statesAt(definition, path).flatMap(({ description }) => description ?? []))
    .join('; ')

export const isClosed = (definition: Definition, place: string): boolean => statesAt(definition, place).some(({ closed }) => closed)

/** Where this event can be put, as places. */
export function placesTaking(definition: Definition, type: string): readonly string[] {
  const root = `${definition.machine.root.id}.`
  const from = chartFor(definition)
    .arrows.filter(({ event, alongside }) => event === type && !alongside)
    .map((arrow) => arrow.from)
  return [...new Set(from.map((id) => (id.startsWith(root) ? id.slice(root.length) : 'any state')))]
}

/** The rules that a written reason can answer, on any arrow of this event. */
export function rulesThatTakeReasons(definition: Definition, type: string): readonly { name: string; cites: string }[] {
  const rules = chartFor(definition)
    .arrows.filter(({ event }) => event === type)
    .flatMap((arrow) => arrow.rules)
  return [...new Map(rules.filter(({ strength }) => strength === 'normally').map(({ name, cites }) => [name, { name, cites }])).values()]
}
