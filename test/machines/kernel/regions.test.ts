import { expect, test } from '@jest/globals'
import { setup } from 'xstate'
import { arrowsWith, ofTheSubmission } from '../../../machines/kernel/arrow.ts'
import type { Definition, Stamp, SubmissionOf } from '../../../machines/kernel/definition.ts'
import { begun } from '../../../machines/kernel/desk.ts'
import { act, type FileState, offered, whoCould } from '../../../machines/kernel/file.ts'
import { rulesAbout } from '../../../machines/kernel/rule.ts'
import { placeOf } from '../../../machines/kernel/step.ts'
import { fromStored } from '../../../machines/kernel/stored.ts'
import { faultsOf } from '../../../machines/kernel/well-formed.ts'
import { act as event, plain } from '../../../machines/kernel/words.ts'
import { amy, dee, directory, lin, ombudsman, stamp } from './support/people.ts'

const title = { title: 'Go', done: 'went' }
const events = { STOP: event('STOP', { how: plain('How') }, title), HOLD: event('HOLD', {}, title), LETTER: event('LETTER', {}, title) }
type Submission = SubmissionOf<typeof events>

const { must } = rulesAbout<object>()
const rules = {
  byALineManager: must('I16', { who: { atLeast: 'lineManager' } }),
  byADirector: must('I16', { who: { atLeast: 'director' } }),
  byTheOmbudsman: must('C18', { who: { posts: ['ombudsman'] } }),
}
const conditions = { gently: ofTheSubmission<object, { how: string }>((_record, { how }) => how === 'gently') }
const { all, when, guards } = arrowsWith(rules, conditions)

/** STOP is for the Ombudsman around the regions; while the right one runs, it has two arrows of its own for it. States have ids of their own. */
const machine = setup({ types: { context: {} as object, events: {} as Submission & Stamp }, guards }).createMachine({
  id: 'two',
  context: {},
  initial: 'both',
  states: {
    both: {
      id: 'pair',
      type: 'parallel',
      on: { STOP: { target: 'stopped', guard: all('byTheOmbudsman') } },
      states: {
        left: {
          id: 'letters',
          initial: 'draft',
          states: {
            draft: { tags: 'standing', on: { LETTER: { target: 'sent', guard: all('byALineManager') } } },
            sent: { tags: 'standing' },
          },
        },
        right: {
          id: 'work',
          initial: 'running',
          states: {
            running: {
              id: 'deep',
              tags: 'standing',
              on: {
                STOP: [
                  { target: 'resting', guard: when('gently', 'byALineManager') },
                  { target: 'held', guard: all('byADirector') },
                ],
                HOLD: { target: 'held', guard: all('byALineManager') },
              },
            },
            resting: { tags: 'standing' },
            held: { tags: 'standing' },
          },
        },
      },
    },
    stopped: { tags: 'closed' },
  },
})
const two: Definition = { name: 'two', title: 'Two', version: 1, machine, rules, conditions, deadlines: {}, events, messages: [] }
const file: FileState = {
  id: 'f',
  revision: 0,
  duties: [],
  letters: [],
  instances: [{ id: 'i', machine: 'two', stored: begun(two, undefined).stored }],
}

const put = (held: FileState, by: typeof amy, submitted: { type: string; how?: string }) =>
  act({ two }, held, { instance: 'i', event: submitted }, stamp(by, '2026-03-12'))
const stands = (acted: ReturnType<typeof put>) =>
  acted.outcome === 'taken' ? placeOf(fromStored(two, acted.file.instances[0]!.stored)) : acted
const stop = { type: 'STOP', how: 'at once' }
const gently = { type: 'STOP', how: 'gently' }

test('what a region has an arrow for is decided there, and the arrow around the regions is not asked', () => {
  expect(faultsOf(two)).toEqual([])
  expect([stands(put(file, dee, stop)), stands(put(file, lin, gently))]).toEqual([
    'both.left.draft + both.right.held',
    'both.left.draft + both.right.resting',
  ])
  expect(put(file, lin, stop)).toMatchObject({ outcome: 'refused', refusals: [{ rule: 'byADirector' }] })
  expect(stands(put(file, ombudsman, stop))).toBe('both.left.draft + both.right.held')
})

test('the menu and the list of people read the same arrows', () => {
  const offer = (by: typeof amy) => offered({ two }, file, 'i', stamp(by, '2026-03-12')).find(({ type }) => type === 'STOP')
  expect(offer(amy)).toMatchObject({ offered: false, refusals: [{ rule: 'byALineManager' }, { rule: 'byADirector' }] })
  expect(offer(lin)).toMatchObject({ offered: true, onSomeAnswers: [{ rule: 'byADirector' }] })
  expect(offer(dee)).toMatchObject({ offered: true, onSomeAnswers: [] })
  expect(whoCould({ two }, file, 'i', 'STOP', directory, stamp(amy, '2026-03-12')).people).toEqual([
    'Lin',
    'Lou',
    'Max',
    'Dot',
    'Dee',
    'Cas',
    'Olive',
    'Upe',
  ])
})

test('where no region has an arrow for it any more, the one around them is meant, by all of them', () => {
  const held = put(file, lin, { type: 'HOLD' })
  if (held.outcome !== 'taken') throw new Error(held.outcome)
  expect(put(held.file, dee, stop)).toMatchObject({ outcome: 'refused', refusals: [{ rule: 'byTheOmbudsman' }] })
  expect(stands(put(held.file, ombudsman, stop))).toBe('stopped')
  expect(whoCould({ two }, held.file, 'i', 'STOP', directory, stamp(amy, '2026-03-12')).people).toEqual(['Olive'])
})

test('what one region takes leaves the others where they are', () => {
  expect(stands(put(file, lin, { type: 'LETTER' }))).toBe('both.left.sent + both.right.running')
  expect(put(file, amy, { type: 'LETTER' })).toMatchObject({ outcome: 'refused', refusals: [{ rule: 'byALineManager' }] })
})
