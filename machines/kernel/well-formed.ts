import type { AnyStateNode, AnyTransitionDefinition } from 'xstate'
import type { ArrowGuard } from './arrow.ts'
import type { Definition } from './definition.ts'
import { effectActions } from './effect.ts'

/** Why a state without a deadline may wait: work in hand shows its age, its open children have theirs, or the deadline has passed and given a duty. */
export const waitingTags = ['workInHand', 'childrenWait', 'overdue', 'standing'] as const

/** Everything wrong with a definition that neither the compiler nor XState would say. A test expects none. */
export function faultsOf(definition: Definition): readonly string[] {
  const { machine } = definition
  const nodes = [machine.root, ...descendants(machine.root)]
  const reached = reachable(machine.root)
  return nodes.flatMap((node) => [
    ...faultsOfNode(definition, node),
    ...(reached.has(node) ? [] : [`${node.id} is never reached`]),
    ...(leaf(node) && !closed(node) && reached.has(node) ? faultsOfWaiting(node) : []),
  ])
}

function faultsOfNode(definition: Definition, node: AnyStateNode): string[] {
  const arrows = [...node.transitions.values()].flat()
  return [
    ...(node.type === 'parallel' ? ownedTwice(node).map((type) => `${node.id}: ${type} belongs to two regions; all but one are alongside()`) : []),
    ...(node.always?.length ? [`${node.id} has an eventless arrow: its refusal could be told to nobody`] : []),
    ...(node.invoke.length ? [`${node.id} invokes something: a machine here only decides`] : []),
    ...arrows.flatMap((arrow) =>
      [...faultsOfGuard(definition, arrow), ...(delayOf(arrow) === undefined ? faultsOfEvent(definition, arrow) : faultsOfDeadline(definition, arrow))]
        .map((fault) => `${node.id} ${arrow.eventType}: ${fault}`)),
    ...[...node.transitions].flatMap(([type, ways]) =>
      ways.slice(0, -1).filter((arrow) => !guardOf(arrow)?.params.when).map(() => `${node.id} ${type}: an arrow without a condition hides those below it`)),
    ...[...node.entry, ...node.exit, ...arrows.flatMap(({ actions }) => actions)].flatMap((action) => faultsOfAction(definition, node, action)),
  ]
}

function faultsOfAction({ machine }: Definition, node: AnyStateNode, action: unknown): string[] {
  const name = typeof action === 'string' ? action : (action as { type?: string }).type
  const known = name && (name in effectActions || name in machine.implementations.actions || deadlinesOwn.includes(name))
  return known ? [] : [`${node.id}: action '${name ?? 'inline'}' has no name in the chart's setup`]
}

function faultsOfGuard({ rules, conditions }: Definition, arrow: AnyTransitionDefinition): string[] {
  if (arrow.guard === undefined) return []
  const guard = guardOf(arrow)
  if (!guard) return ['its guard is not all(…) or when(…)']
  const { when, rules: names } = guard.params
  return [
    ...names.filter((name) => !(name in rules)).map((name) => `no rule '${name}'`),
    ...(when && !(when in conditions) ? [`no condition '${when}'`] : []),
  ]
}

function faultsOfEvent({ events, messages }: Definition, arrow: AnyTransitionDefinition): string[] {
  if (messages.includes(arrow.eventType)) return guardOf(arrow)?.params.rules.length ? ['a message carries no rules: nobody would hear the refusal'] : []
  if (!Object.hasOwn(events, arrow.eventType)) return ['not in the catalogue']
  const guard = guardOf(arrow)
  return guard?.params.alongside || guard?.params.rules.length ? [] : ['no rule says who may']
}

function faultsOfDeadline({ deadlines }: Definition, arrow: AnyTransitionDefinition): string[] {
  const delay = delayOf(arrow)!
  if (/^\d+$/.test(String(delay))) return ['a number in `after`: give the deadline a name']
  const leaves = arrow.target?.every((target) => target !== arrow.source && !descendants(arrow.source).includes(target))
  return [
    ...(delay in deadlines ? [] : [`no deadline '${delay}': XState would fire it at once`]),
    ...(arrow.guard === undefined ? [] : ['a deadline carries no rules']),
    ...(leaves || arrow.reenter ? [] : ['a deadline leaves its state, or it would fall due for ever']),
    ...takenAway(arrow).map((type) => `${type} was accepted before and is not after: the clock takes nothing away, facts are entered late`),
    ...(arrow.target?.some((target) => closed(target)) ? ['the clock closes nothing'] : []),
  ]
}

function faultsOfWaiting(node: AnyStateNode): string[] {
  const around = ancestry(node)
  const left = around.some((each) => [...each.transitions.values()].flat().some((arrow) => arrow.target?.some((target) => target !== node) || tagged(each, 'standing')))
  const waits = around.some((each) => each.after.length > 0 || waitingTags.some((tag) => tagged(each, tag)))
  return [
    ...(left ? [] : [`${node.id}: nobody can leave it`]),
    ...(waits ? [] : [`${node.id} waits without a deadline`]),
  ]
}

/** Every state some arrow or initial state leads to, going out from the root. */
function reachable(root: AnyStateNode): ReadonlySet<AnyStateNode> {
  const reached = new Set<AnyStateNode>()
  const enter = (node: AnyStateNode): void => {
    if (reached.has(node)) return
    reached.add(node)
    if (node.parent) enter(node.parent)
    if (node.type === 'parallel') for (const child of Object.values(node.states)) enter(child)
    for (const target of [...(node.type === 'compound' ? node.initial.target : []), ...[...node.transitions.values()].flat().flatMap((arrow) => arrow.target ?? [])]) enter(target)
  }
  enter(root)
  return reached
}

/** XState arms and disarms an `after` by these, on entry and exit. */
const deadlinesOwn = ['xstate.raise', 'xstate.cancel']
const leaf = (node: AnyStateNode) => Object.keys(node.states).length === 0
const tagged = (node: AnyStateNode, tag: string) => node.tags.includes(tag)
const ancestry = (node: AnyStateNode): AnyStateNode[] => [node, ...(node.parent ? ancestry(node.parent) : [])]
const closed = (node: AnyStateNode) => ancestry(node).some((each) => tagged(each, 'closed'))
const descendants = (node: AnyStateNode): AnyStateNode[] => Object.values(node.states).flatMap((child) => [child, ...descendants(child)])
/** Events that carry rules of their own in more than one region: one could refuse what the other takes. */
const ownedTwice = (node: AnyStateNode) => {
  const owned = Object.values(node.states).map((region) =>
    new Set([region, ...descendants(region)].flatMap(({ transitions }) =>
      [...transitions].filter(([type, ways]) => !type.startsWith('xstate.') && ways.some((arrow) => !guardOf(arrow)?.params.alongside)).map(([type]) => type))))
  return [...new Set(owned.flatMap((types, place) => [...types].filter((type) => owned.some((others, other) => other > place && others.has(type)))))]
}
/** The events a state accepts itself or through the states around it. */
const acceptedIn = (node: AnyStateNode | undefined): string[] =>
  node ? [...[...node.transitions.keys()].filter((type) => !type.startsWith('xstate.')), ...acceptedIn(node.parent)] : []
const takenAway = (arrow: AnyTransitionDefinition) =>
  acceptedIn(arrow.source).filter((type) => !arrow.target?.every((target) => acceptedIn(target).includes(type)))
const delayOf = (arrow: AnyTransitionDefinition) => (arrow as { delay?: string | number }).delay
const guardOf = ({ guard }: AnyTransitionDefinition) =>
  typeof guard === 'object' && (guard as { type: string }).type === 'all' ? (guard as unknown as ArrowGuard) : undefined
