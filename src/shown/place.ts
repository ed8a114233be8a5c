import { type ChartModel, type ChartState, chartOf, sayState } from '../../machines/kernel/chart.ts'
import type { Definition } from '../../machines/kernel/definition.ts'
import { leavesOf } from '../../machines/kernel/place.ts'
import { lowerFirst } from './lower-first.ts'

/** What is read off a machine, which does not change while it runs: once. */
interface ReadOff {
  readonly chart: ChartModel
  readonly states: ReadonlyMap<string, ChartState>
  /** Of each event the places that take it. */
  readonly taking: ReadonlyMap<string, readonly string[]>
  /** Places are as many as a machine has, and not more: what was said of one is kept. */
  readonly said: Map<string, string>
  /** Of each event that was asked for, the paragraphs that say whom it is for. */
  readonly paragraphsOfWho: Map<string, readonly string[]>
}
const machines = new WeakMap<Definition, ReadOff>()

function readOff(definition: Definition): ReadOff {
  const known = machines.get(definition)
  if (known) return known
  const chart = chartOf(definition)
  const read = {
    chart,
    states: new Map(chart.states.map((state) => [state.id, state])),
    taking: takingIn(definition, chart),
    said: new Map(),
    paragraphsOfWho: new Map(),
  }
  machines.set(definition, read)
  return read
}

function takingIn(definition: Definition, { arrows }: ChartModel): ReadonlyMap<string, readonly string[]> {
  const places = (type: string) =>
    arrows.filter(({ event, alongside }) => event === type && !alongside).map(({ from }) => placeCalled(definition, from))
  return new Map(
    [...new Set(arrows.map(({ event }) => event)), ...Object.keys(definition.events)].map((type) => [type, [...new Set(places(type))]]),
  )
}

/** A state of the chart, by its id, as a place. */
export function placeCalled({ machine }: Definition, id: string): string {
  const root = `${machine.root.id}.`
  return id.startsWith(root) ? id.slice(root.length) : 'any state'
}

/** Whether what stands in `state` stands in one of these places, or within it. */
export const isWithin = (state: string, places: readonly string[]): boolean =>
  places.some((place) => place === 'any state' || leavesOf(state).some((each) => each === place || each.startsWith(`${place}.`)))

export const chartFor = (definition: Definition): ChartModel => readOff(definition).chart

const stateAt = (definition: Definition, path: string): ChartState | undefined =>
  readOff(definition).states.get(`${definition.machine.root.id}.${path}`)

/** The states of which a place such as `attempt.negotiating + due` consists, innermost of each region. */
const statesAt = (definition: Definition, place: string): readonly ChartState[] =>
  leavesOf(place).flatMap((path) => stateAt(definition, path) ?? [])

/** Of several regions those that say something: what is at rest is left out, unless all of it is. */
export function tellingPaths(definition: Definition | undefined, place: string): readonly string[] {
  const paths = leavesOf(place)
  const telling = definition ? paths.filter((path) => statesAt(definition, path).every(({ quiet }) => !quiet)) : paths
  return telling.length > 0 ? telling : paths
}

/** Where an instance stands, as people say it: "Awaiting sign-off, overdue"; "Stage 2: no reply". */
export function sayPlace(definition: Definition | undefined, place: string): string {
  const known = definition && readOff(definition).said.get(place)
  if (known !== undefined) return known
  const words = tellingPaths(definition, place)
    .map((path) => (definition ? sayPath(definition, path) : path.split('.').slice(-2).map(sayState).join(': ')))
    .join('; ')
  if (definition) readOff(definition).said.set(place, words)
  return words
}

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

function saidAt(definition: Definition, path: string): string[] {
  const state = stateAt(definition, path)
  const around = state?.parent === undefined ? undefined : readOff(definition).states.get(state.parent)
  const isRegion = state?.type === 'parallel' || around?.type === 'parallel'
  return state === undefined || isRegion || state.unsaid ? [] : [state.name]
}

export const aboutPlace = (definition: Definition, place: string): string =>
  tellingPaths(definition, place)
    .flatMap((path) => statesAt(definition, path).flatMap(({ description }) => description ?? []))
    .join('; ')

/** Whether nothing goes on there, in any of its regions. */
export const isAtRest = (definition: Definition, place: string): boolean => {
  const states = statesAt(definition, place)
  return states.length > 0 && states.every(({ quiet }) => quiet)
}

export const isClosed = (definition: Definition, place: string): boolean => statesAt(definition, place).some(({ closed }) => closed)

/** Where this event can be put, as places. */
export const placesTaking = (definition: Definition, type: string): readonly string[] => readOff(definition).taking.get(type) ?? []

/** Whether an event leads, from anywhere else, to where this other can be put. */
export function leadsTo(definition: Definition, type: string, wanted: string): boolean {
  const places = placesTaking(definition, wanted).map((place) => `${definition.machine.root.id}.${place}`)
  const isWithin = (id: string, around: string) => id === around || id.startsWith(`${around}.`)
  return chartFor(definition).arrows.some(
    ({ event, from, to }) => event === type && to.some((id) => !isWithin(id, from) && places.some((place) => isWithin(id, place))),
  )
}

/** The paragraphs that say whom an event is for, on any arrow of it. */
export function paragraphsOfWho(definition: Definition, type: string): readonly string[] {
  const { paragraphsOfWho: known } = readOff(definition)
  const found = known.get(type)
  if (found) return found
  const rules = chartFor(definition)
    .arrows.filter(({ event, alongside }) => event === type && !alongside)
    .flatMap((arrow) => arrow.rules)
  const cites = [...new Set(rules.filter(({ name }) => definition.rules[name]!.who).map((rule) => rule.cites))]
  known.set(type, cites)
  return cites
}

/** The rules that a written reason can answer, on any arrow of this event. */
export function rulesThatTakeReasons(definition: Definition, type: string): readonly { name: string; cites: string }[] {
  const rules = chartFor(definition)
    .arrows.filter(({ event }) => event === type)
    .flatMap((arrow) => arrow.rules)
  return [...new Map(rules.filter(({ strength }) => strength === 'normally').map(({ name, cites }) => [name, { name, cites }])).values()]
}
