import type { ChartModel } from '../../../machines/kernel/chart.ts'

/** The innermost states of which a place such as `attempt.negotiating + due` consists, as a stay has it; of nowhere none. */
export const pathsIn = (place: string): readonly string[] => (place === '' ? [] : place.split(' + '))

/** The chart's ids of a state and of all around it, the machine itself first: of `open.target.due` four. */
export function idsAround(machine: string, path: string): readonly string[] {
  const keys = path.split('.')
  return [machine, ...keys.map((_, depth) => `${machine}.${keys.slice(0, depth + 1).join('.')}`)]
}

/** Every state of the chart in which one stands in this place. */
export const idsIn = (machine: string, place: string): ReadonlySet<string> =>
  new Set(pathsIn(place).flatMap((path) => idsAround(machine, path)))

/** Every state of the chart in which one stands in this place; what is closed stands in its closed states, and is no more in the whole. */
export function openIdsIn({ states, machine }: ChartModel): (place: string) => ReadonlySet<string> {
  const closed = new Set(states.flatMap(({ id, closed }) => (closed ? [id] : [])))
  return (place) => {
    const ids = [...idsIn(machine, place)]
    return new Set(ids.some((id) => closed.has(id)) ? ids.filter((id) => id !== machine) : ids)
  }
}

/** Whether the present chart has all states of this place. */
export function isKnownTo({ states, machine }: ChartModel): (place: string) => boolean {
  const ids = new Set(states.map(({ id }) => id))
  return (place) => pathsIn(place).every((path) => ids.has(`${machine}.${path}`))
}

const regionsOf = new WeakMap<ChartModel, number>()
/** In how many states a lifecycle can stand at once. */
export function mostRegions(model: ChartModel): number {
  const most = regionsOf.get(model) ?? countedRegions(model)
  regionsOf.set(model, most)
  return most
}

function countedRegions({ states, machine }: ChartModel): number {
  const within = (id: string): number => {
    const { type } = states.find((state) => state.id === id)!
    const regions = states.filter(({ parent }) => parent === id).map((state) => within(state.id))
    if (regions.length === 0) return 1
    return type === 'parallel' ? regions.reduce((sum, each) => sum + each, 0) : Math.max(...regions)
  }
  return within(machine)
}
