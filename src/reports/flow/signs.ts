import type { AnyStateNode } from 'xstate'
import { chartOf } from '../../../machines/kernel/chart.ts'
import type { Definition } from '../../../machines/kernel/definition.ts'
import { ancestry, descendants } from '../../../machines/kernel/nodes.ts'

/** What the chart of a lifecycle tells of its innermost states that somebody should look after. They are named as places name them. */
export interface Signs {
  /** Within a state that is called escalation, or escalated, and not at rest there. */
  readonly escalated: ReadonlySet<string>
  /** Within a state that is called refused. */
  readonly refused: ReadonlySet<string>
  /** The clock is to send a letter from a fixed text out of them (C14). */
  readonly reminded: ReadonlySet<string>
  /** The timers by which it does so. */
  readonly reminders: readonly string[]
  /** At rest: nothing is to come of them. */
  readonly resting: ReadonlySet<string>
  /** They wait for what they opened. */
  readonly waiting: ReadonlySet<string>
  /** What stands in them is late there. */
  readonly late: ReadonlySet<string>
}

const ESCALATED = ['escalation', 'escalated']
const REFUSED = ['refused']

const known = new WeakMap<Definition, Signs>()

/** Read off the machine that runs, once. */
export function signsOf(definition: Definition): Signs {
  const before = known.get(definition)
  if (before) return before
  const made = readOff(definition)
  known.set(definition, made)
  return made
}

function readOff(definition: Definition): Signs {
  const root = definition.machine.root as AnyStateNode
  const leaves = descendants(root).filter(({ type }) => type === 'atomic' || type === 'final')
  const those = (is: (leaf: AnyStateNode) => boolean) => new Set(leaves.filter(is).map(({ path }) => path.join('.')))
  const isTagged = (leaf: AnyStateNode, ...tags: readonly string[]) =>
    ancestry(leaf).some((node) => tags.some((tag) => node.tags.includes(tag)))
  const isCalled = (leaf: AnyStateNode, names: readonly string[]) => ancestry(leaf).some(({ key }) => names.includes(key))
  const sent = chartOf(definition).arrows.filter(({ kind, effects }) => kind === 'clock' && effects.includes('sendFixedLetter'))
  const isOpen = (leaf: AnyStateNode) => !isTagged(leaf, 'closed', 'quiet')
  return {
    escalated: those((leaf) => isOpen(leaf) && isCalled(leaf, ESCALATED)),
    refused: those((leaf) => isOpen(leaf) && isCalled(leaf, REFUSED)),
    reminded: those((leaf) => ancestry(leaf).some(({ id }) => sent.some(({ from }) => from === id))),
    reminders: [...new Set(sent.map(({ event }) => event))],
    resting: those((leaf) => isTagged(leaf, 'closed', 'quiet', 'standing')),
    waiting: those((leaf) => isTagged(leaf, 'childrenWait')),
    late: those((leaf) => isTagged(leaf, 'overdue')),
  }
}
