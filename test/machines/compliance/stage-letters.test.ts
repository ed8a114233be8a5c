import { describe, expect, test } from '@jest/globals'
import { addDays } from '../../../machines/kernel/calendar.ts'
import { office } from '../../support/file.ts'
import {
  assessmentOutcomesOfficer,
  auditor,
  caseworker,
  complianceOfficer,
  deputyDirector,
  director,
  lineManager,
  ombudsman,
  operationsManager,
  secondCaseworker,
} from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import {
  agreedStep,
  atStageTwo,
  deputyDirectorElsewhere,
  firstLetter,
  judgeReply,
  outcomesOfficer,
  propose,
  reply,
  secondLetter,
  started,
  wroteOnce,
  wroteTwice,
} from './stories.ts'
import { type Item, needsReason, neverBy } from './support.ts'

const furtherLetter = (replyBy: string) => ({ type: 'ISSUE_FURTHER_LETTER', replyBy })

describe('the stage 1 letter', () => {
  proves('C16a', 'is the monitor’s to send', () => {
    for (const by of [caseworker, complianceOfficer, outcomesOfficer, lineManager, deputyDirector])
      expect(started().against(by, firstLetter())).toEqual([])
    for (const by of [secondCaseworker, assessmentOutcomesOfficer, auditor]) neverBy(started(), by, firstLetter(), 'C16a')
    expect(started({ source: 'intervention' }).against(assessmentOutcomesOfficer, firstLetter())).toEqual([])
    neverBy(started({ source: 'intervention' }), complianceOfficer, firstLetter(), 'C16a')
  })

  proves('C22a', 'asks for a response, or explains why we are concerned and asks for one', () => {
    expect(started().against(caseworker, firstLetter('2013-04-08', { asks: 'response' }))).toEqual([])
    const explained = firstLetter('2013-04-08', { asks: 'explanationAndResponse', concern: 'They have missed three dates' })
    expect(started().against(caseworker, explained)).toEqual([])
    needsReason(started(), caseworker, firstLetter('2013-04-08', { asks: 'explanationAndResponse' }), 'C22a')
    needsReason(started(), caseworker, firstLetter('2013-04-08', { asks: undefined }), 'C22a')
  })

  proves('C22', 'goes to the organisation, and is kept as sent with its reply date', () => {
    const one = wroteOnce()
    expect(one.letters('stage1')).toMatchObject([{ to: { organisation: office }, sentOn: '2013-03-29', body: expect.any(String) }])
    expect(one.record.escalation.letters).toEqual([{ stage: 'stage1', on: '2013-03-29', replyBy: '2013-04-08' }])
    expect(one.escalation).toBe('stage1.awaitingReply')
    expect(one.duties('issueStageLetter')).toEqual([])
  })

  proves('C22', 'is due the day the stage is reached', () => {
    expect(started().duties('issueStageLetter')).toContainEqual(expect.objectContaining({ dueOn: '2013-03-29' }))
    expect(atStageTwo().duties('issueStageLetter')).toContainEqual(expect.objectContaining({ dueOn: '2013-04-03' }))
  })
})

describe('the stage 2 letter', () => {
  proves('C22b', 'is issued by a deputy director or above', () => {
    for (const by of [deputyDirector, deputyDirectorElsewhere, director, ombudsman])
      expect(atStageTwo().against(by, secondLetter('2013-04-15'))).toEqual([])
    for (const by of [caseworker, complianceOfficer, lineManager, operationsManager, auditor])
      neverBy(atStageTwo(), by, secondLetter('2013-04-15'), 'C22b')
    expect(atStageTwo().refused(operationsManager, secondLetter('2013-04-15'))[0]!.because).toMatch(/deputy director or above/)
    expect(wroteTwice().letters('stage2')).toMatchObject([{ to: { organisation: office }, sentOn: '2013-04-03' }])
  })

  proves('C22e', 'follows silence without another act between', () => {
    const one = wroteOnce().moveTo('2013-04-09')
    expect(one.escalation).toBe('stage1.noReply')
    neverBy(one, lineManager, secondLetter('2013-04-20'), 'C22b')
    one.does(deputyDirector, secondLetter('2013-04-20'))
    expect(one.escalation).toBe('stage2.awaitingReply')
    expect(one.record.escalation).toMatchObject({ stageReached: 2, letters: [{ stage: 'stage1' }, { stage: 'stage2' }] })
    expect(one.duty('actOnNoReply')).toBeUndefined()
  })
})

describe('the date by which a letter asks for a reply', () => {
  const ready: readonly (readonly [string, () => Item, (replyBy: string) => { type: string }])[] = [
    ['stage 1', started, firstLetter],
    ['stage 2', atStageTwo, secondLetter],
    ['further', () => agreedStep('furtherLetter'), furtherLetter],
  ]

  proves('C22d', 'is set in every letter', () => {
    for (const [, begin, letter] of ready)
      expect(() => begin().tries(deputyDirector, { ...letter('2013-04-30'), replyBy: undefined })).toThrow(/replyBy/)
  })

  proves('C22d', 'is 7 to 14 calendar days ahead, the day of issue being day 0; outside that it needs a reason', () => {
    for (const [, begin, letter] of ready) {
      const { day } = begin().file
      for (const ahead of [7, 10, 14]) expect(begin().against(deputyDirector, letter(addDays(day, ahead)))).toEqual([])
      for (const ahead of [6, 15, 1]) needsReason(begin(), deputyDirector, letter(addDays(day, ahead)), 'C22d')
    }
  })

  proves('C22d', 'is a day to come, whatever reason is written', () => {
    for (const [, begin, letter] of ready) {
      const { day } = begin().file
      for (const ahead of [0, -1]) neverBy(begin(), deputyDirector, letter(addDays(day, ahead)), 'C22d')
    }
  })

  test('on a weekend or a bank holiday stays there', () => {
    const one = started()
    one.does(caseworker, firstLetter('2013-04-07'))
    expect(one.moveTo('2013-04-07').escalation).toBe('stage1.awaitingReply')
    expect(one.moveTo('2013-04-08').escalation).toBe('stage1.noReply')
  })
})

describe('when no reply comes', () => {
  proves('C22d', 'the clock records it on the day after, and a duty falls that day on who must act next', () => {
    const one = wroteOnce().moveTo('2013-04-08')
    expect(one.escalation).toBe('stage1.awaitingReply')
    one.moveTo('2013-04-19')
    expect(one.escalation).toBe('stage1.noReply')
    expect(one.record.escalation.letters).toMatchObject([{ noReplySince: '2013-04-09' }])
    expect(one.duties('actOnNoReply')).toMatchObject([{ dueOn: '2013-04-09', cites: 'C22d' }])
    const two = wroteTwice().moveTo('2013-05-16')
    expect(two.escalation).toBe('stage2.noReply')
    expect(two.duties('actOnNoReply')).toMatchObject([{ dueOn: '2013-04-16' }])
  })

  proves('C22d', 'the clock sends nothing and goes no further by itself', () => {
    for (const begin of [started, wroteOnce, atStageTwo, wroteTwice]) {
      const one = begin()
      const [stage] = one.escalation.split('.')
      const sent = ['stage1', 'stage2', 'stage3'].map((letter) => one.letters(letter).length)
      one.moveTo('2014-03-29')
      expect(one.escalation.split('.')[0]).toBe(stage)
      expect(['stage1', 'stage2', 'stage3'].map((letter) => one.letters(letter).length)).toEqual(sent)
    }
  })

  proves('C22d', 'a reply is still taken, and judged within a week', () => {
    for (const one of [wroteOnce().moveTo('2013-04-12'), wroteTwice().moveTo('2013-04-20')]) {
      const { day } = one.file
      one.does(caseworker, reply)
      expect(one.escalation).toMatch(/^stage[12]\.replyToJudge\.inTime$/)
      expect(one.duty('actOnNoReply')).toBeUndefined()
      expect(one.duties('judgeReply')).toContainEqual(expect.objectContaining({ dueOn: addDays(day, 7) }))
      expect(one.moveTo(addDays(day, 8)).escalation).toMatch(/^stage[12]\.replyToJudge\.late$/)
      expect(one.against(caseworker, judgeReply(true, addDays(day, 30)))).toEqual([])
    }
  })

  proves('C22e', 'at stage 2, stage 3 begins with what the deputy director proposes', () => {
    const one = wroteTwice().moveTo('2013-04-16')
    one.does(deputyDirector, propose('furtherLetter'))
    expect(one.escalation).toMatch(/^stage3\.conferring\.proposed/)
    expect(one.record.escalation.stageReached).toBe(3)
  })
})
