import { expect, test } from '@jest/globals'
import { chartOf } from '../../../machines/kernel/chart.ts'
import type { Recommendation } from '../../../machines/recommendation/record.ts'
import { office, trust } from '../../support/file.ts'
import { caseworker, complianceOfficer, lineManager, secondCaseworker } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { accepts, apology, definitions, drafted, issueFinal, payment, recommended, refuses, reported } from '../investigation/support.ts'

const one = 'recommendation-1'
const item = `${one}-item-1`
const record = (file: ReturnType<typeof drafted>, key = one) => file.record<Recommendation>(key)

proves('C11', 'no item is recorded until the organisation has accepted, and agreed to implement', () => {
  const file = drafted([trust, apology])
  expect(file.refused(caseworker, one, accepts({ agreesToAct: false }))).toMatchObject([
    { rule: 'agreedToImplement', cites: 'C11', field: 'agreesToAct', reasonWouldHelp: false },
  ])
  expect(file.state.instances.some(({ machine }) => machine === 'compliance')).toBe(false)
  file.does(caseworker, one, accepts({ happenedOn: '2013-05-01' }))
  expect(file.stands(one)).toBe('accepted')
  expect(file.record(item)).toMatchObject({
    source: 'investigation',
    organisation: trust,
    agreedOn: '2013-05-01',
    targetDate: '2013-09-30',
    action: { id: one, kind: 'apology', what: apology.what, measure: apology.measure, by: '2013-09-30' },
  })
})

proves('C11', 'an item is opened by an acceptance or by a decision about a refusal, and by nothing else', () => {
  const opening = chartOf(definitions.recommendation).arrows.filter(({ effects }) => effects.includes('open'))
  expect([...new Set(opening.map(({ event }) => event))].sort()).toEqual([
    'DECIDE',
    'ORGANISATION_ACCEPTED',
    'ORGANISATION_PARTLY_ACCEPTED',
  ])
  expect(opening.flatMap(({ event, rules }) => (event === 'DECIDE' ? [] : [rules.map(({ name }) => name)]))).toEqual(
    opening.flatMap(({ event }) => (event === 'DECIDE' ? [] : [expect.arrayContaining(['agreedToImplement'])])),
  )
})

proves('C11', 'an item recorded without an acceptance is corrected: the entry is struck out, and the item is out of reach', () => {
  const file = drafted([trust, apology])
  file.does(caseworker, one, accepts())
  const { seq } = file.lines.find(({ event }) => event === 'ORGANISATION_ACCEPTED')!
  file.does(lineManager, one, { type: 'RECORDED_IN_ERROR', transition: seq, why: 'It was another organisation’s letter' })
  expect(file.stands(one)).toBe('inDraft.awaitingAnswer')
  expect(file.state.instances.find(({ key }) => key === item)).toMatchObject({ inError: true })
})

proves('C12', 'that the organisation understands what is expected is recorded, or a reason says why not', () => {
  const file = drafted([trust, apology])
  const unsaid = accepts({ understood: undefined })
  expect(file.refused(caseworker, one, unsaid)).toMatchObject([
    { rule: 'organisationUnderstands', cites: 'C12', strength: 'normally', field: 'understood' },
  ])
  file.does(caseworker, one, unsaid, { reasons: { organisationUnderstands: 'It wrote the recommendation itself' } })
  expect(file.record(item)).not.toHaveProperty('understood')
})

proves('C12', 'a target date that has passed when the organisation accepts is not realistic', () => {
  const file = drafted([trust, apology])
  file.moveTo('2013-05-20')
  const past = accepts({ targetDate: '2013-05-10', discussed: 'It says it can be as quick as that' })
  expect(file.refused(caseworker, one, past)).toMatchObject([{ rule: 'targetDateIsRealistic', cites: 'C12', field: 'targetDate' }])
  expect(file.rulesAgainst(caseworker, one, { ...past, happenedOn: '2013-05-09' })).toEqual([])
  expect(file.rulesAgainst(caseworker, one, { ...past, providedOn: '2013-05-10', evidence: 'A copy of the letter' })).toEqual([])
})

proves('C4', 'a target date other than the one recommended keeps what was discussed about it', () => {
  const file = drafted([trust, apology])
  expect(file.refused(caseworker, one, accepts({ targetDate: '2013-10-31' }))).toMatchObject([
    { rule: 'dateWasDiscussed', cites: 'C4', field: 'discussed', strength: 'normally' },
  ])
  file.does(caseworker, one, accepts({ targetDate: '2013-10-31', discussed: 'Its board meets in October' }))
  expect(file.record(item)).toMatchObject({
    targetDate: '2013-10-31',
    discussed: 'Its board meets in October',
    action: { by: '2013-09-30' },
  })
})

proves('C2', 'what was agreed or provided before any report has its item at once, with the evidence already there', () => {
  const file = recommended([trust, apology])
  file.on('2013-04-20')
  expect(file.refused(caseworker, one, accepts({ providedOn: '2013-04-15' }))).toMatchObject([
    { rule: 'evidenceOfWhatWasProvided', cites: 'C2', field: 'evidence' },
  ])
  expect(file.refused(caseworker, one, accepts({ providedOn: '2013-04-21', evidence: 'A letter' }))).toMatchObject([
    { rule: 'providedByThen', cites: 'C2', field: 'providedOn' },
  ])
  file.does(caseworker, one, accepts({ happenedOn: '2013-04-12', providedOn: '2013-04-15', evidence: 'A copy of the letter' }))
  expect(file.record(item)).toMatchObject({
    agreedOn: '2013-04-12',
    openedOn: '2013-04-20',
    provided: { on: '2013-04-15', evidence: 'A copy of the letter' },
  })
})

proves('C10', 'what is accepted in part is split: the part accepted has its item, the rest is a refusal that goes its own way', () => {
  const file = drafted([trust, payment])
  file.moveTo('2013-05-10')
  file.does(caseworker, one, {
    ...accepts(),
    type: 'ORGANISATION_PARTLY_ACCEPTED',
    accepted: { kind: 'payment', what: 'Pay 300 pounds', measure: payment.measure, money: [{ kind: 'payment', amount: 30_000 }] },
    rest: { kind: 'payment', what: 'Pay another 200 pounds', measure: payment.measure, money: [{ kind: 'payment', amount: 20_000 }] },
    refusal: 'It thinks 300 pounds enough',
    happenedOn: '2013-05-08',
  })
  expect(file.stands(one)).toBe('accepted')
  expect(file.record(item)).toMatchObject({ action: { what: 'Pay 300 pounds', by: '2013-09-30' } })
  expect(record(file).split).toMatchObject({ on: '2013-05-08', became: 'recommendation-2', rest: { what: 'Pay another 200 pounds' } })
  expect(file.stands('recommendation-2')).toBe('refused.withDirector.inTime')
  expect(record(file, 'recommendation-2')).toMatchObject({
    splitFrom: one,
    organisation: trust,
    action: { what: 'Pay another 200 pounds', injustice: payment.injustice },
    refusals: [{ on: '2013-05-08', report: 'draft', words: 'It thinks 300 pounds enough' }],
  })
  expect(file.duty('passRefusalOn')).toMatchObject({ to: 'directorAlone', dueOn: '2013-05-08', enteredLate: true })
  expect(file.record('investigation-1')).toMatchObject({
    recommendations: [
      { key: one, standing: 'accepted', action: { what: 'Pay 300 pounds' }, item: {} },
      { key: 'recommendation-2', standing: 'refused', splitFrom: one },
    ],
  })
})

proves('CA', 'disputed terms are kept with their day, in the draft and in the final report, and the answer is still awaited', () => {
  const file = drafted([trust, apology])
  const disputes = { type: 'ORGANISATION_DISPUTED_TERMS', what: 'It wants "delay" left out' }
  file.on('2013-05-03').does(caseworker, one, { ...disputes, happenedOn: '2013-05-02' })
  issueFinal(file.on('2013-06-01'))
  file.does(caseworker, one, disputes)
  expect(record(file).disputes.map(({ on }) => on)).toEqual(['2013-05-02', '2013-06-01'])
  expect(file.stands(one)).toBe('inFinal.awaitingAnswer')
})

proves(
  'C10',
  'a report’s recommendation is to be answered in four weeks; then the investigator has a duty, and the answer is still taken',
  () => {
    const file = drafted([trust, apology], [office, payment])
    file.moveTo('2013-05-29')
    expect(file.stands(one)).toBe('inDraft.awaitingAnswer')
    file.moveTo('2013-05-30')
    expect(file.stands(one)).toBe('inDraft.late')
    expect(file.duty('chaseAnswer')).toMatchObject({ to: 'caseworker', cites: 'C10', dueOn: '2013-05-30' })
    for (const key of [one, 'recommendation-2']) file.does(caseworker, key, accepts({ happenedOn: '2013-05-29' }))
    expect(file.duty('chaseAnswer')).toBeUndefined()
    expect(record(file).noAnswers).toEqual([{ report: 'draft', due: '2013-05-29', answeredOn: '2013-05-29', answeredInTime: true }])
  },
)

proves('C10', 'an answer to the draft that is entered late answers the draft, and not the final report that came after it', () => {
  const file = reported([trust, apology])
  file.moveTo('2013-08-01')
  file.does(caseworker, one, refuses({ happenedOn: '2013-05-10' }))
  expect(record(file).noAnswers).toEqual([
    { report: 'draft', due: '2013-05-29', answeredOn: '2013-05-10', answeredInTime: true },
    { report: 'final', due: '2013-07-29' },
  ])
})

proves('C10', 'in part as in whole, nothing is refused before the report that recommends it', () => {
  const file = drafted([trust, apology])
  const part = { kind: 'apology', what: 'Apologise', measure: 'We see the letter', money: [] }
  const partly = { type: 'ORGANISATION_PARTLY_ACCEPTED', accepted: part, rest: part, refusal: 'Not the rest' }
  expect(file.refused(caseworker, one, { ...accepts({ happenedOn: '2013-04-10' }), ...partly })).toMatchObject([
    { rule: 'refusalFollowsTheReport', cites: 'C10', field: 'happenedOn' },
  ])
  expect(file.rulesAgainst(caseworker, one, { ...accepts(), ...partly })).toEqual([])
})

test('the final report gives four weeks of its own', () => {
  const file = reported([trust, apology])
  expect(file.stands(one)).toBe('inFinal.awaitingAnswer')
  file.moveTo('2013-07-30')
  expect(file.stands(one)).toBe('inFinal.late')
  expect(record(file).noAnswers).toEqual([
    { report: 'draft', due: '2013-05-29' },
    { report: 'final', due: '2013-07-29' },
  ])
})

proves('I16', 'the organisation’s answer is recorded by the casefile’s caseworker or a line manager', () => {
  const file = drafted([trust, apology])
  for (const event of [accepts(), refuses(), { type: 'ORGANISATION_DISPUTED_TERMS', what: 'A word' }]) {
    for (const other of [secondCaseworker, complianceOfficer])
      expect(file.refused(other, one, event)).toMatchObject([{ rule: 'recordedByTheInvestigator', cites: 'I16' }])
    expect(file.rulesAgainst(lineManager, one, event)).toEqual([])
  }
})
