import { describe, expect } from '@jest/globals'
import { definitions } from '../../../machines/index.ts'
import { type History, history, trust } from '../../support/file.ts'
import {
  caseworker,
  complianceOfficer,
  deputyDirector,
  director,
  lineManager,
  operationsManager,
  otherLineManager,
  secondCaseworker,
} from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { attempt, proposed, refuse, submitted } from '../intervention/support.ts'

const voiding = (file: History, event: string) => ({
  type: 'RECORDED_IN_ERROR',
  transition: file.lines.findLast((line) => line.event === event)!.seq,
  why: 'A mistake',
})

describe('who corrects an entry of the office', () => {
  const escalated = () => {
    const file = proposed()
    file.does(caseworker, trust, refuse)
    file.does(caseworker, trust, { type: 'ESCALATE', why: 'It will not move' })
    file.does(lineManager, trust, { type: 'PASS_ON', view: 'I agree' })
    return file
  }

  proves('I20', 'what their own line manager passed on by mistake is corrected by another line manager or above', () => {
    const file = escalated()
    expect(file.rulesAgainst(lineManager, trust, voiding(file, 'PASS_ON'))).toEqual(['correctedByAnother'])
    expect(file.rulesAgainst(secondCaseworker, trust, voiding(file, 'PASS_ON'))).toEqual(['correctedByALineManager'])
    file.does(otherLineManager, trust, voiding(file, 'PASS_ON'))
    expect(file.accepts(trust, lineManager)).toContain('PASS_ON')
  })

  proves('I20', 'what the directorate decided by mistake only by its other director: no line manager is higher', () => {
    const file = escalated()
    file.does(director, trust, { type: 'DECIDE_OUTCOME', outcome: 'reconsider', why: 'No more to be had' })
    expect(file.rulesAgainst(lineManager, trust, voiding(file, 'DECIDE_OUTCOME'))).toEqual(['decidedByTheDirectorate'])
    file.does(deputyDirector, trust, voiding(file, 'DECIDE_OUTCOME'))
  })

  proves('C6', 'a new name that the compliance officer recorded by mistake, by a line manager or above', () => {
    const file = history(definitions).opens('organisation', { type: 'REGISTER', name: 'A Trust', sector: 'health' }, caseworker)
    file.does(complianceOfficer, 'organisation', { type: 'ORGANISATION_RENAMED', name: 'B Trust' })
    file.does(operationsManager, 'organisation', voiding(file, 'ORGANISATION_RENAMED'))
    expect(file.record('organisation')['name']).toBe('A Trust')
  })

  proves('I26', 'a decision issued by mistake, only by whom the Delegation Scheme lets sign it', () => {
    const scheme = {
      resolved: 'deputyDirector',
      decline: 'deputyDirector',
      premature: 'deputyDirector',
      valueAdded: 'deputyDirector',
    } as const
    const file = submitted()
    file.does(director, attempt, { type: 'SIGN_OFF' }, { scheme })
    file.does(caseworker, attempt, { type: 'ISSUE_DECISION' }, { scheme })
    expect(file.refused(lineManager, attempt, voiding(file, 'ISSUE_DECISION'), { scheme })).toMatchObject([
      { rule: 'signedUnderTheScheme', cites: 'I26', because: 'This is for a deputy director or above, by the Delegation Scheme' },
    ])
    file.does(deputyDirector, attempt, voiding(file, 'ISSUE_DECISION'), { scheme })
    expect(file.stands(attempt)).toBe('attempt.issuing.inTime')
  })
})

describe('a notice', () => {
  proves('I31', 'of a refusal that never was, noted already, is answered by a notice to whoever noted it', () => {
    const file = proposed()
    file.does(caseworker, trust, refuse)
    const { id, title } = file.duty('noteRefusal1')!
    file.does(complianceOfficer, 'casefile', { type: 'DUTY_DONE', duty: id })
    file.does(lineManager, trust, voiding(file, 'ORGANISATION_REFUSED'))
    expect(file.duty(`correct.${id}`)).toMatchObject({
      to: 'complianceOfficer',
      endsBy: 'acknowledgement',
      title: `This was asked by mistake, and noted: ${title}`,
    })
    file.does(complianceOfficer, 'casefile', { type: 'DUTY_DONE', duty: file.duty(`correct.${id}`)!.id })
    expect(file.duty(`correct.${id}`)).toBeUndefined()
  })
})
