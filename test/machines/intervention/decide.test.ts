import { expect, test } from '@jest/globals'
import { otherTrust, trust } from '../../support/file.ts'
import {
  assessmentOutcomesOfficer,
  auditor,
  caseworker,
  delegatedBy,
  director,
  lineManager,
  operationsManager,
  otherLineManager,
} from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import {
  apology,
  assessing,
  attempt,
  compare,
  confirm,
  confirmed,
  decide,
  inform,
  informed,
  issued,
  proposed,
  refuse,
  signed,
  spoken,
  submit,
  submitDecline,
  submitPremature,
  submitted,
  submitValueAdded,
  suitable,
} from './support.ts'

proves('I22', 'the complainant is told of the indication, of what was agreed and when, of the written decision and of monitoring', () => {
  const rules = {
    indicationOfFault: 'toldOfTheIndication',
    whatWasAgreed: 'toldWhatWasAgreed',
    writtenDecisionFollows: 'toldOfTheDecision',
    complianceMonitored: 'toldOfMonitoring',
  }
  for (const [said, rule] of Object.entries(rules))
    expect(confirmed().refused(caseworker, attempt, { ...inform, [said]: false }, { reasons: { [rule]: 'no' } })).toMatchObject([
      { rule, cites: 'I22', strength: 'must', field: said },
    ])
  expect(confirmed().rulesAgainst(caseworker, attempt, inform)).toEqual([])
})

proves('I22', 'where I5’s second way was used without a view of fault, none is told', () => {
  const file = assessing()
  for (const event of [
    spoken,
    { ...suitable, indicationOfFault: false, promptActionWouldResolve: true },
    decide,
    { type: 'ADD_ACTION', action: apology },
  ])
    file.does(caseworker, attempt, event)
  file.does(caseworker, attempt, { type: 'ORGANISATION_OFFERED', organisation: trust, actions: confirm.actions })
  file.does(caseworker, trust, { type: 'ACCEPT_OFFER', putsRight: true, final: true, compared: 'Two', why: 'Enough' })
  file.does(caseworker, trust, confirm)
  expect(file.rulesAgainst(caseworker, attempt, { ...inform, indicationOfFault: false })).toEqual([])
})

proves('I22', 'telling by another channel than the telephone needs a reason; a representative may be told where there is one', () => {
  expect(confirmed().refused(caseworker, attempt, { ...inform, channel: 'letter' })).toMatchObject([
    { rule: 'toldByTelephone', cites: 'I22', strength: 'normally' },
  ])
  expect(
    confirmed().rulesAgainst(caseworker, attempt, { ...inform, channel: 'letter' }, { reasons: { toldByTelephone: 'He is deaf' } }),
  ).toEqual([])
  expect(confirmed().rulesAgainst(caseworker, attempt, { ...inform, told: 'representative' })).toEqual(['representativeSpeaksForThem'])
})

proves('I22', 'telling is due within seven days of the confirmation’s date, also where that was entered late', () => {
  const file = proposed()
  file.on('2013-03-12').does(caseworker, trust, { ...confirm, happenedOn: '2013-03-04' })
  expect(file.duty('tellComplainant')).toMatchObject({ dueOn: '2013-03-11', cites: 'I22', enteredLate: true })
  file.moveTo('2013-03-12')
  expect(file.stands(attempt)).toBe('attempt.informingComplainant.overdue')
})

proves('I22', 'strong objections are weighed: go on, go back to the organisation, or reconsider, with assessment and rationale', () => {
  const weighed = { assessment: 'She wants findings', rationale: 'The remedy is what similar cases had' }
  const objecting = () => informed({ objections: 'strong', account: 'She objects' })
  expect(objecting().stands(attempt)).toBe('attempt.consideringObjections.inTime')
  const on = objecting()
  on.does(caseworker, attempt, { type: 'GO_ON', ...weighed })
  expect(on.stands(attempt)).toBe('attempt.readyForSignOff.inTime')
  const back = objecting()
  expect(back.rulesAgainst(caseworker, attempt, { type: 'GO_BACK', ...weighed, organisation: otherTrust })).toEqual([
    'organisationHasConfirmed',
  ])
  back.does(caseworker, attempt, { type: 'GO_BACK', ...weighed, organisation: trust })
  expect([back.stands(attempt), back.stands(trust)]).toEqual(['attempt.negotiating', 'consideringOffer.inTime'])
  const again = objecting()
  expect(again.rulesAgainst(caseworker, attempt, { type: 'RECONSIDER', why: 'She is right' })).toEqual(['objectionsAssessed'])
  again.does(caseworker, attempt, { type: 'RECONSIDER', why: 'She is right', assessment: 'Her account fits the papers' })
  expect(again.stands(attempt)).toBe('attempt.reconsidering.inTime')
  expect(again.record(attempt)).toMatchObject({ objections: { chosen: 'reconsider', rationale: 'She is right' } })
  expect(() => objecting().rulesAgainst(caseworker, attempt, { type: 'GO_ON', assessment: 'Weighed', rationale: '' })).toThrow(
    /Enter the rationale/,
  )
})

proves('I25', 'the case may proceed over objections once the complainant’s view is taken, and not before', () => {
  const file = informed({ objections: 'strong', account: 'She objects' })
  file.does(caseworker, attempt, { type: 'GO_ON', assessment: 'Weighed', rationale: 'Reasonable all the same' })
  file.does(caseworker, attempt, compare)
  expect(file.rulesAgainst(caseworker, attempt, submit)).toEqual([])
  expect(submitted().record(attempt)).toMatchObject({ informed: { objections: 'none' } })
})

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

proves('I26', 'a decision is signed by a line manager or above, as the Delegation Scheme says, and by nobody who submitted it', () => {
  const file = submitted()
  expect(file.refused(caseworker, attempt, { type: 'SIGN_OFF' }).map(({ rule, cites }) => [rule, cites])).toEqual([
    ['signedUnderTheScheme', 'I26'],
    ['notTheirOwnSubmission', 'I26'],
  ])
  expect(file.rulesAgainst(lineManager, attempt, { type: 'SIGN_OFF' })).toEqual([])
  expect(file.rulesAgainst(operationsManager, attempt, { type: 'SIGN_OFF' })).toEqual([])
  expect(file.rulesAgainst(auditor, attempt, { type: 'SIGN_OFF' })).toEqual(['signedUnderTheScheme'])
  const scheme = { resolved: 'director', decline: 'lineManager', premature: 'lineManager', valueAdded: 'lineManager' } as const
  expect(file.rulesAgainst(lineManager, attempt, { type: 'SIGN_OFF' }, { scheme })).toEqual(['signedUnderTheScheme'])
  expect(file.rulesAgainst(director, attempt, { type: 'SIGN_OFF' }, { scheme })).toEqual([])
})

proves('I26', 'who submitted it cannot sign, whatever the grade, nor can one who only acts under that person’s delegation', () => {
  const file = informed()
  file.does(caseworker, attempt, compare)
  file.does(lineManager, attempt, submit)
  expect(file.rulesAgainst(lineManager, attempt, { type: 'SIGN_OFF' })).toEqual(['notTheirOwnSubmission'])
  expect(file.rulesAgainst(delegatedBy(lineManager, assessmentOutcomesOfficer, 'lineManager'), attempt, { type: 'SIGN_OFF' })).toEqual([
    'signedUnderTheScheme',
  ])
  expect(
    file.rulesAgainst(delegatedBy(otherLineManager, assessmentOutcomesOfficer, 'otherLineManager'), attempt, { type: 'SIGN_OFF' }),
  ).toEqual([])
})

proves('I26', 'a return says where to and why; returned twice and submitted again, an earlier submitter still cannot sign', () => {
  const file = submitted()
  file.does(otherLineManager, attempt, { type: 'RETURN', to: 'letter', why: 'The sum is missing' })
  expect(file.stands(attempt)).toBe('attempt.readyForSignOff.inTime')
  file.does(lineManager, attempt, submit)
  file.does(otherLineManager, attempt, { type: 'RETURN', to: 'complainant', why: 'Tell her of the date' })
  expect(file.stands(attempt)).toBe('attempt.informingComplainant.inTime')
  file.does(caseworker, attempt, inform)
  file.does(caseworker, attempt, submit)
  expect(file.rulesAgainst(lineManager, attempt, { type: 'SIGN_OFF' })).toEqual(['notTheirOwnSubmission'])
  expect(file.rulesAgainst(otherLineManager, attempt, { type: 'SIGN_OFF' })).toEqual([])
  expect(file.record<{ returns: unknown[] }>(attempt).returns).toMatchObject([{ to: 'letter' }, { to: 'complainant' }])
})

proves('I26', 'a return for the remedy goes back to the organisation; one to reconsider starts the seven days', () => {
  const remedy = submitted()
  remedy.does(lineManager, attempt, { type: 'RETURN', to: 'remedy', why: 'Too little' })
  expect([remedy.stands(attempt), remedy.stands(trust)]).toEqual(['attempt.negotiating', 'consideringOffer.inTime'])
  const reconsider = submitted()
  reconsider.does(lineManager, attempt, { type: 'RETURN', to: 'reconsider', why: 'Investigate' })
  expect(reconsider.stands(attempt)).toBe('attempt.reconsidering.inTime')
  expect(reconsider.rulesAgainst(caseworker, attempt, { type: 'PROPOSE_INVESTIGATION', rationale: 'As returned' })).toEqual([])
})

proves('I26', 'what is signed is what is issued: a letter edited after signature needs a new submission and a new signature', () => {
  const file = signed()
  const letter = file.letters.find(({ letter: name }) => name === 'decision')!
  file.does(caseworker, 'casefile', { type: 'EDIT_LETTER', letter: letter.id, body: 'Another text' })
  expect(file.stands(attempt)).toBe('attempt.readyForSignOff.inTime')
  expect(file.record(attempt)).not.toHaveProperty('signedOff')
  file.does(caseworker, attempt, submit)
  file.does(lineManager, attempt, { type: 'SIGN_OFF' })
  file.does(caseworker, attempt, { type: 'ISSUE_DECISION' })
  expect(file.letters.find(({ id }) => id === letter.id)).toMatchObject({ body: 'Another text', sentOn: '2013-03-01' })
})

proves('I26', 'what is issued are the texts that were signed, whatever would be composed that day', () => {
  const file = signed()
  file
    .on('2013-03-04')
    .does(
      caseworker,
      attempt,
      { type: 'ISSUE_DECISION' },
      { letters: file.letters.map((letter) => ({ ...letter, body: 'composed anew' })) },
    )
  expect(file.letters.filter(({ letter }) => letter !== 'approach').map(({ body, sentOn }) => [body, sentOn])).toEqual([
    ['composed decision', '2013-03-04'],
    ['composed confirmation', '2013-03-04'],
  ])
})

proves('I27', 'the decision letter to the complainant is drafted when the decision is ready, and kept as sent', () => {
  expect(informed().letters.map(({ letter, to, cites }) => ({ letter, to, cites }))).toContainEqual({
    letter: 'decision',
    to: { party: 'complainant' },
    cites: 'I27',
  })
  expect(issued().letters.find(({ letter }) => letter === 'decision')).toMatchObject({ body: 'composed decision', sentOn: '2013-03-01' })
})

proves('I28', 'each organisation that owes an action is written to; the decision is not issued without all letters', () => {
  const file = signed()
  expect(file.letters).toContainEqual(expect.objectContaining({ letter: 'confirmation', to: { organisation: trust }, cites: 'I28' }))
  const open = submitted()
  const fewer = open.letters.filter(({ letter }) => letter !== 'confirmation').map((letter) => ({ ...letter, body: 'composed' }))
  expect(open.refused(lineManager, attempt, { type: 'SIGN_OFF' }, { letters: fewer })).toMatchObject([
    { rule: 'everyLetterIsThere', cites: 'I28', strength: 'must' },
  ])
  expect(file.rulesAgainst(caseworker, attempt, { type: 'ISSUE_DECISION' })).toEqual([])
})

proves('I29', 'closing as resolved sets both codes', () => {
  expect(issued().record<{ attempts: object[] }>('casefile').attempts).toMatchObject([
    {
      key: attempt,
      how: 'resolved',
      closureDetail: 'No evidence of unremedied injustice',
      enquiryAction: 'Intervention short of an investigation',
    },
  ])
})

proves('I30', 'each agreed action has its compliance item the moment the decision is issued', () => {
  const file = issued()
  expect(file.stands(attempt)).toBe('monitoring')
  expect(file.record('compliance')).toMatchObject({
    action: { id: 'apology', by: '2013-03-28' },
    targetDate: '2013-03-28',
    organisation: trust,
    source: 'intervention',
  })
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

proves('I26', 'a decline returned for its letter is submitted again with the letter kept', () => {
  const file = assessing()
  file.does(caseworker, attempt, submitDecline)
  const [letter] = file.letters
  file.does(lineManager, attempt, { type: 'RETURN', to: 'letter', why: 'Say it more plainly' })
  file.does(caseworker, 'casefile', { type: 'EDIT_LETTER', letter: letter!.id, body: 'Plainer' })
  file.does(caseworker, attempt, { type: 'SUBMIT_AGAIN' })
  file.does(lineManager, attempt, { type: 'SIGN_OFF' })
  expect(file.letters).toMatchObject([{ id: letter!.id, body: 'Plainer' }])
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

proves('I34', 'when all items have ended as complied with, the intervention is complied', () => {
  const file = issued()
  file.does(assessmentOutcomesOfficer, 'compliance', { type: 'EVIDENCE_RECEIVED', what: 'A copy of the letter' })
  const judge = { type: 'JUDGE_EVIDENCE', judgement: 'provided', why: 'It is the letter agreed', againstPrinciples: 'It puts it right' }
  file.does(assessmentOutcomesOfficer, 'compliance', judge)
  expect(file.stands(attempt)).toBe('closed.complied')
  expect(file.record<{ attempts: object[] }>('casefile').attempts).toMatchObject([{ outcome: 'complied' }])
})

test('each wait of ours passes into overdue by the clock, with its duty, and takes nothing away', () => {
  for (const [file, state, name] of [
    [confirmed(), 'informingComplainant', 'tellComplainant'],
    [informed(), 'readyForSignOff', 'submitDecision'],
    [submitted(), 'awaitingSignOff', 'signOff'],
    [signed(), 'issuing', 'issueDecision'],
  ] as const) {
    const before = file.accepts(attempt, caseworker)
    expect(file.duty(name)).toMatchObject({ dueOn: '2013-03-08', shownToLineManagerOn: '2013-03-09' })
    file.moveTo('2013-03-09')
    expect(file.stands(attempt)).toBe(`attempt.${state}.overdue`)
    expect(file.accepts(attempt, caseworker)).toEqual(before)
  }
})

proves('I27', 'a letter that lacks what it must say is not signed; the refusal says what to record', () => {
  const file = submitted()
  const letters = file.letters.map((letter) => ({
    ...letter,
    body: 'composed',
    ...(letter.letter === 'decision' && { lacks: ['The claimed injustice: record it on the casefile'] }),
  }))
  expect(file.refused(lineManager, attempt, { type: 'SIGN_OFF' }, { letters })).toMatchObject([
    {
      rule: 'everyLetterSaysWhatItMust',
      cites: 'I27',
      strength: 'must',
      because: 'The letters lack what they must say. The claimed injustice: record it on the casefile',
    },
  ])
})
