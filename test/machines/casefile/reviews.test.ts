import { describe, expect, test } from '@jest/globals'
import { type Casefile, casefileClosed } from '../../../machines/casefile/record.ts'
import type { Review } from '../../../machines/review/record.ts'
import { administrator, auditor, caseworker, complianceOfficer, director, lineManager } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { assessing, attempt, issued, submitDecline, submitted } from '../intervention/support.ts'
import { conclude, decline, declined, expectReplay, reconsidered, refer, referred, review, reviewTeam, taken } from '../review/support.ts'

const record = (file: ReturnType<typeof issued>) => file.record<Casefile>('casefile')

describe('referring a complaint about our decision', () => {
  proves('I33', 'any member of staff refers it, whoever has the casefile', () => {
    const file = issued()
    for (const by of [caseworker, complianceOfficer, director, reviewTeam]) expect(file.rulesAgainst(by, 'casefile', refer)).toEqual([])
    for (const by of [administrator, auditor]) expect(file.rulesAgainst(by, 'casefile', refer)).toEqual(['referredByAnyStaff'])
  })

  proves(['I33', 'I22'], 'before the letter it is an objection, and goes to the attempt; otherwise only with a reason', () => {
    const file = submitted()
    expect(file.refused(caseworker, 'casefile', refer)).toMatchObject([
      {
        rule: 'aLetterHasFollowed',
        cites: 'I33',
        strength: 'normally',
        because: expect.stringContaining('objection (paragraph 2.6.22)'),
        reasonWouldHelp: true,
      },
    ])
    expect(file.accepts(attempt, caseworker)).toContain('COMPLAINANT_OBJECTED')
    file.does(caseworker, 'casefile', refer, { reasons: { aLetterHasFollowed: 'We told him our decision on the telephone' } })
    expect(file.record<Review>(review).decision).toBeUndefined()
    expectReplay(file)
  })

  proves(['I33', 'I25'], 'what reached us before the letter of that decision is an objection too, unless a reason says otherwise', () => {
    const file = issued().on('2013-03-05')
    expect(file.refused(caseworker, 'casefile', { ...refer, receivedOn: '2013-02-28' })).toMatchObject([
      {
        rule: 'followsTheLetter',
        cites: 'I33',
        strength: 'normally',
        field: 'receivedOn',
        because: expect.stringContaining('before the decision letter of 2013-03-01'),
      },
    ])
    expect(file.rulesAgainst(caseworker, 'casefile', { ...refer, receivedOn: '2013-03-01' })).toEqual([])
    expect(file.rulesAgainst(caseworker, 'casefile', { ...refer, receivedOn: '2013-03-06' })).toEqual(['reachedUsByToday'])
  })

  proves('I33', 'a proposal to investigate is no decision that a letter tells of', () => {
    const file = assessing()
    file.does(caseworker, attempt, { type: 'PROPOSE_INVESTIGATION', rationale: 'Wider interest' })
    expect(file.rulesAgainst(caseworker, 'casefile', refer)).toEqual(['aLetterHasFollowed'])
  })

  proves('I33', 'also from recorded correspondence, which it names', () => {
    const file = referred({ receivedOn: '2013-03-04', correspondence: 'His letter of 3 March' })
    expect(file.record<Review>(review)).toMatchObject({
      complaint: refer.complaint,
      correspondence: 'His letter of 3 March',
      receivedOn: '2013-03-04',
      referredOn: '2013-03-05',
      acceptBy: '2013-03-19',
    })
    expectReplay(file)
  })

  proves('I33', 'there may be several, each of its own decision: the last one, unless another is named', () => {
    const file = reconsidered().on('2013-03-25')
    file.does(caseworker, 'attempt-2', submitDecline)
    file.does(lineManager, 'attempt-2', { type: 'SIGN_OFF' })
    file.does(caseworker, 'attempt-2', { type: 'ISSUE_DECISION' })
    file.does(caseworker, 'casefile', refer)
    file.does(caseworker, 'casefile', { ...refer, decision: attempt })
    expect(file.refused(caseworker, 'casefile', { ...refer, decision: 'attempt-7' })).toMatchObject([
      { rule: 'decisionIsOurs', cites: 'I33', field: 'decision', because: "No decision of 'attempt-7' has gone out" },
    ])
    expect(file.record<Review>('review-2').decision).toEqual({ key: 'attempt-2', on: '2013-03-25' })
    expect(file.record<Review>('review-3').decision).toEqual({ key: attempt, on: '2013-03-01' })
    expect(record(file).reviews.map(({ key, decision, how }) => [key, decision, how])).toEqual([
      ['review-1', attempt, 'toBeReconsidered'],
      ['review-2', 'attempt-2', undefined],
      ['review-3', attempt, undefined],
    ])
    file.does(reviewTeam, 'review-3', decline)
    expect(file.stands('review-2')).toBe('referred.inTime')
    expectReplay(file)
  })
})

describe('whether the casefile is closed', () => {
  proves('I33', 'it is not while the Review Team has a complaint about its decision', () => {
    expect(casefileClosed(record(declined()))).toBe(true)
    const file = referred()
    expect(casefileClosed(record(file))).toBe(false)
    file.does(reviewTeam, review, decline)
    expect(casefileClosed(record(file))).toBe(true)
  })

  test('nor when the decision is reconsidered, until the new attempt is decided', () => {
    expect(casefileClosed(record(reconsidered()))).toBe(false)
    const stands = taken()
    stands.does(reviewTeam, review, conclude('decisionStands'))
    expect(casefileClosed(record(stands))).toBe(true)
  })
})
