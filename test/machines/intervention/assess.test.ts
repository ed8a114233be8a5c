import { expect } from '@jest/globals'
import { nothingKnown } from '../../../machines/casefile/facts.ts'
import { intervention } from '../../../machines/intervention/machine.ts'
import { history, otherTrust, trust } from '../../support/file.ts'
import { auditor, caseworker, lineManager, secondCaseworker } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { assessing, attempt, decide, nineFactors, propose, proposing, spoken, suitable } from './support.ts'

const assessedAs = (more: object) => {
  const file = assessing()
  file.does(caseworker, attempt, { ...suitable, ...more })
  return file
}

proves(
  'I5',
  'an attempt needs a complaint properly made, an indication of fault and evidence of injustice; one that is missing needs a reason',
  () => {
    for (const missing of ['properlyMade', 'indicationOfFault', 'evidenceOfInjustice']) {
      const file = assessedAs({ [missing]: false })
      expect(file.refused(caseworker, attempt, decide)).toMatchObject([
        { rule: 'suitableForAnIntervention', cites: 'I5', strength: 'normally', reasonWouldHelp: true, unlockedBy: 'RECORD_ASSESSMENT' },
      ])
      const { lines } = file.does(caseworker, attempt, decide, { reasons: { suitableForAnIntervention: 'The evidence is on its way' } })
      expect(lines[0]!.waived).toEqual([{ rule: 'suitableForAnIntervention', cites: 'I5', reason: 'The evidence is on its way' }])
    }
    expect(assessedAs({}).rulesAgainst(caseworker, attempt, decide)).toEqual([])
  },
)

proves('I5', 'where prompt action may resolve a complaint in remit fully and finally, no full assessment is needed first', () => {
  const file = assessedAs({ properlyMade: true, indicationOfFault: false, evidenceOfInjustice: false, promptActionWouldResolve: true })
  expect(file.rulesAgainst(caseworker, attempt, decide)).toEqual([])
})

proves('I5', 'an attempt that nobody has assessed says what to do first', () => {
  expect(assessing().refused(caseworker, attempt, decide)).toMatchObject([
    { rule: 'suitableForAnIntervention', unlockedBy: 'RECORD_ASSESSMENT' },
    { rule: 'remedyClearAndFinal', cites: 'I6' },
  ])
})

proves('I5', 'the assessment is the casefile’s caseworker’s, or someone’s above a caseworker', () => {
  const file = assessing()
  expect(file.refused(secondCaseworker, attempt, suitable)).toMatchObject([
    { rule: 'caseworkerAssesses', cites: 'I5', because: "This is for the casefile's caseworker, or a line manager or above" },
  ])
  expect(file.rulesAgainst(auditor, attempt, suitable)).toEqual(['caseworkerAssesses'])
  expect(file.rulesAgainst(lineManager, attempt, suitable)).toEqual([])
})

proves('I6', 'a remedy that is not clear, simple, achievable and final needs a reason', () => {
  const file = assessedAs({ remedyClearAndFinal: false })
  expect(file.refused(caseworker, attempt, decide)).toMatchObject([{ rule: 'remedyClearAndFinal', cites: 'I6', strength: 'normally' }])
  expect(file.rulesAgainst(caseworker, attempt, decide, { reasons: { remedyClearAndFinal: 'Simple enough in two steps' } })).toEqual([])
})

proves(
  'I7',
  'complex, high-risk or especially serious cases, or injustice hard to pinpoint, are proposed for investigation unless a reason says why not',
  () => {
    for (const why of ['complexIssues', 'highRisk', 'especiallySerious', 'injusticeHardToPinpoint'])
      expect(assessedAs({ betterInvestigated: [why] }).refused(caseworker, attempt, decide)).toMatchObject([
        { rule: 'simpleEnoughToResolve', cites: 'I7', unlockedBy: 'PROPOSE_INVESTIGATION' },
      ])
    const flagged = assessing({ flags: { highRisk: true } })
    flagged.does(caseworker, attempt, suitable)
    expect(flagged.rulesAgainst(caseworker, attempt, decide)).toEqual(['simpleEnoughToResolve'])
    expect(flagged.rulesAgainst(caseworker, attempt, decide, { reasons: { simpleEnoughToResolve: 'One admitted error' } })).toEqual([])
  },
)

proves('I8', 'whether a systemic remedy is sought is considered, and why', () => {
  const { seeksSystemicRemedy: _, ...silent } = suitable
  expect(assessing().refused(caseworker, attempt, silent)).toMatchObject([
    { rule: 'systemicRemedyConsidered', cites: 'I8', strength: 'consider', field: 'seeksSystemicRemedy' },
  ])
  expect(
    assessing().rulesAgainst(caseworker, attempt, { ...silent, seeksSystemicRemedy: { answer: true, why: 'Wants others spared' } }),
  ).toEqual([])
})

proves('I11', 'whether there is a reasonable prospect of agreement is considered; either answer is taken', () => {
  const file = assessedAs({})
  expect(file.refused(caseworker, attempt, { type: 'DECIDE_TO_ATTEMPT' })).toMatchObject([
    { rule: 'prospectConsidered', cites: 'I11', strength: 'consider' },
  ])
  expect(
    file.rulesAgainst(caseworker, attempt, { type: 'DECIDE_TO_ATTEMPT', prospect: { answer: false, why: 'It has never agreed' } }),
  ).toEqual([])
})

proves('I12', 'a case is proposed for investigation without any attempt, or at any point of one', () => {
  const event = { type: 'PROPOSE_INVESTIGATION', rationale: 'Wider interest' }
  for (const file of [assessing(), proposing()]) {
    const { lines } = file.does(caseworker, attempt, event)
    expect(file.stands(attempt)).toBe('closed.proposedForInvestigation')
    expect(lines.map((line) => line.event)).toContain('ATTEMPT_DECIDED')
  }
})

proves('I13', 'each of the nine key factors has its note; clinical advice only where a health complaint has clinical matters', () => {
  const { contentious: _, ...eight } = nineFactors
  expect(assessing().refused(caseworker, attempt, { ...suitable, factors: eight })).toMatchObject([
    { rule: 'keyFactorsConsidered', cites: 'I13', strength: 'consider', field: 'factors' },
  ])
  const clinical = assessing({ flags: { clinicalMatters: true } })
  expect(clinical.rulesAgainst(caseworker, attempt, suitable)).toEqual(['keyFactorsConsidered'])
  expect(
    clinical.rulesAgainst(caseworker, attempt, {
      ...suitable,
      factors: { ...nineFactors, clinicalAdvice: { answer: true, why: 'Taken' } },
    }),
  ).toEqual([])
})

proves(
  'I14',
  'before an organisation is asked anything, the complainant is told that a remedy may be sought, and what was said is recorded',
  () => {
    const enquiry = { type: 'ENQUIRE_OF_ORGANISATION', organisation: trust, about: 'Its guidance', respondBy: '2013-03-15' }
    const file = assessing()
    expect(file.refused(caseworker, attempt, enquiry)).toMatchObject([
      { rule: 'complainantPrepared', cites: 'I14', strength: 'normally', unlockedBy: 'RECORD_COMPLAINANT_CONTACT' },
      { rule: 'clearFromPapersOrSpokenTo', cites: 'I14' },
    ])
    file.does(caseworker, attempt, { ...spoken, toldRemedyMayBeSought: false })
    expect(file.rulesAgainst(caseworker, attempt, enquiry)).toEqual(['complainantPrepared'])
    file.does(caseworker, attempt, spoken)
    expect(file.rulesAgainst(caseworker, attempt, enquiry)).toEqual([])
  },
)

proves('I14', 'contact is a fact: it may be entered late, and keeps the day it happened', () => {
  const file = assessing()
  file.on('2013-03-05').does(caseworker, attempt, { ...spoken, happenedOn: '2013-03-02' })
  expect(file.record<{ contacts: { on: string }[] }>(attempt).contacts.map(({ on }) => on)).toEqual(['2013-03-02'])
  expect(file.rulesAgainst(caseworker, attempt, { ...spoken, happenedOn: '2013-03-06' })).toEqual(['happenedByNow'])
  expect(file.rulesAgainst(caseworker, attempt, { ...spoken, happenedOn: '2013-02-28' })).toEqual(['happenedSinceReceived'])
})

proves(
  'I11',
  'an organisation that is not complained about is contacted only with consent on record, for an investigation’s purposes',
  () => {
    const file = proposing()
    file.does(caseworker, attempt, {
      type: 'ADD_ACTION',
      action: {
        id: 'pay',
        organisation: otherTrust,
        kind: 'payment',
        what: 'Pay 50 pounds',
        measure: 'A receipt',
        achievable: 'Yes',
        injustice: 'Loss',
        by: '2013-03-28',
        money: [],
      },
    })
    const ask = { ...propose, whom: [otherTrust] }
    expect(file.refused(caseworker, attempt, ask)).toMatchObject([
      { rule: 'consentOfTheComplainant', cites: 'I11', strength: 'must', reasonWouldHelp: false, unlockedBy: 'RECORD_THIRD_PARTY_CONSENT' },
    ])
    expect(file.rulesAgainst(caseworker, attempt, ask, { reasons: { consentOfTheComplainant: 'please' } })).toEqual([
      'consentOfTheComplainant',
    ])
    const consent = { type: 'RECORD_THIRD_PARTY_CONSENT', organisation: otherTrust, channel: 'telephone', forTheInvestigation: false }
    file.does(caseworker, attempt, consent)
    expect(file.rulesAgainst(caseworker, attempt, ask)).toEqual(['consentOfTheComplainant'])
    file.does(caseworker, attempt, { ...consent, forTheInvestigation: true })
    expect(file.rulesAgainst(caseworker, attempt, ask)).toEqual([])
    expect(file.rulesAgainst(caseworker, attempt, { ...consent, organisation: trust })).toEqual(['consentIsAboutAnotherBody'])
  },
)

proves('I1', 'an intervention is attempted at preliminary or further assessment, not during an investigation', () => {
  for (const [stage, against] of [
    ['preliminary', []],
    ['furtherAssessment', []],
    ['investigation', ['stillAtAssessment']],
  ] as const) {
    const file = history({ intervention }).holds(
      'intervention',
      { casefile: { ...nothingKnown, caseworker: 'caseworker', stage } },
      attempt,
    )
    file.does(caseworker, attempt, suitable)
    expect(file.rulesAgainst(caseworker, attempt, decide)).toEqual(against)
  }
})
