import { expect } from '@jest/globals'
import { otherTrust, trust } from '../../support/file.ts'
import { caseworker } from '../../support/people.ts'
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
  proposed,
  spoken,
  submit,
  submitted,
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
