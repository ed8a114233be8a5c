import { describe, expect } from '@jest/globals'
import { complianceOfficer, operationsManager } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { asked, organisationFile, ratingOf, toC } from './organisation-file.ts'

const measured = () => {
  const file = organisationFile()
  asked(file)
  return file
}

describe('looking at a rating again', () => {
  proves('C6', 'an organisation is measured from the first remedy asked of it', () => {
    const file = organisationFile()
    expect([file.stands('organisation'), file.stands('rating')]).toEqual(['registered.notMeasured', 'rated.notMeasured'])
    expect(file.moveTo('2016-01-01').dutiesOpened).toEqual([])
    asked(file)
    expect([file.stands('organisation'), file.stands('rating')]).toEqual(['registered.measured', 'rated.reviewNotDue'])
    expect(ratingOf(file)).toMatchObject({ firstRemedyOn: '2016-01-01', reviewBy: '2017-01-01' })
  })

  proves('C9', 'falls to the compliance officer four weeks before a year is over since the first remedy', () => {
    const file = measured()
    expect(file.moveTo('2014-01-31').dutiesOpened).toEqual([])
    expect(file.moveTo('2014-02-01').dutiesOpened).toMatchObject([
      { name: 'reviewRating', to: 'complianceOfficer', cites: 'C9', dueOn: '2014-03-01' },
    ])
    file.moveTo('2014-03-01')
    expect(file.stands('rating')).toBe('rated.reviewDue.inTime')
    file.moveTo('2014-03-02')
    expect(file.stands('rating')).toBe('rated.reviewDue.late')
  })

  proves('C9', 'is done by saying that nothing changes; the next year counts from then', () => {
    const file = measured()
    file.moveTo('2014-03-10')
    file.does(complianceOfficer, 'rating', { type: 'RECORD_NO_CHANGE', why: 'As before' })
    expect(file.duty('reviewRating')).toBeUndefined()
    expect(ratingOf(file).reviewBy).toBe('2015-03-10')
    expect(file.moveTo('2015-02-09').dutiesOpened).toEqual([])
    expect(file.moveTo('2015-02-10').dutiesOpened).toMatchObject([{ dueOn: '2015-03-10' }])
  })

  proves('C9', 'is also possible at any time, and the year then counts from the rating agreed', () => {
    const file = measured()
    file.moveTo('2013-06-03')
    file.does(complianceOfficer, 'rating', toC)
    file.on('2013-06-05').does(operationsManager, 'rating', { type: 'AGREE_RATING' })
    expect(file.stands('rating')).toBe('rated.reviewNotDue')
    expect(ratingOf(file)).toMatchObject({ rating: 'C', lookedOn: '2013-06-05', reviewBy: '2014-06-05' })
    expect(file.moveTo('2014-05-07').dutiesOpened).toEqual([])
    expect(file.moveTo('2014-05-08').dutiesOpened).toMatchObject([{ name: 'reviewRating', dueOn: '2014-06-05' }])
  })

  proves('C9', 'a suggestion that nobody answers suspends nothing: the duty comes in its time, once, and the answer ends it', () => {
    const file = measured()
    file.moveTo('2014-01-20')
    file.does(complianceOfficer, 'rating', toC)
    expect(file.moveTo('2014-01-31').dutiesOpened).toEqual([])
    expect(file.moveTo('2014-02-01').dutiesOpened).toMatchObject([{ name: 'reviewRating', to: 'complianceOfficer', dueOn: '2014-03-01' }])
    expect(file.moveTo('2015-01-20').dutiesOpened).toEqual([])
    expect(file.stands('rating')).toBe('suggested.late')
    expect(file.duties.map(({ name }) => name).sort()).toEqual(['agreeRating', 'reviewRating'])
    file.does(operationsManager, 'rating', { type: 'AGREE_RATING' })
    expect(file.duties).toEqual([])
    expect(ratingOf(file).reviewBy).toBe('2016-01-20')
    expect(file.moveTo('2015-12-23').dutiesOpened).toMatchObject([{ name: 'reviewRating', dueOn: '2016-01-20' }])
  })

  proves('C9', 'a suggestion leaves the duty open until it is answered; declined, it was a look as well', () => {
    const file = measured()
    file.moveTo('2014-02-20')
    file.does(complianceOfficer, 'rating', toC)
    expect(file.duties.map(({ name }) => name).sort()).toEqual(['agreeRating', 'reviewRating'])
    file.on('2014-02-25').does(operationsManager, 'rating', { type: 'DECLINE_RATING', why: 'Too little' })
    expect(file.duties).toEqual([])
    expect(ratingOf(file).reviewBy).toBe('2015-02-25')
  })

  proves('C9', 'a later remedy moves nothing; what was looked at before any remedy has its year from that look', () => {
    const file = measured()
    file.moveTo('2013-05-01')
    asked(file)
    expect(ratingOf(file)).toMatchObject({ firstRemedyOn: '2013-03-01', reviewBy: '2014-03-01' })
    const looked = organisationFile()
    looked.does(complianceOfficer, 'rating', { type: 'RECORD_NO_CHANGE', information: 'insufficient', why: 'Nothing known' })
    looked.moveTo('2013-05-01')
    asked(looked)
    expect(ratingOf(looked)).toMatchObject({ firstRemedyOn: '2013-05-01', reviewBy: '2014-03-01' })
  })

  proves('C9', 'the year of a look on 29 February is over on 28 February', () => {
    const file = organisationFile().on('2016-02-29')
    file.does(complianceOfficer, 'rating', { type: 'RECORD_NO_CHANGE', why: 'As before' })
    expect(ratingOf(file).reviewBy).toBe('2017-02-28')
  })
})
