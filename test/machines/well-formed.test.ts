import { describe, expect, test } from '@jest/globals'
import { definitions } from '../../machines/index.ts'
import { chartOf } from '../../machines/kernel/chart.ts'
import { begun } from '../../machines/kernel/desk.ts'
import { placeOf } from '../../machines/kernel/step.ts'
import { faultsOf } from '../../machines/kernel/well-formed.ts'
import { endedIn } from '../../src/shown/forward.ts'

const doneByLetters = ['writeToEverybody', 'sendReferral', 'sendExtensionLetter']

describe.each(Object.entries(definitions))('the %s machine', (name, definition) => {
  test('names only rules, deadlines and events that there are, and waits nowhere without a date', () => {
    expect(faultsOf(definition)).toEqual([])
  })

  test('bears that nothing is known when it begins', () => {
    expect(placeOf(begun(definition, undefined).snapshot)).not.toBe('')
  })

  test('is called what it is looked up by', () => {
    expect(definition.name).toBe(name)
  })

  test('has a description for every state one can stand in', () => {
    const leaves = [...descendants(definition.machine.root)].filter((node) => Object.keys(node.states).length === 0)
    expect(leaves.filter((node) => !node.description).map(({ id }) => id)).toEqual([])
  })

  test('has each duty that falls away with a state name its step, unless letters do it; and names only steps that there are', () => {
    const exits = [...descendants(definition.machine.root)].flatMap(({ exit }) => endedIn(exit))
    const { asks = {} } = definition
    expect(exits.filter((duty) => !Object.hasOwn(asks, duty) && !doneByLetters.includes(duty))).toEqual([])
    const known = Object.values(definitions).flatMap(({ events }) => Object.keys(events))
    expect(Object.values(asks).filter((steps) => steps.length === 0 || steps.some((step) => !known.includes(step)))).toEqual([])
    const { rules } = definition
    const barring = Object.values(rules).flatMap(({ who }) => (who && 'otherThan' in who && who.by ? [who.by] : []))
    expect(barring.filter((event) => !Object.hasOwn(definition.events, event))).toEqual([])
  })

  test('uses every rule, condition and deadline that it has', () => {
    const { arrows } = chartOf(definition)
    const unused = (all: object, used: readonly (string | undefined)[]) => Object.keys(all).filter((each) => !used.includes(each))
    expect(
      unused(
        definition.rules,
        arrows.flatMap(({ rules }) => rules.map((rule) => rule.name)),
      ),
    ).toEqual([])
    expect(
      unused(
        definition.conditions,
        arrows.map(({ when }) => when),
      ),
    ).toEqual([])
    expect(
      unused(
        definition.deadlines,
        arrows.map(({ deadline }) => deadline?.name),
      ),
    ).toEqual([])
  })

  test('labels every field that a person fills in', () => {
    const bare = Object.entries(definition.events).flatMap(([type, schema]) =>
      Object.entries(schema.shape)
        .filter(([field, value]) => field !== 'type' && !labelled(value))
        .map(([field]) => `${type}.${field}`),
    )
    expect(bare).toEqual([])
  })
})

type Node = {
  readonly id: string
  readonly description?: string | undefined
  readonly exit: readonly unknown[]
  readonly states: Readonly<Record<string, Node>>
}
function* descendants(node: Node): Generator<Node> {
  for (const child of Object.values(node.states)) {
    yield child
    yield* descendants(child)
  }
}

type Field = { meta?: () => { label?: string } | undefined; shape?: Readonly<Record<string, Field>>; def?: { innerType?: Field } }
/** `.meta()` does not survive `.optional()` and `.default()`: the label is then on what they wrap; a group without one has it on every field. */
const labelled = (field: unknown): boolean => {
  const { meta, shape, def } = field as Field
  return (
    Boolean(meta?.call(field)?.label) ||
    (def?.innerType !== undefined && labelled(def.innerType)) ||
    (shape !== undefined && Object.values(shape).every(labelled))
  )
}
