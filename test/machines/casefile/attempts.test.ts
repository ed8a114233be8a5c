import { describe, expect, test } from '@jest/globals'
import { type Casefile, casefileClosed } from '../../../machines/casefile/record.ts'
import { definitions } from '../../../machines/index.ts'
import { complaint, history, trust } from '../../support/file.ts'
import { caseworker, director, lineManager, secondCaseworker } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { assessing, attempt, issued, proposed, submitDecline } from '../intervention/support.ts'

const opened = (more: object = {}) => history(definitions).opens('casefile', complaint(more), caseworker)
const record = (file: ReturnType<typeof history>) => file.record<Casefile>('casefile')
const open = { type: 'OPEN_INTERVENTION' }
const declined = (file = assessing()) => {
  file.does(caseworker, attempt, submitDecline)
  file.does(lineManager, attempt, { type: 'SIGN_OFF' })
  file.does(caseworker, attempt, { type: 'ISSUE_DECISION' })
  return file
}

describe('opening an attempt', () => {
  proves('I1', 'an intervention is for a casefile at preliminary or further assessment', () => {
    const file = opened({ stage: 'investigation' })
    expect(file.refused(caseworker, 'casefile', open)).toMatchObject([
      { rule: 'casefileAtAssessment', cites: 'I1', strength: 'must', unlockedBy: 'CHANGE_STAGE' },
    ])
    file.does(caseworker, 'casefile', { type: 'CHANGE_STAGE', stage: 'furtherAssessment' })
    file.does(caseworker, 'casefile', open)
    expect(file.stands(attempt)).toBe('attempt.assessing')
  })

  proves('I1', 'one attempt at a time: the next is opened when the last is decided', () => {
    const file = opened()
    file.does(caseworker, 'casefile', open)
    expect(file.refused(caseworker, 'casefile', open)).toMatchObject([{ rule: 'noAttemptUnderWay', cites: 'I1' }])
    file.does(caseworker, attempt, { type: 'PROPOSE_INVESTIGATION', rationale: 'Wider interest' })
    file.on('2013-04-02')
    file.does(caseworker, 'casefile', open)
    expect(record(file).attempts).toEqual([
      { key: 'attempt-1', openedOn: '2013-03-01', how: 'proposedForInvestigation', decidedOn: '2013-03-01' },
      { key: 'attempt-2', openedOn: '2013-04-02' },
    ])
    expect(file.stands('attempt-2')).toBe('attempt.assessing')
  })

  proves('I22', 'a complaint withdrawn before any attempt is closed by one that can only decline it, with its duty from the start', () => {
    const file = history(definitions).opens('casefile', complaint(), caseworker)
    file.does(caseworker, 'casefile', { type: 'COMPLAINT_WITHDRAWN', why: 'No longer wishes to go on' })
    file.does(caseworker, 'casefile', { type: 'OPEN_INTERVENTION' })
    expect(file.duty('closeAsWithdrawn')).toMatchObject({ to: 'caseworker', cites: 'I22' })
    const letter = { whatWeDid: 'Nothing yet', conclusions: 'It was withdrawn', rationale: 'Withdrawn' }
    expect(file.rulesAgainst(caseworker, 'attempt-1', { type: 'SUBMIT_DECLINE', reason: 'other', ...letter })).toEqual([
      'declinedAsWithdrawn',
    ])
    expect(file.rulesAgainst(caseworker, 'attempt-1', { type: 'SUBMIT_DECLINE', reason: 'withdrawn', ...letter })).toEqual([])
  })

  proves('I16', 'an attempt is opened by the casefile’s caseworker or someone above a caseworker', () => {
    expect(opened().rulesAgainst(secondCaseworker, 'casefile', open)).toEqual(['byTheCaseworker'])
    expect(opened().rulesAgainst(director, 'casefile', open)).toEqual([])
  })

  test('the attempt begins knowing the casefile, and hears what changes in it', () => {
    const file = assessing()
    expect(file.record<Casefile>(attempt).casefile).toEqual(record(file).casefile)
    file.does(lineManager, 'casefile', { type: 'ASSIGN', post: 'secondCaseworker' })
    expect(file.record<Casefile>(attempt).casefile.caseworker).toBe('secondCaseworker')
  })
})

describe('what the attempts tell', () => {
  proves('I20', 'an organisation that refused is remembered for the next attempt, until it was escalated', () => {
    const refused = proposed()
    refused.does(caseworker, trust, { type: 'ORGANISATION_REFUSED', words: 'No' })
    expect(record(refused).refusals).toEqual([trust])
    refused.does(caseworker, attempt, { type: 'PROPOSE_INVESTIGATION', rationale: 'It will not move' })
    refused.does(caseworker, 'casefile', open)
    expect(refused.record<{ earlierRefusals: string[] }>('attempt-2').earlierRefusals).toEqual([trust])
  })

  proves('I20', 'once escalated the refusal no longer stands against asking again', () => {
    const file = proposed()
    file.does(caseworker, trust, { type: 'ORGANISATION_REFUSED', words: 'No' })
    file.does(caseworker, trust, { type: 'ESCALATE', why: 'It will not say why' })
    expect(record(file).refusals).toEqual([])
  })

  proves('I29', 'a resolved attempt leaves its closure detail and enquiry action on the casefile', () => {
    expect(record(issued()).attempts).toMatchObject([
      { how: 'resolved', closureDetail: 'No evidence of unremedied injustice', enquiryAction: 'Intervention short of an investigation' },
    ])
  })
})

describe('whether the casefile is closed', () => {
  test('it is not before any attempt, nor while one is under way', () => {
    expect(casefileClosed(record(opened()))).toBe(false)
    expect(casefileClosed(record(assessing()))).toBe(false)
  })

  test('it is when its attempts are decided, and not again when another is opened', () => {
    const file = declined()
    expect(casefileClosed(record(file))).toBe(true)
    file.does(caseworker, 'casefile', open)
    expect(casefileClosed(record(file))).toBe(false)
  })

  proves('I24', 'it is closed as resolved while its items are still monitored', () => {
    const file = issued()
    expect(file.stands(attempt)).toMatch(/^monitoring/)
    expect(casefileClosed(record(file))).toBe(true)
  })
})
