import { describe, expect, test } from '@jest/globals'
import { type AnyStateMachine, assign, raise, setup } from 'xstate'
import { arrowsWith, ofTheRecord, ofTheSubmission } from '../../../machines/kernel/arrow.ts'
import type { Definition, Stamp } from '../../../machines/kernel/definition.ts'
import { effectActions } from '../../../machines/kernel/effect.ts'
import { neverRun } from '../../../machines/kernel/recording.ts'
import { rulesAbout } from '../../../machines/kernel/rule.ts'
import { faultsOf } from '../../../machines/kernel/well-formed.ts'
import { act, plain } from '../../../machines/kernel/words.ts'
import { definitions } from './support/request.ts'

const title = { title: 'Go', done: 'went' }
const events = { GO: act('GO', {}, title), BACK: act('BACK', {}, title), ANSWERED: act('ANSWERED', {}, title) }
const rules = { byAnyone: rulesAbout<object>().must('I16', { who: { atLeast: 'caseworker' } }) }
const conditions = { inTime: ofTheRecord<object>(() => true), agrees: ofTheSubmission<object, { yes: boolean }>((_record, { yes }) => yes) }
const deadlines = { due: { cites: 'I18', title: 'Due', because: 'x', from: () => '2026-01-01', days: 1 } } as const
const { all, when, alongside, guards } = arrowsWith(rules, conditions)
const chart = setup({
  types: { context: {} as object, events: {} as { type: string } & Stamp },
  guards,
  delays: neverRun('due', 'dueToo'),
  actions: { ...effectActions, record: assign({}), shout: () => {} },
})

type States = Record<string, unknown>
const anyone = { guard: all('byAnyone') }
/** A chart is planted with what TypeScript would refuse, so it is built from plain data. */
const planted = (states: States, more: object = {}, machine: object = {}): Definition => ({
  name: 'm',
  title: 'M',
  version: 1,
  rules,
  conditions,
  deadlines,
  events,
  messages: ['HEARD'],
  ...more,
  machine: chart.createMachine({
    id: 'm',
    context: {},
    initial: Object.keys(states)[0],
    states,
    ...machine,
  } as never) as unknown as AnyStateMachine,
})
const open = { tags: 'standing', on: { GO: { target: 'shut', ...anyone } } }
const shut = { tags: 'closed' }
const faults = (states: States, more?: object, machine?: object) => faultsOf(planted(states, more, machine))

test.each(Object.values(definitions).map((definition) => [definition.name, definition] as const))(
  'the %s of these tests is well formed',
  (_name, definition) => {
    expect(faultsOf(definition)).toEqual([])
  },
)

test('nothing is wrong with the chart the faults are planted in', () => {
  expect(faults({ open, shut })).toEqual([])
})

test('an unknown target does not even load', () => {
  expect(() => planted({ open: { on: { GO: { target: 'nowhere', ...anyone } } }, shut })).toThrow(/nowhere/)
})

describe('names that nothing stands behind', () => {
  test.each<[string, States, string]>([
    [
      'a rule',
      { open: { ...open, on: { GO: { target: 'shut', guard: { type: 'all', params: { rules: ['byAnyone', 'byNobody'] } } } } }, shut },
      "m.open GO: no rule 'byNobody'",
    ],
    [
      'a rule of a prototype',
      { open: { ...open, on: { GO: { target: 'shut', guard: { type: 'all', params: { rules: ['toString'] } } } } }, shut },
      "m.open GO: no rule 'toString'",
    ],
    [
      'a condition',
      {
        open: {
          ...open,
          on: {
            GO: [
              { target: 'shut', guard: { type: 'all', params: { when: 'itRains', rules: ['byAnyone'] } } },
              { target: 'shut', ...anyone },
            ],
          },
        },
        shut,
      },
      "m.open GO: no condition 'itRains'",
    ],
    [
      'a deadline',
      { open: { ...open, after: { dueToo: 'late' } }, late: open, shut },
      "m.open xstate.after.dueToo.m.open: no deadline 'dueToo': XState would fire it at once",
    ],
    [
      'an event',
      { open: { ...open, on: { GO: { target: 'shut', ...anyone }, GONE: { target: 'shut', ...anyone } } }, shut },
      'm.open GONE: not in the catalogue',
    ],
    ['an event of every kind', { open: { ...open, on: { '*': { target: 'shut', ...anyone } } }, shut }, 'm.open *: not in the catalogue'],
    ['an action', { open: { ...open, entry: 'sendPigeon' }, shut }, "m.open: action 'sendPigeon' has no name in the chart's setup"],
    [
      'an action of a prototype',
      { open: { ...open, entry: 'toString' }, shut },
      "m.open: action 'toString' has no name in the chart's setup",
    ],
  ])('%s', (_what, states, fault) => {
    expect(faults(states)).toEqual([fault])
  })
})

describe('what is no data', () => {
  test.each<[string, States, string]>([
    [
      'an inline guard',
      { open: { ...open, on: { GO: { target: 'shut', guard: () => true } } }, shut },
      'm.open GO: its guard is not all(…) or when(…)',
    ],
    ['an inline action on entry', { open: { ...open, entry: () => {} }, shut }, "m.open: action 'inline' has no name in the chart's setup"],
    [
      'an inline action on an arrow',
      { open: { tags: 'standing', on: { GO: { target: 'shut', ...anyone, actions: () => {} } } }, shut },
      "m.open: action 'inline' has no name in the chart's setup",
    ],
    ['an inline assign', { open: { ...open, exit: assign({}) }, shut }, "m.open: action 'xstate.assign' has no name in the chart's setup"],
    [
      'an event raised inside',
      { open: { ...open, entry: raise({ type: 'GO' }) }, shut },
      "m.open: action 'xstate.raise' has no name in the chart's setup",
    ],
    ['an action with a body', { open: { ...open, entry: 'shout' }, shut }, "m.open: action 'shout' neither records nor is an effect"],
    [
      'an eventless arrow',
      { open: { ...open, always: { target: 'shut', guard: all('byAnyone') } }, shut },
      'm.open has an eventless arrow: its refusal could be told to nobody',
    ],
    ['something invoked', { open: { ...open, invoke: { src: 'mail' } }, shut }, 'm.open invokes something: a machine here only decides'],
    [
      'a number of milliseconds',
      { open: { ...open, after: { 1000: 'late' } }, late: open, shut },
      'm.open xstate.after.1000.m.open: a number in `after`: give the deadline a name',
    ],
    [
      'a state that remembers',
      { open, shut, was: { type: 'history' } },
      'm.was is a history state: what it remembers would be lost unsaid when the chart changes',
    ],
  ])('%s', (_what, states, fault) => {
    expect(faults(states)).toContain(fault)
  })
})

describe('states', () => {
  test('one that is never reached', () => {
    expect(faults({ open, shut, island: open })).toEqual(['m.island is never reached'])
  })

  test('a first state that nobody enters, because all say which one they mean', () => {
    const house = { initial: 'hall', states: { hall: open, room: { ...open, on: { GO: { target: '#m.shut', ...anyone } } } } }
    expect(
      faults({
        open: { tags: 'standing', on: { GO: { target: 'house.room', ...anyone } } },
        house: { ...house, states: { ...house.states, hall: { tags: 'standing', on: { GO: { target: '#m.shut', ...anyone } } } } },
        shut,
      }),
    ).toEqual(['m.house.hall is never reached'])
  })

  test('one that nobody can leave', () => {
    expect(faults({ open: { tags: 'workInHand', on: { BACK: anyone } }, shut })).toEqual([
      'm.open: nobody can leave it',
      'm.shut is never reached',
    ])
  })

  test('one that waits without a deadline, and nothing says why it may', () => {
    expect(faults({ open: { on: { GO: { target: 'shut', ...anyone } } }, shut })).toEqual(['m.open waits without a deadline'])
    for (const tags of ['workInHand', 'childrenWait', 'overdue', 'standing']) expect(faults({ open: { ...open, tags }, shut })).toEqual([])
    expect(faults({ open: { on: { GO: { target: 'shut', ...anyone } }, after: { due: 'late' } }, late: open, shut })).toEqual([])
  })
})

describe('deadlines', () => {
  const late = open
  test.each<[string, States, string]>([
    [
      'with a rule',
      { open: { ...open, after: { due: { target: 'late', ...anyone } } }, late, shut },
      'm.open xstate.after.due.m.open: a deadline carries no rules',
    ],
    [
      'that closes',
      { open: { ...open, after: { due: 'shut' } }, shut: { tags: 'closed', on: { GO: anyone } } },
      'm.open xstate.after.due.m.open: the clock closes nothing',
    ],
    [
      'that closes in a state inside',
      {
        open: { ...open, after: { due: 'end' } },
        shut,
        end: { initial: 'it', states: { it: { tags: 'closed' } }, on: { GO: { target: 'shut', ...anyone } } },
      },
      'm.open xstate.after.due.m.open: the clock closes nothing',
    ],
    [
      'that takes an event away',
      { open: { on: { ...open.on, BACK: anyone }, after: { due: 'late' } }, late, shut },
      'm.open xstate.after.due.m.open: BACK was accepted before and is not after: the clock takes nothing away, facts are entered late',
    ],
    [
      'that takes away what a state inside accepted',
      {
        open: { initial: 'in', states: { in: { on: { BACK: anyone } } }, on: open.on, after: { due: 'late' } },
        late,
        shut,
      },
      'm.open xstate.after.due.m.open: BACK was accepted before and is not after: the clock takes nothing away, facts are entered late',
    ],
    [
      'that does not leave its state',
      { open: { ...open, after: { due: { actions: 'record' } } }, shut },
      'm.open xstate.after.due.m.open: a deadline leaves its state, or it would fall due for ever',
    ],
    [
      'that only moves inside its state',
      { open: { ...open, initial: 'a', states: { a: {}, b: {} }, after: { due: '.b' } }, shut },
      'm.open xstate.after.due.m.open: a deadline leaves its state, or it would fall due for ever',
    ],
  ])('%s', (_what, states, fault) => {
    expect(faults(states)).toEqual([fault])
  })

  test('that lead to a state whose first state inside accepts the same, or enter their own state again, are sound', () => {
    expect(
      faults({
        open: { on: { ...open.on, BACK: anyone }, after: { due: 'late' } },
        late: { initial: 'in', states: { in: { ...open, on: { BACK: anyone } } }, on: { GO: { target: 'shut', ...anyone } } },
        shut,
      }),
    ).toEqual([])
    expect(faults({ open: { ...open, after: { due: { target: 'open', reenter: true } } }, shut })).toEqual([])
  })
})

describe('arrows', () => {
  test('of a person without a rule', () => {
    expect(faults({ open: { tags: 'standing', on: { GO: 'shut' } }, shut })).toEqual(['m.open GO: no rule says who may'])
    expect(faults({ open: { tags: 'standing', on: { GO: { target: 'shut', guard: all() } } }, shut })).toEqual([
      'm.open GO: no rule says who may',
    ])
  })

  test('of a message with rules', () => {
    expect(faults({ open: { ...open, on: { ...open.on, HEARD: { target: 'shut', ...anyone } } }, shut })).toEqual([
      'm.open HEARD: a message carries no rules: nobody would hear the refusal',
    ])
  })

  test('without a condition above others', () => {
    expect(
      faults({
        open: {
          tags: 'standing',
          on: {
            GO: [
              { target: 'shut', ...anyone },
              { target: 'shut', guard: when('agrees', 'byAnyone') },
            ],
          },
        },
        shut,
      }),
    ).toEqual(['m.open GO: an arrow without a condition hides those below it'])
  })

  test('of which an answer may mean none', () => {
    expect(faults({ open: { tags: 'standing', on: { GO: { target: 'shut', guard: when('agrees', 'byAnyone') } } }, shut })).toEqual([
      'm.open GO: some answers mean no arrow: the menu would offer what is then not accepted',
    ])
    expect(faults({ open: { tags: 'standing', on: { GO: { target: 'shut', guard: when('inTime', 'byAnyone') } } }, shut })).toEqual([])
    expect(
      faults(
        { open: { tags: 'standing', on: { GO: { target: 'shut', guard: when('agrees', 'byAnyone') } } }, shut },
        {},
        { on: { GO: anyone } },
      ),
    ).toEqual([])
  })
})

describe('regions', () => {
  const regions = (left: States, right: States, on: object = {}) =>
    faults({
      both: { type: 'parallel', on, states: { left: { tags: 'standing', on: left }, right: { tags: 'standing', on: right } } },
      shut,
    })
  const goes = { target: '#m.shut', ...anyone }

  test('that both own an event', () => {
    expect(regions({ GO: goes }, { GO: goes })).toEqual(['m.both: GO belongs to two regions; all but one are alongside()'])
    expect(regions({ GO: goes }, { GO: { guard: alongside() } })).toEqual([])
  })

  test('that only hear what an arrow around them owns', () => {
    expect(regions({ BACK: goes }, { GO: { guard: alongside() } }, { GO: { target: 'shut', ...anyone } })).toEqual([
      'm.both: GO is only heard inside, which hides the arrow it has around the regions',
    ])
  })
})

describe('the catalogue', () => {
  test('that has a message in it', () => {
    expect(faults({ open, shut }, { messages: ['GO'] })).toContain('GO is a message and an event: anybody could submit it')
  })

  test('an ending that needs a rule there is not, or one that is about no person, or that nobody can record', () => {
    expect(faults({ open, shut }, { endings: { GO: ['byNobody'], GONE: [] } })).toEqual([
      "GO: its ending needs 'byNobody', which is no rule about people",
      'GONE ends something, and is not in the catalogue',
    ])
  })

  test('whose schema is of another type, or takes a name of the stamp', () => {
    expect(faults({ open, shut }, { events: { ...events, BACK: events.GO } })).toEqual(['BACK: its schema is of another type'])
    const forged = events.GO.extend({ organisations: plain('Whom'), duty: plain('The duty') })
    expect(faults({ open, shut }, { events: { ...events, GO: forged } })).toEqual([
      "GO: its field 'organisations' would be lost, the stamp has one of this name",
    ])
  })
})
