import { describe, expect, test } from '@jest/globals'
import {
  administrator,
  auditor,
  caseworker,
  complianceOfficer,
  delegatedBy,
  deputyDirector,
  director,
  lineManager,
  ombudsman,
  operationsManager,
  secondCaseworker,
} from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { another, askExtension, evidence, extend, start } from './stories.ts'
import { type Item, item, needsReason, neverBy, takenForReasons } from './support.ts'

const decline = { type: 'DECLINE_EXTENSION', why: 'The details were given in January' }
/** An extension was asked for by the caseworker, on 20 March. */
function asked(more: object = {}): Item {
  const one = item().moveTo('2013-03-20')
  one.does(caseworker, askExtension('2013-04-30', more))
  return one
}
/** And granted the same day. */
function granted(): Item {
  const one = asked()
  one.does(operationsManager, extend())
  return one
}

describe('who extends a target date', () => {
  proves('C13', 'an operations manager (E1) or above grants it', () => {
    for (const by of [operationsManager, deputyDirector, director, ombudsman]) {
      expect(asked().against(by, extend())).toEqual([])
      expect(asked().against(by, decline)).toEqual([])
    }
  })

  proves('C13', 'nobody below an operations manager does, whatever reason is written', () => {
    for (const by of [caseworker, secondCaseworker, complianceOfficer, lineManager, administrator, auditor])
      for (const event of [extend(), decline]) neverBy(asked(), by, event, 'C13')
    expect(asked().refused(lineManager, extend())[0]!.because).toMatch(/operations manager \(E1\) or above/)
  })

  proves('C13', 'nor whoever asked for it, nor anybody under that person’s delegation', () => {
    const one = item().moveTo('2013-03-20')
    one.does(operationsManager, askExtension())
    neverBy(one, operationsManager, extend(), 'C13')
    neverBy(one, operationsManager, decline, 'C13')
    neverBy(one, delegatedBy(operationsManager, secondCaseworker, 'operationsManager'), extend(), 'C13')
    expect(one.against(another('operationsManager'), extend())).toEqual([])
    expect(one.against(delegatedBy(another('operationsManager'), secondCaseworker, 'operationsManager'), extend())).toEqual([])
  })

  proves('C13', 'nor the one under whose delegation it was asked for', () => {
    const one = item().moveTo('2013-03-20')
    const standsIn = delegatedBy(operationsManager, { id: 'somebody without a post', holdings: [] }, 'operationsManager')
    one.does(standsIn, askExtension())
    neverBy(one, operationsManager, extend(), 'C13')
    expect(one.against(deputyDirector, extend())).toEqual([])
  })

  test('nothing is granted that was not asked for', () => {
    expect(item().tries(operationsManager, extend())).toMatchObject({ outcome: 'notAccepted' })
  })
})

describe('an extension asked for', () => {
  proves('C13', 'says by whom, for what reason, until when and whose the delay is, and is to be decided within a week', () => {
    const one = asked()
    expect(one.record.extensions).toMatchObject([
      {
        askedOn: '2013-03-20',
        askedBy: 'organisation',
        why: 'The complainant has given no bank details',
        until: '2013-04-30',
        whoseDelay: 'complainant',
      },
    ])
    expect(one.duty('decideExtension')).toMatchObject({ dueOn: '2013-03-27', cites: 'C13' })
    for (const field of ['askedBy', 'why', 'until', 'whoseDelay'])
      expect(() => item().tries(caseworker, askExtension('2013-04-30', { [field]: undefined }))).toThrow(field)
    one.moveTo('2013-03-27')
    expect(one.extension).toBe('asked.inTime')
    one.moveTo('2013-03-28')
    expect(one.extension).toBe('asked.late')
    expect(one.against(operationsManager, extend())).toEqual([])
  })

  proves('C13', 'and granted, the first date stays beside the new one, and the compliance officer is notified', () => {
    const one = granted()
    expect(one.record).toMatchObject({
      targetDate: '2013-04-30',
      targetDates: [{ date: '2013-03-28' }, { date: '2013-04-30', whoseDelay: 'complainant' }],
      extensions: [{ outcome: 'granted', decidedOn: '2013-03-20' }],
    })
    expect(one.duty('noteExtension')).toMatchObject({ to: 'complianceOfficer', cites: 'C13', endsBy: 'acknowledgement' })
    expect(one.duty('decideExtension')).toBeUndefined()
    expect(one.extension).toBe('none')
    one.moveTo('2013-04-30')
    expect(one.record.overdue).toEqual([])
    expect(one.moveTo('2013-05-01').record.overdue).toEqual([{ since: '2013-05-01' }])
  })

  proves('C13', 'whether to tell the complainant is decided, yes or no and why', () => {
    const { tellComplainant: _, ...silent } = extend()
    expect(asked().against(operationsManager, silent)).toEqual(['C13 consider'])
    for (const answer of [true, false])
      expect(asked().against(operationsManager, extend('2013-04-30', { tellComplainant: { answer, why: 'So' } }))).toEqual([])
  })

  proves('C13', 'and declined, nothing moves', () => {
    const one = asked()
    one.does(operationsManager, decline)
    expect(one.record).toMatchObject({
      targetDate: '2013-03-28',
      targetDates: [{ date: '2013-03-28' }],
      extensions: [{ outcome: 'declined', decidedOn: '2013-03-20' }],
    })
    expect(one.duty('decideExtension')).toBeUndefined()
    expect(one.duty('noteExtension')).toBeUndefined()
    expect(one.extension).toBe('none')
    expect(one.moveTo('2013-03-29').escalation).toBe('due.toBegin')
  })

  proves('C13', 'stops no clock while it waits: the date is missed all the same', () => {
    expect(asked().moveTo('2013-03-29').record.overdue).toEqual([{ since: '2013-03-29' }])
  })

  test('is asked for once at a time', () => {
    expect(asked().tries(caseworker, askExtension())).toMatchObject({ outcome: 'notAccepted' })
  })

  test('leaves evidence that is with us where it is', () => {
    const one = item().moveTo('2013-03-27')
    one.does(caseworker, evidence)
    one.does(caseworker, askExtension())
    one.does(operationsManager, extend())
    expect(one.evidence).toMatch(/^judging/)
    expect(one.moveTo('2013-05-02').date).toBe('passed.withUs')
  })

  test('lies after the date that it replaces', () => {
    for (const until of ['2013-03-28', '2013-03-25', '2013-03-01'])
      expect(asked().against(operationsManager, extend(until)).length).toBeGreaterThan(0)
    expect(asked().against(operationsManager, extend('2013-03-29'))).toEqual([])
  })
})

describe('an extension out of the ordinary', () => {
  proves('C13', 'a second needs a reason, and says that there was one; one that was declined does not count as the first', () => {
    const one = granted().moveTo('2013-04-10')
    one.does(caseworker, askExtension('2013-05-31'))
    expect(one.refused(operationsManager, extend('2013-05-31'))[0]!.because).toMatch(/extended once before/)
    needsReason(one, operationsManager, extend('2013-05-31'), 'C13')
    expect(one.record.targetDates.map(({ date }) => date)).toEqual(['2013-03-28', '2013-04-30', '2013-05-31'])
    const once = asked()
    once.does(operationsManager, decline)
    once.does(caseworker, askExtension())
    expect(once.against(operationsManager, extend())).toEqual([])
  })

  proves('C13', 'so does one after the target date, also where it was asked for before; on the date itself none', () => {
    expect(asked().moveTo('2013-03-28').against(operationsManager, extend())).toEqual([])
    const one = asked().moveTo('2013-03-29')
    expect(one.against(operationsManager, extend())).toContain('C13 normally')
    takenForReasons(one, operationsManager, extend(), 'C13')
    expect(one.date).toBe('onTrack')
    expect(one.escalation).toBe('none')
    expect(one.duty('beginEscalation')).toBeUndefined()
    expect(one.record.overdue).toEqual([{ since: '2013-03-29' }])
  })

  proves('C13', 'so does one during escalation, also before the target date', () => {
    const one = item().moveTo('2013-03-10')
    one.does(caseworker, start('prevarication'))
    one.does(caseworker, askExtension())
    needsReason(one, operationsManager, extend(), 'C13')
    expect(one.escalation).toBe('none')
  })
})
