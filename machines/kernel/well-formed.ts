import type { AnyStateNode, AnyTransitionDefinition } from 'xstate'
import type { ArrowGuard } from './arrow.ts'
import { type Definition, stampNames } from './definition.ts'
import { effectActions } from './effect.ts'
import { ancestry, descendants, entered, isClosed, reachable } from './nodes.ts'

/** Why a state without a deadline may wait: work in hand shows its age, its open children have theirs, or the deadline has passed and given a duty. */
export const waitingTags = ['workInHand', 'childrenWait', 'overdue', 'standing'] as const

/** Everything wrong with a definition that neither the compiler nor XState would say. A test expects none. */
export function faultsOf(definition: Definition): readonly string[] {
  const { machine } = definition
  const nodes = [machine.root, ...descendants(machine.root)]
  const reached = reachable(machine.root)
  return [
    ...faultsOfCatalogue(definition),
    ...nodes.flatMap((node) => [
      ...faultsOfNode(definition, node),
      ...(reached.has(node) ? [] : [`${node.id} is never reached`]),
      ...(leaf(node) && !isClosed(node) && reached.has(node) ? faultsOfWaiting(node) : []),
    ]),
  ]
}

/** `duty` alone may be submitted under a name of the stamp: an id that reaches the machine as the open duty it names (words.ts). */
const faultsOfCatalogue = ({ events, messages, rules, endings = {} }: Definition): string[] => [
  ...messages.filter((type) => Object.hasOwn(events, type)).map((type) => `${type} is a message and an event: anybody could submit it`),
  ...Object.entries(endings).flatMap(([type, names]) => [
    ...(Object.hasOwn(events, type) ? [] : [`${type} ends something, and is not in the catalogue`]),
    ...names.filter((name) => !rules[name]?.who).map((name) => `${type}: its ending needs '${name}', which is no rule about people`),
  ]),
  ...Object.entries(events).flatMap(([type, schema]) => [
    ...((schema.shape['type'] as { value?: unknown } | undefined)?.value === type ? [] : [`${type}: its schema is of another type`]),
    ...stampNames
      .filter((name) => name in schema.shape && name !== 'duty' && name !== 'happenedOn')
      .map((name) => `${type}: its field '${name}' would be lost, the stamp has one of this name`),
  ]),
]

function faultsOfNode(definition: Definition, node: AnyStateNode): string[] {
  const arrows = [...node.transitions.values()].flat()
  return [
    ...(node.type === 'parallel'
      ? ownedTwice(node).map((type) => `${node.id}: ${type} belongs to two regions; all but one are alongside()`)
      : []),
    ...(node.type === 'parallel'
      ? heardOnly(node).map((type) => `${node.id}: ${type} is only heard inside, which hides the arrow it has around the regions`)
      : []),
    ...(node.always?.length ? [`${node.id} has an eventless arrow: its refusal could be told to nobody`] : []),
    ...(node.type === 'history' ? [`${node.id} is a history state: what it remembers would be lost unsaid when the chart changes`] : []),
    ...(node.invoke.length ? [`${node.id} invokes something: a machine here only decides`] : []),
    ...arrows.flatMap((arrow) =>
      [
        ...faultsOfGuard(definition, arrow),
        ...(delayOf(arrow) === undefined ? faultsOfEvent(definition, arrow) : faultsOfDeadline(definition, arrow)),
      ].map((fault) => `${node.id} ${arrow.eventType}: ${fault}`),
    ),
    ...[...node.transitions].flatMap(([type, ways]) =>
      ways
        .slice(0, -1)
        .filter((arrow) => !guardOf(arrow)?.params.when)
        .map(() => `${node.id} ${type}: an arrow without a condition hides those below it`),
    ),
    ...[...node.transitions.keys()]
      .filter((type) => meansNothing(definition, node, type))
      .map((type) => `${node.id} ${type}: some answers mean no arrow: the menu would offer what is then not accepted`),
    ...[...node.entry, ...node.exit, ...arrows.flatMap(({ actions }) => actions)].flatMap((action) =>
      faultsOfAction(definition, node, action),
    ),
  ]
}

function faultsOfAction({ machine }: Definition, node: AnyStateNode, action: unknown): string[] {
  const name = typeof action === 'string' ? action : (action as { type?: string }).type
  if (armsDeadline(action) || (name && Object.hasOwn(effectActions, name))) return []
  const implementation = name && Object.hasOwn(machine.implementations.actions, name) ? machine.implementations.actions[name] : undefined
  if (!implementation) return [`${node.id}: action '${name ?? 'inline'}' has no name in the chart's setup`]
  return records(implementation) ? [] : [`${node.id}: action '${name}' neither records nor is an effect`]
}

function faultsOfGuard({ rules, conditions }: Definition, arrow: AnyTransitionDefinition): string[] {
  if (arrow.guard === undefined) return []
  const guard = guardOf(arrow)
  if (!guard) return ['its guard is not all(…) or when(…)']
  const { when, rules: names } = guard.params
  return [
    ...names.filter((name) => !Object.hasOwn(rules, name)).map((name) => `no rule '${name}'`),
    ...(when && !Object.hasOwn(conditions, when) ? [`no condition '${when}'`] : []),
  ]
}

function faultsOfEvent({ events, messages }: Definition, arrow: AnyTransitionDefinition): string[] {
  if (messages.includes(arrow.eventType))
    return guardOf(arrow)?.params.rules.length ? ['a message carries no rules: nobody would hear the refusal'] : []
  if (!Object.hasOwn(events, arrow.eventType)) return ['not in the catalogue']
  const guard = guardOf(arrow)
  return guard?.params.alongside || guard?.params.rules.length ? [] : ['no rule says who may']
}

function faultsOfDeadline({ deadlines }: Definition, arrow: AnyTransitionDefinition): string[] {
  const delay = delayOf(arrow)!
  if (/^\d+$/.test(String(delay))) return ['a number in `after`: give the deadline a name']
  const leaves = arrow.target?.every((target) => target !== arrow.source && !descendants(arrow.source).includes(target))
  return [
    ...(Object.hasOwn(deadlines, delay) ? [] : [`no deadline '${delay}': XState would fire it at once`]),
    ...(arrow.guard === undefined ? [] : ['a deadline carries no rules']),
    ...(leaves || arrow.reenter ? [] : ['a deadline leaves its state, or it would fall due for ever']),
    ...takenAway(arrow).map((type) => `${type} was accepted before and is not after: the clock takes nothing away, facts are entered late`),
    ...(arrow.target?.flatMap(entered).some(isClosed) ? ['the clock closes nothing'] : []),
  ]
}

function faultsOfWaiting(node: AnyStateNode): string[] {
  const around = ancestry(node)
  const left = around.some((each) =>
    [...each.transitions.values()]
      .flat()
      .some((arrow) => arrow.target?.some((target) => target !== node) || each.tags.includes('standing')),
  )
  const waits = around.some((each) => each.after.length > 0 || waitingTags.some((tag) => each.tags.includes(tag)))
  return [...(left ? [] : [`${node.id}: nobody can leave it`]), ...(waits ? [] : [`${node.id} waits without a deadline`])]
}

/** XState arms and disarms an `after` by these, on entry and exit. */
const armsDeadline = (action: unknown) => {
  const { type, id, sendId } = action as { type?: string; id?: unknown; sendId?: unknown }
  return (
    (type === 'xstate.raise' && String(id).startsWith('xstate.after.')) ||
    (type === 'xstate.cancel' && String(sendId).startsWith('xstate.after.'))
  )
}
const leaf = (node: AnyStateNode) => node.type === 'atomic' || node.type === 'final'
const records = (implementation: unknown) =>
  ['xstate.assign', 'xstate.enqueueActions'].includes((implementation as { type?: string }).type ?? '')
/** Events that carry rules of their own in more than one region: one could refuse what the other takes. */
const ownedTwice = (node: AnyStateNode) => {
  const owned = Object.values(node.states).map(
    (region) =>
      new Set(
        [region, ...descendants(region)].flatMap(({ transitions }) =>
          [...transitions]
            .filter(([type, ways]) => !type.startsWith('xstate.') && ways.some((arrow) => !guardOf(arrow)?.params.alongside))
            .map(([type]) => type),
        ),
      ),
  )
  return [
    ...new Set(
      owned.flatMap((types, place) => [...types].filter((type) => owned.some((others, other) => other > place && others.has(type)))),
    ),
  ]
}
/** Events that regions only hear, which an arrow around those regions owns: XState would follow the hearing alone. */
const heardOnly = (node: AnyStateNode) => {
  const heard = descendants(node).flatMap(({ transitions }) =>
    [...transitions].filter(([, ways]) => ways.some((arrow) => guardOf(arrow)?.params.alongside)).map(([type]) => type),
  )
  const around = ancestry(node).flatMap(({ transitions }) => [...transitions.keys()])
  return [...new Set(heard)].filter((type) => around.includes(type))
}
/** Whether what is submitted can fit none of the conditions, here and in the states around. What merely follows another region accepts nothing. */
const meansNothing = ({ conditions, events }: Definition, node: AnyStateNode, type: string) => {
  const whens = ancestry(node)
    .flatMap(({ transitions }) => (transitions.get(type) ?? []).filter(owns))
    .map((arrow) => guardOf(arrow)?.params.when)
  return Object.hasOwn(events, type) && whens.every((when) => when) && whens.some((when) => conditions[when!]?.of === 'submission')
}
const owns = (arrow: AnyTransitionDefinition) => !guardOf(arrow)?.params.alongside
/** The events a state accepts itself or through the states around it. */
const acceptedIn = (node: AnyStateNode): string[] =>
  ancestry(node).flatMap(({ transitions }) =>
    [...transitions].filter(([type, ways]) => !type.startsWith('xstate.') && ways.some(owns)).map(([type]) => type),
  )
/** What the states that a deadline leaves accept, and not every state it leads to. */
const takenAway = (arrow: AnyTransitionDefinition) => {
  const before = new Set([arrow.source, ...descendants(arrow.source)].flatMap(acceptedIn))
  const after = arrow.target?.map((target) => entered(target).flatMap(acceptedIn)) ?? []
  return [...before].filter((type) => !after.every((types) => types.includes(type)))
}
const delayOf = (arrow: AnyTransitionDefinition) => (arrow as { delay?: string | number }).delay
const guardOf = ({ guard }: AnyTransitionDefinition) =>
  typeof guard === 'object' && (guard as { type: string }).type === 'all' ? (guard as unknown as ArrowGuard) : undefined
