import { expect } from '@jest/globals'
import { otherTrust, trust } from '../../support/file.ts'
import { caseworker, deputyDirector, lineManager, secondCaseworker } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import {
  agreedApology,
  agreedExplanation,
  apology,
  assessing,
  attempt,
  compare,
  confirm,
  confirmed,
  explanation,
  inform,
  propose,
  proposed,
  proposing,
  refuse,
  signed,
  submit,
  submitted,
  suitable,
} from './support.ts'

const pay = { ...apology, id: 'pay', organisation: otherTrust, kind: 'payment', what: 'Pay 50 pounds' }
const agreedPay = { id: 'pay', kind: 'payment', what: pay.what, measure: pay.measure, by: pay.by, money: [] }

/** The trust and, with consent, another one are asked. */
function both() {
  const file = proposing()
  for (const action of [apology, pay]) file.does(caseworker, attempt, { type: 'ADD_ACTION', action })
  file.does(caseworker, attempt, {
    type: 'RECORD_THIRD_PARTY_CONSENT',
    organisation: otherTrust,
    channel: 'telephone',
    forTheInvestigation: true,
  })
  file.does(caseworker, attempt, { ...propose, whom: [trust, otherTrust] })
  return file
}

proves('I16', 'an organisation’s own offer begins the negotiation without a proposal, and accepting it is the decision to attempt', () => {
  const file = assessing()
  file.does(caseworker, attempt, { type: 'ORGANISATION_OFFERED', organisation: trust, actions: [agreedApology] })
  expect([file.stands(attempt), file.stands(trust)]).toEqual(['attempt.negotiating', 'consideringOffer.inTime'])
  file.does(caseworker, trust, {
    type: 'ACCEPT_OFFER',
    putsRight: true,
    final: true,
    compared: 'Two cases',
    why: 'What we would have asked',
  })
  file.does(caseworker, trust, confirm)
  expect(file.stands(attempt)).toBe('attempt.informingComplainant.inTime')
})

proves('I16', 'after an enquiry and no proposal the complaint still needs what stands above: an assessment and a comparison', () => {
  const file = assessing()
  file.does(caseworker, attempt, { type: 'ORGANISATION_OFFERED', organisation: trust, actions: [agreedApology] })
  file.does(caseworker, trust, {
    type: 'ACCEPT_OFFER',
    putsRight: true,
    final: true,
    compared: 'Two cases',
    why: 'What we would have asked',
  })
  file.does(caseworker, trust, confirm)
  file.does(caseworker, attempt, inform, { reasons: {} })
  expect(file.rulesAgainst(caseworker, attempt, submit)).toEqual([
    'assessmentRecorded',
    'suitableForAnIntervention',
    'remedyClearAndFinal',
    'remediesCompared',
  ])
  file.does(caseworker, attempt, suitable)
  file.does(caseworker, attempt, compare)
  expect(file.rulesAgainst(caseworker, attempt, submit)).toEqual([])
})

proves('I19', 'an offer by an organisation that was approached is recorded on its approach', () => {
  expect(
    proposed().rulesAgainst(caseworker, attempt, { type: 'ORGANISATION_OFFERED', organisation: trust, actions: [agreedApology] }),
  ).toEqual(['notYetApproached'])
})

proves('I21', 'the complainant is told once every organisation has confirmed, not before', () => {
  const file = both()
  file.does(caseworker, trust, confirm)
  expect(file.stands(attempt)).toBe('attempt.negotiating')
  file.does(caseworker, otherTrust, { type: 'WRITTEN_CONFIRMATION_RECEIVED', actions: [agreedPay] })
  expect(file.stands(attempt)).toBe('attempt.informingComplainant.inTime')
})

proves('I23', 'where one of two refuses, we may go on with the one that confirmed; the other’s actions are kept as refused', () => {
  const file = both()
  file.does(caseworker, trust, confirm)
  file.does(caseworker, otherTrust, refuse)
  const goOn = { type: 'GO_ON_WITHOUT', organisation: otherTrust, why: 'It owes the smaller part, and has refused for good' }
  expect(file.rulesAgainst(caseworker, attempt, { ...goOn, organisation: trust })).toEqual(['thatOneHasAgreedToNothing', 'anotherIsLeft'])
  file.does(caseworker, attempt, goOn)
  expect([file.stands(attempt), file.stands(otherTrust)]).toEqual(['attempt.informingComplainant.inTime', 'failed'])
  expect(file.record(attempt)).toMatchObject({ notAgreed: [{ action: { id: 'pay' }, became: 'refused' }] })
})

proves('I23', 'nobody goes on without the only organisation: the enquiry is reconsidered instead', () => {
  const file = proposed()
  file.does(caseworker, trust, refuse)
  expect(file.refused(caseworker, attempt, { type: 'GO_ON_WITHOUT', organisation: trust, why: 'No' })).toMatchObject([
    { rule: 'anotherIsLeft', cites: 'I23', unlockedBy: 'RECONSIDER' },
  ])
})

proves(
  'I23',
  'reconsidering ends in a decision within seven days; then it is overdue for the line manager, and nothing else has changed',
  () => {
    const file = proposed()
    file.does(caseworker, attempt, { type: 'RECONSIDER', why: 'It will not agree' })
    expect(file.duty('reconsider')).toMatchObject({
      to: 'caseworker',
      dueOn: '2013-03-08',
      cites: 'I23',
      shownToLineManagerOn: '2013-03-09',
    })
    file.moveTo('2013-03-08')
    expect(file.stands(attempt)).toBe('attempt.reconsidering.inTime')
    const { lines } = file.moveTo('2013-03-09')
    expect(file.stands(attempt)).toBe('attempt.reconsidering.overdue')
    expect(lines).toMatchObject([{ kind: 'clock', stamp: { happenedOn: '2013-03-09' } }])
    expect(file.rulesAgainst(caseworker, attempt, { type: 'PROPOSE_INVESTIGATION', rationale: 'It refused' })).toEqual([])
    expect(() => file.rulesAgainst(caseworker, attempt, { type: 'PROPOSE_INVESTIGATION', rationale: ' ' })).toThrow(/Enter the rationale/)
  },
)

proves('I20', 'the directorate may say: reconsider; the attempt then is', () => {
  const file = proposed()
  file.does(caseworker, trust, refuse)
  file.does(caseworker, trust, { type: 'ESCALATE', why: 'Refused' })
  file.does(lineManager, trust, { type: 'PASS_ON', view: 'I agree' })
  file.does(deputyDirector, trust, { type: 'DECIDE_OUTCOME', outcome: 'reconsider', why: 'It will not move' })
  expect([file.stands(trust), file.stands(attempt)]).toEqual(['failed', 'attempt.reconsidering.inTime'])
})

proves('I6', 'a promised explanation is seen and judged before the complainant is told; one that does not satisfy goes back', () => {
  const file = proposed(apology, explanation)
  file.does(caseworker, trust, {
    type: 'WRITTEN_CONFIRMATION_RECEIVED',
    actions: [agreedApology, { ...agreedExplanation, by: explanation.by }],
  })
  expect(file.stands(attempt)).toBe('attempt.explanationPending.inTime')
  expect(file.duty('seeExplanation')).toMatchObject({ dueOn: '2013-03-28', cites: 'I6' })
  file.does(caseworker, attempt, {
    type: 'EXPLANATION_SEEN',
    organisation: trust,
    action: 'explanation',
    satisfied: false,
    judged: 'Says nothing of the delay',
  })
  expect([file.stands(attempt), file.stands(trust)]).toEqual(['attempt.negotiating', 'consideringOffer.inTime'])
})

proves('I6', 'telling the complainant before the explanation is seen needs a reason; seen and judged, it needs none', () => {
  const file = proposed(explanation)
  file.does(caseworker, trust, { type: 'WRITTEN_CONFIRMATION_RECEIVED', actions: [{ ...agreedExplanation, by: explanation.by }] })
  expect(file.refused(caseworker, attempt, { type: 'GO_ON_UNSEEN' })).toMatchObject([
    { rule: 'explanationSeenFirst', cites: 'I6', strength: 'normally', unlockedBy: 'EXPLANATION_SEEN' },
  ])
  expect(
    file.rulesAgainst(caseworker, attempt, { type: 'GO_ON_UNSEEN' }, { reasons: { explanationSeenFirst: 'She asks to be told at once' } }),
  ).toEqual([])
  file.does(caseworker, attempt, {
    type: 'EXPLANATION_SEEN',
    organisation: trust,
    action: 'explanation',
    satisfied: true,
    judged: 'Full and clear',
  })
  expect(file.stands(attempt)).toBe('attempt.informingComplainant.inTime')
})

proves('I6', 'an explanation that does not come by its date is recorded as overdue by the clock', () => {
  const file = proposed(explanation)
  file.does(caseworker, trust, { type: 'WRITTEN_CONFIRMATION_RECEIVED', actions: [{ ...agreedExplanation, by: explanation.by }] })
  file.moveTo('2013-03-28')
  expect(file.stands(attempt)).toBe('attempt.explanationPending.inTime')
  file.moveTo('2013-03-29')
  expect(file.stands(attempt)).toBe('attempt.explanationPending.overdue')
})

proves('I26', 'a confirmation withdrawn meanwhile fells the submission, its letters and its signature', () => {
  for (const file of [submitted(), signed()]) {
    file.does(caseworker, trust, refuse)
    expect([file.stands(attempt), file.stands(trust)]).toEqual(['attempt.negotiating', 'refused.escalationToBegin'])
    expect(file.record(attempt)).not.toHaveProperty('signedOff')
    expect(file.letters.filter(({ letter }) => letter !== 'approach')).toEqual([])
    expect(file.duty('signOff')).toBeUndefined()
  }
})

proves(
  'I31',
  'when an attempt whose proposal was refused ends without agreement, the compliance officer records it as failed; after silence there is nothing to record',
  () => {
    const file = proposed()
    file.does(caseworker, trust, refuse)
    file.does(caseworker, attempt, { type: 'PROPOSE_INVESTIGATION', rationale: 'Refused' })
    expect(file.duty('recordFailedIntervention')).toMatchObject({ to: 'complianceOfficer', cites: 'I31', endsBy: 'acknowledgement' })
    const silent = proposed()
    silent.does(caseworker, attempt, { type: 'PROPOSE_INVESTIGATION', rationale: 'No answer' })
    expect(silent.duty('recordFailedIntervention')).toBeUndefined()
  },
)

proves('I16', 'what an organisation does is recorded by the casefile’s caseworker or above, by no other caseworker', () => {
  expect(confirmed().rulesAgainst(secondCaseworker, attempt, inform)).toEqual(['byTheCaseworker'])
})
