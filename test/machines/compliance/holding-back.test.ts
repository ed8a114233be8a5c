import { describe, expect, test } from '@jest/globals'
import {
  assessmentOutcomesOfficer,
  auditor,
  caseworker,
  complianceOfficer,
  delegatedBy,
  director,
  lineManager,
  operationsManager,
  otherLineManager,
  secondCaseworker,
} from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { askToHoldBack, evidence, holdBack, judge, judgeReply, overdue, refuse, start } from './stories.ts'
import { type Item, item, needsReason, neverBy } from './support.ts'

/** The caseworker asked on 29 March to have escalation held back. */
function asked(): Item {
  const one = overdue()
  one.does(caseworker, askToHoldBack)
  return one
}
function held(reviewOn = '2013-04-05'): Item {
  const one = asked()
  one.does(lineManager, holdBack(reviewOn))
  return one
}

describe('who holds escalation back', () => {
  proves('C20', 'a line manager or above', () => {
    for (const by of [lineManager, otherLineManager, operationsManager, director]) expect(asked().against(by, holdBack())).toEqual([])
    for (const by of [caseworker, secondCaseworker, complianceOfficer, assessmentOutcomesOfficer, auditor])
      neverBy(asked(), by, holdBack(), 'C20')
    expect(asked().refused(complianceOfficer, holdBack())[0]!.because).toMatch(/line manager or above/)
  })

  proves('C20', 'not whoever asked for it, nor anybody under that person’s delegation', () => {
    const one = overdue()
    one.does(lineManager, askToHoldBack)
    neverBy(one, lineManager, holdBack(), 'C20')
    neverBy(one, delegatedBy(lineManager, secondCaseworker, 'lineManager'), holdBack(), 'C20')
    expect(one.against(otherLineManager, holdBack())).toEqual([])
  })

  proves('C20', 'once another has been held back, the asker of the first may decide about the second', () => {
    const one = overdue()
    one.does(lineManager, askToHoldBack)
    one.does(otherLineManager, holdBack())
    one.moveTo('2013-04-06')
    one.does(caseworker, askToHoldBack)
    expect(one.against(lineManager, holdBack('2013-04-12'))).toEqual([])
  })
})

describe('escalation held back', () => {
  proves('C20', 'has a reason and a review date at most fourteen days ahead; longer needs a written reason', () => {
    expect(() => asked().tries(lineManager, { ...holdBack(), why: ' ' })).toThrow(/why/)
    expect(() => asked().tries(lineManager, { ...holdBack(), reviewOn: undefined })).toThrow(/reviewOn/)
    expect(asked().against(lineManager, holdBack('2013-04-12'))).toEqual([])
    needsReason(asked(), lineManager, holdBack('2013-04-13'), 'C20')
    expect(asked().against(lineManager, holdBack('2013-03-28')).length).toBeGreaterThan(0)
  })

  proves('C20', 'is due again on the review date, and the number of times is shown', () => {
    const one = held()
    expect(one.escalation).toBe('heldBack')
    expect(one.duty('beginEscalation')).toBeUndefined()
    expect(one.moveTo('2013-04-04').escalation).toBe('heldBack')
    one.moveTo('2013-04-20')
    expect(one.escalation).toBe('due.toBegin')
    expect(one.duty('beginEscalation')).toMatchObject({ dueOn: '2013-04-05', shownToLineManagerOn: '2013-04-08', cites: 'C20' })
    one.does(caseworker, askToHoldBack)
    one.does(lineManager, holdBack('2013-04-30'))
    expect(one.record.escalation.heldBack).toMatchObject([
      { on: '2013-03-29', until: '2013-04-05', why: 'It is being signed' },
      { on: '2013-04-20', until: '2013-04-30' },
    ])
  })

  test('is overdue all the same, and the complainant is kept up to date', () => {
    const one = held('2013-04-12')
    expect(one.date).toBe('passed.overdue')
    expect(one.moveTo('2013-04-12').duty('updateComplainant')).toMatchObject({ cites: 'C14' })
  })

  proves('C20', 'is only possible while escalation is due', () => {
    expect(item().tries(lineManager, holdBack())).toMatchObject({ outcome: 'notAccepted' })
    expect(item().tries(caseworker, askToHoldBack)).toMatchObject({ outcome: 'notAccepted' })
    const one = overdue()
    one.does(caseworker, start())
    expect(one.tries(lineManager, holdBack('2013-04-05'))).toMatchObject({ outcome: 'notAccepted' })
  })

  proves('C20', 'asked for, is a line manager’s to decide that day, whatever comes meanwhile', () => {
    const ways: readonly ((one: Item) => void)[] = [
      () => {},
      (one) => one.does(caseworker, refuse(false)),
      (one) => {
        one.does(caseworker, evidence)
        one.does(caseworker, judge('flawed'))
      },
      (one) => {
        one.does(caseworker, { type: 'ORGANISATION_COMMITTED', words: 'We shall' })
        one.does(caseworker, judgeReply(false))
      },
    ]
    for (const way of ways) {
      const one = asked()
      way(one)
      expect(one.escalation).toBe('due.toBegin')
      expect(one.duties('decideHoldingBack')).toMatchObject([{ to: 'lineManager', dueOn: '2013-03-29', cites: 'C20' }])
    }
  })

  proves('C21', 'an absolute refusal ends it, straight to stage 3', () => {
    const one = held()
    one.does(caseworker, refuse(true))
    expect(one.escalation).toMatch(/^stage3\.conferring/)
  })

  proves('C19', 'after a refusal it needs a reason: escalation is due at once', () => {
    const one = item()
    one.does(caseworker, refuse(false))
    one.does(caseworker, askToHoldBack)
    needsReason(one, lineManager, holdBack('2013-03-08'), 'C19')
    expect(one.escalation).toBe('heldBack')
  })

  proves('C19', 'so does another refusal: escalation is due again', () => {
    const one = held()
    one.does(caseworker, refuse(false))
    expect(one.escalation).toBe('due.toBegin')
  })

  test('evidence is judged meanwhile; found wanting, escalation is due again', () => {
    const one = held()
    one.does(caseworker, evidence)
    one.does(caseworker, judge('flawed'))
    expect(one.escalation).toBe('due.toBegin')
    expect(one.duty('beginEscalation')).toMatchObject({ dueOn: '2013-03-29' })
  })
})
