import { describe, expect, test } from '@jest/globals'
import type { Casefile } from '../../../machines/casefile/record.ts'
import { definitions } from '../../../machines/index.ts'
import { itemKey } from '../../../machines/intervention/record.ts'
import { complaint, history, office, trust } from '../../support/file.ts'
import { caseworker, lineManager, secondCaseworker } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { issued } from '../intervention/support.ts'

const opened = (more: object = {}) => history(definitions).opens('casefile', complaint(more), caseworker)
const withAttempt = () => {
  const file = opened()
  file.does(caseworker, 'casefile', { type: 'OPEN_INTERVENTION' })
  return file
}
const record = (file: ReturnType<typeof history>) => file.record<Casefile>('casefile')
const factsHeard = (file: ReturnType<typeof history>) => file.record<{ casefile: Casefile['casefile'] }>('attempt-1').casefile

describe('the parties', () => {
  test('one party changes, the others stay; an empty one is taken away', () => {
    const file = opened({ aggrieved: { name: 'His mother' }, representative: { name: 'A solicitor' } })
    file.does(caseworker, 'casefile', { type: 'CHANGE_PARTY', complainant: { name: 'Mr J', telephone: '01 234' } })
    expect(record(file)).toMatchObject({
      complainant: { telephone: '01 234' },
      aggrieved: { name: 'His mother' },
      casefile: { aggrievedDiffers: true, represented: true },
    })
    file.does(caseworker, 'casefile', { type: 'CHANGE_PARTY', representative: null })
    expect(record(file).representative).toBeUndefined()
    expect(record(file).casefile).toMatchObject({ aggrievedDiffers: true, represented: false })
  })

  proves('I1', 'the organisations complained about are registered ones, and what is open hears of them', () => {
    const file = withAttempt()
    expect(
      file.rulesAgainst(caseworker, 'casefile', { type: 'CHANGE_PARTY', complainedAbout: ['99999999-9999-4999-8999-999999999999'] }),
    ).toEqual(['organisationsAreKnown'])
    file.does(caseworker, 'casefile', { type: 'CHANGE_PARTY', complainedAbout: [trust, office] })
    expect(factsHeard(file).organisations).toEqual([
      { id: trust, sector: 'health' },
      { id: office, sector: 'parliamentary' },
    ])
  })

  test('a change that changes nothing is refused', () => {
    expect(opened().rulesAgainst(caseworker, 'casefile', { type: 'CHANGE_PARTY' })).toEqual(['namesAParty'])
  })
})

describe('what the complaint is', () => {
  proves('I14', 'the injustice claimed and the remedy sought can become clearer; the rest stays', () => {
    const file = opened()
    expect(file.rulesAgainst(caseworker, 'casefile', { type: 'CHANGE_COMPLAINT' })).toEqual(['saysWhatChanges'])
    file.does(caseworker, 'casefile', { type: 'CHANGE_COMPLAINT', injustices: ['Distress', 'Travel costs'] })
    expect(record(file)).toMatchObject({
      complaint: 'His operation was cancelled four times',
      injustices: ['Distress', 'Travel costs'],
      remedySought: 'An apology',
    })
  })
})

describe('death and withdrawal', () => {
  proves('I22', 'a death is recorded once, with its day, and the attempt under way hears of it', () => {
    const file = withAttempt()
    file.on('2013-03-20')
    file.does(caseworker, 'casefile', { type: 'COMPLAINANT_DIED', happenedOn: '2013-03-11' })
    expect(factsHeard(file).diedOn).toBe('2013-03-11')
    expect(file.duty('complainantDied')).toMatchObject({ to: 'caseworker', cites: 'I22' })
    expect(file.refused(caseworker, 'casefile', { type: 'COMPLAINANT_DIED' })).toMatchObject([
      { rule: 'deathNotYetRecorded', cites: 'I22' },
    ])
  })

  proves('I22', 'after a death somebody may go on with the complaint: they represent the complainant', () => {
    const file = opened()
    file.does(caseworker, 'casefile', { type: 'COMPLAINANT_DIED', representative: { name: 'His daughter' } })
    expect(record(file)).toMatchObject({ representative: { name: 'His daughter' }, casefile: { represented: true } })
  })

  proves('I22', 'the attempt hears whether anybody goes on with the complaint, so that nobody is looked for who is known', () => {
    for (const [representative, represented] of [
      [{ name: 'His daughter' }, true],
      [undefined, false],
    ] as const) {
      const file = withAttempt()
      const { lines } = file.does(caseworker, 'casefile', { type: 'COMPLAINANT_DIED', ...(representative && { representative }) })
      expect(lines.find(({ event }) => event === 'COMPLAINANT_HAS_DIED')!.payload).toEqual({ represented })
    }
  })

  proves('I22', 'a complaint is withdrawn once; the attempt goes on until its caseworker has it declined, and is told so', () => {
    const file = withAttempt()
    file.on('2013-03-05')
    file.does(caseworker, 'casefile', { type: 'COMPLAINT_WITHDRAWN', why: 'He has moved abroad', happenedOn: '2013-03-04' })
    expect(record(file).casefile).toMatchObject({ withdrawnOn: '2013-03-04', withdrawnWhy: 'He has moved abroad' })
    expect(factsHeard(file)).toEqual(record(file).casefile)
    expect(file.stands('attempt-1')).toBe('attempt.assessing')
    expect(file.duty('closeAsWithdrawn')).toMatchObject({ to: 'caseworker', cites: 'I22', dueOn: '2013-03-11' })
    expect(file.refused(caseworker, 'casefile', { type: 'COMPLAINT_WITHDRAWN', why: 'Again' })).toMatchObject([
      { rule: 'notYetWithdrawn', cites: 'I22' },
    ])
  })

  proves(['I22', 'C16'], 'after our decision the remedy is still owed: its item hears of the death, goes on and no clock stops', () => {
    const file = issued().on('2013-03-12')
    file.does(caseworker, 'casefile', { type: 'COMPLAINANT_DIED', happenedOn: '2013-03-11' })
    const apology = itemKey(trust, 'apology')
    expect(file.record<{ casefile: Casefile['casefile'] }>(apology).casefile.diedOn).toBe('2013-03-11')
    expect(file.duty('complainantDied')).toBeUndefined()
    file.moveTo('2013-03-29')
    expect(file.stands(apology)).toMatch(/overdue/)
  })

  proves('I16', 'neither is recorded by another caseworker', () => {
    const file = opened()
    expect(file.rulesAgainst(secondCaseworker, 'casefile', { type: 'COMPLAINT_WITHDRAWN', why: 'By telephone' })).toEqual([
      'byTheCaseworker',
    ])
    expect(file.rulesAgainst(secondCaseworker, 'casefile', { type: 'COMPLAINANT_DIED' })).toEqual(['byTheCaseworker'])
  })

  test('a withdrawal entered on the wrong casefile is struck out, and the attempt forgets it', () => {
    const file = withAttempt()
    const { lines } = file.does(caseworker, 'casefile', { type: 'COMPLAINT_WITHDRAWN', why: 'He said so' })
    file.does(lineManager, 'casefile', { type: 'RECORDED_IN_ERROR', transition: lines[0]!.seq, why: 'It was another Mr J' })
    expect(record(file).casefile.withdrawnOn).toBeUndefined()
    expect(factsHeard(file).withdrawnOn).toBeUndefined()
    expect(file.duty('closeAsWithdrawn')).toBeUndefined()
  })
})
