/** Of a place as it is written down, `attempt.negotiating + due`, the innermost states, one for each region; '' is nowhere. */
export const leavesOf = (place: string): readonly string[] => (place === '' ? [] : place.split(' + '))

/** A state and all around it by their paths, the machine itself, '', first: of `open.target.due` four. */
export function pathsAround(path: string): readonly string[] {
  const keys = path.split('.')
  return ['', ...keys.map((_, depth) => keys.slice(0, depth + 1).join('.'))]
}

const known = new Map<string, readonly string[]>()
/** Every state in which one stands in this place, each once, region by region from the outside in; nowhere none. */
export function statesIn(place: string): readonly string[] {
  const states = known.get(place) ?? [...new Set(leavesOf(place).flatMap(pathsAround))]
  known.set(place, states)
  return states
}
