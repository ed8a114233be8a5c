import { describe, expect, test } from '@jest/globals'
import type { Compliance } from '../../../machines/compliance/record.ts'
import { otherTrust } from '../../support/file.ts'
import { caseworker, deputyDirector, director, lineManager, ombudsman, operationsManager } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import {
  agree,
  askExtension,
  atStageThree,
  caseworkTeam,
  close,
  evidence,
  extend,
  goTo,
  judgeReply,
  overdue,
  propose,
  proposeReassessment,
  reassess,
  refuse,
  start,
  view,
  withExecutive,
  wroteOnce,
  yes,
} from './stories.ts'
import { facts, item } from './support.ts'

/** What a step rests on is on the record first: a refusal, a judgement, whose a delay is. */
describe('an absolute refusal as the reason', () => {
  proves('C21', 'leads to stage 3 only where one was recorded, whoever begins', () => {
    for (const [by, event] of [
      [caseworker, start('absoluteRefusal')],
      [deputyDirector, goTo('stage3', 'absoluteRefusal')],
    ] as const)
      expect(item().file.refused(by, 'item', event)).toContainEqual(
        expect.objectContaining({ rule: 'refusalIsOnRecord', cites: 'C21', strength: 'must', unlockedBy: 'ORGANISATION_REFUSED' }),
      )
  })
})

describe('an umbrella organisation', () => {
  proves('C23', 'owes what it agreed to, and not the sum that another owed', () => {
    const one = withExecutive({
      action: {
        id: 'pay',
        kind: 'payment',
        what: 'Pay 100 pounds',
        measure: 'A receipt',
        by: '2013-03-28',
        money: [{ kind: 'payment', amount: 10_000 }],
      },
    })
    one.does(ombudsman, close({ umbrella: yes }))
    const agreed = {
      type: 'UMBRELLA_AGREED',
      organisation: otherTrust,
      what: 'Apologise and pay 50 pounds',
      measure: 'A receipt',
      until: '2013-06-01',
      understood: 'Its letter',
    }
    one.does(caseworker, { ...agreed, kind: 'apology', money: [{ kind: 'payment', amount: 5_000 }] })
    expect(one.file.record<Compliance>('item-umbrella-1').action).toMatchObject({
      kind: 'apology',
      money: [{ kind: 'payment', amount: 5_000 }],
    })
  })
})

describe('a case that was laid', () => {
  const laid = () => {
    const one = item({ casefile: { ...facts, publishedOn: '2013-02-20', laidOn: '2013-02-20' } }).moveTo('2013-03-10')
    one.does(caseworker, evidence)
    return one
  }
  const decide = { type: 'DECIDE_COMPLIANCE', judgement: 'provided', why: 'It is what was asked for' }

  proves('C17', 'is looked at as closely as the rating asks, by the Casework Team or by the Ombudsman', () => {
    const one = laid()
    one.does(caseworkTeam, view('inadequate'))
    expect(one.against(ombudsman, decide)).toContain('C17 normally')
    expect(one.against(ombudsman, { ...decide, againstPrinciples: 'It puts it right' })).toEqual([])
    const other = laid()
    other.does(caseworkTeam, view('provided'))
    expect(other.against(ombudsman, decide)).toEqual([])
  })
})

describe('what nobody has judged', () => {
  proves('C22g', 'does not go under when a premature item is reassessed', () => {
    const one = atStageThree({ source: 'premature' })
    one.does(caseworker, { type: 'ORGANISATION_COMMITTED', words: 'We shall do it after all' })
    one.does(caseworker, proposeReassessment())
    expect(one.against(deputyDirector, reassess)).toEqual(['C22g normally'])
    one.does(caseworker, judgeReply(false))
    expect(one.against(deputyDirector, reassess)).toEqual([])
  })
})

describe('evidence that came in time', () => {
  test('takes back an escalation that an extended date began again at stage 2, and the stage reached is kept', () => {
    const one = wroteOnce()
    one.does(caseworker, askExtension('2013-05-10'))
    one.does(operationsManager, extend('2013-05-10'), { beforeTheTargetDate: 'Bank details came late' })
    one.moveTo('2013-05-11')
    one.does(caseworker, start())
    expect(one.escalation).toMatch(/^stage2\.letterDue/)
    one.does(caseworker, { ...evidence, providedOn: '2013-05-08' })
    expect(one.escalation).toBe('none')
    expect(one.duty('issueStageLetter')).toBeUndefined()
    expect(one.record.escalation.stageReached).toBe(1)
  })
})

describe('a new date at stage 3', () => {
  proves(['C13', 'C22f'], 'says whose the delay is', () => {
    const one = atStageThree()
    expect(one.file.refused(deputyDirector, 'item', propose('newDate', { newDate: '2013-05-31', whoseDelay: undefined }))).toMatchObject([
      { rule: 'delayIsAttributed', field: 'whoseDelay', strength: 'must' },
    ])
    one.does(deputyDirector, propose('newDate', { newDate: '2013-05-31', whoseDelay: 'complainant' }))
    one.does(director, agree({ tellComplainant: yes }))
    expect(one.record.extensions.at(-1)).toMatchObject({ whoseDelay: 'complainant', outcome: 'granted' })
    expect(one.record.targetDates.at(-1)).toMatchObject({ date: '2013-05-31', whoseDelay: 'complainant' })
  })

  proves('C21', 'a step that runs gives way at once to another that is proposed', () => {
    const one = atStageThree()
    one.does(deputyDirector, propose('other', { what: 'A visit', reviewOn: '2013-04-20' }))
    one.does(director, agree())
    one.does(caseworker, refuse(true))
    one.does(deputyDirector, propose('refer', { to: 'ombudsman' }))
    expect(one.escalation).toMatch(/^stage3\.conferring\.proposed/)
  })
})

proves('C20', 'a commitment that does not satisfy makes the duty to begin escalation no younger', () => {
  const one = overdue().moveTo('2013-04-10')
  one.does(caseworker, { type: 'ORGANISATION_COMMITTED', words: 'Next week' })
  one.does(caseworker, judgeReply(false))
  expect(one.duty('beginEscalation')).toMatchObject({ dueOn: '2013-03-29', shownToLineManagerOn: '2013-04-01' })
  expect(one.against(lineManager, start())).toEqual([])
})

proves('C22e', 'who could go to another stage is whoever signs that stage, and not whoever signs an earlier one', () => {
  const one = wroteOnce()
  expect(one.file.whoCould('item', 'GO_TO_STAGE', goTo('stage2'))).toMatchObject({ words: 'a deputy director or above' })
  expect(one.file.whoCould('item', 'GO_TO_STAGE', goTo('stage2')).people).not.toContain('holder of caseworker')
  expect(one.file.whoCould('item', 'GO_TO_STAGE', goTo('stage1')).people).toContain('holder of lineManager')
})
