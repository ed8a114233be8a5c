import { describe, expect } from '@jest/globals'
import { otherTrust, sectors, trust } from '../../support/file.ts'
import { caseworker, complianceOfficer, director, lineManager, operationsManager } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { organisationFile, ratingOf, toC } from '../rating/organisation-file.ts'

const succeeded = { type: 'ORGANISATION_SUCCEEDED', successor: otherTrust, happenedOn: '2013-03-01', why: 'Merged by order' }

describe('an organisation that another takes the place of', () => {
  proves('C6', 'the compliance officer records it, with its day, and nobody else', () => {
    const file = organisationFile().on('2013-03-20')
    for (const by of [caseworker, lineManager, director])
      expect(file.refused(by, 'organisation', succeeded)).toMatchObject([
        { rule: 'succeededByTheComplianceOfficersWord', cites: 'C6', strength: 'must' },
      ])
    file.does(complianceOfficer, 'organisation', succeeded)
    expect(file.record('organisation')).toMatchObject({
      name: 'Hill Trust',
      successor: { organisation: otherTrust, on: '2013-03-01', why: 'Merged by order' },
    })
  })

  proves('C6', 'it is succeeded neither by itself nor by one whose place it took', () => {
    const leadingBack = { organisations: { [trust]: { ...sectors[trust]!, leadsBack: true as const } } }
    expect(organisationFile().refused(complianceOfficer, 'organisation', { ...succeeded, successor: trust }, leadingBack)).toMatchObject([
      { rule: 'successorLeadsNotBack', cites: 'C6', field: 'successor' },
    ])
  })

  proves(['C6', 'C8'], 'its rating and history stay with it, and nobody has to look at them any more', () => {
    const file = organisationFile()
    file.hears({ type: 'REMEDY_ASKED', on: '2013-03-01' })
    file.does(complianceOfficer, 'rating', toC)
    file.does(operationsManager, 'rating', { type: 'AGREE_RATING' })
    file.moveTo('2014-02-10')
    expect(file.duty('reviewRating')).toBeDefined()
    file.does(complianceOfficer, 'organisation', { ...succeeded, happenedOn: '2014-02-01' })
    expect(file.stands('rating')).toBe('kept')
    expect(ratingOf(file)).toMatchObject({ rating: 'C', succeededOn: '2014-02-01', history: [{ outcome: 'agreed' }] })
    expect(file.duties).toEqual([])
    expect(file.moveTo('2020-01-01').dutiesOpened).toEqual([])
  })

  proves(['C6', 'C9'], 'where remedies were asked of it, what is open passes on: the other is measured from that day', () => {
    const file = organisationFile()
    file.hears({ type: 'REMEDY_ASKED', on: '2013-03-01' })
    file.on('2013-04-02').does(complianceOfficer, 'organisation', { ...succeeded, happenedOn: '2013-04-01' })
    expect(file.deliveries).toMatchObject([{ to: { organisation: otherTrust }, event: { type: 'REMEDY_ASKED', on: '2013-04-01' } }])
    const neverAsked = organisationFile().on('2013-04-02')
    neverAsked.does(complianceOfficer, 'organisation', succeeded)
    expect(neverAsked.deliveries).toEqual([])
  })

  proves('C7', 'a suggestion that nobody has answered by then is overtaken, and kept as such', () => {
    const file = organisationFile()
    file.does(complianceOfficer, 'rating', toC)
    file.does(complianceOfficer, 'organisation', succeeded)
    expect(ratingOf(file).history).toMatchObject([{ outcome: 'overtaken', rating: 'C', by: complianceOfficer.id }])
    expect(ratingOf(file)).toMatchObject({ rating: 'B' })
    expect(file.duties).toEqual([])
  })

  proves('C6', 'recorded in error, a line manager puts it right: it is in force again, and so is what was suggested', () => {
    const file = organisationFile()
    file.does(complianceOfficer, 'rating', toC)
    const { lines } = file.does(complianceOfficer, 'organisation', succeeded)
    file.does(lineManager, 'organisation', { type: 'RECORDED_IN_ERROR', transition: lines[0]!.seq, why: 'The merger fell through' })
    expect([file.stands('organisation'), file.stands('rating')]).toEqual(['registered.notMeasured', 'suggested.inTime'])
    expect(file.duty('agreeRating')).toBeDefined()
  })
})
