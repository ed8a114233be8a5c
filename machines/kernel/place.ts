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

/**
 * Of each state of a place the one of a place before it with which it goes on, where a new version of a machine names or nests its states
 * otherwise and an upgrade has carried a lifecycle over (definition.ts). A state that is new goes on with the one within it, or else with
 * the one around it; where it stood nowhere before, with none.
 */
export function carriedOver(before: string, after: string): ReadonlyMap<string, string> {
  const carried = sameIn(before, after)
  const goesOnWith = (path: string): [string, string][] => {
    const within = leavesOf(after)
      .map(pathsAround)
      .find((chain) => chain.includes(path))!
    const depth = within.indexOf(path)
    const next = [...within.slice(depth), ...within.slice(0, depth).toReversed()].find((each) => carried.has(each))
    return next === undefined ? [] : [[path, carried.get(next)!]]
  }
  return new Map(statesIn(after).flatMap(goesOnWith))
}

/**
 * The same state; else the one of the same name that is elsewhere now; else the one in its place, which has another name now, where there are
 * as many around it as before, or both are the innermost. No state goes on as two.
 */
function sameIn(before: string, after: string): ReadonlyMap<string, string> {
  const now = new Set(statesIn(after))
  const same = new Map(statesIn(before).flatMap((path) => (now.has(path) ? [[path, path] as const] : [])))
  const left = new Set(statesIn(before).filter((path) => !now.has(path)))
  const carry = (path: string, from: string | undefined) => {
    if (from !== undefined && !same.has(path) && left.delete(from)) same.set(path, from)
  }
  const regions = leavesOf(after)
    .map((leaf, nth) => ({ leaf, like: likest(leaf, nth, before, left) }))
    .toSorted((a, b) => sharedBy(b.leaf, b.like) - sharedBy(a.leaf, a.like))
    .map(({ leaf, like }) => ({ to: pathsAround(leaf), from: pathsAround(like) }))
  for (const { to, from } of regions)
    for (const path of to.toReversed())
      carry(
        path,
        from.findLast((each) => left.has(each) && keyOf(each) === keyOf(path)),
      )
  for (const { to, from } of regions) {
    if (to.length === from.length) for (const [depth, path] of to.entries()) carry(path, from[depth])
    carry(to.at(-1)!, from.at(-1))
  }
  return same
}

const keyOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1)

/**
 * The innermost state of a place that has most of its names from the same states; of several one that has left, which goes on as no other
 * yet, and of these the one in the same region.
 */
function likest(leaf: string, nth: number, before: string, left: ReadonlySet<string>): string {
  const leaves = leavesOf(before)
  const likeness = (other: string) => [sharedBy(leaf, other), left.has(other) ? 1 : 0, other === leaves[nth] ? 1 : 0] as const
  const isLiker = (one: string, other: string) => {
    const [ones, others] = [likeness(one), likeness(other)]
    const differs = ones.findIndex((count, rank) => count !== others[rank])
    return differs >= 0 && ones[differs]! > others[differs]!
  }
  return leaves.reduce((best, each) => (isLiker(each, best) ? each : best), leaves[0] ?? '')
}

const sharedBy = (one: string, other: string): number => {
  const keys = new Set(one.split('.'))
  return other.split('.').filter((key) => keys.has(key)).length
}
