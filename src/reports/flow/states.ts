import type { ChartModel } from '../../../machines/kernel/chart.ts'
import { leavesOf, pathsAround, statesIn } from '../../../machines/kernel/place.ts'

/** The chart's id of a state that places know by this path. */
export const idOf = (machine: string, path: string): string => (path === '' ? machine : `${machine}.${path}`)

/** The chart's ids of a state and of all around it, the machine itself first: of `open.target.due` four. */
export const idsAround = (machine: string, path: string): readonly string[] => pathsAround(path).map((each) => idOf(machine, each))

/** Every state of the chart in which one stands in this place, in the order in which stays say since when. */
export const idsIn = (machine: string, place: string): readonly string[] => statesIn(place).map((path) => idOf(machine, path))

/** Every state of the chart in which one stands in this place; what is closed stands in its closed states, and is no more in the whole. */
export function openIdsIn({ states, machine }: ChartModel): (place: string) => ReadonlySet<string> {
  const closed = new Set(states.flatMap(({ id, closed }) => (closed ? [id] : [])))
  return (place) => {
    const ids = idsIn(machine, place)
    return new Set(ids.some((id) => closed.has(id)) ? ids.filter((id) => id !== machine) : ids)
  }
}

/** Whether the present chart has all states of this place. */
export function isKnownTo({ states, machine }: ChartModel): (place: string) => boolean {
  const ids = new Set(states.map(({ id }) => id))
  return (place) => leavesOf(place).every((path) => ids.has(idOf(machine, path)))
}

interface AtOnce {
  readonly states: number
  readonly regions: number
}
const atOnce = new WeakMap<ChartModel, AtOnce>()
/** In how many states a lifecycle can stand at once, those around others too; and in how many innermost ones, each of a region of its own. */
export function mostAtOnce(model: ChartModel): AtOnce {
  const most = atOnce.get(model) ?? counted(model)
  atOnce.set(model, most)
  return most
}

function counted({ states, machine }: ChartModel): AtOnce {
  const within = (id: string): AtOnce => {
    const inner = states.filter(({ parent }) => parent === id).map((state) => within(state.id))
    if (inner.length === 0) return { states: 1, regions: 1 }
    const isParallel = states.find((state) => state.id === id)!.type === 'parallel'
    const all = (of: keyof AtOnce) => inner.reduce((sum, each) => (isParallel ? sum + each[of] : Math.max(sum, each[of])), 0)
    return { states: 1 + all('states'), regions: all('regions') }
  }
  return within(machine)
}
