import { type AnyStateMachine, createMachine } from 'xstate'
import { arrowsWith } from '../../machines/kernel/arrow.ts'
import type { Definition } from '../../machines/kernel/definition.ts'
import type { Rule } from '../../machines/kernel/rule.ts'

/** Definitions with a defect planted, for tests that must find it. What runs is the real machine but for the one thing that is changed. */

type AnyRule = Rule<unknown, unknown>

/** A rule is replaced, in the book that is read and in the machine that runs. */
export function withRule(definition: Definition, name: string, change: (rule: AnyRule) => AnyRule): Definition {
  const rule = definition.rules[name]
  if (!rule) throw new Error(`${definition.name} has no rule '${name}'`)
  const rules = { ...definition.rules, [name]: change(rule) }
  const { guards } = arrowsWith(rules, definition.conditions)
  return { ...definition, rules, machine: definition.machine.provide({ guards } as never) as AnyStateMachine }
}

/** The rule is there and asks nothing. */
export const withoutRule = (definition: Definition, name: string): Definition =>
  withRule(definition, name, ({ who: _, ...rule }) => ({ ...rule, holds: () => true }))

/** Nobody can ever satisfy it. */
export const impossible = (definition: Definition, name: string): Definition =>
  withRule(definition, name, (rule) => ({ ...rule, who: { posts: [] }, holds: () => false }))

export type Chart = { [name: string]: unknown }
/** The chart is drawn otherwise. */
export function redrawn(definition: Definition, change: (states: Record<string, Chart>) => void): Definition {
  const config = copyOf(definition.machine.config) as { states: Record<string, Chart> }
  change(config.states)
  return { ...definition, machine: createMachine(config as never, definition.machine.implementations as never) as AnyStateMachine }
}

/** Functions stay what they are. */
const copyOf = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(copyOf)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, copyOf(each)]))
      : value
