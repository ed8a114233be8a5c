import { describe, expect, test } from '@jest/globals'
import { caseworker, deputyDirector } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import {
  atStageTwo,
  evidence,
  judge,
  judgeReply,
  overdue,
  refuse,
  reply,
  secondLetter,
  start,
  started,
  wroteOnce,
  wroteTwice,
} from './stories.ts'
import { item } from './support.ts'

describe('evidence that came in time and is entered late', () => {
  proves('C20', 'answers the clock’s "overdue": it is marked so, and escalation is no longer due', () => {
    const one = overdue().moveTo('2013-04-10')
    one.does(caseworker, { ...evidence, happenedOn: '2013-03-27' })
    expect(one.record.overdue).toEqual([{ since: '2013-03-29', answeredInTime: true }])
    expect(one.escalation).toBe('none')
    expect(one.date).toBe('passed.withUs')
    expect(one.duty('beginEscalation')).toBeUndefined()
    expect(one.duty('beginEscalationCaseworker')).toBeUndefined()
    one.does(caseworker, judge('provided'))
    expect(one.record).toMatchObject({ ending: 'complied', providedOn: '2013-03-27', overdue: [{ answeredInTime: true }] })
  })

  proves('C20', 'and is judged wanting: it was overdue from the day after the target after all', () => {
    const one = overdue().moveTo('2013-04-10')
    one.does(caseworker, { ...evidence, happenedOn: '2013-03-27' })
    one.does(caseworker, judge('incomplete'))
    expect(one.record.overdue.filter(({ answeredInTime }) => !answeredInTime)).toEqual([{ since: '2013-03-29' }])
    expect(one.escalation).toBe('due.toBegin')
  })

  test('that came on the target date itself was in time; a day later it was not', () => {
    for (const [happenedOn, inTime] of [
      ['2013-03-28', true],
      ['2013-03-29', false],
    ] as const) {
      const one = overdue().moveTo('2013-04-10')
      one.does(caseworker, { ...evidence, happenedOn })
      expect(one.record.overdue).toEqual([{ since: '2013-03-29', ...(inTime && { answeredInTime: true }) }])
      expect(one.escalation).toBe(inTime ? 'none' : 'due.toBegin')
    }
  })

  test('keeps both moments: when it happened, and when it was entered', () => {
    const one = overdue().moveTo('2013-04-10')
    const { lines } = one.does(caseworker, { ...evidence, happenedOn: '2013-03-27' })
    expect(lines.find(({ event }) => event === 'EVIDENCE_RECEIVED')!.stamp).toMatchObject({ happenedOn: '2013-03-27', today: '2013-04-10' })
    expect(one.record.evidence).toMatchObject([{ receivedOn: '2013-03-27' }])
  })
})

describe('a reply that came in time and is entered late', () => {
  proves('C22d', 'answers the clock’s "no reply"', () => {
    const one = wroteOnce().moveTo('2013-04-15')
    expect(one.record.escalation.letters).toMatchObject([{ noReplySince: '2013-04-09' }])
    one.does(caseworker, { ...reply, happenedOn: '2013-04-08' })
    expect(one.record.escalation.letters).toMatchObject([{ answeredInTime: true }])
    expect(one.escalation).toBe('stage1.replyToJudge.inTime')
    expect(one.duty('actOnNoReply')).toBeUndefined()
  })

  proves('C22d', 'evidence does so too, in stage 2 (entered with its true date)', () => {
    const one = wroteTwice().moveTo('2013-04-22')
    expect(one.escalation).toBe('stage2.noReply')
    one.does(caseworker, { ...evidence, happenedOn: '2013-04-12' })
    expect(one.record.escalation.letters.at(-1)).toMatchObject({ stage: 'stage2', answeredInTime: true })
    expect(one.duty('actOnNoReply')).toBeUndefined()
    one.does(caseworker, judge('provided'))
    expect(one.record).toMatchObject({ ending: 'complied', providedOn: '2013-04-12', overdue: [{ since: '2013-03-29' }] })
  })

  test('that came before the letter went is no answer to it', () => {
    const one = wroteOnce().moveTo('2013-04-15')
    one.does(caseworker, { ...reply, happenedOn: '2013-03-20' })
    expect(one.record.escalation.letters[0]).not.toHaveProperty('answeredInTime')
    expect(one.escalation).toBe('stage1.noReply')
  })

  test('that came after its date does not', () => {
    const one = wroteOnce().moveTo('2013-04-15')
    one.does(caseworker, { ...reply, happenedOn: '2013-04-09' })
    expect(one.record.escalation.letters[0]).not.toHaveProperty('answeredInTime')
    expect(one.record.escalation.letters[0]).toMatchObject({ noReplySince: '2013-04-09' })
    one.does(caseworker, judgeReply(false))
    expect(one.escalation).toMatch(/^stage2\.letterDue/)
  })
})

describe('a reply to stage 1 that is found after the stage 2 letter went', () => {
  /** The stage 2 letter went on 9 April; on the 12th a reply of the 5th was entered. */
  function found() {
    const one = wroteOnce().moveTo('2013-04-09')
    one.does(deputyDirector, secondLetter('2013-04-20'))
    one.moveTo('2013-04-12')
    one.does(caseworker, { ...reply, happenedOn: '2013-04-05' })
    return one
  }

  proves('C22d', 'answers the stage 1 letter, in time, and not the stage 2 letter', () => {
    const [first, second] = found().record.escalation.letters
    expect(first).toMatchObject({ stage: 'stage1', noReplySince: '2013-04-09', answeredInTime: true })
    expect(second).toEqual({ stage: 'stage2', on: '2013-04-09', replyBy: '2013-04-20' })
  })

  proves('C22e', 'is judged: unsatisfactory, stage 2 still has its time; satisfactory, it ends the escalation', () => {
    const wanting = found()
    expect(wanting.duty('judgeReply')).toMatchObject({ dueOn: '2013-04-19' })
    wanting.does(caseworker, judgeReply(false))
    expect(wanting.duty('judgeReply')).toBeUndefined()
    expect(wanting.moveTo('2013-04-20').escalation).toBe('stage2.awaitingReply')
    expect(wanting.moveTo('2013-04-21').escalation).toBe('stage2.noReply')
    const enough = found()
    enough.does(caseworker, judgeReply(true, '2013-04-30'))
    expect(enough.escalation).toBe('none')
  })

  test('a reply to the stage 2 letter itself is one', () => {
    const one = found()
    one.does(caseworker, reply)
    expect(one.escalation).toBe('stage2.replyToJudge.inTime')
  })
})

describe('evidence that was there before a stage began', () => {
  test('entered at stage 1, it shows that the date was not missed; it is judged, and the stage waits', () => {
    const one = wroteOnce().moveTo('2013-04-02')
    one.does(caseworker, { ...evidence, happenedOn: '2013-03-26' })
    expect(one.record.overdue).toEqual([{ since: '2013-03-29', answeredInTime: true }])
    one.does(caseworker, judge('provided'))
    expect(one.place).toBe('closed.complied')
  })

  proves('C20', 'entered before the stage 1 letter went: escalation was not due, and is not', () => {
    const one = started().moveTo('2013-04-01')
    one.does(caseworker, { ...evidence, happenedOn: '2013-03-27' })
    expect(one.escalation).toBe('none')
    expect(one.duties('issueStageLetter')).toEqual([])
    expect(one.record.overdue).toEqual([{ since: '2013-03-29', answeredInTime: true }])
  })

  test('provided in time and told during stage 2: the date was not missed', () => {
    const one = wroteTwice().moveTo('2013-04-12')
    one.does(caseworker, { ...evidence, providedOn: '2013-03-27' })
    expect(one.record.overdue).toEqual([{ since: '2013-03-29', answeredInTime: true }])
  })

  test('judged wanting there, it is an unsatisfactory response', () => {
    const one = wroteOnce().moveTo('2013-04-02')
    one.does(caseworker, { ...evidence, happenedOn: '2013-03-26' })
    one.does(caseworker, judge('somethingDifferent'))
    expect(one.escalation).toMatch(/^stage2\.letterDue/)
  })
})

describe('a refusal entered late', () => {
  proves('C19', 'makes escalation due from the day it happened', () => {
    const one = item().moveTo('2013-03-20')
    one.does(caseworker, refuse(false, { happenedOn: '2013-03-12' }))
    expect(one.record.escalation.refusals).toMatchObject([{ on: '2013-03-12' }])
    expect(one.duty('beginEscalation')).toMatchObject({ dueOn: '2013-03-12', shownToLineManagerOn: '2013-03-15', enteredLate: true })
  })
})

describe('an act of authority', () => {
  test('is dated when it is recorded, and takes no other day', () => {
    for (const [one, event] of [
      [overdue(), start()],
      [atStageTwo(), { type: 'ISSUE_STAGE_2_LETTER', replyBy: '2013-04-15' }],
    ] as const)
      expect(() => one.tries(caseworker, { ...event, happenedOn: '2013-03-02' })).toThrow(/happenedOn/)
  })
})
