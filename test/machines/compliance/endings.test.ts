import { describe, expect, test } from '@jest/globals'
import { compliance } from '../../../machines/compliance/machine.ts'
import { chartOf } from '../../../machines/kernel/chart.ts'
import { caseworker, lineManager, ombudsman } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { evidence, judge, openPlaces } from './stories.ts'
import { item } from './support.ts'

describe('an item', () => {
  proves('C15', 'ends in four ways, and no fifth', () => {
    const closed = compliance.machine.root.states['closed']!
    expect(Object.keys(closed.states).sort()).toEqual(['complied', 'notAccepted', 'notComplied', 'notSecured'])
  })

  proves('C15', 'is closed by five acts and by being recorded as not accepted; by no deadline', () => {
    const { arrows } = chartOf(compliance)
    const closing = arrows.filter(
      ({ from, to }) => !from.startsWith('compliance.closed') && to.some((each) => each.startsWith('compliance.closed')),
    )
    expect(closing.filter(({ kind }) => kind === 'clock')).toEqual([])
    expect([...new Set(closing.map(({ event }) => event))].sort()).toEqual([
      'BEGIN',
      'CLOSE_EXCEPTIONALLY',
      'DECIDE_COMPLIANCE',
      'GIVE_VIEW',
      'JUDGE_EVIDENCE',
      'REASSESS_ENQUIRY',
    ])
  })

  proves('C11', 'is recorded by what was agreed, never by a request: nobody can begin one', () => {
    expect(item().tries(ombudsman, { type: 'BEGIN' })).toMatchObject({ outcome: 'notAccepted' })
    expect(Object.keys(compliance.events)).not.toContain('BEGIN')
    expect(compliance.messages).toContain('BEGIN')
  })

  proves(['C2', 'C3', 'I30'], 'holds the exact action, how we shall know and by when, and where it comes from', () => {
    for (const source of ['investigation', 'premature', 'intervention'] as const)
      expect(item({ source }).record).toMatchObject({
        source,
        agreedOn: '2013-03-01',
        targetDate: '2013-03-28',
        action: { what: 'Apologise in writing', measure: 'A copy of the letter' },
        casefile: { caseworker: 'caseworker' },
      })
  })

  proves(['C10', 'C11'], 'not accepted and not pursued is recorded and closed as such, and counted', () => {
    const one = item({ notAccepted: { on: '2013-03-01', why: 'It would cost more than it is worth' } })
    expect(one.place).toBe('closed.notAccepted')
    expect(one.record).toMatchObject({
      ending: 'notAccepted',
      endedOn: '2013-03-01',
      endedWhy: 'It would cost more than it is worth',
    })
    expect(one.heard).toEqual([{ type: 'ITEM_ENDED', action: 'item', ending: 'notAccepted' }])
    expect(one.moveTo('2013-12-31').file.letters).toEqual([])
    expect(one.file.duties).toEqual([])
  })

  proves('C18', 'not accepted and not pursued, is closed so also in a published case', () => {
    const one = item({
      notAccepted: { on: '2013-03-01', why: 'Not worth it' },
      casefile: { ...item().record.casefile, publishedOn: '2013-03-01' },
    })
    expect(one.place).toBe('closed.notAccepted')
  })

  test('that is closed hears what the casefile says and takes nothing else; no clock runs', () => {
    const one = item()
    one.does(caseworker, evidence)
    one.does(caseworker, judge('provided'))
    one.changes({ caseworker: 'secondCaseworker' })
    expect(one.record.casefile.caseworker).toBe('secondCaseworker')
    expect(one.file.accepts('item', caseworker)).toEqual([])
    const [held] = one.file.state.instances.filter(({ machine }) => machine === 'compliance')
    expect(held!.nextDue).toBeUndefined()
  })

  proves('C16', 'goes on when the complainant withdraws or dies after our decision: reasonable steps may then be enough', () => {
    const gone = { withdrawnOn: '2013-03-05', withdrawnWhy: 'He has moved away', diedOn: '2013-03-06' }
    const one = item().changes(gone).moveTo('2013-03-29')
    expect(one.escalation).toBe('due.toBegin')
    one.does(caseworker, evidence)
    one.does(caseworker, judge('reasonableSteps', { why: 'It wrote to his estate' }))
    expect(one.record).toMatchObject({ ending: 'complied', endedWhy: 'It wrote to his estate' })
  })

  proves('C15', 'is not closed as complied with from anywhere without a judgement', () => {
    for (const [name, begin] of Object.entries(openPlaces)) {
      const one = begin()
      if (name === 'judging') continue
      expect([name, one.tries(lineManager, judge('provided')).outcome]).toEqual([name, 'notAccepted'])
    }
  })
})
