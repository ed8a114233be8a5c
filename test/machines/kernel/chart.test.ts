import { expect, test } from '@jest/globals'
import { chartOf, sayState } from '../../../machines/kernel/chart.ts'
import { complaint } from './support/complaint.ts'
import { item } from './support/item.ts'
import { definitions, request } from './support/request.ts'

const { states, arrows, ...named } = chartOf(request)
const state = (id: string) => states.find((each) => each.id === id)
const arrowsFrom = (from: string, event: string) => arrows.filter((arrow) => arrow.from === from && arrow.event === event)

test('a chart has its name and title, and every state with its parent, its first state, and whether it is closed', () => {
  expect(named).toEqual({ machine: 'request', title: 'Request', version: 1 })
  expect(states).toHaveLength(26)
  expect(state('request')).toEqual({ id: 'request', name: 'Request', type: 'compound', initial: 'request.running', closed: false })
  expect(state('request.running')).toEqual({
    id: 'request.running',
    name: 'Running',
    parent: 'request',
    type: 'parallel',
    closed: false,
    description: 'The organisation has been asked',
  })
  expect(state('request.running.answer.awaiting')).toMatchObject({
    initial: 'request.running.answer.awaiting.inTime',
    parent: 'request.running.answer',
  })
  expect(state('request.running.answer.awaiting.inTime')).toEqual({
    id: 'request.running.answer.awaiting.inTime',
    name: 'In time',
    parent: 'request.running.answer.awaiting',
    type: 'atomic',
    closed: false,
  })
  expect(states.filter(({ closed }) => closed).map(({ id }) => id)).toEqual([
    'request.closed',
    'request.closed.dropped',
    'request.closed.overruled',
    'request.closed.stopped',
  ])
})

test('an arrow of a person has its words, its condition, its rules with strength and paragraph, and its effects', () => {
  expect(arrowsFrom('request.running.answer.awaiting', 'ORGANISATION_ANSWERED')).toEqual([
    {
      from: 'request.running.answer.awaiting',
      to: ['request.signing'],
      event: 'ORGANISATION_ANSWERED',
      kind: 'person',
      words: 'Record the answer',
      when: 'agrees',
      rules: [
        { name: 'byTheCaseworker', strength: 'must', cites: 'I16' },
        { name: 'someAction', strength: 'must', cites: 'I21' },
        { name: 'actedOnWithinFourWeeks', strength: 'normally', cites: 'I21' },
        { name: 'prospectConsidered', strength: 'consider', cites: 'I11' },
      ],
      effects: ['tell'],
    },
    expect.objectContaining({ to: ['request.running.answer.escalated'], when: 'refusedBefore', effects: [] }),
    expect.objectContaining({
      to: ['request.running.answer.refused'],
      rules: [{ name: 'byTheCaseworker', strength: 'must', cites: 'I16' }],
      effects: ['createDuty', 'tell'],
    }),
  ])
})

test('an arrow of the clock has its deadline with the paragraph and the sum, one of a message neither rules nor a deadline', () => {
  expect(arrowsFrom('request.running.answer.awaiting.inTime', 'xstate.after.responseDue.request.running.answer.awaiting.inTime')).toEqual([
    {
      from: 'request.running.answer.awaiting.inTime',
      to: ['request.running.answer.awaiting.late'],
      event: 'xstate.after.responseDue.request.running.answer.awaiting.inTime',
      kind: 'clock',
      words: 'The response date passes',
      rules: [],
      effects: [],
      deadline: { name: 'responseDue', cites: 'I18', because: 'the day after the response date' },
    },
  ])
  expect(arrowsFrom('request', 'COMPLAINT_CLOSED')).toEqual([
    {
      from: 'request',
      to: ['request.closed.stopped'],
      event: 'COMPLAINT_CLOSED',
      kind: 'message',
      words: 'Complaint closed',
      rules: [],
      effects: ['endDuty', 'discardLetters'],
    },
  ])
})

test('an arrow that stays where it is points to its own state, and a region that listens says so', () => {
  expect(arrowsFrom('request.running.answer.refused', 'NOTE_REFUSAL')).toMatchObject([{ to: ['request.running.answer.refused'] }])
  expect(arrowsFrom('request.running.letter.ready', 'AGREE_LATER_RESPONSE')).toMatchObject([
    { alongside: true, rules: [], to: ['request.running.letter.outdated'] },
  ])
})

test('it is plain data, names no state or rule that is not there, and leaves out no event and no deadline of the machine', () => {
  for (const definition of Object.values(definitions)) {
    const chart = chartOf(definition)
    expect(JSON.parse(JSON.stringify(chart))).toEqual(chart)
    const ids = chart.states.map(({ id }) => id)
    for (const { from, to, rules } of chart.arrows) {
      expect(ids).toEqual(expect.arrayContaining([from, ...to]))
      for (const { name, cites } of rules) expect(definition.rules[name]!.cites).toBe(cites)
    }
    const drawn = new Set(chart.arrows.map(({ event }) => event))
    expect(Object.keys(definition.events).filter((type) => !drawn.has(type))).toEqual([])
    expect(new Set(chart.arrows.flatMap(({ deadline }) => deadline?.name ?? []))).toEqual(new Set(Object.keys(definition.deadlines)))
  }
})

test('a state with an id of its own is told by it', () => {
  const { arrows: ofItem } = chartOf(item)
  expect(ofItem.filter(({ kind }) => kind === 'clock').map(({ from, to }) => [from, to])).toEqual([
    ['item.monitored', ['lateItem']],
    ['item.monitored.quiet', ['item.monitored.reminded']],
    ['lateItem', ['lateItem']],
  ])
  expect(chartOf(complaint).arrows.filter(({ kind }) => kind === 'clock')).toEqual([])
})

test.each([
  ['awaitingSignOff', 'Awaiting sign-off'],
  ['atStage2', 'At stage 2'],
  ['open', 'Open'],
  ['stage10Begun', 'Stage 10 begun'],
])('%s is said "%s"', (key, said) => {
  expect(sayState(key)).toBe(said)
})
