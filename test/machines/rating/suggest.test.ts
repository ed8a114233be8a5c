import { describe, expect, test } from '@jest/globals'
import {
  administrator,
  assessmentOutcomesOfficer,
  auditor,
  caseworker,
  complianceOfficer,
  delegatedBy,
  deputyDirector,
  director,
  directorOfOtherDirectorate,
  lineManager,
  ombudsman,
  operationsManager,
  person,
} from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { interimDirectorOfOperations, organisationFile, outcomesOfficer, ratingOf, toC } from './organisation-file.ts'

const suggested = () => {
  const file = organisationFile()
  file.does(complianceOfficer, 'rating', toC)
  return file
}

describe('the rating of an organisation nobody has looked at', () => {
  proves('C8', 'is B, for want of information: that is not the B of one that was reviewed', () => {
    const file = organisationFile()
    expect(ratingOf(file)).toMatchObject({ rating: 'B', information: 'insufficient', history: [] })
    file.does(complianceOfficer, 'rating', { type: 'RECORD_NO_CHANGE', why: 'Two remedies, both in time' })
    expect(ratingOf(file)).toMatchObject({ rating: 'B', information: 'sufficient', lookedOn: '2013-03-01' })
  })

  proves(['C8', 'C9'], 'may be looked at, and too little still be known', () => {
    const file = organisationFile()
    file.does(outcomesOfficer, 'rating', { type: 'RECORD_NO_CHANGE', information: 'insufficient', why: 'One remedy in ten years' })
    expect(ratingOf(file)).toMatchObject({ rating: 'B', information: 'insufficient' })
    expect(ratingOf(file).history).toMatchObject([{ outcome: 'noChange', rating: 'B', information: 'insufficient' }])
  })
})

describe('suggesting a rating', () => {
  proves('C7', 'is for the compliance and outcomes officers alone, whatever grade others have', () => {
    const file = organisationFile()
    for (const by of [caseworker, lineManager, operationsManager, director, ombudsman, assessmentOutcomesOfficer, administrator, auditor])
      expect(file.refused(by, 'rating', toC)).toMatchObject([{ rule: 'suggestedByAnOfficer', cites: 'C7', strength: 'must' }])
    for (const by of [complianceOfficer, outcomesOfficer]) expect(file.rulesAgainst(by, 'rating', toC)).toEqual([])
  })

  proves('C9', 'means a change: that nothing changes is recorded as such', () => {
    const file = organisationFile()
    expect(file.refused(complianceOfficer, 'rating', { ...toC, rating: 'B' })).toMatchObject([
      { rule: 'anotherRating', cites: 'C9', unlockedBy: 'RECORD_NO_CHANGE' },
    ])
    file.does(complianceOfficer, 'rating', { type: 'RECORD_NO_CHANGE', why: 'As before' })
    expect(ratingOf(file).history).toMatchObject([{ outcome: 'noChange', rating: 'B', why: 'As before', by: complianceOfficer.id }])
  })

  proves('CA', 'of A or C rests on a factor that speaks for it, or on a written reason', () => {
    const file = organisationFile()
    const bare = { ...toC, factors: [] }
    expect(file.refused(complianceOfficer, 'rating', bare)).toMatchObject([
      { rule: 'restsOnAFactor', cites: 'CA', strength: 'normally', reasonWouldHelp: true },
    ])
    expect(file.rulesAgainst(complianceOfficer, 'rating', { ...toC, rating: 'A' })).toEqual(['restsOnAFactor'])
    expect(file.rulesAgainst(complianceOfficer, 'rating', bare, { reasons: { restsOnAFactor: 'Its chief executive told us so' } })).toEqual(
      [],
    )
  })

  proves('C8', 'for want of information leads to B only', () => {
    const file = organisationFile()
    expect(file.refused(complianceOfficer, 'rating', { ...toC, information: 'insufficient' })).toMatchObject([
      { rule: 'onlyBForWantOfInformation', cites: 'C8' },
    ])
    file.does(complianceOfficer, 'rating', toC)
    file.does(operationsManager, 'rating', { type: 'AGREE_RATING' })
    expect(
      file.refused(complianceOfficer, 'rating', { type: 'RECORD_NO_CHANGE', information: 'insufficient', why: 'Nothing came since' }),
    ).toMatchObject([{ rule: 'staysBForWantOfInformation', cites: 'C8' }])
    expect(file.rulesAgainst(complianceOfficer, 'rating', { ...toC, rating: 'B', information: 'insufficient', factors: [] })).toEqual([])
  })

  proves('C8', 'changes nothing before it is agreed', () => {
    expect(ratingOf(suggested())).toMatchObject({ rating: 'B', suggestion: { rating: 'C', by: complianceOfficer.id } })
  })
})

describe('agreeing a rating', () => {
  proves('C7', 'takes somebody else of operations; neither officer, nor anybody of another part of the office', () => {
    const file = suggested()
    for (const type of ['AGREE_RATING', 'DECLINE_RATING'])
      for (const by of [complianceOfficer, outcomesOfficer, assessmentOutcomesOfficer, ombudsman, administrator, auditor])
        expect(file.refused(by, 'rating', { type, why: 'As suggested' })).toContainEqual(
          expect.objectContaining({ rule: 'agreedByOperationsStaff', cites: 'C7', strength: 'must' }),
        )
    expect(file.rulesAgainst(person('of business', 'interimDirectorOfBusinessDevelopment'), 'rating', { type: 'AGREE_RATING' })).toEqual([
      'agreedByOperationsStaff',
    ])
    for (const by of [caseworker, operationsManager, deputyDirector, directorOfOtherDirectorate, interimDirectorOfOperations])
      expect(file.rulesAgainst(by, 'rating', { type: 'AGREE_RATING' })).toEqual([])
  })

  proves('C7', 'suggester and agreer differ, also where the suggester holds a post of operations', () => {
    const both = person('both', 'complianceOfficer', 'lineManager')
    const file = organisationFile()
    file.does(both, 'rating', toC)
    expect(file.refused(both, 'rating', { type: 'AGREE_RATING' })).toMatchObject([{ rule: 'notTheirOwnSuggestion', cites: 'C7' }])
    file.does(lineManager, 'rating', { type: 'AGREE_RATING' })
    expect(ratingOf(file)).toMatchObject({ rating: 'C' })
  })

  proves('C7', 'nobody agrees under a delegation from the suggester, nor does the delegator whose authority suggested it', () => {
    const both = person('both', 'complianceOfficer', 'lineManager')
    const file = organisationFile()
    file.does(both, 'rating', toC)
    const acting = delegatedBy(both, person('acting'), 'lineManager')
    expect(file.rulesAgainst(acting, 'rating', { type: 'AGREE_RATING' })).toEqual(['agreedByOperationsStaff'])

    const other = organisationFile()
    other.does(delegatedBy(both, caseworker, 'complianceOfficer'), 'rating', toC)
    expect(other.rulesAgainst(both, 'rating', { type: 'AGREE_RATING' })).toEqual(['notTheirOwnSuggestion'])
  })

  proves('C7', 'the history says what was suggested, by whom, why, on which factors, and who agreed', () => {
    const file = suggested().on('2013-03-05')
    file.does(operationsManager, 'rating', { type: 'AGREE_RATING', why: 'So we see it too' })
    expect(ratingOf(file)).toMatchObject({ rating: 'C', information: 'sufficient', agreedOn: '2013-03-05' })
    expect(ratingOf(file).suggestion).toBeUndefined()
    expect(ratingOf(file).history).toEqual([
      {
        on: '2013-03-05',
        outcome: 'agreed',
        rating: 'C',
        information: 'sufficient',
        why: toC.why,
        factors: toC.factors,
        by: complianceOfficer.id,
        suggestedOn: '2013-03-01',
        answeredBy: operationsManager.id,
        answer: 'So we see it too',
      },
    ])
  })

  proves('C7', 'declined, the rating stays, and the history says who thought otherwise and why', () => {
    const file = suggested()
    file.does(caseworker, 'rating', { type: 'DECLINE_RATING', why: 'The delays were ours' })
    expect(ratingOf(file)).toMatchObject({ rating: 'B' })
    expect(ratingOf(file).history).toMatchObject([
      { outcome: 'declined', rating: 'C', answeredBy: caseworker.id, answer: 'The delays were ours' },
    ])
  })

  proves('C7', 'falls to operations for a week; then it is overdue, and can be done all the same', () => {
    const file = suggested()
    expect(file.duty('agreeRating')).toMatchObject({ to: 'interimDirectorOfOperations', cites: 'C7', dueOn: '2013-03-08' })
    file.moveTo('2013-03-08')
    expect(file.stands('rating')).toBe('suggested.inTime')
    file.moveTo('2013-03-09')
    expect(file.stands('rating')).toBe('suggested.late')
    file.does(operationsManager, 'rating', { type: 'AGREE_RATING' })
    expect(file.duty('agreeRating')).toBeUndefined()
  })
})

describe('how an organisation engages with us', () => {
  const engaged = { type: 'RECORD_ENGAGEMENT', factor: 'engagement', favourable: true, casefile: 'RD-000001', words: 'Rang to ask how' }

  proves('CA', 'any member of staff records it, for or against, with its casefile, also while a rating is suggested', () => {
    const file = suggested()
    file.does(caseworker, 'rating', engaged)
    file.does(caseworker, 'rating', { ...engaged, factor: 'unwillingness', favourable: false, words: 'Would not say who decides' })
    expect(ratingOf(file).engagement).toMatchObject([
      { factor: 'engagement', favourable: true, casefile: 'RD-000001', on: '2013-03-01', by: caseworker.id },
      { factor: 'unwillingness', favourable: false },
    ])
    for (const by of [auditor, administrator])
      expect(file.refused(by, 'rating', engaged)).toMatchObject([{ rule: 'recordedByStaff', cites: 'CA' }])
  })

  proves('CA', 'without a casefile it needs a reason', () => {
    const { casefile: _, ...bare } = engaged
    expect(organisationFile().refused(caseworker, 'rating', bare)).toMatchObject([
      { rule: 'saysWhichCasefile', cites: 'CA', strength: 'normally', field: 'casefile' },
    ])
    expect(organisationFile().rulesAgainst(caseworker, 'rating', bare, { reasons: { saysWhichCasefile: 'At a conference' } })).toEqual([])
  })

  test('what the figures show is not recorded by hand', () => {
    expect(() => organisationFile().tries(caseworker, 'rating', { ...engaged, factor: 'badFaith' })).toThrow(/factor/)
  })
})
