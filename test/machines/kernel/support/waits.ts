import { assign, setup } from 'xstate'
import { arrowsWith } from '../../../../machines/kernel/arrow.ts'
import { addDays, type CalendarDate } from '../../../../machines/kernel/calendar.ts'
import type { Deadline } from '../../../../machines/kernel/deadline.ts'
import type { Definition, Stamp } from '../../../../machines/kernel/definition.ts'
import { effectActions } from '../../../../machines/kernel/effect.ts'
import { neverRun } from '../../../../machines/kernel/recording.ts'
import { rulesAbout } from '../../../../machines/kernel/rule.ts'
import { act } from '../../../../machines/kernel/words.ts'

/** Days by name, each set when its state is entered and never moved after; how often a region was entered varies them. */
export interface Waits {
  readonly days: Readonly<Record<string, CalendarDate>>
  readonly entered: Readonly<Record<string, number>>
}

const title = { title: 'Go', done: 'went' }
const events = {
  BEGIN: act('BEGIN', {}, title),
  NEXT_P: act('NEXT_P', {}, title),
  NEXT_Q: act('NEXT_Q', {}, title),
  AGAIN_P: act('AGAIN_P', {}, title),
  AGAIN_Q: act('AGAIN_Q', {}, title),
  OUT: act('OUT', {}, title),
  REST: act('REST', {}, title),
}
type Submission = { [K in keyof typeof events]: { type: K } }[keyof typeof events]

const rules = { byAnyone: rulesAbout<Waits>().must('I16', { who: { atLeast: 'caseworker' } }) }
const { all, guards } = arrowsWith(rules, {})
const anyone = all('byAnyone')

const names = ['pFirst', 'pSecond', 'pWhole', 'pInner', 'pThird', 'qFirst', 'qSecond', 'qWhole', 'qInner', 'qThird', 'end', 'rest'] as const
type Name = (typeof names)[number]
const deadlines = Object.fromEntries(
  names.map((name): [Name, Deadline<Waits>] => [
    name,
    { cites: 'I18', title: name, because: 'the day it was given', from: ({ days }) => days[name], days: 1 },
  ]),
) as Record<Name, Deadline<Waits>>

interface Entered {
  readonly region: string
  readonly waits: Readonly<Record<string, number>>
}
/** What entering a state records: a day for each of its waits, a few days more on each third entry. */
export const enteredOn = ({ days, entered }: Waits, today: CalendarDate, { region, waits }: Entered): Partial<Waits> => {
  const times = (entered[region] ?? 0) + 1
  return {
    entered: { ...entered, [region]: times },
    days: {
      ...days,
      ...Object.fromEntries(Object.entries(waits).map(([name, wait], place) => [name, addDays(today, wait + ((times + place) % 3))])),
    },
  }
}

const chart = setup({
  types: { context: {} as Waits, events: {} as Submission & Stamp, input: {} as Partial<Waits> | undefined },
  guards,
  delays: neverRun(...names),
  actions: { ...effectActions, enter: assign(({ context, event }, params: Entered) => enteredOn(context, event.today, params)) },
})
const enter = (region: string, waits: Record<string, number>) => ({ type: 'enter', params: { region, waits } }) as const

/** Two timers in one state, timers on a state and on the one inside it, and states that are entered again. */
const region = <R extends 'p' | 'q'>(r: R) => {
  const [next, again] = r === 'p' ? (['NEXT_P', 'AGAIN_P'] as const) : (['NEXT_Q', 'AGAIN_Q'] as const)
  const name = (rest: string) => `${r}${rest}` as Name
  return {
    initial: 'first',
    states: {
      first: {
        entry: enter(r, { [name('First')]: 4, [name('Second')]: 4 }),
        after: { [name('First')]: 'second', [name('Second')]: 'third' },
        on: { [next]: { target: 'second', guard: anyone }, [again]: { target: 'first', reenter: true, guard: anyone } },
      },
      second: {
        entry: enter(r, { [name('Whole')]: 5 }),
        initial: 'inner',
        after: { [name('Whole')]: 'first' },
        states: {
          inner: { entry: enter(r, { [name('Inner')]: 2 }), after: { [name('Inner')]: 'waited' } },
          waited: { on: { [next]: { target: 'inner', guard: anyone } } },
        },
      },
      third: {
        entry: enter(r, { [name('Third')]: 1 }),
        after: { [name('Third')]: { target: 'third', reenter: true } },
        on: { [next]: { target: 'first', guard: anyone } },
      },
    },
  } as const
}

const machine = chart.createMachine({
  id: 'waits',
  context: ({ input }) => ({ days: {}, entered: {}, ...input }),
  initial: 'unopened',
  states: {
    unopened: { on: { BEGIN: { target: 'running', guard: anyone } } },
    running: {
      type: 'parallel',
      entry: enter('whole', { end: 30 }),
      after: { end: 'resting' },
      states: { p: region('p'), q: region('q') },
      on: { OUT: { target: 'resting', guard: anyone } },
    },
    resting: {
      entry: enter('whole', { rest: 3 }),
      after: { rest: 'running' },
      on: { REST: { target: 'resting', reenter: true, guard: anyone }, BEGIN: { target: 'running', guard: anyone } },
    },
  },
})

export const waits: Definition = {
  name: 'waits',
  title: 'Waits',
  version: 1,
  machine,
  rules,
  conditions: {},
  deadlines,
  events,
  messages: [],
}
