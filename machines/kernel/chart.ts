import type { AnyStateNode, AnyTransitionDefinition } from 'xstate'
import type { ArrowGuard } from './arrow.ts'
import type { Definition } from './definition.ts'
import { effectActions } from './effect.ts'
import { descendants, isClosed } from './nodes.ts'

/** A statechart as plain data: what pictures, the register and `GET /machines/{name}` read. */
export interface ChartModel {
  readonly machine: string
  readonly title: string
  readonly version: number
  readonly states: readonly ChartState[]
  readonly arrows: readonly ChartArrow[]
}
export interface ChartState {
  readonly id: string
  readonly name: string
  readonly parent?: string
  readonly type: 'atomic' | 'compound' | 'parallel' | 'final' | 'history'
  readonly initial?: string
  readonly description?: string
  readonly closed: boolean
  /** A region at rest: said only where nothing else is. */
  readonly quiet?: true
  /** Nearly everything is in it: its name tells nobody where something stands. */
  readonly unsaid?: true
}
export interface ChartArrow {
  readonly from: string
  readonly to: readonly string[]
  readonly event: string
  /** What a person does, the deadline that passes, or the message that is heard. */
  readonly kind: 'person' | 'clock' | 'message'
  readonly words: string
  readonly when?: string
  readonly alongside?: true
  readonly rules: readonly { readonly name: string; readonly strength: string; readonly cites: string }[]
  readonly deadline?: { readonly name: string; readonly cites: string; readonly because: string }
  readonly effects: readonly string[]
}

/** The chart of a definition, read off the machine that runs. */
export function chartOf(definition: Definition): ChartModel {
  const { machine, name, title, version } = definition
  const nodes = [machine.root, ...descendants(machine.root)]
  return {
    machine: name,
    title,
    version,
    states: nodes.map(stateOf),
    arrows: nodes.flatMap((node) => [...node.transitions.values()].flat().map((arrow) => arrowOf(definition, arrow))),
  }
}

function stateOf(node: AnyStateNode): ChartState {
  return {
    id: node.id,
    name: saysOf(node),
    type: node.type as ChartState['type'],
    closed: isClosed(node),
    ...(node.tags.includes('quiet') && { quiet: true as const }),
    ...(node.meta?.['unsaid'] && { unsaid: true as const }),
    ...(node.parent && { parent: node.parent.id }),
    ...(node.type === 'compound' && { initial: node.initial.target[0]!.id }),
    ...(node.description && { description: node.description }),
  }
}

/** What a state is called where its key does not say it. */
const saysOf = ({ meta, key }: AnyStateNode): string => (meta as { says?: string } | undefined)?.says ?? sayState(key)

function arrowOf({ rules, deadlines, events, messages }: Definition, arrow: AnyTransitionDefinition): ChartArrow {
  const delay = (arrow as { delay?: string }).delay
  const deadline = delay ? deadlines[delay] : undefined
  const params = (arrow.guard as ArrowGuard | undefined)?.params
  const title = (events[arrow.eventType]?.meta() as { title?: string } | undefined)?.title
  return {
    from: arrow.source.id,
    to: (arrow.target ?? [arrow.source]).map(({ id }) => id),
    event: arrow.eventType,
    kind: delay ? 'clock' : messages.includes(arrow.eventType) ? 'message' : 'person',
    words:
      deadline?.title ??
      title ??
      sayState(arrow.eventType.toLowerCase().replace(/_(.)/g, (_all: string, letter: string) => letter.toUpperCase())),
    ...(params?.when && { when: params.when }),
    ...(params?.alongside && { alongside: true as const }),
    rules: (params?.rules ?? []).map((name) => ({ name, strength: rules[name]!.strength, cites: rules[name]!.cites })),
    ...(delay && deadline && { deadline: { name: delay, cites: deadline.cites, because: deadline.because } }),
    effects: arrow.actions
      .map((action) => (typeof action === 'string' ? action : (action as { type: string }).type))
      .filter((type) => type in effectActions),
  }
}

/** `awaitingSignOff` → "Awaiting sign-off": what is awaited there is a noun. */
export const sayState = (key: string): string => {
  const said = key.replace(/[A-Z]+(?![a-z])|[A-Z]|[0-9]+/g, (capital) => ` ${capital.toLowerCase()}`)
  return said.charAt(0).toUpperCase() + said.slice(1).replace(' sign off', ' sign-off')
}
