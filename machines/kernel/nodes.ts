import type { AnyStateNode } from 'xstate'

const ancestries = new WeakMap<AnyStateNode, readonly AnyStateNode[]>()
/** The state and those around it, the innermost first. */
export function ancestry(node: AnyStateNode): readonly AnyStateNode[] {
  const known = ancestries.get(node)
  if (known) return known
  const made = node.parent ? [node, ...ancestry(node.parent)] : [node]
  ancestries.set(node, made)
  return made
}
export const descendants = (node: AnyStateNode): readonly AnyStateNode[] =>
  Object.values(node.states).flatMap((child) => [child, ...descendants(child)])
export const isClosed = (node: AnyStateNode): boolean => ancestry(node).some(({ tags }) => tags.includes('closed'))

/** The leaves in which one stands on entering a state. */
export const entered = (node: AnyStateNode): readonly AnyStateNode[] =>
  node.type === 'compound'
    ? node.initial.target.flatMap(entered)
    : node.type === 'parallel'
      ? Object.values(node.states).flatMap(entered)
      : [node]

/** Every state some arrow or initial state leads to, going out from the root. */
export function reachable(root: AnyStateNode): ReadonlySet<AnyStateNode> {
  const reached = new Set<AnyStateNode>()
  const stand = (node: AnyStateNode): void => {
    if (reached.has(node)) return
    reached.add(node)
    if (node.parent) stand(node.parent)
    if (node.type === 'parallel') for (const child of Object.values(node.states)) enter(child)
    for (const arrow of [...node.transitions.values()].flat()) for (const target of arrow.target ?? []) enter(target)
  }
  /** Into a state without saying which inside it: its first one. One whose inner states are always named never stands in its first by that. */
  const enter = (node: AnyStateNode): void => {
    if (defaulted.has(node)) return
    defaulted.add(node)
    stand(node)
    if (node.type === 'compound') for (const target of node.initial.target) enter(target)
  }
  const defaulted = new Set<AnyStateNode>()
  enter(root)
  return reached
}
