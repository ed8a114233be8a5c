import { expect, test } from '@jest/globals'
import { definitions } from '../../machines/index.ts'
import { begun, type Office } from '../../machines/office/record.ts'
import { lostBetween, possibleStill } from '../../src/shown/administration/lost.ts'
import { stands } from '../machines/office/support.ts'
import { proves } from '../support/proves.ts'

const before = { ...begun, ...stands } as Office
const withoutHolderOf = (key: string) => {
  const after = { ...before, holdings: before.holdings.filter(({ post }) => post !== key) }
  return lostBetween(definitions, { before, after, day: '2013-03-05' }, ['caseworker', 'secondCaseworker'])
}
const lostTo = (key: string, type: string, open: object) =>
  withoutHolderOf(key).some(
    (lost) => lost.type === type && lost.isLostTo({ directorate: 'customerServices', source: null, ...open } as never),
  )

proves(
  'I20',
  'of escalations to pass on, those are lost with a line manager that are theirs alone: other caseworkers have managers of their own',
  () => {
    const escalated = { machine: 'approach', state: 'escalated.withLineManager.inTime' }
    expect(lostTo('lineManager', 'PASS_ON', { ...escalated, caseworker: 'caseworker' })).toBe(true)
    expect(lostTo('lineManager', 'PASS_ON', { ...escalated, caseworker: 'director' })).toBe(false)
    expect(lostTo('lineManager', 'PASS_ON', { ...escalated, state: 'answered', caseworker: 'caseworker' })).toBe(false)
  },
)

test('a step is lost to what stands where it is done, in the directorate of who did it', () => {
  const conferring = {
    machine: 'compliance',
    state: 'open.escalation.stage3.conferring.toPropose.inTime',
    source: 'investigation',
    caseworker: null,
  }
  expect(lostTo('deputyDirector', 'PROPOSE_STEP', conferring)).toBe(true)
  expect(lostTo('deputyDirector', 'PROPOSE_STEP', { ...conferring, directorate: 'operations' })).toBe(false)
  expect(lostTo('deputyDirector', 'PROPOSE_STEP', { ...conferring, state: 'open.escalation.none' })).toBe(false)
})

test('what stands counts for one of those whom a lost step is for, and not for each', () => {
  const passingOn = withoutHolderOf('lineManager').filter(({ type }) => type === 'PASS_ON')
  expect(passingOn.map(({ caseworkers }) => caseworkers)).toEqual([undefined, ['caseworker', 'secondCaseworker']])
  const escalated = { machine: 'approach', state: 'escalated.withLineManager.inTime', directorate: 'customerServices', source: null }
  const countedIn = (caseworker: string | null) => passingOn.map(({ isLostTo }) => isLostTo({ ...escalated, caseworker } as never))
  expect([countedIn('caseworker'), countedIn(null)]).toEqual([
    [false, true],
    [true, false],
  ])
})

test('a signature that a line manager is asked for can still be given by those above, while one of them is there', () => {
  const waiting = {
    machine: 'intervention',
    state: 'attempt.awaitingSignOff.inTime',
    directorate: 'customerServices',
    source: null,
    caseworker: 'caseworker',
  }
  const signedWith = (posts: readonly string[]) => {
    const after = { ...before, holdings: before.holdings.filter(({ post }) => posts.includes(post)) }
    return possibleStill(definitions, { before, after, day: '2013-03-05' }, 'SIGN_OFF')(waiting as never)
  }
  expect(signedWith(['operationsManager', 'caseworker'])).toBe(true)
  expect(signedWith(['caseworker'])).toBe(false)
})
