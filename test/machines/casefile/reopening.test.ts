import { describe, expect, test } from '@jest/globals'
import { type Casefile, casefileClosed } from '../../../machines/casefile/record.ts'
import { itemKey } from '../../../machines/intervention/record.ts'
import { type History, trust } from '../../support/file.ts'
import { caseworker, deputyDirector, director, lineManager, person } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { agree, close, propose, refuse } from '../compliance/stories.ts'
import { attempt, issued } from '../intervention/support.ts'
import { conclude, expectReplay, refer, reviewTeam, taken, voiding } from '../review/support.ts'

const record = (file: History) => file.record<Casefile>('casefile')
const apology = itemKey(trust, 'apology')
const chiefOperatingOfficer = person('holder of chiefOperatingOfficer', 'chiefOperatingOfficer')
const yes = { type: 'DECIDE_AFTER_FAILURE', reopen: { answer: true, why: 'He has had nothing' } }

/** The Trust will not write the apology after all, and the item is closed as not secured. */
function notSecured(): History {
  const file = issued().on('2013-03-05')
  file.does(caseworker, apology, refuse(true))
  file.does(deputyDirector, apology, propose('refer', { to: 'chiefOperatingOfficer' }))
  file.does(director, apology, agree())
  file.does(chiefOperatingOfficer, apology, close())
  return file
}

describe('an enquiry reopened because a remedy was not provided', () => {
  proves('I24', 'is a new attempt, linked to the one that failed, which stays as it was decided', () => {
    const file = notSecured()
    file.does(caseworker, attempt, yes)
    expect(record(file).attempts).toMatchObject([
      { key: attempt, how: 'resolved', outcome: 'notComplied' },
      { key: 'attempt-2', openedOn: '2013-03-05', reopened: { cites: 'I24', why: 'He has had nothing', of: attempt } },
    ])
    expect(file.stands('attempt-2')).toBe('attempt.assessing')
    expect(file.duty('decideAfterFailure')).toBeUndefined()
    expect(casefileClosed(record(file))).toBe(false)
    expectReplay(file)
  })

  proves('I24', 'no leaves it closed, and may be thought over; yes is said once', () => {
    const file = notSecured()
    file.does(caseworker, attempt, { type: 'DECIDE_AFTER_FAILURE', reopen: { answer: false, why: 'He does not want it' } })
    expect(record(file).attempts).toHaveLength(1)
    file.does(caseworker, attempt, yes)
    expect(record(file).attempts).toHaveLength(2)
    expect(file.refused(caseworker, attempt, yes)).toMatchObject([{ rule: 'notReopenedAlready', cites: 'I24' }])
  })

  proves('I24', 'recorded by mistake, its attempt is out of reach and the duty to decide is there again', () => {
    const file = notSecured()
    file.does(caseworker, attempt, yes)
    file.does(lineManager, attempt, voiding(file, 'DECIDE_AFTER_FAILURE'))
    expect(record(file).attempts).toHaveLength(1)
    expect(file.duty('decideAfterFailure')).toMatchObject({ cites: 'I24' })
  })
})

describe('while an enquiry is under way', () => {
  proves('I33', 'the caseworker is told, and no second attempt is opened beside it', () => {
    const file = taken().on('2013-03-20')
    file.does(caseworker, 'casefile', { type: 'OPEN_INTERVENTION' })
    file.does(reviewTeam, 'review-1', conclude('toBeReconsidered'))
    expect(record(file).attempts).toHaveLength(2)
    const duty = file.duty('takeUpReview')!
    expect(duty).toMatchObject({ to: 'caseworker', cites: 'I33', dueOn: '2013-03-27', endsBy: 'acknowledgement' })
    file.does(caseworker, 'casefile', { type: 'DUTY_DONE', duty: duty.id })
    expect(file.duty('takeUpReview')).toBeUndefined()
    expectReplay(file)
  })

  proves('I24', 'the same where a remedy failed', () => {
    const file = notSecured()
    file.does(caseworker, 'casefile', { type: 'OPEN_INTERVENTION' })
    file.does(caseworker, attempt, yes)
    expect(file.duty('takeUpFailure')).toMatchObject({ cites: 'I24' })
    expect(record(file).attempts).toHaveLength(2)
  })
})

describe('from investigation', () => {
  /** The complaint was declined, and afterwards taken to investigation by whoever has it. */
  const atInvestigation = () => {
    const file = issued().on('2013-03-05')
    file.does(caseworker, 'casefile', { type: 'CHANGE_STAGE', stage: 'investigation' })
    file.does(caseworker, 'casefile', refer)
    file.does(reviewTeam, 'review-1', { type: 'ACCEPT_REVIEW' })
    return file
  }

  proves('I33', 'an enquiry reopened is assessed again: the casefile goes back to further assessment, and everyone hears', () => {
    const file = atInvestigation()
    file.does(reviewTeam, 'review-1', conclude('toBeReconsidered'))
    expect(record(file).casefile.stage).toBe('furtherAssessment')
    expect(file.record<Casefile>(attempt).casefile.stage).toBe('furtherAssessment')
    expect(file.record<Casefile>('attempt-2').casefile.stage).toBe('furtherAssessment')
    expect(file.stands('attempt-2')).toBe('attempt.assessing')
    expectReplay(file)
  })

  proves('I33', 'but not while an investigation is under way: the caseworker takes it up there', () => {
    const file = atInvestigation()
    file.does(caseworker, 'casefile', { type: 'OPEN_INVESTIGATION' })
    file.does(reviewTeam, 'review-1', conclude('toBeReconsidered'))
    expect(record(file).casefile.stage).toBe('investigation')
    expect(record(file).attempts).toHaveLength(1)
    expect(file.duty('takeUpReview')).toBeDefined()
  })
})

proves('I24', 'an enquiry handed on to an investigation that is still to be opened is under way: a reopening does not undo that', () => {
  const file = notSecured()
  file.does(caseworker, 'casefile', { type: 'OPEN_INTERVENTION' })
  file.does(caseworker, 'attempt-2', { type: 'PROPOSE_INVESTIGATION', rationale: 'It is serious' })
  file.does(caseworker, 'casefile', { type: 'CHANGE_STAGE', stage: 'investigation' })
  file.does(caseworker, attempt, yes)
  expect(record(file).casefile.stage).toBe('investigation')
  expect(record(file).attempts).toHaveLength(2)
  expect(file.duty('takeUpFailure')).toMatchObject({ to: 'caseworker', cites: 'I24' })
  expect(file.rulesAgainst(caseworker, 'casefile', { type: 'OPEN_INVESTIGATION' })).toEqual([])
  expectReplay(file)
})

test('a complaint withdrawn meanwhile is closed by the attempt that is opened, with its duty from the start', () => {
  const file = taken().on('2013-03-20')
  file.does(caseworker, 'casefile', { type: 'COMPLAINT_WITHDRAWN', why: 'He has had enough' })
  file.does(reviewTeam, 'review-1', conclude('toBeReconsidered'))
  expect(file.duty('closeAsWithdrawn')).toMatchObject({ to: 'caseworker', cites: 'I22' })
})
