import type { AnyStateNode, AnyTransitionDefinition } from 'xstate'
import type { z } from 'zod'
import type { Strength } from '../../machines/guidance/paragraph.ts'
import type { ArrowGuard } from '../../machines/kernel/arrow.ts'
import type { Definition } from '../../machines/kernel/definition.ts'
import { type Asked, askedOf } from './asked-of.ts'

export type ElementKind = 'rule' | 'deadline' | 'duty' | 'letter' | 'record'

/** One thing of a machine that carries a paragraph out. */
export interface Element {
  readonly machine: string
  readonly kind: ElementKind
  /** As the machine calls it: `replyWithinFourteenDays`. */
  readonly name: string
  /** What a duty is called in the worklists, where the chart tells. */
  readonly title?: string
  /** Everywhere it stands on the chart: "PROPOSE_INTERVENTION in proposing". */
  readonly where: readonly string[]
  /** What it names as its paragraph; what is no paragraph at all is a fault of the register. */
  readonly cites: string
  /** Of rules alone. */
  readonly strength?: Strength
}

/**
 * Everything in a lifecycle that cites a paragraph, as it stands on the chart. A rule or deadline that no arrow carries does nothing
 * and is left out.
 *
 * A *record* is a state, an arrow, an event or a field of one that says so itself: `meta: { cites: ['I29'] }`.
 */
export function elementsOf(definition: Definition): readonly Element[] {
  const nodes = withDescendants(definition.machine.root)
  const placed = nodes.flatMap((node) => [
    ...recordsAt(node.meta, node.key, placeOf(node)),
    ...[...node.entry, ...node.exit].flatMap((action) => effectsIn(action, placeOf(node))),
    ...arrowsOf(node).flatMap((arrow) => onArrow(definition, arrow, `${arrow.eventType} in ${placeOf(node)}`)),
  ])
  return merged([...placed, ...onEvents(definition)].map((element) => ({ ...element, machine: definition.name })))
}

type Placed = Omit<Element, 'machine' | 'where'> & { readonly where: string }

function onArrow({ rules, deadlines }: Definition, arrow: AnyTransitionDefinition, where: string): readonly Placed[] {
  const { delay } = arrow as { delay?: string | number }
  const deadline = delay === undefined ? undefined : deadlines[delay]
  const guard = arrow.guard as unknown as ArrowGuard | undefined
  const asked = (guard?.params?.rules ?? []).flatMap((name) => {
    const rule = rules[name]
    return rule ? [{ kind: 'rule' as const, name, where, cites: rule.cites, strength: rule.strength }] : []
  })
  return [
    ...asked,
    ...(deadline ? [{ kind: 'deadline' as const, name: String(delay), where: placeOf(arrow.source), cites: deadline.cites }] : []),
    ...arrow.actions.flatMap((action) => effectsIn(action, deadline ? `${delay} in ${placeOf(arrow.source)}` : where)),
    ...recordsAt(arrow.meta, arrow.eventType, where),
  ]
}

/** An effect whose paragraph cannot be read off the chart shows as a citation of nothing, and so as a gap. */
const UNCITED: Asked = { cites: 'nothing' }
const kindOfEffect: Readonly<Record<string, ElementKind>> = { createDuty: 'duty', draftLetter: 'letter', sendFixedLetter: 'letter' }

function effectsIn(action: unknown, where: string): readonly Placed[] {
  const { type, params } = (typeof action === 'object' ? action : {}) as { type?: string; params?: unknown }
  const kind = kindOfEffect[type ?? '']
  if (!kind) return []
  const asked = askedOf(params)
  return (asked.length > 0 ? asked : [UNCITED]).map(({ name, letter, title, cites }) => ({
    kind,
    name: name ?? letter ?? type!,
    ...(title && { title }),
    where,
    cites,
  }))
}

const onEvents = ({ events }: Definition): readonly Placed[] =>
  Object.entries(events).flatMap(([type, schema]) => [
    ...recordsAt(schema.meta(), type, type),
    ...Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([field, each]) => recordsAt(each.meta?.(), field, type)),
  ])

const recordsAt = (meta: unknown, name: string, where: string): readonly Placed[] => {
  const { cites = [] } = (meta ?? {}) as { cites?: string | readonly string[] }
  return [cites].flat().map((each) => ({ kind: 'record', name, where, cites: each }))
}

/** The same rule on six arrows is one element that stands in six places. */
function merged(elements: readonly (Placed & { machine: string })[]): readonly Element[] {
  const byKey = new Map<string, Element>()
  for (const element of elements) {
    const key = `${element.kind} ${element.name} ${element.cites}`
    const places = byKey.get(key)?.where ?? []
    byKey.set(key, { ...element, where: [...new Set([...places, element.where])] })
  }
  return [...byKey.values()]
}

const withDescendants = (node: AnyStateNode): AnyStateNode[] => [node, ...Object.values(node.states).flatMap(withDescendants)]
const arrowsOf = (node: AnyStateNode) => [...node.transitions.values()].flat()
const placeOf = (node: AnyStateNode) => node.path.join('.') || 'any state'
