import { describe, expect, test } from '@jest/globals'
import type { Casefile } from '../../../machines/casefile/record.ts'
import { definitions } from '../../../machines/index.ts'
import { itemKey } from '../../../machines/intervention/record.ts'
import { faultsOf } from '../../../machines/kernel/well-formed.ts'
import type { Review } from '../../../machines/review/record.ts'
import { trust } from '../../support/file.ts'
import {
  assessmentOutcomesOfficer,
  auditor,
  caseworker,
  director,
  lineManager,
  ombudsman,
  operationsManager,
  person,
  secondCaseworker,
} from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { attempt } from '../intervention/support.ts'
import { accept, conclude, decline, expectReplay, reconsidered, referred, review, reviewTeam, taken, voiding } from './support.ts'

const apology = itemKey(trust, 'apology')

test('the machine is well formed', () => {
  expect(faultsOf(definitions['review']!)).toEqual([])
})

describe('whether a complaint about our decision is taken up', () => {
  proves('I33', 'the Review Team alone decides, whatever the grade of who would', () => {
    const file = referred()
    for (const by of [caseworker, lineManager, director, ombudsman, assessmentOutcomesOfficer])
      expect(file.refused(by, review, accept)).toMatchObject([
        { rule: 'byTheReviewTeam', cites: 'I33', strength: 'must', because: 'This is for the Review Team', reasonWouldHelp: false },
      ])
    expect(file.rulesAgainst(director, review, decline)).toEqual(['byTheReviewTeam'])
    expect(file.whoCould(review, 'ACCEPT_REVIEW').people).toEqual(['holder of reviewTeam'])
    file.does(reviewTeam, review, accept)
    expect(file.stands(review)).toBe('accepted.inTime')
    expect(file.rulesAgainst(ombudsman, review, conclude('decisionStands'))).toEqual(['byTheReviewTeam'])
  })

  proves('I33', 'is for the Review Team to settle within 14 days of the referral; the day after, it is late, and they still may', () => {
    const file = referred()
    expect(file.duty('acceptReview')).toMatchObject({ to: 'reviewTeam', dueOn: '2013-03-19', cites: 'I33', endsBy: 'act' })
    file.moveTo('2013-03-19')
    expect(file.stands(review)).toBe('referred.inTime')
    file.moveTo('2013-03-20')
    expect(file.stands(review)).toBe('referred.late')
    expect(file.duty('acceptReview')).toBeDefined()
    file.does(reviewTeam, review, decline)
    expect(file.stands(review)).toBe('closed.declined')
    expect(file.duty('acceptReview')).toBeUndefined()
    expectReplay(file)
  })

  proves('I33', 'can be settled before the organisation could act, and its remedy goes on being monitored meanwhile', () => {
    const file = taken()
    expect(file.stands(apology)).toMatch(/onTrack/)
    file.moveTo('2013-03-29')
    expect(file.stands(apology)).toMatch(/overdue/)
    file.does(reviewTeam, review, conclude('decisionStands'))
    expect(file.stands(apology)).toMatch(/overdue/)
    expect(file.stands(attempt)).toMatch(/^monitoring/)
    expectReplay(file)
  })

  proves('I33', 'declined, nothing else changes, and the casefile knows', () => {
    const file = referred().on('2013-03-08')
    file.does(reviewTeam, review, decline)
    expect(file.record<Review>(review)).toMatchObject({ outcome: 'declined', endedOn: '2013-03-08', why: decline.why })
    expect(file.record<Casefile>('casefile').reviews).toEqual([
      { key: review, decision: attempt, referredOn: '2013-03-05', how: 'declined', endedOn: '2013-03-08' },
    ])
    expect(file.record<Casefile>('casefile').attempts).toHaveLength(1)
    expect(file.accepts(review, reviewTeam)).toEqual([])
  })
})

describe('concluding a review', () => {
  proves('I33', 'is due 28 days after it was taken up; later it is late, and still concluded', () => {
    const file = taken()
    expect(file.record<Review>(review)).toMatchObject({ acceptedOn: '2013-03-12', concludeBy: '2013-04-09' })
    expect(file.duty('concludeReview')).toMatchObject({ to: 'reviewTeam', dueOn: '2013-04-09', cites: 'I33', endsBy: 'act' })
    file.moveTo('2013-04-09')
    expect(file.stands(review)).toBe('accepted.inTime')
    file.moveTo('2013-04-10')
    expect(file.stands(review)).toBe('accepted.late')
    file.does(reviewTeam, review, conclude('decisionStands'))
    expect(file.stands(review)).toBe('closed.decisionStands')
    expect(file.duty('concludeReview')).toBeUndefined()
    expect(file.record<Casefile>('casefile').attempts).toHaveLength(1)
    expectReplay(file)
  })

  proves('I33', 'says how it ends and why', () => {
    const file = taken()
    expect(() => file.tries(reviewTeam, review, { type: 'CONCLUDE_REVIEW', outcome: 'decisionStands' })).toThrow(/why/)
    expect(() => file.tries(reviewTeam, review, { ...conclude('decisionStands'), outcome: 'partly' })).toThrow(/outcome/)
  })

  proves('I33', 'to be reconsidered opens a new attempt, linked to what reopened it; what was closed stays closed', () => {
    const file = reconsidered()
    expect(file.stands(review)).toBe('closed.toBeReconsidered')
    expect(file.record<Casefile>('casefile').attempts).toMatchObject([
      { key: attempt, how: 'resolved' },
      { key: 'attempt-2', openedOn: '2013-03-20', reopened: { cites: 'I33', why: 'As the papers show', of: review } },
    ])
    expect(file.stands('attempt-2')).toBe('attempt.assessing')
    expect(file.stands(attempt)).toMatch(/^monitoring/)
    expect(file.record<Casefile>('casefile').reviews).toMatchObject([{ how: 'toBeReconsidered', endedOn: '2013-03-20' }])
    expectReplay(file)
  })
})

describe('the letter of referral', () => {
  proves('I33', 'is drafted to the Review Team with the referral, and the caseworker is to send it that day', () => {
    const file = referred()
    expect(file.letters.filter(({ letter }) => letter === 'reviewReferral')).toMatchObject([{ to: { office: 'reviewTeam' }, cites: 'I33' }])
    expect(file.duty('sendReferral')).toMatchObject({ to: 'caseworker', dueOn: '2013-03-05', cites: 'I33' })
  })

  test('sent, the duty is done and the review knows the day', () => {
    const file = referred()
    const { id } = file.letters.find(({ letter }) => letter === 'reviewReferral')!
    file.does(caseworker, 'casefile', { type: 'EDIT_LETTER', letter: id, body: 'Please consider' })
    file.does(caseworker, 'casefile', { type: 'LETTER_SENT', letter: id })
    expect(file.duty('sendReferral')).toBeUndefined()
    expect(file.record<Review>(review).referralSentOn).toBe('2013-03-05')
    expectReplay(file)
  })

  for (const event of [accept, decline])
    proves('I33', `not sent before the Review Team acts (${event.type}), it had it: kept as it stood, and nobody has to send it`, () => {
      const file = referred().on('2013-03-12')
      file.does(reviewTeam, review, event)
      expect(file.duty('sendReferral')).toBeUndefined()
      expect(file.letters.filter(({ letter }) => letter === 'reviewReferral')).toMatchObject([
        { sentOn: '2013-03-12', body: 'composed reviewReferral' },
      ])
      expectReplay(file)
    })

  proves('I33', 'a referral that lacks what it must say is not kept as sent: the Review Team goes by its duty', () => {
    const file = referred()
    const letters = file.letters.map((each) => ({ ...each, body: 'Look at this', lacks: ['It does not say what the complaint is'] }))
    file.does(reviewTeam, review, accept, { letters })
    expect(file.letters.filter(({ letter }) => letter === 'reviewReferral')).toEqual([])
    expect(file.duty('sendReferral')).toBeUndefined()
  })
})

test('the review hears what changes in its casefile', () => {
  const file = referred()
  file.does(lineManager, 'casefile', { type: 'ASSIGN', post: 'secondCaseworker' })
  expect(file.record<Review>(review).casefile.caseworker).toBe('secondCaseworker')
})

describe('an entry about a review, made by mistake', () => {
  proves('I33', 'a referral: review, duties and letter are gone, and another may follow', () => {
    const file = referred()
    expect(file.rulesAgainst(caseworker, 'casefile', voiding(file, 'REFER_FOR_REVIEW'))).toEqual(['correctedByALineManager'])
    file.does(lineManager, 'casefile', voiding(file, 'REFER_FOR_REVIEW'))
    expect(file.record<Casefile>('casefile').reviews).toEqual([])
    expect(file.state.instances.find(({ key }) => key === review)).toMatchObject({ inError: true })
    expect(file.duties.filter(({ cites }) => cites === 'I33')).toEqual([])
    expect(file.letters.filter(({ letter }) => letter === 'reviewReferral')).toEqual([])
    file.does(secondCaseworker, 'casefile', { type: 'REFER_FOR_REVIEW', complaint: 'Now truly' })
    expect(file.record<Casefile>('casefile').reviews).toMatchObject([{ key: review }])
  })

  proves('I33', 'a referral whose letter went: somebody writes to the Review Team', () => {
    const file = referred()
    const { id } = file.letters.find(({ letter }) => letter === 'reviewReferral')!
    file.does(caseworker, 'casefile', { type: 'LETTER_SENT', letter: id })
    const sending = voiding(file, 'LETTER_SENT')
    expect(file.rulesAgainst(lineManager, 'casefile', voiding(file, 'REFER_FOR_REVIEW'))).toEqual(['laterEntriesWouldStand'])
    file.does(lineManager, 'casefile', sending)
    expect(file.duties.map(({ title }) => title)).toContainEqual(expect.stringMatching(/^Write to the Review Team: /))
  })

  proves('I33', 'a referral that was taken up stands until that is corrected', () => {
    const file = taken()
    expect(file.refused(lineManager, 'casefile', voiding(file, 'REFER_FOR_REVIEW'))).toMatchObject([
      { rule: 'laterEntriesWouldStand', because: expect.stringContaining('took up the complaint about our decision') },
    ])
    file.does(operationsManager, review, voiding(file, 'ACCEPT_REVIEW'))
    expect(file.stands(review)).toBe('referred.inTime')
    expect(file.duty('acceptReview')).toMatchObject({ dueOn: '2013-03-19' })
    file.does(lineManager, 'casefile', voiding(file, 'REFER_FOR_REVIEW'))
    expect(file.record<Casefile>('casefile').reviews).toEqual([])
  })

  proves('I33', 'a conclusion: the attempt it opened is out of reach, and the review waits again', () => {
    const file = reconsidered()
    expect(file.refused(lineManager, review, voiding(file, 'CONCLUDE_REVIEW'))).toMatchObject([{ rule: 'byTheReviewTeam', cites: 'I33' }])
    file.does(person('another of the team', 'reviewTeam'), review, voiding(file, 'CONCLUDE_REVIEW'))
    expect(file.stands(review)).toBe('accepted.inTime')
    expect(file.duty('concludeReview')).toMatchObject({ dueOn: '2013-04-09' })
    expect(file.record<Casefile>('casefile').attempts).toHaveLength(1)
    expect(file.state.instances.find(({ key }) => key === 'attempt-2')).toMatchObject({ inError: true })
  })
})

test('an auditor sends no event of a review', () => {
  expect(referred().rulesAgainst(auditor, review, accept)).toEqual(['byTheReviewTeam'])
})
