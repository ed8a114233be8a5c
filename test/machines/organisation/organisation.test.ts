import { describe, expect, test } from '@jest/globals'
import { organisation } from '../../../machines/organisation/machine.ts'
import { type Contact, contactRoles, defaultContact, nameOn, type Organisation } from '../../../machines/organisation/record.ts'
import { rating } from '../../../machines/rating/machine.ts'
import { history } from '../../support/file.ts'
import { administrator, auditor, caseworker, complianceOfficer, director, lineManager } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'

const definitions = { organisation, rating }
const register = {
  type: 'REGISTER',
  name: 'Hill Trust',
  sector: 'health',
  contacts: [{ role: 'complaintsManager', name: 'Ms K', details: 'k@hill' }],
}
const registered = (more: object = {}) => history(definitions).opens('organisation', { ...register, ...more }, caseworker)
const record = (file: ReturnType<typeof history>) => file.record<Organisation>('organisation')

describe('registering an organisation', () => {
  test('any member of staff registers one, with its sector and the name it has', () => {
    expect(record(registered())).toMatchObject({
      name: 'Hill Trust',
      sector: 'health',
      names: [{ name: 'Hill Trust', from: '2013-03-01' }],
    })
  })

  proves('I17', 'neither auditor nor administrator registers an organisation or changes its contacts', () => {
    for (const by of [auditor, administrator]) {
      expect(() => history(definitions).opens('organisation', register, by)).toThrow(/"rule": "byAnyStaff"/)
      expect(registered().rulesAgainst(by, 'organisation', { type: 'CHANGE_CONTACTS', contacts: [] })).toEqual(['byAnyStaff'])
    }
  })

  test('the entry that registered it is not struck out: casefiles may name it', () => {
    expect(
      registered().refused(lineManager, 'organisation', { type: 'RECORDED_IN_ERROR', transition: 1, why: 'Two were registered' }),
    ).toMatchObject([{ rule: 'notTheOpening' }])
  })

  test('a name of nothing but spaces, or an unknown sector, is none', () => {
    expect(() => registered({ name: '  ' })).toThrow(/name/)
    expect(() => registered({ sector: 'voluntary' })).toThrow(/sector/)
  })
})

describe('contacts', () => {
  const contact = (role: Contact['role']): Contact => ({ role, name: `the ${role}` })

  proves('I17', 'first contact is the focal point, else the complaints manager, the patient experience manager, anyone', () => {
    const all = [...contactRoles].reverse().map(contact)
    expect(defaultContact(all)).toEqual(contact('focalPoint'))
    expect(defaultContact(all.slice(0, 3))).toEqual(contact('complaintsManager'))
    expect(defaultContact(all.slice(0, 2))).toEqual(contact('patientExperienceManager'))
    expect(defaultContact(all.slice(0, 1))).toEqual(contact('other'))
    expect(defaultContact([])).toBeUndefined()
  })

  test('of two of the same kind the one entered first is first', () => {
    expect(
      defaultContact([
        { role: 'other', name: 'Mr L' },
        { role: 'other', name: 'Ms M' },
      ]),
    ).toMatchObject({ name: 'Mr L' })
  })

  proves('I17', 'an organisation has one focal point', () => {
    const file = registered()
    file.does(caseworker, 'organisation', { type: 'ADD_CONTACT', role: 'focalPoint', name: 'Mr P' })
    expect(file.refused(caseworker, 'organisation', { type: 'ADD_CONTACT', role: 'focalPoint', name: 'Mr Q' })).toMatchObject([
      { rule: 'noSecondFocalPoint', cites: 'I17', field: 'role' },
    ])
    const two = [contact('focalPoint'), contact('focalPoint')]
    expect(file.refused(caseworker, 'organisation', { type: 'CHANGE_CONTACTS', contacts: two })).toMatchObject([
      { rule: 'oneFocalPoint', cites: 'I17', field: 'contacts' },
    ])
    file.does(caseworker, 'organisation', { type: 'CHANGE_CONTACTS', contacts: [{ role: 'focalPoint', name: 'Mr Q' }] })
    expect(defaultContact(record(file).contacts)).toEqual({ role: 'focalPoint', name: 'Mr Q' })
  })
})

describe('a new name', () => {
  const renamed = { type: 'ORGANISATION_RENAMED', name: 'Hill and Dale Trust', happenedOn: '2013-03-10' }

  proves('C6', 'the compliance officer records it, and nobody else', () => {
    const file = registered().on('2013-03-20')
    for (const by of [caseworker, lineManager, director])
      expect(file.refused(by, 'organisation', renamed)).toMatchObject([{ rule: 'byTheComplianceOfficer', cites: 'C6', strength: 'must' }])
    file.does(complianceOfficer, 'organisation', renamed)
    expect(record(file).name).toBe('Hill and Dale Trust')
  })

  proves('C6', 'it keeps its identity: earlier names stay with the days they were used', () => {
    const file = registered().on('2013-03-20')
    file.does(complianceOfficer, 'organisation', renamed)
    expect(record(file).names).toEqual([
      { name: 'Hill Trust', from: '2013-03-01', until: '2013-03-10' },
      { name: 'Hill and Dale Trust', from: '2013-03-10' },
    ])
    expect([nameOn(record(file), '2013-02-01'), nameOn(record(file), '2013-03-09'), nameOn(record(file), '2013-03-10')]).toEqual([
      'Hill Trust',
      'Hill Trust',
      'Hill and Dale Trust',
    ])
  })

  proves('C6', 'a name it has already is not new, and one is not older than the one it follows', () => {
    const file = registered().on('2013-03-20')
    expect(file.rulesAgainst(complianceOfficer, 'organisation', { ...renamed, name: 'Hill Trust' })).toEqual(['anotherName'])
    file.does(complianceOfficer, 'organisation', renamed)
    expect(file.refused(complianceOfficer, 'organisation', { ...renamed, name: 'Dale Trust', happenedOn: '2013-03-09' })).toMatchObject([
      { rule: 'renamedSinceItsLastName', cites: 'C6', field: 'happenedOn' },
    ])
    file.does(complianceOfficer, 'organisation', { ...renamed, name: 'Dale Trust', happenedOn: '2013-03-11' })
  })
})
