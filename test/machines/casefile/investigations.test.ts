import { describe, expect, test } from '@jest/globals'
import { type Casefile, casefileClosed } from '../../../machines/casefile/record.ts'
import { definitions } from '../../../machines/index.ts'
import { complaint, type History, history, trust } from '../../support/file.ts'
import { caseworker, director, lineManager, secondCaseworker } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { assessing, attempt } from '../intervention/support.ts'
import { expectReplay, refer, voiding } from '../review/support.ts'

const record = (file: History) => file.record<Casefile>('casefile')
const investigation = 'investigation-1'
const open = { type: 'OPEN_INVESTIGATION' }
const atInvestigation = () => history(definitions).opens('casefile', complaint({ stage: 'investigation' }), caseworker)
const opened = () => {
  const file = atInvestigation().on('2013-03-04')
  file.does(caseworker, 'casefile', open)
  return file
}
const notUpheld = () => {
  const file = opened()
  file.does(caseworker, investigation, { type: 'ISSUE_DRAFT_REPORT' })
  file.on('2013-04-02').does(caseworker, investigation, { type: 'MAKE_FINDING', finding: 'notUpheld', why: 'It did what it should' })
  file.does(caseworker, investigation, { type: 'ISSUE_FINAL_REPORT' })
  return file
}

describe('opening an investigation', () => {
  proves('C1', 'is for a casefile at investigation', () => {
    const file = history(definitions).opens('casefile', complaint(), caseworker)
    expect(file.refused(caseworker, 'casefile', open)).toMatchObject([
      { rule: 'casefileAtInvestigation', cites: 'C1', strength: 'must', unlockedBy: 'CHANGE_STAGE' },
    ])
    file.does(caseworker, 'casefile', { type: 'CHANGE_STAGE', stage: 'investigation' })
    expect(file.rulesAgainst(caseworker, 'casefile', open)).toEqual([])
  })

  proves('C1', 'one at a time: another only when this one has reported', () => {
    const file = opened()
    expect(file.stands(investigation)).toBe('investigating')
    expect(file.record<Casefile>(investigation).casefile).toEqual(record(file).casefile)
    expect(file.refused(caseworker, 'casefile', open)).toMatchObject([{ rule: 'noInvestigationUnderWay', cites: 'C1' }])
    expect(notUpheld().rulesAgainst(caseworker, 'casefile', open)).toEqual([])
  })

  proves('I16', 'by the casefile’s caseworker or someone above a caseworker', () => {
    expect(atInvestigation().rulesAgainst(secondCaseworker, 'casefile', open)).toEqual(['byTheCaseworker'])
    expect(atInvestigation().rulesAgainst(director, 'casefile', open)).toEqual([])
  })

  proves('I1', 'under way, it keeps the casefile at investigation', () => {
    const file = opened()
    const back = { type: 'CHANGE_STAGE', stage: 'furtherAssessment' }
    expect(file.refused(caseworker, 'casefile', back)).toMatchObject([{ rule: 'noInvestigationInTheWay', cites: 'I1', field: 'stage' }])
    file.does(caseworker, investigation, { type: 'DISCONTINUE', why: 'He withdrew' })
    expect(file.rulesAgainst(caseworker, 'casefile', back)).toEqual([])
  })
})

describe('what an investigation tells', () => {
  proves('C1', 'the casefile keeps the dates of its reports, the finding, and how it ended', () => {
    const file = notUpheld()
    expect(record(file).investigations).toEqual([
      {
        key: investigation,
        openedOn: '2013-03-04',
        draftOn: '2013-03-04',
        finalOn: '2013-04-02',
        finding: 'notUpheld',
        how: 'notUpheld',
        endedOn: '2013-04-02',
      },
    ])
    expectReplay(file)
  })

  proves('I33', 'its final report is a decision that can be complained about', () => {
    expect(opened().rulesAgainst(caseworker, 'casefile', refer)).toEqual(['aLetterHasFollowed'])
    const file = notUpheld()
    file.does(caseworker, 'casefile', refer)
    expect(file.record<{ decision: object }>('review-1').decision).toEqual({ key: investigation, on: '2013-04-02' })
  })
})

describe('whether the casefile is closed', () => {
  test('not while an investigation is under way, and again with its final report', () => {
    expect(casefileClosed(record(atInvestigation()))).toBe(false)
    expect(casefileClosed(record(opened()))).toBe(false)
    expect(casefileClosed(record(notUpheld()))).toBe(true)
  })

  proves('C1', 'what was recommended is still secured when the casefile is closed with the final report', () => {
    const file = opened()
    const action = {
      kind: 'apology',
      what: 'Write a letter of apology',
      measure: 'A copy of it',
      achievable: 'It has written such letters',
      injustice: 'Distress',
      by: '2013-05-01',
      money: [],
    }
    file.does(caseworker, investigation, { type: 'ADD_RECOMMENDATION', organisation: trust, action })
    file.does(caseworker, investigation, { type: 'ISSUE_DRAFT_REPORT' })
    file.does(caseworker, investigation, { type: 'MAKE_FINDING', finding: 'fully', why: 'It lost the referral' })
    file.does(caseworker, investigation, { type: 'ISSUE_FINAL_REPORT' })
    expect(file.stands(investigation)).toMatch(/^securing/)
    expect(casefileClosed(record(file))).toBe(true)
  })

  proves('I12', 'an attempt handed on to an investigation leaves it open until the investigation is over', () => {
    const file = assessing()
    file.does(caseworker, attempt, { type: 'PROPOSE_INVESTIGATION', rationale: 'Wider interest' })
    expect(casefileClosed(record(file))).toBe(false)
    file.does(caseworker, 'casefile', { type: 'CHANGE_STAGE', stage: 'investigation' })
    file.does(caseworker, 'casefile', open)
    file.does(caseworker, investigation, { type: 'DISCONTINUE', why: 'It was settled' })
    expect(record(file).investigations).toMatchObject([{ how: 'discontinued' }])
    expect(casefileClosed(record(file))).toBe(true)
    expectReplay(file)
  })
})

test('an investigation opened by mistake is out of reach, and its key is free again', () => {
  const file = opened()
  file.does(lineManager, 'casefile', voiding(file, 'OPEN_INVESTIGATION'))
  expect(record(file).investigations).toEqual([])
  expect(file.state.instances.find(({ key }) => key === investigation)).toMatchObject({ inError: true })
  file.does(caseworker, 'casefile', open)
  expect(record(file).investigations).toMatchObject([{ key: investigation }])
})
