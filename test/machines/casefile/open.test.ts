import { describe, expect, test } from '@jest/globals'
import type { Casefile } from '../../../machines/casefile/record.ts'
import { definitions } from '../../../machines/index.ts'
import { complaint, history, office, otherTrust, trust } from '../../support/file.ts'
import { actingUp, administrator, auditor, caseworker, complianceOfficer, delegatedBy, lineManager, person } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'

const opened = (more: object = {}, by = caseworker) => history(definitions).opens('casefile', complaint(more), by)
const facts = (file: ReturnType<typeof history>) => file.record<Casefile>('casefile').casefile

describe('opening a casefile', () => {
  test('the caseworker who opens it becomes its caseworker: the post, not the person', () => {
    expect(facts(opened()).caseworker).toBe('caseworker')
  })

  test('opened by somebody without a caseworker’s post, or with a post of another kind, it is unassigned', () => {
    expect(facts(opened({}, lineManager)).caseworker).toBeUndefined()
    expect(facts(opened({}, complianceOfficer)).caseworker).toBeUndefined()
  })

  test('opened under a delegation it does not go to the post that delegated', () => {
    expect(facts(opened({}, delegatedBy(caseworker, lineManager, 'caseworker'))).caseworker).toBeUndefined()
    expect(facts(opened({}, actingUp(lineManager, 'caseworker'))).caseworker).toBe('caseworker')
  })

  test('the sector of each organisation is read from the organisation, and each stands there once', () => {
    expect(facts(opened({ complainedAbout: [trust, office, trust] })).organisations).toEqual([
      { id: trust, sector: 'health' },
      { id: office, sector: 'parliamentary' },
    ])
  })

  test('an organisation that is named twice, when the casefile is opened or when its parties change, is complained about once', () => {
    const file = opened({ complainedAbout: [trust, trust] })
    expect(facts(file).organisations).toEqual([{ id: trust, sector: 'health' }])
    file.does(caseworker, 'casefile', { type: 'CHANGE_PARTY', complainedAbout: [office, trust, office] })
    expect(facts(file).organisations.map(({ id }) => id)).toEqual([office, trust])
  })

  test('what is not said is not assumed: no flags, no aggrieved person, no representative', () => {
    expect(facts(opened())).toMatchObject({
      stage: 'preliminary',
      flags: { clinicalMatters: false, highRisk: false, complex: false },
      aggrievedDiffers: false,
      represented: false,
    })
  })

  test('an aggrieved person and a representative are people of their own', () => {
    const file = opened({ aggrieved: { name: 'His late sister', relation: 'sister' }, representative: { name: 'A solicitor' } })
    expect(facts(file)).toMatchObject({ aggrievedDiffers: true, represented: true })
    expect(file.record<Casefile>('casefile')).toMatchObject({
      complainant: { name: 'Mr J' },
      aggrieved: { name: 'His late sister' },
      representative: { name: 'A solicitor' },
    })
  })

  proves('I16', 'auditor, administrator and people without a post open no casefile', () => {
    for (const by of [auditor, administrator, person('a stranger')]) {
      expect(() => opened({}, by)).toThrow(/"rule": "byAnyStaff"/)
    }
  })

  proves('I16', 'a complaint is not received in the future; received earlier it may be entered late', () => {
    expect(() => opened({ receivedOn: '2013-03-02' })).toThrow(/"rule": "receivedByToday"[^}]*"cites": "I16"/)
    expect(facts(opened({ receivedOn: '2013-02-11' })).receivedOn).toBe('2013-02-11')
  })

  proves('I1', 'a casefile is about organisations that are registered', () => {
    const unknown = '99999999-9999-4999-8999-999999999999'
    expect(() => opened({ complainedAbout: [trust, unknown] })).toThrow(/"rule": "organisationsAreKnown"[^}]*"cites": "I1"/)
  })

  proves('I16', 'what happened before the complaint was received is no fact of this casefile', () => {
    const file = opened({ receivedOn: '2013-02-20' })
    const letter = { type: 'RECORD_CORRESPONDENCE', direction: 'received', channel: 'letter', party: 'complainant', what: 'More papers' }
    expect(file.refused(caseworker, 'casefile', { ...letter, happenedOn: '2013-02-19' })).toMatchObject([
      { rule: 'happenedSinceReceived', cites: 'I16' },
    ])
    expect(file.refused(caseworker, 'casefile', { ...letter, happenedOn: '2013-03-02' })).toMatchObject([
      { rule: 'happenedByNow', cites: 'I16' },
    ])
    file.does(caseworker, 'casefile', { ...letter, happenedOn: '2013-02-20' })
  })

  test('it is opened once', () => {
    expect(opened().tries(caseworker, 'casefile', complaint())).toMatchObject({ outcome: 'notAccepted' })
  })

  test('the entry that opened it is not struck out', () => {
    const file = opened({ complainedAbout: [otherTrust] })
    expect(file.refused(lineManager, 'casefile', { type: 'RECORDED_IN_ERROR', transition: 1, why: 'Two were opened' })).toMatchObject([
      { rule: 'notTheOpening' },
    ])
  })
})
