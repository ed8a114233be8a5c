import { setup } from 'xstate'
import { z } from 'zod'
import { arrowsWith } from '../../machines/kernel/arrow.ts'
import type { Definition, Definitions, Stamp } from '../../machines/kernel/definition.ts'
import { type EffectParams, effectActions } from '../../machines/kernel/effect.ts'
import { rulesAbout } from '../../machines/kernel/rule.ts'
import { act } from '../../machines/kernel/words.ts'

/**
 * What is around one machine while it is explored: a stand-in opens it and passes it every message it knows, at any moment. That is more
 * than the real machines would do, so what holds here holds among them.
 */
type Event = ({ type: 'BRING_ABOUT'; input: EffectParams['open'] } | { type: 'PASS_ON_MESSAGE'; tell: EffectParams['tell'] }) & Stamp

const rules = { anybody: rulesAbout<object>().must('I16', { who: { atLeast: 'caseworker' } }) }
const { all, guards } = arrowsWith(rules, {})

const surroundings = (messages: readonly string[]): Definition => ({
  name: 'surroundings',
  title: 'Surroundings',
  version: 1,
  rules,
  conditions: {},
  deadlines: {},
  messages,
  events: {
    BRING_ABOUT: act('BRING_ABOUT', { input: z.any() }, { title: 'Open', done: 'opened' }),
    PASS_ON_MESSAGE: act('PASS_ON_MESSAGE', { tell: z.any() }, { title: 'Pass on', done: 'passed on' }),
  },
  machine: setup({ types: { context: {} as object, events: {} as Event }, guards, actions: effectActions }).createMachine({
    id: 'surroundings',
    context: {},
    on: {
      BRING_ABOUT: { guard: all('anybody'), actions: { type: 'open', params: ({ event }) => event.input } },
      PASS_ON_MESSAGE: { guard: all('anybody'), actions: { type: 'tell', params: ({ event }) => event.tell } },
    },
  }),
})

/** A machine that is opened, told everything and does nothing: in the place of the others while one is explored. */
const standIn = ({ name, title, version, messages }: Definition): Definition => ({
  name,
  title,
  version,
  rules: {},
  conditions: {},
  deadlines: {},
  messages,
  events: {},
  machine: setup({ types: { context: {} as object } }).createMachine({ id: name, context: {} }),
})

/** The definitions in which one of them is real, and its parent and children stand in. Each knows the messages of what it stands for. */
export function aroundOnly(definitions: Definitions, machine: string, openedBy: readonly string[] = []): Definitions {
  const openers = openedBy.map((name) => definitions[name]!.messages)
  const messages = Object.values(definitions).flatMap((each) => each.messages)
  const known = [...new Set(messages)].filter((type) => openers.every((all) => all.includes(type)))
  const others = Object.values(definitions).filter(({ name }) => name !== machine)
  return {
    ...Object.fromEntries(others.map((each) => [each.name, standIn(each)])),
    [machine]: definitions[machine]!,
    surroundings: surroundings(known),
  }
}
