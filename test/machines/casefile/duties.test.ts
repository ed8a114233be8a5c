import { describe, expect, test } from '@jest/globals'
import { fallsTo } from '../../../machines/casefile/duties.ts'
import type { Casefile } from '../../../machines/casefile/record.ts'
import { permits } from '../../../machines/kernel/authority.ts'
import type { Addressee } from '../../../machines/kernel/effect.ts'
import { trust } from '../../support/file.ts'
import {
  actingUp,
  auditor,
  caseworker,
  complianceOfficer,
  deputyDirector,
  director,
  directorOfOtherDirectorate,
  directory,
  lineManager,
  lineOf,
  ombudsman,
  otherLineManager,
  person,
  secondCaseworker,
  stamp,
} from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { assessing, proposed } from '../intervention/support.ts'

const done = (file: ReturnType<typeof assessing>, name: string) => ({ type: 'DUTY_DONE', duty: file.duty(name)!.id })
const withADuty = () => {
  const file = assessing()
  file.does(caseworker, 'casefile', { type: 'COMPLAINANT_DIED' })
  return file
}

describe('a duty', () => {
  proves('I16', 'is done by saying so, by whom it falls to and nobody else', () => {
    const file = withADuty()
    expect(file.refused(lineManager, 'casefile', done(file, 'complainantDied'))).toMatchObject([
      { rule: 'dutyFallsToThem', cites: 'I16', because: "This duty is for the casefile's caseworker" },
    ])
    file.does(caseworker, 'casefile', done(file, 'complainantDied'))
    expect(file.duties).toEqual([])
  })

  proves('I16', 'belongs to the post: it moves with the casefile to the post it is assigned to', () => {
    const file = withADuty()
    file.does(lineManager, 'casefile', { type: 'ASSIGN', post: 'secondCaseworker' })
    expect(file.rulesAgainst(caseworker, 'casefile', done(file, 'complainantDied'))).toEqual(['dutyFallsToThem'])
    file.does(secondCaseworker, 'casefile', done(file, 'complainantDied'))
  })

  test('of a casefile without a caseworker is a line manager’s', () => {
    const file = withADuty()
    file.does(lineManager, 'casefile', { type: 'TRANSFER_DIRECTORATE', directorate: 'operations', why: 'It belongs there' })
    expect(file.rulesAgainst(caseworker, 'casefile', done(file, 'complainantDied'))).toEqual(['dutyFallsToThem'])
    file.does(otherLineManager, 'casefile', done(file, 'complainantDied'))
  })

  test('is done once', () => {
    const file = withADuty()
    const event = done(file, 'complainantDied')
    file.does(caseworker, 'casefile', event)
    expect(file.refused(caseworker, 'casefile', event)).toMatchObject([
      { rule: 'dutyIsOpen', because: 'The casefile has no such open duty' },
    ])
  })

  test('that an act ends is not done by saying so', () => {
    const file = assessing()
    file.does(caseworker, 'casefile', { type: 'COMPLAINT_WITHDRAWN', why: 'By letter' })
    expect(file.refused(caseworker, 'casefile', done(file, 'closeAsWithdrawn'))).toMatchObject([{ rule: 'dutyEndsBySayingSo' }])
  })

  proves('I31', 'of the compliance officer, at a refusal, is done by the compliance officer', () => {
    const file = proposed()
    file.does(caseworker, trust, { type: 'ORGANISATION_REFUSED', words: 'No' })
    const [duty] = file.duties.filter(({ to }) => to === 'complianceOfficer')
    expect(file.refused(caseworker, 'casefile', { type: 'DUTY_DONE', duty: duty!.id })).toMatchObject([
      { rule: 'dutyFallsToThem', because: 'This duty is for the compliance officer' },
    ])
    file.does(complianceOfficer, 'casefile', { type: 'DUTY_DONE', duty: duty!.id })
  })

  test('is nobody’s who holds no post of casework', () => {
    const file = withADuty()
    expect(file.rulesAgainst(auditor, 'casefile', done(file, 'complainantDied'))).toEqual(['byAnyStaff', 'dutyFallsToThem'])
    expect(file.rulesAgainst(person('a stranger'), 'casefile', done(file, 'complainantDied'))).toEqual(['byAnyStaff', 'dutyFallsToThem'])
  })
})

describe('whom a duty falls to', () => {
  const record = (change: Partial<Casefile['casefile']> = {}) => {
    const { casefile, ...rest } = assessing().record<Casefile>('casefile')
    return { ...rest, casefile: { ...casefile, ...change } }
  }
  const holders = (to: Addressee, of = record()) =>
    directory
      .filter((by) => {
        const line = lineOf(of.casefile.caseworker)
        const { line: _, ...standing } = stamp(by, '2013-03-01')
        return permits(fallsTo(to, of), of, by, { ...standing, ...(line && { line }) })
      })
      .map(({ id }) => id)

  proves('I20', 'the line manager is the one whom the caseworker’s post reports to, not another', () => {
    expect(holders('lineManager')).toEqual([lineManager.id])
    expect(holders('lineManager', record({ caseworker: 'caseworkerElsewhere' }))).toEqual(['holder of lineManagerElsewhere'])
    expect(
      permits(fallsTo('lineManager', record()), record(), actingUp(secondCaseworker, 'lineManager'), stamp(secondCaseworker, '2013-03-01')),
    ).toBe(true)
  })

  test('the director is of the directorate that has the casefile, and moves with a transfer', () => {
    expect(holders('director')).toEqual([deputyDirector.id, director.id])
    expect(holders('director', record({ directorate: 'operations' })).sort()).toEqual([
      'holder of deputyDirectorOfOtherDirectorate',
      directorOfOtherDirectorate.id,
    ])
  })

  proves('I20', 'refused proposals fall to the directors of customer services and assessment, whoever has the casefile', () => {
    expect(holders('directorOfCustomerServices', record({ directorate: 'operations' }))).toEqual([deputyDirector.id, director.id])
  })

  test('a role is whoever holds it; a named post is that post alone', () => {
    expect(holders('complianceOfficer')).toEqual([complianceOfficer.id])
    expect(holders('ombudsman')).toEqual([ombudsman.id])
  })
})
