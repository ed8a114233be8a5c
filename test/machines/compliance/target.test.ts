import { describe, expect, test } from '@jest/globals'
import { addDays } from '../../../machines/kernel/calendar.ts'
import { assessmentOutcomesOfficer, caseworker, lineManager } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { evidence, judge, openPlaces, overdue, started, wroteOnce } from './stories.ts'
import { item } from './support.ts'

const update = { type: 'UPDATE_COMPLAINANT', how: 'telephone', said: 'They have asked for more time' }

describe('the target date', () => {
  proves(['C4', 'C12'], 'is kept with what was discussed about it, and that the organisation understands what is expected', () => {
    const { record } = item({ discussed: 'They need three weeks', understood: 'Confirmed by telephone' })
    expect(record).toMatchObject({
      discussed: 'They need three weeks',
      understood: 'Confirmed by telephone',
      targetDates: [{ date: '2013-03-28', from: '2013-03-01' }],
    })
  })

  proves('C20', 'is missed when the next day begins in London: on the day itself nothing follows', () => {
    const one = item().moveTo('2013-03-28')
    expect(one.date).toBe('reminded')
    expect(one.escalation).toBe('none')
    one.moveTo('2013-03-29')
    expect(one.date).toBe('passed.overdue')
    expect(one.escalation).toBe('due.toBegin')
    expect(one.record.overdue).toEqual([{ since: '2013-03-29' }])
  })

  proves('C20', 'missed gives a duty that day to begin escalation, which the line manager sees after three days', () => {
    const one = overdue()
    const due = { dueOn: '2013-03-29', cites: 'C20', shownToLineManagerOn: '2013-04-01', endsBy: 'act' }
    expect(one.duty('beginEscalation')).toMatchObject({ to: 'complianceOfficer', ...due })
    expect(one.duty('beginEscalationCaseworker')).toMatchObject({ to: 'caseworker', dueOn: '2013-03-29', cites: 'C20' })
    expect(overdue({ source: 'premature' }).duty('beginEscalation')).toMatchObject({ to: 'complianceOfficer', ...due })
  })

  proves(['C20', 'I34'], 'of an intervention’s item missed: the duty is the assessment outcomes officer’s alone', () => {
    const one = overdue({ source: 'intervention' })
    expect(one.duty('beginEscalation')).toMatchObject({ to: 'assessmentOutcomesOfficer', dueOn: '2013-03-29' })
    expect(one.duty('beginEscalationCaseworker')).toBeUndefined()
  })

  test('missed when escalation is due already, for another reason, is recorded and gives no second duty', () => {
    const one = item().moveTo('2013-03-20')
    one.does(caseworker, evidence)
    one.does(caseworker, judge('flawed'))
    one.moveTo('2013-04-01')
    expect(one.record.overdue).toEqual([{ since: '2013-03-29' }])
    expect(one.duties('beginEscalation')).toMatchObject([{ dueOn: '2013-03-20' }])
  })

  test('on a Saturday, or on the day the clocks change, stays where it was agreed', () => {
    for (const day of ['2013-03-30', '2013-03-31', '2013-10-26', '2013-10-27']) {
      const one = item({ targetDate: day })
      one.moveTo(addDays(day, -8))
      expect(one.record.remindedOn).toEqual([])
      one.moveTo(addDays(day, -7))
      expect(one.record.remindedOn).toEqual([addDays(day, -7)])
      one.moveTo(day)
      expect(one.record.overdue).toEqual([])
      one.moveTo(addDays(day, 1))
      expect(one.record.overdue).toEqual([{ since: addDays(day, 1) }])
      expect(one.duty('beginEscalation')?.dueOn).toBe(addDays(day, 1))
    }
  })

  test('the clock stood still for forty days: every date is what it would have been, and only the reminder never left', () => {
    const daily = item()
    for (let day = '2013-03-02'; day <= '2013-04-20'; day = addDays(day, 1)) daily.moveTo(day)
    const stopped = item().moveTo('2013-03-11').moveTo('2013-04-20')
    expect({ ...stopped.record, remindedOn: ['2013-03-21'] }).toEqual(daily.record)
    expect(stopped.place).toBe(daily.place)
    expect(stopped.file.duties).toEqual(daily.file.duties)
    expect(stopped.file.lines.map(({ event, stamp }) => [event, stamp.happenedOn])).toEqual(
      daily.file.lines.map(({ event, stamp }) => [event, stamp.happenedOn]),
    )
  })

  test('what somebody does after the clock stood still is answered as if it had been by', () => {
    const stopped = item().on('2013-04-20')
    stopped.does(caseworker, evidence)
    const swept = item().moveTo('2013-04-20')
    swept.does(caseworker, evidence)
    expect(stopped.record).toEqual(swept.record)
    expect(stopped.place).toBe(swept.place)
  })
})

describe('when the target passes with evidence with us', () => {
  proves('C20', 'that came in time, escalation is not yet due: the item shows that the target passed', () => {
    const one = item().moveTo('2013-03-27')
    one.does(caseworker, evidence)
    one.moveTo('2013-04-02')
    expect(one.date).toBe('passed.withUs')
    expect(one.escalation).toBe('none')
    expect(one.record.overdue).toEqual([])
    expect(one.duty('beginEscalation')).toBeUndefined()
  })

  proves('C20', 'and it is judged wanting, the item was overdue from the day after the target', () => {
    const one = item().moveTo('2013-03-27')
    one.does(caseworker, evidence)
    one.moveTo('2013-04-02')
    one.does(caseworker, judge('incomplete'))
    expect(one.date).toBe('passed.overdue')
    expect(one.record.overdue).toEqual([{ since: '2013-03-29' }])
    expect(one.escalation).toBe('due.toBegin')
    expect(one.duty('beginEscalation')).toMatchObject({ cites: 'C20' })
  })

  proves(
    'C20',
    'and more of it comes after the target, it is still with us in time, and measured by the day the remedy was provided',
    () => {
      const one = item().moveTo('2013-03-27')
      one.does(caseworker, evidence)
      one.moveTo('2013-04-02')
      one.does(caseworker, { ...evidence, what: 'The same letter, better copied' })
      one.moveTo('2013-04-03')
      expect([one.date, one.escalation]).toEqual(['passed.withUs', 'none'])
      one.does(caseworker, judge('provided'))
      expect(one.record).toMatchObject({ providedOn: '2013-03-27', overdue: [] })
    },
  )

  proves('C20', 'of a part of it, and the rest comes after: the date was missed, and the item is measured by the rest', () => {
    const one = item().moveTo('2013-03-27')
    one.does(caseworker, { ...evidence, partial: true })
    one.moveTo('2013-04-02')
    one.does(caseworker, { ...evidence, what: 'The rest' })
    one.moveTo('2013-04-03')
    expect([one.date, one.escalation]).toEqual(['passed.overdue', 'due.toBegin'])
    one.does(caseworker, judge('provided'))
    expect(one.record).toMatchObject({ providedOn: '2013-04-02', overdue: [{ since: '2013-03-29' }] })
  })

  proves('C20', 'of a part of it, the same: judged incomplete, it was overdue from the day after the target', () => {
    const one = item().moveTo('2013-03-27')
    one.does(caseworker, { ...evidence, partial: true })
    one.moveTo('2013-04-02')
    expect([one.date, one.escalation]).toEqual(['passed.withUs', 'none'])
    one.does(caseworker, judge('incomplete'))
    expect([one.date, one.escalation]).toEqual(['passed.overdue', 'due.toBegin'])
    expect(one.record.overdue).toEqual([{ since: '2013-03-29' }])
  })

  proves('C16', 'and it is judged satisfactory, the item was never late', () => {
    const one = item().moveTo('2013-03-27')
    one.does(caseworker, evidence)
    one.moveTo('2013-04-02')
    one.does(caseworker, judge('provided'))
    expect(one.place).toBe('closed.complied')
    expect(one.record).toMatchObject({ overdue: [], providedOn: '2013-03-27', endedOn: '2013-04-02' })
  })
})

describe('after a missed target date', () => {
  proves('C14', 'the complainant is kept up to date: a duty of the caseworker every two weeks until the item ends', () => {
    const one = overdue()
    const first = one.moveTo('2013-04-12').duty('updateComplainant')
    expect(first).toMatchObject({ to: 'caseworker', cites: 'C14' })
    expect(first!.dueOn <= '2013-04-12').toBe(true)
    one.does(caseworker, update)
    expect(one.record.updates).toMatchObject([{ on: '2013-04-12', how: 'telephone', said: update.said }])
    expect(one.moveTo('2013-04-25').duty('updateComplainant')?.dueOn ?? '2013-04-26').toBe('2013-04-26')
    expect(one.moveTo('2013-04-26').duty('updateComplainant')).toMatchObject({ dueOn: '2013-04-26' })
    one.does(caseworker, evidence)
    one.does(caseworker, judge('provided'))
    expect(one.duty('updateComplainant')).toBeUndefined()
    expect(one.moveTo('2013-06-30').duties('updateComplainant')).toEqual([])
  })

  proves('C14', 'also during escalation', () => {
    const one = wroteOnce().moveTo('2013-04-12')
    expect(one.duty('updateComplainant')).toMatchObject({ to: 'caseworker', cites: 'C14' })
    one.does(lineManager, update)
    expect(one.moveTo('2013-04-26').duty('updateComplainant')).toMatchObject({ dueOn: '2013-04-26' })
  })

  proves('C14', 'also while evidence that came in time is with us', () => {
    const one = item().moveTo('2013-03-28')
    one.does(caseworker, evidence)
    expect(one.moveTo('2013-04-12').duty('updateComplainant')).toMatchObject({ to: 'caseworker', cites: 'C14' })
  })

  proves('C14', 'nothing waits without a date, or somebody’s duty', () => {
    for (const [name, begin] of Object.entries(openPlaces)) {
      const one = begin()
      const { nextDue } = one.file.state.instances.find(({ machine }) => machine === 'compliance')!
      expect([name, nextDue !== undefined || one.file.duties.length > 0]).toEqual([name, true])
      one.moveTo(addDays(one.file.day, 300))
      expect([name, one.file.duties.some(({ endsBy }) => endsBy === 'act')]).toEqual([name, true])
    }
  })

  test('before the date is missed there is no such duty', () => {
    expect(item().moveTo('2013-03-28').duties('updateComplainant')).toEqual([])
  })

  proves('C14', 'monitoring goes on: evidence is still taken, and the item is not closed by the clock', () => {
    for (const one of [overdue(), started(), wroteOnce()]) {
      one.moveTo('2014-03-29')
      expect(one.place).toMatch(/^open/)
      expect(one.accepts('EVIDENCE_RECEIVED')).toBe(true)
    }
  })

  test('an intervention’s item ends as complied when evidence comes late, measured by the day it came', () => {
    const one = overdue({ source: 'intervention' }).moveTo('2013-04-10')
    one.does(caseworker, evidence)
    one.does(assessmentOutcomesOfficer, judge('provided'))
    expect(one.place).toBe('closed.complied')
    expect(one.record).toMatchObject({ providedOn: '2013-04-10', overdue: [{ since: '2013-03-29' }] })
  })
})
