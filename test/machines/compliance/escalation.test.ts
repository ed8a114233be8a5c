import { describe, expect, test } from '@jest/globals'
import {
  administrator,
  assessmentOutcomesOfficer,
  auditor,
  caseworker,
  complianceOfficer,
  deputyDirector,
  director,
  lineManager,
  secondCaseworker,
} from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import {
  atStageThree,
  atStageTwo,
  caseworkTeam,
  evidence,
  firstLetter,
  goTo,
  judge,
  judgeReply,
  openPlaces,
  outcomesOfficer,
  overdue,
  propose,
  refuse,
  reply,
  secondLetter,
  start,
  started,
  withExecutive,
  wroteOnce,
  wroteTwice,
} from './stories.ts'
import { type Item, item, needsReason, neverBy } from './support.ts'

describe('who begins escalation', () => {
  proves(
    'C16a',
    'the monitor: of an intervention its assessment outcomes officer or the assessor, or a line manager in their stead',
    () => {
      for (const by of [assessmentOutcomesOfficer, caseworker, lineManager, deputyDirector])
        expect(overdue({ source: 'intervention' }).against(by, start())).toEqual([])
      for (const by of [secondCaseworker, complianceOfficer, outcomesOfficer, caseworkTeam, auditor, administrator])
        neverBy(overdue({ source: 'intervention' }), by, start(), 'C16a')
    },
  )

  proves('C16a', 'of an investigation or a premature closure: its caseworker, the compliance or the outcomes officer', () => {
    for (const source of ['investigation', 'premature'] as const) {
      for (const by of [caseworker, complianceOfficer, outcomesOfficer, lineManager])
        expect(overdue({ source }).against(by, start())).toEqual([])
      for (const by of [secondCaseworker, assessmentOutcomesOfficer, caseworkTeam, auditor, administrator])
        neverBy(overdue({ source }), by, start(), 'C16a')
    }
  })
})

describe('beginning escalation', () => {
  proves('C20', 'is for one of the five reasons, and says why; all of them are kept', () => {
    for (const reason of ['missedTargetDate', 'extendedDelay', 'prevarication', 'flawedRemedy'])
      expect(
        overdue()
          .against(caseworker, start(reason))
          .filter((each) => !each.endsWith('normally')),
      ).toEqual([])
    expect(() => overdue().tries(caseworker, start('impatience'))).toThrow(/reason/)
    expect(() => overdue().tries(caseworker, { ...start(), why: ' ' })).toThrow(/why/)
    const one = started()
    expect(one.escalation).toMatch(/^stage1\.letterDue/)
    expect(one.record.escalation).toMatchObject({
      startedOn: '2013-03-29',
      reasons: [{ on: '2013-03-29', reason: 'missedTargetDate', why: 'Nothing has come' }],
    })
    expect(one.duty('beginEscalation')).toBeUndefined()
    expect(one.duty('beginEscalationCaseworker')).toBeUndefined()
  })

  proves('C20', 'is possible before the date as well, when the organisation plays for time', () => {
    const one = item().moveTo('2013-03-10')
    one.does(caseworker, start('prevarication'))
    expect(one.escalation).toMatch(/^stage1\.letterDue/)
    expect(one.moveTo('2013-03-29').record.overdue).toEqual([{ since: '2013-03-29' }])
    expect(one.escalation).toMatch(/^stage1/)
    expect(one.duty('beginEscalation')).toBeUndefined()
  })

  proves('C20', 'for a missed date is not possible while the date has not been missed', () => {
    expect(item().moveTo('2013-03-28').against(caseworker, start()).length).toBeGreaterThan(0)
  })

  proves('C22', 'the compliance officer is notified, once: not again at later stages', () => {
    const one = started()
    expect(one.duties('noteEscalation')).toMatchObject([
      { to: 'complianceOfficer', cites: 'C22', endsBy: 'acknowledgement', dueOn: '2013-03-29' },
    ])
    one.file.does(complianceOfficer, 'casefile', { type: 'DUTY_DONE', duty: one.duty('noteEscalation')!.id })
    expect(one.duties('noteEscalation')).toEqual([])
    one.does(caseworker, firstLetter())
    one.does(caseworker, reply)
    one.does(caseworker, judgeReply(false))
    expect(one.escalation).toMatch(/^stage2/)
    one.does(deputyDirector, secondLetter('2013-04-10'))
    one.does(caseworker, reply)
    one.does(caseworker, judgeReply(false))
    expect(one.escalation).toMatch(/^stage3/)
    expect(one.duties('noteEscalation')).toEqual([])
  })

  proves('C22', 'also when it begins at stage 3, by an absolute refusal', () => {
    const one = item()
    one.does(caseworker, refuse(true))
    expect(one.duties('noteEscalation')).toMatchObject([{ to: 'complianceOfficer', cites: 'C22' }])
  })
})

describe('the order of the stages', () => {
  proves('C22e', 'stage 2 follows stage 1 without a satisfactory response, and stage 3 follows stage 2', () => {
    expect(atStageTwo().escalation).toMatch(/^stage2\.letterDue/)
    expect(atStageThree().escalation).toMatch(/^stage3\.conferring\.toPropose/)
    expect(atStageThree().record.escalation).toMatchObject({ stageReached: 3, replies: [{ satisfactory: false }, { satisfactory: false }] })
  })

  proves('C22e', 'no later letter is issued before its stage is reached', () => {
    for (const one of [item(), overdue(), started()])
      expect(one.tries(deputyDirector, secondLetter('2013-04-10')).outcome).not.toBe('taken')
    for (const one of [item(), overdue(), started(), atStageTwo()])
      expect(one.tries(deputyDirector, propose('furtherLetter')).outcome).not.toBe('taken')
  })

  proves('C22e', 'the next stage before its time is for the post that signs it', () => {
    const one = wroteOnce()
    for (const by of [caseworker, complianceOfficer, lineManager]) neverBy(one, by, goTo('stage2'), 'C22e')
    expect(one.against(director, goTo('stage2'))).toEqual([])
    one.does(deputyDirector, goTo('stage2'))
    expect(one.escalation).toMatch(/^stage2\.letterDue/)
    expect(one.record.escalation).toMatchObject({ stageReached: 2, reasons: [{}, { reason: 'prevarication', why: 'They play for time' }] })
    expect(() => wroteOnce().tries(deputyDirector, { type: 'GO_TO_STAGE', stage: 'stage3', why: 'Enough' })).toThrow(/reason/)
  })

  proves('C22e', 'another order needs a written reason as well: from stage 1 straight to stage 3', () => {
    for (const by of [caseworker, lineManager]) neverBy(wroteOnce(), by, goTo('stage3'), 'C22e')
    const one = wroteOnce()
    needsReason(one, deputyDirector, goTo('stage3'), 'C22f')
    expect(one.escalation).toMatch(/^stage3\.conferring\.toPropose/)
    expect(one.moveTo('2013-05-30').duties('actOnNoReply')).toEqual([])
  })

  proves('C22e', 'so does a stage repeated', () => {
    const one = wroteTwice()
    needsReason(one, deputyDirector, goTo('stage2'), 'C22e')
    expect(one.escalation).toMatch(/^stage2\.letterDue/)
    one.does(deputyDirector, secondLetter('2013-04-12'))
    expect(one.letters('stage2')).toHaveLength(2)
  })
})

describe('a satisfactory response', () => {
  proves('C22e', 'ends the escalation: back to monitoring, with a date', () => {
    const one = wroteOnce().moveTo('2013-04-03')
    one.does(caseworker, reply)
    expect(one.against(caseworker, judgeReply(true)).length).toBeGreaterThan(0)
    one.does(caseworker, judgeReply(true, '2013-04-20'))
    expect(one.escalation).toBe('none')
    expect(one.record.escalation.committedUntil).toBe('2013-04-20')
    expect(one.moveTo('2013-04-20').escalation).toBe('none')
    expect(one.moveTo('2013-04-21').escalation).toBe('due.toBegin')
    expect(one.duty('beginEscalation')).toMatchObject({ dueOn: '2013-04-21' })
  })

  test('does not move the target date: it is still the date that was missed', () => {
    const one = wroteOnce().moveTo('2013-04-03')
    one.does(caseworker, reply)
    one.does(caseworker, judgeReply(true, '2013-04-20'))
    expect(one.record).toMatchObject({
      targetDate: '2013-03-28',
      targetDates: [{ date: '2013-03-28' }],
      overdue: [{ since: '2013-03-29' }],
    })
  })

  test('names a day to come', () => {
    const one = wroteOnce().moveTo('2013-04-03')
    one.does(caseworker, reply)
    expect(one.against(caseworker, judgeReply(true, '2013-04-02')).length).toBeGreaterThan(0)
  })

  proves('C16a', 'is for the monitor to judge', () => {
    const toJudge = (source: 'intervention' | 'investigation') => {
      const one = wroteOnce({ source })
      one.does(caseworker, reply)
      return one
    }
    for (const by of [assessmentOutcomesOfficer, caseworker, lineManager])
      expect(toJudge('intervention').against(by, judgeReply(false))).toEqual([])
    for (const by of [complianceOfficer, secondCaseworker]) neverBy(toJudge('intervention'), by, judgeReply(false), 'C16a')
    for (const by of [complianceOfficer, outcomesOfficer]) expect(toJudge('investigation').against(by, judgeReply(false))).toEqual([])
    for (const by of [assessmentOutcomesOfficer, secondCaseworker]) neverBy(toJudge('investigation'), by, judgeReply(false), 'C16a')
  })
})

describe('evidence during a stage', () => {
  const withEvidence = (one: Item) => {
    one.does(caseworker, evidence)
    return one
  }

  proves('C22e', 'is also the reply to its letter: the clock records no silence', () => {
    const one = withEvidence(wroteOnce().moveTo('2013-04-05')).moveTo('2013-04-20')
    expect(one.record.escalation.letters).toEqual([{ stage: 'stage1', on: '2013-03-29', replyBy: '2013-04-08' }])
    expect(one.duty('actOnNoReply')).toBeUndefined()
  })

  proves('C22e', 'judged wanting, it is an unsatisfactory response: the next stage', () => {
    const one = withEvidence(wroteOnce())
    one.does(caseworker, judge('inadequate'))
    expect(one.escalation).toMatch(/^stage2\.letterDue/)
    const two = withEvidence(wroteTwice())
    two.does(caseworker, judge('flawed'))
    expect(two.escalation).toMatch(/^stage3\.conferring\.toPropose/)
  })

  test('may be judged after the reply was: it is wanting only once', () => {
    const one = withEvidence(wroteOnce())
    one.does(caseworker, judgeReply(false))
    expect(one.escalation).toMatch(/^stage2\.letterDue/)
    one.does(caseworker, judge('flawed'))
    expect(one.escalation).toMatch(/^stage2\.letterDue/)
  })

  test('found wanting after the reply was satisfactory: escalation is due again', () => {
    const one = withEvidence(wroteOnce())
    one.does(caseworker, judgeReply(true, '2013-04-30'))
    expect(one.escalation).toBe('none')
    one.does(caseworker, judge('flawed'))
    expect(one.escalation).toBe('due.toBegin')
  })

  proves('C16', 'judged satisfactory, it ends the item from whatever stage', () => {
    for (const one of [...Object.values(openPlaces).map((begin) => begin()), atStageThree(), withExecutive()]) {
      withEvidence(one).does(caseworker, judge('provided'))
      expect(one.place).toBe('closed.complied')
      expect(one.file.duties.filter(({ endsBy }) => endsBy === 'act')).toEqual([])
    }
  })
})
