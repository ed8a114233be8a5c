import { type AnyMachineSnapshot, type AnyStateNode, type AnyTransitionDefinition, getNextTransitions } from 'xstate'
import type { ArrowGuard } from '../../machines/kernel/arrow.ts'
import { sayState } from '../../machines/kernel/chart.ts'
import { wantedTimers } from '../../machines/kernel/deadline.ts'
import type { Definition } from '../../machines/kernel/definition.ts'
import type { OpenDuty } from '../../machines/kernel/effect.ts'
import { ancestry } from '../../machines/kernel/nodes.ts'
import { metaOf } from './actions.ts'
import { endedIn } from './forward.ts'
import { sayPlace } from './place.ts'

/** A region that waits for somebody else, and nothing says until when. */
export interface Undated {
  /** "Escalation: “Stage 1: awaiting reply”"; nothing where the lifecycle has no regions. */
  readonly region: string | undefined
  /** The events that lead on from there. */
  readonly types: readonly string[]
}

/** What waits: what it is a case of, where it stands, its open duties, and whether the lifecycle that opened it is open. */
interface Waiting {
  readonly definition: Definition
  readonly snapshot: AnyMachineSnapshot
  readonly duties: readonly OpenDuty[]
  readonly around: { readonly parent: boolean }
}

export const innermostOf = (snapshot: AnyMachineSnapshot): readonly AnyStateNode[] =>
  (snapshot._nodes as AnyStateNode[]).filter(({ type }) => type === 'atomic' || type === 'final')
export const isTagged = (node: AnyStateNode, ...tags: readonly string[]): boolean =>
  ancestry(node).some((each) => tags.some((tag) => each.tags.includes(tag)))

/** The arrows that lead to where it does not stand already. */
export function onwardArrows(snapshot: AnyMachineSnapshot): readonly AnyTransitionDefinition[] {
  const here = new Set(snapshot._nodes as AnyStateNode[])
  return getNextTransitions(snapshot).filter((arrow) => !isAlongside(arrow) && arrow.target?.some((to) => !here.has(to)))
}
const isAlongside = ({ guard }: AnyTransitionDefinition) => (guard as ArrowGuard | undefined)?.params.alongside === true

/**
 * The regions that wait without a date and without a duty, each for itself: that another region has a date does not have this one go on.
 *
 * What rests waits for nothing, and work in hand is no waiting: its age shows on the worklist. A date of a region is a timer on an arrow
 * out of the state in which it stands, or of one around that; a duty of a region is one that a step out of it would end. In a lifecycle
 * without regions every duty is its own. Where nothing is left of what it waited for, it is ours to go on if we may.
 */
export function undatedIn(waiting: Waiting): readonly Undated[] {
  const { definition, snapshot, duties } = waiting
  const leaves = innermostOf(snapshot)
  const wait = leaves.filter((leaf) => !isTagged(leaf, 'standing', 'quiet', 'workInHand'))
  if (wait.length === 0) return []
  const timers = new Set(wantedTimers(definition.deadlines, snapshot).map(({ name }) => name))
  const onward = onwardArrows(snapshot)
  return wait.flatMap((leaf) => {
    const isDated = ancestry(leaf).some(({ transitions }) => [...transitions.keys()].some((type) => timers.has(type)))
    if (isDated || hasDuty(leaf, leaves.length > 1, duties)) return []
    const types = [...new Set(onward.filter(({ source }) => ancestry(leaf).includes(source)).map(({ eventType }) => eventType))]
    if (isHeardFor(waiting, types) || (isTagged(leaf, 'childrenWait') && types.some((type) => isAct(definition, type)))) return []
    const region = leaves.length > 1 ? `${regionOf(leaf)}: “${sayPlace(definition, leaf.path.join('.'))}”` : undefined
    return [{ region, types: types.filter((type) => Object.hasOwn(definition.events, type)) }]
  })
}

/** Where people can do something, it is not for the lifecycle that opened it to have it go on. */
const isHeardFor = ({ definition, around }: Waiting, types: readonly string[]): boolean =>
  around.parent && types.some((type) => definition.messages.includes(type)) && !types.some((type) => Object.hasOwn(definition.events, type))

const isAct = ({ events }: Definition, type: string): boolean =>
  Object.hasOwn(events, type) && (metaOf(events[type]!) as { kind?: string }).kind === 'act'

function hasDuty(leaf: AnyStateNode, isRegion: boolean, duties: readonly OpenDuty[]): boolean {
  if (!isRegion) return duties.length > 0
  const ended = new Set(
    ownStates(leaf).flatMap(({ exit, transitions }) => [
      ...endedIn(exit),
      ...[...transitions.values()].flat().flatMap(({ actions }) => endedIn(actions)),
    ]),
  )
  return duties.some(({ name }) => ended.has(name))
}

/** The state and those around it within its region. */
function ownStates(leaf: AnyStateNode): readonly AnyStateNode[] {
  const around = ancestry(leaf)
  const out = around.findIndex(({ type }) => type === 'parallel')
  return out < 0 ? around : around.slice(0, out)
}

/** From the outermost in: "Target: date". */
const regionOf = (leaf: AnyStateNode): string =>
  ancestry(leaf)
    .filter(({ parent }) => parent?.type === 'parallel')
    .map(({ key }) => sayState(key))
    .toReversed()
    .map((words, nth) => (nth === 0 ? words : words.toLowerCase()))
    .join(': ')
