import { describe, expect, test } from '@jest/globals'
import { caseworker, deputyDirector, operationsManager } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { askExtension, atStageThree, extend, openPlaces, overdue, secondLetter, start, started, wroteOnce, wroteTwice } from './stories.ts'
import { takenForReasons } from './support.ts'

describe('an extension during a stage', () => {
  proves('C13', 'ends the stage and its reply clock: back to monitoring, and the stage reached is kept', () => {
    const one = wroteOnce().moveTo('2013-04-02')
    one.does(caseworker, askExtension())
    takenForReasons(one, operationsManager, extend(), 'C13')
    expect(one.escalation).toBe('none')
    expect(one.record.escalation.stageReached).toBe(1)
    one.moveTo('2013-04-30')
    expect(one.escalation).toBe('none')
    expect(one.record.escalation.letters).toEqual([{ stage: 'stage1', on: '2013-03-29', replyBy: '2013-04-08' }])
    expect(one.duty('actOnNoReply')).toBeUndefined()
  })

  proves('C20', 'the extended date missed as well, escalation goes on at the next stage', () => {
    const one = wroteOnce().moveTo('2013-04-02')
    one.does(caseworker, askExtension())
    takenForReasons(one, operationsManager, extend(), 'C13')
    one.moveTo('2013-05-01')
    expect(one.escalation).toBe('due.toBegin')
    expect(one.duty('beginEscalation')).toMatchObject({ dueOn: '2013-05-01', cites: 'C20' })
    one.does(caseworker, start())
    expect(one.escalation).toMatch(/^stage2\.letterDue/)
    expect(one.against(deputyDirector, secondLetter('2013-05-10'))).toEqual([])
  })

  proves('C20', 'after stage 2 the next stage is stage 3', () => {
    const one = wroteTwice().moveTo('2013-04-05')
    one.does(caseworker, askExtension())
    takenForReasons(one, operationsManager, extend(), 'C13')
    one.moveTo('2013-05-01')
    one.does(caseworker, start())
    expect(one.escalation).toMatch(/^stage3\.conferring\.toPropose/)
  })

  test('also at stage 3; missed again, it is stage 3 once more', () => {
    const one = atStageThree()
    one.does(caseworker, askExtension())
    takenForReasons(one, operationsManager, extend(), 'C13')
    expect(one.escalation).toBe('none')
    expect(one.file.duties.filter(({ name }) => name === 'proposeStep')).toEqual([])
    one.moveTo('2013-05-01')
    one.does(caseworker, start())
    expect(one.escalation).toMatch(/^stage3\.conferring\.toPropose/)
  })

  proves('C13', 'declined, the stage and its reply clock go on', () => {
    const one = wroteOnce().moveTo('2013-04-02')
    one.does(caseworker, askExtension())
    one.does(operationsManager, { type: 'DECLINE_EXTENSION', why: 'The details were given in January' })
    expect(one.escalation).toBe('stage1.awaitingReply')
    expect(one.moveTo('2013-04-09').escalation).toBe('stage1.noReply')
  })

  test('while escalation is held back too: it is due again when the new date is missed', () => {
    const one = openPlaces['heldBack']!()
    one.does(caseworker, askExtension())
    takenForReasons(one, operationsManager, extend(), 'C13')
    expect(one.escalation).toBe('none')
    expect(one.moveTo('2013-04-30').escalation).toBe('none')
    expect(one.moveTo('2013-05-01').escalation).toBe('due.toBegin')
  })

  proves('C22e', 'before its letter was written keeps nothing that was answered: that letter still comes first', () => {
    const one = started()
    one.does(caseworker, askExtension())
    takenForReasons(one, operationsManager, extend(), 'C13')
    one.moveTo('2013-05-01')
    one.does(caseworker, start())
    expect(one.escalation).toMatch(/^stage1\.letterDue/)
  })

  test('while escalation is merely due ends that as well', () => {
    const one = overdue()
    one.does(caseworker, askExtension())
    takenForReasons(one, operationsManager, extend(), 'C13')
    expect(one.escalation).toBe('none')
    expect(one.duty('beginEscalationCaseworker')).toBeUndefined()
  })
})
