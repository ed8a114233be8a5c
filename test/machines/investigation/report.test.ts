import { expect, test } from '@jest/globals'
import { office, otherTrust, trust } from '../../support/file.ts'
import { caseworker, complianceOfficer, lineManager, secondCaseworker } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { accepts, apology, drafted, ends, investigated, issueFinal, payment, recommended, refuses, reported, type Told } from './support.ts'

const investigation = 'investigation-1'

proves('C1', 'the finding, and the days of the draft and of the final report, are recorded', () => {
  const file = reported([trust, apology])
  expect(file.record(investigation)).toMatchObject({
    finding: 'fully',
    findingWhy: 'The delay was maladministration',
    findingMadeOn: '2013-07-01',
    draftIssuedOn: '2013-05-01',
    finalIssuedOn: '2013-07-01',
  })
  expect(file.record<Told>('opener').told).toEqual([
    { type: 'REPORT_ISSUED', key: investigation, report: 'draft', on: '2013-05-01' },
    { type: 'REPORT_ISSUED', key: investigation, report: 'final', on: '2013-07-01', finding: 'fully' },
  ])
})

proves('C1', 'no final report without a finding', () => {
  const file = drafted([trust, apology])
  expect(file.refused(caseworker, investigation, { type: 'ISSUE_FINAL_REPORT' })).toMatchObject([
    { rule: 'findingIsMade', cites: 'C1', unlockedBy: 'MAKE_FINDING', reasonWouldHelp: false },
  ])
  issueFinal(file, 'partly')
  expect(file.stands(investigation)).toBe('securing.monitoring')
})

proves('C1', 'not upheld, nothing more is asked: what was recommended falls, and what was agreed is monitored all the same', () => {
  const file = drafted([trust, apology], [trust, payment], [office, payment])
  file.does(caseworker, 'recommendation-1', accepts())
  file.does(caseworker, 'recommendation-2', refuses())
  issueFinal(file, 'notUpheld')
  expect(file.stands(investigation)).toBe('closed.notUpheld')
  expect([1, 2, 3].map((key) => file.stands(`recommendation-${key}`))).toEqual(['accepted', 'closed.fallen', 'closed.fallen'])
  expect(file.duties.map(({ name }) => name)).toEqual(['itemsRunOn'])
  expect(file.letters).toEqual([])
  expect(file.record<Told>('opener').told.at(-1)).toMatchObject({ type: 'INVESTIGATION_ENDED', how: 'notUpheld', finding: 'notUpheld' })
  ends(file, 'recommendation-1')
  expect(file.record(investigation)).toMatchObject({ recommendations: [{ item: { ending: 'complied' } }, {}, {}] })
})

proves('C1', 'discontinued, before or after the draft report, it says why; what is open falls, what was agreed goes on', () => {
  for (const begin of [recommended, drafted]) {
    const file = begin([trust, apology], [office, payment])
    file.does(caseworker, 'recommendation-1', accepts())
    file.does(caseworker, investigation, { type: 'DISCONTINUE', why: 'The complainant wants no more of it' })
    expect(file.stands(investigation)).toBe('closed.discontinued')
    expect(file.record(investigation)).toMatchObject({ endedHow: 'discontinued', endedWhy: 'The complainant wants no more of it' })
    expect(file.stands('recommendation-1')).toBe('accepted')
    expect(file.stands('recommendation-2')).toBe('closed.fallen')
    expect(file.record<Told>('opener').told.at(-1)).toMatchObject({ type: 'INVESTIGATION_ENDED', how: 'discontinued' })
  }
})

proves(['C6', 'C9'], 'each organisation that is asked for a remedy hears of it, once a report, and no other', () => {
  const file = recommended([trust, apology], [trust, payment], [office, payment]).on('2013-05-01')
  const asked = (organisation: string) => ({ to: { organisation }, event: { type: 'REMEDY_ASKED', on: '2013-05-01' } })
  const draft = file.does(caseworker, investigation, { type: 'ISSUE_DRAFT_REPORT', reference: 'D/1' })
  expect(draft.deliveries).toMatchObject([asked(trust), asked(office)])
  expect(file.record(investigation)).toMatchObject({ draftReference: 'D/1' })
})

test('an organisation first asked in the final report hears of it then', () => {
  const file = drafted([trust, apology])
  file.does(caseworker, investigation, { type: 'ADD_RECOMMENDATION', organisation: otherTrust, action: payment })
  file.does(caseworker, investigation, { type: 'MAKE_FINDING', finding: 'fully', why: 'Delay' })
  const { deliveries } = file.does(caseworker, investigation, { type: 'ISSUE_FINAL_REPORT' })
  expect(deliveries.map(({ to }) => to)).toEqual([{ organisation: trust }, { organisation: otherTrust }])
})

test('a recommendation added after the draft report is put to its organisation then, and again in the final one', () => {
  const file = drafted([trust, apology])
  file.does(caseworker, investigation, { type: 'ADD_RECOMMENDATION', organisation: office, action: payment })
  expect(file.stands('recommendation-2')).toBe('inDraft.awaitingAnswer')
  issueFinal(file.on('2013-06-01'))
  expect(file.stands('recommendation-2')).toBe('inFinal.awaitingAnswer')
  file.moveTo('2013-06-30')
  expect(file.stands('recommendation-2')).toBe('inFinal.late')
  expect(file.stands(investigation)).toBe('securing.monitoring')
})

proves('I16', 'an investigation is led, and its reports are issued, by the casefile’s caseworker or a line manager', () => {
  const events = [
    { type: 'ADD_RECOMMENDATION', organisation: trust, action: apology },
    { type: 'ISSUE_DRAFT_REPORT' },
    { type: 'DISCONTINUE', why: 'Withdrawn' },
  ]
  const file = investigated()
  for (const event of events) {
    for (const other of [secondCaseworker, complianceOfficer])
      expect(file.refused(other, investigation, event)).toMatchObject([{ rule: 'byTheInvestigator', cites: 'I16' }])
    expect(file.rulesAgainst(lineManager, investigation, event)).toEqual([])
  }
})
