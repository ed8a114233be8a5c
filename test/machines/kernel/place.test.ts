import { expect, test } from '@jest/globals'
import { carriedOver, statesIn } from '../../../machines/kernel/place.ts'

/** For each state of the place now, the one with which it goes on; a dash where it is new. */
const carried = (before: string, after: string) => {
  const from = carriedOver(before, after)
  return Object.fromEntries(statesIn(after).map((path) => [path, from.get(path) ?? '–']))
}

test('what is as it was goes on as itself, in every region', () => {
  const place = 'open.target.due + open.evidence.awaited'
  expect(carried(place, place)).toEqual(Object.fromEntries(statesIn(place).map((path) => [path, path])))
})

test('what has another name goes on as what stood in its place', () => {
  expect(carried('open.waiting', 'open.pending')).toEqual({ '': '', open: 'open', 'open.pending': 'open.waiting' })
  expect(carried('open.stage.asked.late', 'open.phase.asked.late')).toEqual({
    '': '',
    open: 'open',
    'open.phase': 'open.stage',
    'open.phase.asked': 'open.stage.asked',
    'open.phase.asked.late': 'open.stage.asked.late',
  })
})

test('what has another name and is nested otherwise goes on as what was the innermost', () => {
  expect(carried('open.waiting', 'open.work.pending')).toEqual({
    '': '',
    open: 'open',
    'open.work': 'open.waiting',
    'open.work.pending': 'open.waiting',
  })
})

test('what is nested otherwise goes on by its name, and a state put around it stands as long as it', () => {
  expect(carried('open.waiting', 'open.work.waiting')).toEqual({
    '': '',
    open: 'open',
    'open.work': 'open.waiting',
    'open.work.waiting': 'open.waiting',
  })
  expect(carried('open.work.waiting', 'open.waiting')).toEqual({ '': '', open: 'open', 'open.waiting': 'open.work.waiting' })
})

test('a state put inside stands as long as what it is in', () => {
  expect(carried('open.waiting', 'open.waiting.fresh')['open.waiting.fresh']).toBe('open.waiting')
})

test('regions that are told in another order, or in more of them, go on as themselves', () => {
  expect(carried('open.target.due + open.evidence.awaited', 'open.evidence.awaited + open.goal.due + open.review.none')).toMatchObject({
    'open.evidence.awaited': 'open.evidence.awaited',
    'open.goal.due': 'open.target.due',
    'open.goal': 'open.target',
    'open.review': 'open',
    'open.review.none': 'open',
  })
})

test('what goes on as itself lends nothing to a new state beside it, where another one that has left is as like', () => {
  expect(carried('open.escalation.none + open.extension.none', 'open.delay.none + open.escalation.none')).toEqual({
    '': '',
    open: 'open',
    'open.escalation': 'open.escalation',
    'open.escalation.none': 'open.escalation.none',
    'open.delay': 'open.extension',
    'open.delay.none': 'open.extension.none',
  })
})

test('of two new states the one that is more like what has left goes on with it, whichever is told first', () => {
  const before = 'open.evidence.awaited + open.target.due'
  for (const after of [
    'open.review.none + open.evidence.awaited + open.goal.due',
    'open.goal.due + open.review.none + open.evidence.awaited',
  ])
    expect(carried(before, after)).toMatchObject({
      'open.goal': 'open.target',
      'open.goal.due': 'open.target.due',
      'open.review': 'open',
      'open.review.none': 'open',
    })
})

test('nothing goes on from nowhere', () => {
  expect(carried('', 'open.waiting')).toEqual({ '': '–', open: '–', 'open.waiting': '–' })
})
