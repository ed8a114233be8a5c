import { setup } from 'xstate'
import { arrowsWith } from '../../../../machines/kernel/arrow.ts'
import type { Definition, Stamp } from '../../../../machines/kernel/definition.ts'
import { effectActions } from '../../../../machines/kernel/effect.ts'
import { rulesAbout } from '../../../../machines/kernel/rule.ts'
import { act } from '../../../../machines/kernel/words.ts'

const title = { title: 'Try', done: 'tried' }
const events = {
  OPEN_COMPLAINT: act('OPEN_COMPLAINT', {}, title),
  RING: act('RING', {}, title),
  OPEN_ITSELF: act('OPEN_ITSELF', {}, title),
  OPEN_UNKNOWN: act('OPEN_UNKNOWN', {}, title),
  OPEN_TWICE: act('OPEN_TWICE', {}, title),
  TELL_UNKNOWN: act('TELL_UNKNOWN', {}, title),
  TELL_WORDS: act('TELL_WORDS', {}, title),
}
type Submission = { [K in keyof typeof events]: { type: K } }[keyof typeof events]

const rules = { byAnyone: rulesAbout<object>().must('I16', { who: { atLeast: 'caseworker' } }) }
const { all, guards } = arrowsWith(rules, {})
const anyone = all('byAnyone')
const opening = (machine: string) => ({ type: 'open', params: { machine, key: 'one', input: {} } }) as const

const aWord = `text:${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}:${'a'.repeat(64)}`

/** What no chart should do: messages in a circle or from file to file, machines that open themselves, and machines that are not there. */
export const circle: Definition = {
  name: 'complaint',
  title: 'Circle',
  version: 1,
  rules,
  conditions: {},
  deadlines: {},
  events,
  messages: ['RANG', 'PASSED_ON'],
  machine: setup({
    types: { context: {} as object, events: {} as (Submission | { type: 'RANG' | 'PASSED_ON' }) & Stamp },
    guards,
    actions: effectActions,
  }).createMachine({
    id: 'circle',
    context: {},
    initial: 'unopened',
    states: { unopened: { on: { OPEN_COMPLAINT: { target: 'open', guard: anyone, actions: opening('echo') } } }, open: {} },
    on: {
      RING: { guard: anyone, actions: { type: 'tell', params: { to: 'everyone', event: { type: 'RANG' } } } },
      PASSED_ON: { actions: { type: 'deliver', params: { to: { casefile: 'RD-2' }, event: { type: 'PASSED_ON' } } } },
      TELL_WORDS: {
        guard: anyone,
        actions: { type: 'deliver', params: { to: { casefile: 'RD-2' }, event: { type: 'PASSED_ON', said: aWord } } },
      },
      RANG: { actions: { type: 'tell', params: { to: 'everyone', event: { type: 'RANG' } } } },
      OPEN_ITSELF: { guard: anyone, actions: opening('matryoshka') },
      OPEN_UNKNOWN: { guard: anyone, actions: opening('nothing') },
      OPEN_TWICE: { guard: anyone, actions: opening('echo') },
      TELL_UNKNOWN: { guard: anyone, actions: { type: 'tell', params: { to: { children: 'echo' }, event: { type: 'WHISPERED' } } } },
    },
  }),
}

/** Answers each message with one. */
export const echo: Definition = {
  ...circle,
  name: 'echo',
  events: {},
  machine: setup({ types: { context: {} as object, events: {} as { type: 'RANG' } & Stamp }, actions: effectActions }).createMachine({
    id: 'echo',
    context: {},
    on: { RANG: { actions: { type: 'tell', params: { to: 'parent', event: { type: 'RANG' } } } } },
  }),
}

/** Opens another of itself as soon as it is open. */
export const matryoshka: Definition = {
  ...circle,
  name: 'matryoshka',
  events: {},
  machine: setup({ types: { context: {} as object, events: {} as { type: 'RANG' } & Stamp }, actions: effectActions }).createMachine({
    id: 'matryoshka',
    context: {},
    entry: opening('matryoshka'),
  }),
}
