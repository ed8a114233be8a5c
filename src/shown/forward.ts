import type { AnyMachineSnapshot, AnyStateNode, AnyTransitionDefinition } from 'xstate'
import type { ArrowGuard } from '../../machines/kernel/arrow.ts'
import type { Definition } from '../../machines/kernel/definition.ts'
import { ancestry } from '../../machines/kernel/nodes.ts'

/** An event that leads on from where an instance stands. */
export interface Step {
  readonly type: string
  /** The innermost state that takes it, by its id. */
  readonly from: string
  /** Whether it leads out of a state that waits for it: not of one that may last, or whose children are waited for. */
  readonly leadsOn: boolean
  /** Whether it records what somebody else did: an answer, for example. */
  readonly isHeard: boolean
  /** Whether it is taken while we have work in hand, and not while an answer is awaited. */
  readonly inHand: boolean
  /** The deadlines that run in that state and those around it. */
  readonly deadlines: readonly string[]
  /** The duties that it ends, by their names. */
  readonly ends: readonly string[]
}

/**
 * What a state waits for, the first thing first: read off the chart that runs, in the order in which the chart names it. A region at rest
 * waits for nothing, unless all of them rest.
 */
export function stepsFrom(definition: Definition, snapshot: AnyMachineSnapshot): readonly Step[] {
  const leaves = (snapshot._nodes as AnyStateNode[]).filter(({ type }) => type === 'atomic' || type === 'final')
  const telling = leaves.filter((leaf) => !ancestry(leaf).some(({ tags }) => tags.includes('quiet')))
  const steps = (telling.length > 0 ? telling : leaves).flatMap((leaf) =>
    ancestry(leaf).flatMap((node) => [...node.transitions].flatMap(([type, arrows]) => stepOf(definition, leaf, type, arrows))),
  )
  // What several states take, the innermost takes, and it stands where that names it.
  return steps.filter((step, at) => steps.findIndex(({ type }) => type === step.type) === at)
}

function stepOf({ events }: Definition, leaf: AnyStateNode, type: string, arrows: readonly AnyTransitionDefinition[]): readonly Step[] {
  const own = arrows.filter(({ guard }) => !(guard as ArrowGuard | undefined)?.params.alongside)
  if (!Object.hasOwn(events, type) || own.length === 0) return []
  const ends = own.flatMap((arrow) => [...endedIn(arrow.actions), ...exited(leaf, arrow).flatMap(({ exit }) => endedIn(exit))])
  const around = ancestry(leaf)
  return [
    {
      type,
      from: leaf.id,
      leadsOn: waits(leaf) && own.some(leavesItsSource),
      isHeard: (events[type]!.meta() as { kind?: string }).kind === 'fact',
      inHand: around.some(({ tags }) => tags.includes('workInHand')),
      deadlines: around.flatMap(({ after }) => after.map(({ delay }) => String(delay))),
      ends: [...new Set(ends)],
    },
  ]
}

/** Back to where it came from, or to a state within, leads nowhere: a date that is changed, for example. */
const leavesItsSource = ({ target = [], source }: AnyTransitionDefinition): boolean => target.some((to) => !ancestry(to).includes(source))
const waits = (leaf: AnyStateNode): boolean =>
  !ancestry(leaf).some(({ tags }) => tags.includes('standing') || tags.includes('childrenWait'))

/** The states that an arrow leaves: from the innermost out to, but not with, the one that holds both ends of it. */
function exited(leaf: AnyStateNode, { target, source }: AnyTransitionDefinition): readonly AnyStateNode[] {
  const [to] = target ?? []
  if (!to) return []
  const around = ancestry(to)
  return ancestry(leaf).filter((node) => !around.includes(node) || (node === to && node !== source))
}

/** The duties that these actions end, by their names; what depends on the submission only where there is one. */
export const endedIn = (actions: readonly unknown[], at?: { readonly context: unknown; readonly event: unknown }): readonly string[] =>
  actions.flatMap((action) => {
    const { type, params } = action as { type?: string; params?: unknown }
    if (type !== 'endDuty') return []
    const ended = typeof params === 'function' ? at && params(at) : params
    return [ended].flat().flatMap((each) => (each as { name?: string } | undefined)?.name ?? [])
  })
