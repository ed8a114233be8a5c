import { expect } from '@jest/globals'
import { addDays } from '../../../machines/kernel/calendar.ts'
import { otherTrust, trust } from '../../support/file.ts'
import { caseworker, lineManager } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { apology, assessing, attempt, points, propose, proposed, proposing, refuse, spoken, suitable } from './support.ts'

const asking = (...actions: readonly object[]) => {
  const file = proposing()
  for (const action of actions) file.does(caseworker, attempt, { type: 'ADD_ACTION', action })
  return file
}

proves(
  'I9',
  'an action that only asks the organisation to consider is refused, in words that say what to write instead, unless a reason says why',
  () => {
    for (const what of [
      'Consider an apology',
      'reconsider the claim',
      'Look at its service',
      'look again at the decision',
      'The Trust should consider a payment',
    ]) {
      const file = asking({ ...apology, what })
      const [refusal] = file.refused(caseworker, attempt, propose)
      expect(refusal).toMatchObject({
        rule: 'everyActionIsSpecific',
        cites: 'I9',
        strength: 'normally',
        field: 'whom',
        reasonWouldHelp: true,
      })
      expect(refusal!.because).toContain('write what it should do, for example')
      expect(file.rulesAgainst(caseworker, attempt, propose, { reasons: { everyActionIsSpecific: 'The sum is for it to name' } })).toEqual(
        [],
      )
    }
  },
)

proves('I9', 'an action that says what is done is taken, also where it speaks of consideration on the way', () => {
  for (const what of [
    'Pay 100 pounds in consideration of the delay',
    'Write a letter of apology',
    'Review the decision and tell the complainant by letter',
  ])
    expect(asking({ ...apology, what }).rulesAgainst(caseworker, attempt, propose)).toEqual([])
})

proves('I9', 'the five questions are always answered: an empty one is no action at all', () => {
  const file = proposing()
  for (const field of ['what', 'measure', 'achievable', 'injustice', 'by'])
    expect(() => file.rulesAgainst(caseworker, attempt, { type: 'ADD_ACTION', action: { ...apology, [field]: '' } })).toThrow(
      /Enter|real date/,
    )
})

proves('I9', 'an action has one name; one that is not there cannot be changed; one dated in the past cannot be proposed', () => {
  const file = asking(apology)
  expect(file.rulesAgainst(caseworker, attempt, { type: 'ADD_ACTION', action: apology })).toEqual(['actionIsNew'])
  expect(file.rulesAgainst(caseworker, attempt, { type: 'CHANGE_ACTION', action: { ...apology, id: 'other' } })).toEqual(['actionIsThere'])
  expect(file.rulesAgainst(caseworker, attempt, { type: 'REMOVE_ACTION', action: 'other', why: 'No' })).toEqual(['actionIsThere'])
  file.does(caseworker, attempt, { type: 'CHANGE_ACTION', action: { ...apology, by: '2013-02-28' } })
  expect(file.rulesAgainst(caseworker, attempt, propose)).toEqual(['actionsAreAhead'])
})

proves('I9', 'an action is changed or removed only where there is one: that is said before a form is opened', () => {
  const file = proposing()
  expect(file.rulesAgainst(caseworker, attempt, { type: 'REMOVE_ACTION', action: 'other', why: 'No' })).toEqual([
    'someActionIsThere',
    'actionIsThere',
  ])
  expect(file.rulesAgainst(caseworker, attempt, { type: 'CHANGE_ACTION', action: apology })).toEqual(['someActionIsThere', 'actionIsThere'])
})

proves('I30', 'an action that is removed before it was agreed is kept, with what became of it', () => {
  const file = asking(apology)
  file.does(caseworker, attempt, { type: 'REMOVE_ACTION', action: 'apology', why: 'Given already' })
  expect(file.record(attempt)).toMatchObject({
    actions: [],
    notAgreed: [{ action: { id: 'apology' }, became: 'removed', why: 'Given already' }],
  })
})

proves('I10', 'a proposal has an individual remedy', () => {
  const systemic = { ...apology, id: 'plan', kind: 'lessonsLearntActionPlan', what: 'Draw up an action plan', systemic: 'explored' }
  expect(asking(systemic).refused(caseworker, attempt, propose)).toMatchObject([
    { rule: 'oneIndividualRemedy', cites: 'I10', strength: 'must' },
  ])
  expect(asking(systemic, apology).rulesAgainst(caseworker, attempt, propose)).toEqual([])
})

proves('I10', 'a proposal asks for a specific response', () => {
  const vague = { ...points, considerComplaint: false, apology: false, furtherActions: false }
  const reasons = { complaintToBeConsidered: 'r', apologyAskedFor: 'r', furtherActionsStated: 'r' }
  expect(asking(apology).refused(caseworker, attempt, { ...propose, points: vague }, { reasons })).toMatchObject([
    { rule: 'specificResponseAskedFor', cites: 'I10' },
  ])
  expect(asking(apology).rulesAgainst(caseworker, attempt, { ...propose, points: { ...vague, apology: true } }, { reasons })).toEqual([])
})

proves(
  'I8',
  'a systemic action says how it came up; pressing for a significant change on one complaint needs a reason, exploring and taking an offer do not',
  () => {
    const plan = { ...apology, id: 'plan', kind: 'systemicImprovement', what: 'Check each report before treatment' }
    expect(proposing().refused(caseworker, attempt, { type: 'ADD_ACTION', action: plan })).toMatchObject([
      { rule: 'systemicActionIsMarked', cites: 'I8' },
    ])
    const pressed = asking(apology, { ...plan, systemic: 'pressedFor' })
    expect(pressed.refused(caseworker, attempt, propose)).toMatchObject([
      { rule: 'notPressedOnOneComplaint', cites: 'I8', strength: 'normally' },
    ])
    expect(
      pressed.rulesAgainst(caseworker, attempt, propose, { reasons: { notPressedOnOneComplaint: 'Admitted, and dangerous' } }),
    ).toEqual([])
    for (const systemic of ['explored', 'offered'])
      expect(asking(apology, { ...plan, systemic }).rulesAgainst(caseworker, attempt, propose)).toEqual([])
  },
)

proves('I16', 'deciding to attempt is recorded, by the caseworker’s own act or with the proposal', () => {
  expect(proposing().record(attempt)).toMatchObject({ decidedToAttemptOn: '2013-03-01' })
})

proves('I17', 'first contact is with the focal point, the complaints manager or the like; another needs a reason', () => {
  const file = asking(apology)
  expect(file.refused(caseworker, attempt, { ...propose, contact: 'other' })).toMatchObject([
    { rule: 'focalPointFirst', cites: 'I17', strength: 'normally' },
  ])
  for (const contact of ['focalPoint', 'complaintsManager', 'patientExperienceManager'])
    expect(file.rulesAgainst(caseworker, attempt, { ...propose, contact })).toEqual([])
})

proves('I18', 'each of the eight points stands in the approach unless its own reason says why not', () => {
  const rules = {
    purpose: 'purposeExplained',
    background: 'backgroundGiven',
    assessment: 'assessmentWithoutFindings',
    considerComplaint: 'complaintToBeConsidered',
    apology: 'apologyAskedFor',
    furtherActions: 'furtherActionsStated',
    discussion: 'discussionOffered',
    responseDate: 'responseDateGiven',
  }
  for (const [point, rule] of Object.entries(rules)) {
    const without = { ...propose, points: { ...points, [point]: false } }
    expect(asking(apology).refused(caseworker, attempt, without)).toMatchObject([
      { rule, cites: 'I18', strength: 'normally', field: 'points' },
    ])
    expect(asking(apology).rulesAgainst(caseworker, attempt, without, { reasons: { [rule]: 'Given already' } })).toEqual([])
  }
})

proves('I18', 'the response date lies ahead, and at most 14 days without a reason', () => {
  const by = (days: number) => ({ ...propose, respondBy: addDays('2013-03-01', days) })
  const file = asking(apology)
  expect(file.rulesAgainst(caseworker, attempt, by(14))).toEqual([])
  expect(file.refused(caseworker, attempt, by(15))).toMatchObject([
    { rule: 'responseWithinFourteenDays', cites: 'I18', because: 'The response date is 15 days ahead; normally at most 14' },
  ])
  expect(
    file.rulesAgainst(caseworker, attempt, by(15), { reasons: { responseWithinFourteenDays: 'Its board meets on the 16th' } }),
  ).toEqual([])
  expect(file.rulesAgainst(caseworker, attempt, by(0), { reasons: { responseDateAhead: 'no' } })).toEqual(['responseDateAhead'])
})

proves('I18', 'a written approach has its letter, and a duty to send it until it has gone', () => {
  const file = proposed()
  expect(file.letters).toMatchObject([{ letter: 'approach', to: { organisation: trust }, cites: 'I18' }])
  expect(file.duties).toMatchObject([{ to: 'caseworker', cites: 'I18', dueOn: '2013-03-01' }])
  file.does(caseworker, 'casefile', { type: 'LETTER_SENT', letter: file.letters[0]!.id })
  expect(file.duties).toEqual([])
  expect(file.letters[0]).toMatchObject({ sentOn: '2013-03-01', body: 'composed approach' })
})

proves('I18', 'an approach by telephone has its points recorded and no letter', () => {
  const file = asking(apology)
  file.does(caseworker, attempt, { ...propose, channel: 'telephone' })
  expect([file.letters, file.duties]).toEqual([[], []])
})

proves('I19', 'the remedy is not left to the organisation: a proposal without a stated action needs a reason', () => {
  const file = proposing()
  expect(file.refused(caseworker, attempt, propose)).toMatchObject([
    { rule: 'remedyIsStated', cites: 'I19', strength: 'normally', unlockedBy: 'ADD_ACTION' },
  ])
  expect(file.rulesAgainst(caseworker, attempt, propose, { reasons: { remedyIsStated: 'It has said it will name one' } })).toEqual([])
})

proves('I20', 'one opportunity: after a refusal, no second proposal to the same organisation without escalation or a reason', () => {
  const file = proposed()
  file.does(caseworker, trust, refuse)
  expect(file.refused(caseworker, attempt, propose)).toMatchObject([
    { rule: 'oneOpportunity', cites: 'I20', strength: 'normally', unlockedBy: 'ESCALATE' },
  ])
  expect(file.rulesAgainst(caseworker, attempt, propose, { reasons: { oneOpportunity: 'A new chief executive' } })).toEqual([])
  file.does(caseworker, trust, { type: 'ESCALATE', why: 'Refused without reasons' })
  expect(file.rulesAgainst(caseworker, attempt, propose)).toEqual(['outcomeNotAwaited'])
})

proves('I18', 'an organisation that still has to answer is not asked again: its response date is changed, with its reason', () => {
  expect(proposed().refused(caseworker, attempt, propose)).toMatchObject([
    { rule: 'answerNotAwaited', cites: 'I18', strength: 'must', unlockedBy: 'CHANGE_RESPONSE_DATE' },
  ])
})

proves('I20', 'a matter that is with the directorate is not taken from it by asking again', () => {
  const file = proposed()
  file.does(caseworker, trust, refuse)
  file.does(caseworker, trust, { type: 'ESCALATE', why: 'Refused' })
  file.does(lineManager, trust, { type: 'PASS_ON', view: 'I agree' })
  expect(file.refused(caseworker, attempt, propose)).toMatchObject([
    { rule: 'outcomeNotAwaited', cites: 'I20', strength: 'must', unlockedBy: 'DECIDE_OUTCOME' },
  ])
  expect(file.duty('decideOutcome')).toBeDefined()
})

proves('I20', 'one opportunity holds for the whole casefile: a later attempt does not give a second one', () => {
  const file = proposed()
  file.does(caseworker, trust, refuse)
  file.does(caseworker, attempt, { type: 'PROPOSE_INVESTIGATION', rationale: 'Nothing more to be had' })
  file.does(caseworker, 'casefile', { type: 'OPEN_INTERVENTION' })
  const again = 'attempt-2'
  for (const event of [{ type: 'RECORD_COMPLAINANT_CONTACT', channel: 'telephone', toldRemedyMayBeSought: true, expectations: 'None' }])
    file.does(caseworker, again, event)
  file.does(caseworker, again, suitable)
  file.does(caseworker, again, { type: 'DECIDE_TO_ATTEMPT', prospect: { answer: true, why: 'It has changed' } })
  file.does(caseworker, again, { type: 'ADD_ACTION', action: apology })
  const [refusal] = file.refused(caseworker, again, propose)
  expect(refusal).toMatchObject({ rule: 'oneOpportunityInTheCasefile', cites: 'I20', strength: 'normally' })
  expect(refusal).not.toHaveProperty('unlockedBy') // that approach is over: only a reason helps
  file.does(caseworker, again, {
    type: 'ENQUIRE_OF_ORGANISATION',
    organisation: trust,
    about: 'Whether it has changed',
    respondBy: '2013-03-10',
  })
  expect(file.rulesAgainst(caseworker, again, propose)).toEqual(['oneOpportunityInTheCasefile'])
})

proves('I11', 'each organisation has an approach of its own, with its own answer', () => {
  const file = asking(apology, { ...apology, id: 'pay', organisation: otherTrust, kind: 'payment', what: 'Pay 50 pounds' })
  file.does(caseworker, attempt, {
    type: 'RECORD_THIRD_PARTY_CONSENT',
    organisation: otherTrust,
    channel: 'telephone',
    forTheInvestigation: true,
  })
  file.does(caseworker, attempt, { ...propose, whom: [trust, otherTrust] })
  expect([file.stands(trust), file.stands(otherTrust)]).toEqual(['awaitingResponse.inTime', 'awaitingResponse.inTime'])
  expect(file.record<{ thirdParty: boolean }>(otherTrust).thirdParty).toBe(true)
  file.does(caseworker, otherTrust, refuse)
  expect([file.stands(trust), file.stands(otherTrust)]).toEqual(['awaitingResponse.inTime', 'refused.escalationToBegin'])
})

proves('I16', 'an organisation is enquired of once in an attempt; afterwards its approach records its answers', () => {
  const file = proposing()
  const enquiry = { type: 'ENQUIRE_OF_ORGANISATION', organisation: trust, about: 'Its guidance', respondBy: '2013-03-15' }
  file.does(caseworker, attempt, enquiry)
  expect(file.stands(trust)).toBe('awaitingResponse.inTime')
  expect(file.rulesAgainst(lineManager, attempt, enquiry)).toEqual(['firstWordWithIt'])
})

proves('I18', 'with the attempt ends the duty to send its letter, and an approach that never went out is no draft any more', () => {
  const file = proposed()
  file.does(caseworker, attempt, { type: 'PROPOSE_INVESTIGATION', rationale: 'Wider interest' })
  expect([file.duties, file.letters]).toEqual([[], []])
})

proves(
  'I13',
  'a proposal waits for the assessment, whatever reasons other paragraphs were given; a flag set later asks for clinical advice',
  () => {
    const file = assessing()
    file.does(caseworker, attempt, spoken)
    file.does(
      caseworker,
      attempt,
      { type: 'DECIDE_TO_ATTEMPT', prospect: { answer: true, why: 'It has agreed before' } },
      { reasons: { suitableForAnIntervention: 'r', remedyClearAndFinal: 'r' } },
    )
    file.does(caseworker, attempt, { type: 'ADD_ACTION', action: apology })
    expect(file.refused(caseworker, attempt, propose)).toMatchObject([
      { rule: 'assessmentRecorded', cites: 'I13', strength: 'must', unlockedBy: 'RECORD_ASSESSMENT' },
    ])
    file.does(caseworker, attempt, suitable)
    expect(file.rulesAgainst(caseworker, attempt, propose)).toEqual([])
    file.does(caseworker, 'casefile', { type: 'SET_FLAG', flag: 'clinicalMatters', set: true })
    expect(file.rulesAgainst(caseworker, attempt, propose)).toEqual(['assessmentRecorded'])
  },
)

proves('I14', 'injustice and remedy are clear from the papers, or the complainant was spoken to; a letter is no talk', () => {
  const file = assessing()
  const enquiry = { type: 'ENQUIRE_OF_ORGANISATION', organisation: trust, about: 'Its guidance', respondBy: '2013-03-15' }
  file.does(caseworker, attempt, { ...spoken, channel: 'letter' })
  expect(file.refused(caseworker, attempt, enquiry)).toMatchObject([
    { rule: 'clearFromPapersOrSpokenTo', cites: 'I14', strength: 'normally' },
  ])
  file.does(caseworker, attempt, { ...suitable, clearFromPapers: true })
  expect(file.rulesAgainst(caseworker, attempt, enquiry)).toEqual([])
})

proves('I10', 'an individual remedy that nobody is asked for does not count', () => {
  const plan = { ...apology, id: 'plan', kind: 'systemicImprovement', what: 'Check each report', systemic: 'explored' }
  const file = asking(plan, { ...apology, organisation: otherTrust })
  expect(file.rulesAgainst(caseworker, attempt, propose)).toEqual(['oneIndividualRemedy'])
})

proves('I18', 'what an organisation was asked is kept as it was proposed, whatever is added to the list afterwards', () => {
  const file = proposed()
  file.does(caseworker, attempt, {
    type: 'ADD_ACTION',
    action: { ...apology, id: 'more', what: 'Reorganise all wards', kind: 'systemicImprovement', systemic: 'pressedFor' },
  })
  expect(
    file
      .record<{ approaches: Record<string, { proposal: { actions: { id: string }[] } }> }>(attempt)
      .approaches[trust]!.proposal.actions.map(({ id }) => id),
  ).toEqual(['apology'])
})
