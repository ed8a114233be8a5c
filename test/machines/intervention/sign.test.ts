import { expect, test } from '@jest/globals'
import { trust } from '../../support/file.ts'
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
import { assessing, attempt, compare, confirmed, inform, informed, issued, signed, submit, submitDecline, submitted } from './support.ts'

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
