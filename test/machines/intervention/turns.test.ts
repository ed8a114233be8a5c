import { expect } from '@jest/globals'
import type { History } from '../../support/file.ts'
import { otherTrust, trust } from '../../support/file.ts'
import {
  assessmentOutcomesOfficer,
  caseworker,
  delegatedBy,
  deputyDirector,
  director,
  lineManager,
  otherLineManager,
} from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import {
  agreedApology,
  apology,
  assessing,
  attempt,
  compare,
  confirm,
  confirmed,
  explanation,
  inform,
  informed,
  issued,
  propose,
  proposed,
  proposing,
  refuse,
  signed,
  submit,
  submitDecline,
  submitPremature,
  submitted,
  submitValueAdded,
} from './support.ts'

/** Stories that turn: what falls, what stays open, and what a person may then choose. */

const consent = { type: 'RECORD_THIRD_PARTY_CONSENT', organisation: otherTrust, channel: 'telephone', forTheInvestigation: true }
const pay = { ...apology, id: 'pay', organisation: otherTrust, kind: 'payment', what: 'Pay 50 pounds' }
const agreedPay = { id: 'pay', kind: 'payment', what: pay.what, measure: pay.measure, by: pay.by, money: [] }
function both(): History {
  const file = proposing()
  for (const action of [apology, pay]) file.does(caseworker, attempt, { type: 'ADD_ACTION', action })
  file.does(caseworker, attempt, consent)
  file.does(caseworker, attempt, { ...propose, whom: [trust, otherTrust] })
  return file
}
function decides(file: History, organisation: string, outcome: string): void {
  file.does(caseworker, organisation, { type: 'ESCALATE', why: 'Refused' })
  file.does(lineManager, organisation, { type: 'PASS_ON', view: 'I agree' })
  file.does(deputyDirector, organisation, { type: 'DECIDE_OUTCOME', outcome, why: 'It will not move' })
}
const ofTheDecision = (file: History) => file.letters.filter(({ letter }) => letter !== 'approach').map(({ letter }) => letter)

proves(
  'I26',
  'a confirmation that comes while a decline is under way fells it: one decision is issued, with one letter to the complainant',
  () => {
    const file = proposed()
    file.does(caseworker, attempt, submitDecline)
    file.does(caseworker, trust, confirm)
    expect([file.stands(attempt), ofTheDecision(file)]).toEqual(['attempt.informingComplainant.inTime', []])
    for (const event of [inform, compare, submit]) file.does(caseworker, attempt, event)
    file.does(lineManager, attempt, { type: 'SIGN_OFF' })
    file.does(caseworker, attempt, { type: 'ISSUE_DECISION' })
    expect([file.stands(attempt), ofTheDecision(file)]).toEqual(['monitoring', ['decision', 'confirmation']])
  },
)

proves('I23', 'no decision is submitted, signed or issued while another organisation still has to answer', () => {
  const asks = (file: History) => {
    file.does(caseworker, attempt, consent)
    file.does(caseworker, attempt, {
      type: 'ENQUIRE_OF_ORGANISATION',
      organisation: otherTrust,
      about: 'Its part',
      respondBy: '2013-03-10',
    })
  }
  const ready = informed()
  ready.does(caseworker, attempt, compare)
  asks(ready)
  expect(ready.refused(caseworker, attempt, submit)).toMatchObject([
    { rule: 'nobodyStillAnswers', cites: 'I23', unlockedBy: 'GO_ON_WITHOUT' },
  ])
  const waiting = submitted()
  asks(waiting)
  expect(waiting.rulesAgainst(lineManager, attempt, { type: 'SIGN_OFF' })).toEqual(['nobodyStillAnswers'])
  const leaving = signed()
  asks(leaving)
  expect(leaving.rulesAgainst(caseworker, attempt, { type: 'ISSUE_DECISION' })).toEqual(['nobodyStillAnswers'])
})

proves(['I11', 'I20'], 'where the directorate says that another body is approached, it can be, and a duty says so', () => {
  const file = proposed()
  file.does(caseworker, trust, refuse)
  decides(file, trust, 'anotherBody')
  expect([file.stands(attempt), file.duty('approachAnother')?.cites]).toEqual(['attempt.negotiating', 'I20'])
  file.does(caseworker, attempt, consent)
  file.does(caseworker, attempt, { type: 'ADD_ACTION', action: pay })
  file.does(caseworker, attempt, { ...propose, whom: [otherTrust] })
  expect([file.stands(otherTrust), file.duty('approachAnother')]).toEqual(['awaitingResponse.inTime', undefined])
})

proves(
  'I23',
  'where one of two fails at the directorate and the other has confirmed, the person chooses: on without it, value added, or reconsider',
  () => {
    const file = both()
    file.does(caseworker, trust, confirm)
    file.does(caseworker, otherTrust, refuse)
    decides(file, otherTrust, 'reconsider')
    expect([file.stands(attempt), file.duty('chooseWhatFollows')?.cites]).toEqual(['attempt.negotiating', 'I23'])
    expect(file.rulesAgainst(caseworker, attempt, submitValueAdded)).toEqual([])
    expect(file.rulesAgainst(caseworker, attempt, { type: 'RECONSIDER', why: 'It was the greater part' })).toEqual([])
    file.does(caseworker, attempt, { type: 'GO_ON_WITHOUT', organisation: otherTrust, why: 'The smaller part' })
    expect([file.stands(attempt), file.duty('chooseWhatFollows')]).toEqual(['attempt.informingComplainant.inTime', undefined])
  },
)

proves('I23', 'having reconsidered, one may still go on with the organisation that confirmed', () => {
  const file = both()
  file.does(caseworker, trust, confirm)
  file.does(caseworker, otherTrust, refuse)
  file.does(caseworker, attempt, { type: 'RECONSIDER', why: 'Half a remedy' })
  file.does(caseworker, attempt, { type: 'GO_ON_WITHOUT', organisation: otherTrust, why: 'Enough after all' })
  expect(file.stands(attempt)).toBe('attempt.informingComplainant.inTime')
})

proves(
  'I26',
  'any decision may be returned to the remedy or the complainant where something is agreed; elsewhere the refusal says what is possible',
  () => {
    for (const [to, state] of [
      ['remedy', 'attempt.negotiating'],
      ['complainant', 'attempt.informingComplainant.inTime'],
    ]) {
      const file = informed()
      file.does(caseworker, attempt, submitValueAdded)
      file.does(lineManager, attempt, { type: 'RETURN', to, why: 'Not yet' })
      expect([file.stands(attempt), ofTheDecision(file)]).toEqual([state, []])
    }
    const nothing = assessing()
    nothing.does(caseworker, attempt, submitDecline)
    expect(nothing.refused(lineManager, attempt, { type: 'RETURN', to: 'remedy', why: 'No' })).toMatchObject([
      { rule: 'returnIsPossible', cites: 'I26', field: 'to' },
    ])
  },
)

proves('I22', 'a withdrawn complaint is declined with that reason and in no other way, wherever the attempt stands', () => {
  const withdrawn = (file: History) => {
    file.does(caseworker, 'casefile', { type: 'COMPLAINT_WITHDRAWN', why: 'No longer wishes to go on' })
    return file
  }
  expect(withdrawn(submitted()).refused(lineManager, attempt, { type: 'SIGN_OFF' })).toMatchObject([
    { rule: 'complaintStands', cites: 'I22', unlockedBy: 'SUBMIT_DECLINE' },
  ])
  expect(withdrawn(signed()).rulesAgainst(caseworker, attempt, { type: 'ISSUE_DECISION' })).toEqual(['complaintStands'])
  for (const event of [submitValueAdded, submitPremature, { type: 'PROPOSE_INVESTIGATION', rationale: 'Wider interest' }])
    expect(withdrawn(proposed()).rulesAgainst(caseworker, attempt, event)).toEqual(['complaintStands'])
  const file = withdrawn(signed())
  expect(file.rulesAgainst(caseworker, attempt, submitDecline)).toEqual(['declinedAsWithdrawn'])
  file.does(caseworker, attempt, { ...submitDecline, reason: 'withdrawn' })
  file.does(otherLineManager, attempt, { type: 'SIGN_OFF' })
  file.does(caseworker, attempt, { type: 'ISSUE_DECISION' })
  expect([file.stands(attempt), ofTheDecision(file)]).toEqual(['closed.declined', ['decision', 'confirmation']])
})

proves('I22', 'a withdrawal entered late gives a duty that is overdue from its true date, and says so', () => {
  const file = proposed()
  file
    .on('2013-03-20')
    .does(caseworker, 'casefile', { type: 'COMPLAINT_WITHDRAWN', why: 'No longer wishes to go on', happenedOn: '2013-03-04' })
  expect(file.duty('closeAsWithdrawn')).toMatchObject({ dueOn: '2013-03-11', enteredLate: true })
})

proves('I6', 'each promised explanation is judged for itself, and again when other terms were agreed', () => {
  const mine = { ...explanation, id: 'mine' }
  const file = proposed(apology, explanation, mine)
  const terms = [explanation, mine].map(({ id, what, measure, by }) => ({ id, kind: 'explanation', what, measure, by, money: [] }))
  file.does(caseworker, trust, { type: 'WRITTEN_CONFIRMATION_RECEIVED', actions: [agreedApology, ...terms] })
  const seen = (action: string) => ({ type: 'EXPLANATION_SEEN', organisation: trust, action, satisfied: true, judged: 'Clear' })
  file.does(caseworker, attempt, seen('explanation'))
  expect(file.stands(attempt)).toBe('attempt.explanationPending.inTime')
  expect(file.rulesAgainst(caseworker, attempt, seen('explanation'))).toEqual(['explanationWasAgreed'])
  file.does(caseworker, attempt, seen('mine'))
  file.does(caseworker, attempt, { ...inform, objections: 'strong' })
  file.does(caseworker, attempt, { type: 'GO_BACK', organisation: trust, assessment: 'She is right', rationale: 'It says too little' })
  expect(file.record(attempt)).toMatchObject({ explanations: {} })
})

proves('I6', 'an explanation that never comes keeps nobody: the enquiry may be reconsidered', () => {
  const file = proposed(explanation)
  file.does(caseworker, trust, {
    type: 'WRITTEN_CONFIRMATION_RECEIVED',
    actions: [
      { id: explanation.id, kind: 'explanation', what: explanation.what, measure: explanation.measure, by: explanation.by, money: [] },
    ],
  })
  file.does(caseworker, attempt, { type: 'RECONSIDER', why: 'It never came' })
  expect(file.stands(attempt)).toBe('attempt.reconsidering.inTime')
})

proves(['I22', 'I33'], 'strong objections that come before the letter are weighed, whatever stands by then; the submission falls', () => {
  for (const file of [informed(), submitted(), signed()]) {
    file.does(caseworker, attempt, { type: 'COMPLAINANT_OBJECTED', account: 'Rang again: she wants findings' })
    expect([file.stands(attempt), ofTheDecision(file)]).toEqual(['attempt.consideringObjections.inTime', []])
    expect(file.record(attempt)).toMatchObject({ informed: { objections: 'strong' } })
  }
  expect(issued().tries(caseworker, attempt, { type: 'COMPLAINANT_OBJECTED', account: 'Too late' }).outcome).toBe('notAccepted')
})

proves(
  'I2',
  'each organisation asked for work is written to with the decision, and an item that ends while others still answer is not lost',
  () => {
    const file = assessing()
    file.does(caseworker, attempt, consent)
    const work = [trust, otherTrust].map((organisation) => ({
      organisation,
      what: 'Answer the complaint',
      understood: 'By telephone',
      respondBy: '2013-03-20',
    }))
    file.does(caseworker, attempt, { ...submitPremature, work })
    expect(ofTheDecision(file)).toEqual(['decision', 'workRequest', 'workRequest'])
    file.does(lineManager, attempt, { type: 'SIGN_OFF' })
    file.does(caseworker, attempt, { type: 'ISSUE_DECISION' })
    expect(file.letters.every(({ sentOn }) => sentOn === '2013-03-01')).toBe(true)
    file.does(caseworker, attempt, { type: 'FURTHER_WORK_ACCEPTED', organisation: trust })
    file.does(caseworker, `${trust} work`, { type: 'EVIDENCE_RECEIVED', what: 'Its answer' })
    file.does(caseworker, `${trust} work`, {
      type: 'JUDGE_EVIDENCE',
      judgement: 'provided',
      why: 'It answered',
      againstPrinciples: 'It puts it right',
    })
    expect(file.record<{ items: object }>(attempt).items).toMatchObject({ [`${trust} work`]: { ending: 'complied' } })
  },
)

proves('I11', 'work is asked of an organisation that is no party only with consent', () => {
  const work = [{ organisation: otherTrust, what: 'Answer', understood: 'Yes', respondBy: '2013-03-20' }]
  expect(assessing().refused(caseworker, attempt, { ...submitPremature, work })).toMatchObject([
    { rule: 'consentOfTheComplainant', cites: 'I11', strength: 'must' },
  ])
})

proves('I26', 'the duty to sign falls to the grade that the scheme names, and not to a line manager who submitted it', () => {
  const ready = informed()
  ready.does(caseworker, attempt, compare)
  const scheme = { resolved: 'deputyDirector', decline: 'lineManager', premature: 'lineManager', valueAdded: 'lineManager' } as const
  ready.does(caseworker, attempt, submit, { scheme })
  expect(ready.duty('signOff')).toMatchObject({ to: 'director' })
  const own = informed()
  own.does(caseworker, attempt, compare)
  own.does(lineManager, attempt, submit)
  expect(own.duty('signOff')).toMatchObject({ to: 'director' })
  expect(own.rulesAgainst(director, attempt, { type: 'SIGN_OFF' })).toEqual([])
  expect(submitted().duty('signOff')).toMatchObject({ to: 'lineManager' })
})

proves('I26', 'a letter of approach that is edited late touches no decision', () => {
  const file = signed()
  const approach = file.letters.find(({ letter }) => letter === 'approach')!
  file.does(caseworker, 'casefile', { type: 'EDIT_LETTER', letter: approach.id, body: 'Another text' })
  expect(file.stands(attempt)).toBe('attempt.issuing.inTime')
})

proves('I30', 'what was proposed and is not in the agreement is kept as replaced by it', () => {
  const file = proposed(apology, { ...pay, organisation: trust })
  file.does(caseworker, trust, { type: 'ORGANISATION_OFFERED', actions: [agreedApology] })
  file.does(caseworker, trust, { type: 'ACCEPT_OFFER', putsRight: true, final: true, compared: 'Two', why: 'Enough' })
  file.does(caseworker, trust, confirm)
  expect(file.record(attempt)).toMatchObject({ notAgreed: [{ action: { id: 'pay' }, became: 'replacedByOffer' }] })
})

proves('I31', 'an attempt that ends otherwise than resolved after a refusal is recorded as failed, though another had confirmed', () => {
  const file = both()
  file.does(caseworker, trust, confirm)
  file.does(caseworker, otherTrust, refuse)
  file.does(caseworker, attempt, { type: 'PROPOSE_INVESTIGATION', rationale: 'Half a remedy is none' })
  expect(file.duty('recordFailedIntervention')).toMatchObject({ to: 'complianceOfficer', cites: 'I31' })
})

proves('I23', 'an organisation that refused and then agreed by word of mouth is one to go on with', () => {
  const file = both()
  file.does(caseworker, otherTrust, refuse)
  file.does(caseworker, otherTrust, { type: 'ORGANISATION_AGREED', words: 'After all' })
  file.does(caseworker, trust, refuse)
  expect(file.rulesAgainst(caseworker, attempt, { type: 'GO_ON_WITHOUT', organisation: trust, why: 'It will not' })).toEqual([])
  file.does(caseworker, otherTrust, { type: 'WRITTEN_CONFIRMATION_RECEIVED', actions: [agreedPay] })
})

proves('I22', 'after a death the representative is told, not the complainant', () => {
  const file = confirmed()
  file.does(caseworker, 'casefile', { type: 'COMPLAINANT_DIED' })
  expect(file.refused(caseworker, attempt, inform)).toMatchObject([{ rule: 'complainantIsAlive', cites: 'I22', field: 'told' }])
})

proves('I30', 'issuing warns where an agreed date has passed meanwhile, and refuses nothing', () => {
  const warned = (file: History) => file.offered(caseworker, attempt).find(({ type }) => type === 'ISSUE_DECISION')
  expect(warned(signed())).not.toHaveProperty('warnings')
  const late = signed().on('2013-03-29')
  expect(warned(late)).toMatchObject({
    offered: true,
    warnings: [{ cites: 'I30', because: expect.stringContaining('apology by 2013-03-28') }],
  })
})

proves('I26', 'where a delegate submits on a line manager’s behalf, neither of the two signs', () => {
  const file = informed()
  file.does(caseworker, attempt, compare)
  file.does(delegatedBy(lineManager, assessmentOutcomesOfficer, 'lineManager'), attempt, submit)
  expect(file.rulesAgainst(lineManager, attempt, { type: 'SIGN_OFF' })).toEqual(['notTheirOwnSubmission'])
  expect(file.rulesAgainst(otherLineManager, attempt, { type: 'SIGN_OFF' })).toEqual([])
})

proves('I22', 'a death gives the duty to find a representative, unless it names one', () => {
  const file = proposed()
  file.does(caseworker, 'casefile', { type: 'COMPLAINANT_DIED' })
  expect(file.duty('complainantDied')).toMatchObject({ to: 'caseworker', cites: 'I22', endsBy: 'acknowledgement' })
  const named = proposed()
  named.does(caseworker, 'casefile', { type: 'COMPLAINANT_DIED', representative: { name: 'His daughter' } })
  expect(named.duty('complainantDied')).toBeUndefined()
})
