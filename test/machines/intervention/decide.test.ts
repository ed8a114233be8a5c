import { expect } from '@jest/globals'
import { otherTrust, trust } from '../../support/file.ts'
import { caseworker, lineManager } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import {
  assessing,
  attempt,
  compare,
  inform,
  informed,
  proposed,
  refuse,
  submit,
  submitDecline,
  submitPremature,
  submitValueAdded,
} from './support.ts'

proves('I15', 'a decision on a remedy that was compared with nothing needs a reason', () => {
  const file = informed()
  expect(file.refused(caseworker, attempt, submit)).toMatchObject([
    { rule: 'remediesCompared', cites: 'I15', strength: 'normally', unlockedBy: 'COMPARE_REMEDIES' },
  ])
  expect(file.rulesAgainst(caseworker, attempt, submit, { reasons: { remediesCompared: 'Nothing like it' } })).toEqual([])
})

proves('I3', 'what resolves only part is value added, not an intervention', () => {
  const file = informed()
  file.does(caseworker, attempt, compare)
  expect(file.refused(caseworker, attempt, { ...submit, finallyResolves: false })).toMatchObject([
    { rule: 'finallyResolvesTheComplaint', cites: 'I3', strength: 'must', unlockedBy: 'SUBMIT_VALUE_ADDED' },
  ])
  expect(file.rulesAgainst(caseworker, attempt, { ...submitValueAdded, onlyAddedValue: false })).toEqual(['onlyValueAdded'])
  for (const why of ['onlyAddedValue', 'resolvedOnlyPart', 'mayComeBack'])
    expect(file.rulesAgainst(caseworker, attempt, { ...submitValueAdded, onlyAddedValue: false, [why]: true })).toEqual([])
})

proves('I2', 'what only completes the organisation’s own procedure is premature, not an intervention', () => {
  const file = informed()
  file.does(caseworker, attempt, compare)
  expect(file.refused(caseworker, attempt, { ...submit, onlyCompletesTheirProcedure: true })).toMatchObject([
    { rule: 'moreThanTheirOwnProcedure', cites: 'I2', strength: 'must', unlockedBy: 'SUBMIT_PREMATURE' },
  ])
  expect(file.rulesAgainst(caseworker, attempt, { ...submitPremature, procedureIncomplete: false })).toEqual(['theirProcedureIsIncomplete'])
})

proves('I1', 'nothing is closed as resolved without an individual remedy', () => {
  const file = proposed()
  const plan = { id: 'plan', kind: 'systemicImprovement', what: 'Check each report', measure: 'Its audit', by: '2013-03-28', money: [] }
  file.does(caseworker, trust, { type: 'ORGANISATION_OFFERED', actions: [plan] })
  file.does(caseworker, trust, { type: 'ACCEPT_OFFER', putsRight: true, final: true, compared: 'Two', why: 'A start' })
  file.does(caseworker, trust, { type: 'WRITTEN_CONFIRMATION_RECEIVED', actions: [plan] })
  file.does(caseworker, attempt, inform)
  file.does(caseworker, attempt, compare)
  expect(file.refused(caseworker, attempt, submit)).toMatchObject([{ rule: 'individualRemedyAgreed', cites: 'I1', strength: 'must' }])
})

proves('I23', 'declining is submitted with its rationale, signed by another, and closes the attempt and its approaches', () => {
  const file = proposed()
  file.does(caseworker, trust, refuse)
  file.does(caseworker, attempt, submitDecline)
  expect(file.rulesAgainst(caseworker, attempt, { type: 'SIGN_OFF' })).toEqual(['signedUnderTheScheme', 'notTheirOwnSubmission'])
  file.does(lineManager, attempt, { type: 'SIGN_OFF' })
  file.does(caseworker, attempt, { type: 'ISSUE_DECISION' })
  expect([file.stands(attempt), file.stands(trust)]).toEqual(['closed.declined', 'closed.ended'])
  expect(file.letters.filter(({ sentOn }) => sentOn)).toMatchObject([{ letter: 'decision' }])
  expect(file.duty('recordFailedIntervention')).toMatchObject({ cites: 'I31' })
})

proves('I22', 'declining because the complaint was withdrawn needs the withdrawal on record; the organisations approached are told', () => {
  const file = proposed()
  const withdrawn = { ...submitDecline, reason: 'withdrawn' }
  expect(file.refused(caseworker, attempt, withdrawn)).toMatchObject([{ rule: 'withdrawnOnRecord', unlockedBy: 'COMPLAINT_WITHDRAWN' }])
  file.does(caseworker, 'casefile', { type: 'COMPLAINT_WITHDRAWN', why: 'No longer wishes to go on' })
  expect(file.duty('closeAsWithdrawn')).toMatchObject({ to: 'caseworker' })
  file.does(caseworker, attempt, withdrawn)
  expect(file.letters.map(({ letter }) => letter).sort()).toEqual(['approach', 'confirmation', 'decision'])
})

proves('I3', 'value added is signed off and closes the attempt at any point', () => {
  const file = assessing()
  file.does(caseworker, attempt, submitValueAdded)
  file.does(lineManager, attempt, { type: 'SIGN_OFF' })
  file.does(caseworker, attempt, { type: 'ISSUE_DECISION' })
  expect(file.stands(attempt)).toBe('closed.valueAdded')
})

const work = [
  {
    organisation: trust,
    what: 'Answer the second complaint',
    understood: 'By telephone with its complaints manager',
    respondBy: '2013-03-20',
  },
]

function asked() {
  const file = assessing()
  file.does(caseworker, attempt, { ...submitPremature, work })
  file.does(lineManager, attempt, { type: 'SIGN_OFF' })
  file.does(caseworker, attempt, { type: 'ISSUE_DECISION' })
  return file
}

proves('I2', 'premature without work asked for closes with no item; work asked for wants an answer by its date', () => {
  const none = assessing()
  none.does(caseworker, attempt, submitPremature)
  none.does(lineManager, attempt, { type: 'SIGN_OFF' })
  none.does(caseworker, attempt, { type: 'ISSUE_DECISION' })
  expect([none.stands(attempt), none.state.instances.some(({ machine }) => machine === 'compliance')]).toEqual(['closed.premature', false])
  const file = asked()
  expect(file.duty('answerToWork')).toMatchObject({ dueOn: '2013-03-20', cites: 'I2' })
  file.moveTo('2013-03-21')
  expect(file.stands(attempt)).toBe('workRequested.overdue')
  expect(
    file.rulesAgainst(caseworker, attempt, { type: 'CHANGE_RESPONSE_DATE', organisation: trust, respondBy: '2013-03-21', why: 'Late' }),
  ).toEqual(['newDateIsAhead'])
  file.does(caseworker, attempt, { type: 'CHANGE_RESPONSE_DATE', organisation: trust, respondBy: '2013-04-02', why: 'It is nearly done' })
  expect([file.stands(attempt), file.duty('answerToWork')?.dueOn]).toEqual(['workRequested.inTime', '2013-04-02'])
})

proves(['I2', 'C3'], 'work accepted is recorded as a premature item; work refused is recorded as refused', () => {
  const accepted = asked()
  expect(accepted.rulesAgainst(caseworker, attempt, { type: 'FURTHER_WORK_ACCEPTED', organisation: otherTrust })).toEqual([
    'workIsUnanswered',
  ])
  accepted.does(caseworker, attempt, { type: 'FURTHER_WORK_ACCEPTED', organisation: trust })
  expect(accepted.stands(attempt)).toBe('closed.premature')
  expect(accepted.record('compliance')).toMatchObject({ source: 'premature', targetDate: '2013-03-20' })
  const refused = asked()
  refused.does(caseworker, attempt, { type: 'FURTHER_WORK_REFUSED', organisation: trust, words: 'It will not' })
  expect(refused.record('compliance')).toMatchObject({ source: 'premature', refusedOn: '2013-03-01' })
})

proves('I2', 'work is asked for with a date ahead, once of each organisation', () => {
  expect(assessing().rulesAgainst(caseworker, attempt, { ...submitPremature, work: [{ ...work[0], respondBy: '2013-03-01' }] })).toEqual([
    'workHasARealisticDate',
  ])
  expect(assessing().rulesAgainst(caseworker, attempt, { ...submitPremature, work: [work[0], work[0]] })).toEqual(['workHasARealisticDate'])
})
