import { expect, test } from '@jest/globals'
import type { Recommendation } from '../../../machines/recommendation/record.ts'
import { type History, trust } from '../../support/file.ts'
import {
  caseworker,
  complianceOfficer,
  deputyDirector,
  director,
  directorOfOtherDirectorate,
  lineManager,
  ombudsman,
  person,
} from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import {
  accepts,
  apology,
  decides,
  drafted,
  ends,
  issueFinal,
  passedOn,
  payment,
  recommended,
  refuses,
  reported,
} from '../investigation/support.ts'

const one = 'recommendation-1'
const operatingOfficer = person('the chief operating officer', 'chiefOperatingOfficer')
const record = (file: History, key = one) => file.record<Recommendation>(key)
const refused = (file: History) => {
  file.does(caseworker, one, refuses())
  return file
}
const referred = (file: History) => {
  refused(file).does(director, one, passedOn())
  return file
}

proves('C10', 'a refusal gives the director a duty the same day, with a referral to go by', () => {
  const file = refused(drafted([trust, apology]).on('2013-05-10'))
  expect(file.stands(one)).toBe('refused.withDirector.inTime')
  expect(file.duty('passRefusalOn')).toMatchObject({ to: 'directorAlone', dueOn: '2013-05-10', cites: 'C10', endsBy: 'act' })
  expect(file.letters).toMatchObject([{ letter: 'refusalReferral', to: { office: 'director' }, cites: 'C10' }])
  file.moveTo('2013-05-11')
  expect(file.stands(one)).toBe('refused.withDirector.late')
  expect(file.rulesAgainst(director, one, passedOn())).toEqual([])
})

proves('C10', 'only the director of the casefile’s directorate passes it on, with a view', () => {
  const file = refused(drafted([trust, apology]))
  for (const other of [caseworker, lineManager, deputyDirector, directorOfOtherDirectorate, operatingOfficer])
    expect(file.refused(other, one, passedOn())).toMatchObject([{ rule: 'passedOnByTheDirector', cites: 'C10', reasonWouldHelp: false }])
  file.does(director, one, passedOn('ombudsman'))
  expect(file.stands(one)).toBe('refused.withExecutive.inTime')
  expect(record(file).referrals).toEqual([{ on: '2013-05-01', view: 'The refusal has no grounds', to: 'ombudsman' }])
  expect(file.duty('passRefusalOn')).toBeUndefined()
  expect(file.duty('decideRefusal')).toMatchObject({ to: 'ombudsman', cites: 'C10' })
  expect(file.letters).toMatchObject([
    { to: { office: 'director' }, sentOn: '2013-05-01' },
    { to: { office: 'ombudsman' }, letter: 'refusalReferral' },
  ])
})

test('while nobody holds the director’s post an executive passes it on', () => {
  const file = refused(drafted([trust, apology]))
  expect(file.rulesAgainst(operatingOfficer, one, passedOn(), { directorVacant: true })).toEqual([])
  expect(file.rulesAgainst(deputyDirector, one, passedOn(), { directorVacant: true })).toEqual(['passedOnByTheDirector'])
})

proves('C10', 'a referral that lacks what it must say does not leave by being passed on or decided about', () => {
  const file = refused(drafted([trust, apology]))
  const lacking = () => ({
    letters: file.letters.map((letter) => ({ ...letter, body: 'Sent', lacks: ['What the complaint is'] })),
  })
  expect(file.refused(director, one, passedOn(), lacking())).toMatchObject([
    { rule: 'letterSaysWhatItMust', cites: 'C10', reasonWouldHelp: false, because: expect.stringContaining('What the complaint is') },
  ])
  file.does(director, one, passedOn())
  for (const outcome of ['kept', 'dropped'])
    expect(file.refused(ombudsman, one, decides(outcome), lacking())).toMatchObject([{ rule: 'letterSaysWhatItMust', cites: 'C10' }])
})

proves('C10', 'only the Chief Operating Officer or the Ombudsman decides what comes of it', () => {
  const file = referred(drafted([trust, apology]))
  const others = ['interimDirectorOfOperations', 'interimDirectorOfBusinessDevelopment'].map((post) => person(`the ${post}`, post))
  for (const other of [caseworker, director, deputyDirector, complianceOfficer, ...others])
    expect(file.refused(other, one, decides('kept'))).toMatchObject([{ rule: 'decidedAtTheTop', cites: 'C10', reasonWouldHelp: false }])
  for (const each of [operatingOfficer, ombudsman]) expect(file.rulesAgainst(each, one, decides('kept'))).toEqual([])
  file.moveTo('2013-05-09')
  expect(file.stands(one)).toBe('refused.withExecutive.late')
  expect(file.rulesAgainst(ombudsman, one, decides('kept'))).toEqual([])
})

proves('C10', 'refused in the draft it is kept, changed or dropped; whether to pursue is asked after the final report', () => {
  const draft = referred(drafted([trust, apology]))
  for (const outcome of ['pursued', 'notPursued'])
    expect(draft.refused(ombudsman, one, decides(outcome))).toMatchObject([
      { rule: 'decisionFitsTheReport', cites: 'C10', field: 'outcome' },
    ])
  const final = referred(reported([trust, apology]))
  for (const outcome of ['kept', 'changed', 'dropped'])
    expect(final.rulesAgainst(ombudsman, one, decides(outcome, { change: payment }))).toEqual(['decisionFitsTheReport'])
})

proves('C10', 'the final report waits until a refusal in the draft is decided', () => {
  const file = refused(drafted([trust, apology]))
  const investigation = 'investigation-1'
  file.does(caseworker, investigation, { type: 'MAKE_FINDING', finding: 'fully', why: 'Delay' })
  expect(file.refused(caseworker, investigation, { type: 'ISSUE_FINAL_REPORT' })).toMatchObject([
    { rule: 'noRefusalUndecided', cites: 'C10', reasonWouldHelp: false },
  ])
  file.does(director, one, passedOn())
  file.does(ombudsman, one, decides('kept'))
  file.does(caseworker, investigation, { type: 'ISSUE_FINAL_REPORT' })
  expect(file.stands(one)).toBe('inFinal.awaitingAnswer')
})

proves('C10', 'changed, the final report recommends the new terms; the earlier ones are kept', () => {
  const file = referred(drafted([trust, payment]))
  expect(file.refused(ombudsman, one, decides('changed'))).toMatchObject([{ rule: 'changeIsStated', cites: 'C10', field: 'change' }])
  const change = { ...payment, what: 'Pay 250 pounds', money: [{ kind: 'payment', amount: 25_000 }] }
  file.does(operatingOfficer, one, decides('changed', { change, furtherAction: 'Write to its chair' }))
  expect(file.stands(one)).toBe('awaitingFinal')
  expect(record(file)).toMatchObject({
    action: { what: 'Pay 250 pounds' },
    earlierTerms: [{ action: { what: 'Pay 500 pounds' } }],
    decisions: [{ outcome: 'changed', report: 'draft', furtherAction: 'Write to its chair' }],
  })
  expect(file.letters.every(({ sentOn }) => sentOn === '2013-05-01')).toBe(true)
  issueFinal(file)
  expect(file.stands(one)).toBe('inFinal.awaitingAnswer')
})

proves(['C10', 'C11'], 'dropped, it has no item, and its refusal stays on record for the annex', () => {
  const file = referred(drafted([trust, apology]))
  file.does(ombudsman, one, decides('dropped'))
  expect(file.stands(one)).toBe('closed.dropped')
  expect(record(file)).toMatchObject({ items: [], refusals: [{ report: 'draft', on: '2013-05-01' }], decisions: [{ outcome: 'dropped' }] })
  expect(file.duties).toEqual([])
})

proves(['C10', 'C11'], 'pursued after the final report, an item is recorded as not accepted and pursued', () => {
  const file = referred(reported([trust, apology]))
  file.does(ombudsman, one, decides('pursued'))
  expect(file.stands(one)).toBe('pursued')
  expect(file.record(`${one}-item-1`)).toMatchObject({
    source: 'investigation',
    agreedOn: '2013-07-01',
    targetDate: '2013-09-30',
    pursued: { on: '2013-07-01', why: 'As the director advises' },
  })
})

proves('C10', 'an acceptance after pursuing is taken: the item goes on, and a duty says to record on it what was promised', () => {
  const file = referred(reported([trust, apology]))
  file.does(ombudsman, one, decides('pursued'))
  file.on('2013-08-01').does(caseworker, one, accepts())
  expect(file.stands(one)).toBe('accepted')
  expect(record(file).items).toEqual([{ key: `${one}-item-1` }])
  expect(file.duty('recordCommitment')).toMatchObject({ to: 'caseworker', cites: 'C10', endsBy: 'acknowledgement' })
  ends(file, one)
  expect(file.stands(one)).toBe('closed.complied')
})

proves(['C10', 'C11'], 'not pursued, it is recorded and closed as not accepted', () => {
  const file = referred(reported([trust, apology]))
  file.does(operatingOfficer, one, decides('notPursued'))
  expect(file.stands(one)).toBe('notAccepted')
  expect(file.record(`${one}-item-1`)).toMatchObject({ notAccepted: { on: '2013-07-01', why: 'As the director advises' } })
  expect(record(file).items).toEqual([{ key: `${one}-item-1`, ending: 'notAccepted', endedOn: '2013-07-01' }])
  expect(file.stands('investigation-1')).toBe('securing.completing.inTime')
})

proves('C10', 'a later acceptance of what was not pursued has an item of its own, and the investigation goes on', () => {
  const file = referred(reported([trust, apology]))
  file.does(ombudsman, one, decides('notPursued'))
  expect(file.letters.some(({ letter }) => letter === 'endedOtherwise')).toBe(true)
  file.on('2013-08-01').does(caseworker, one, accepts())
  expect(file.stands(one)).toBe('accepted')
  expect(file.record(`${one}-item-2`)).toMatchObject({ agreedOn: '2013-08-01' })
  expect(file.stands('investigation-1')).toBe('securing.monitoring')
  expect(file.letters.some(({ letter, sentOn }) => letter === 'endedOtherwise' && !sentOn)).toBe(false)
})

proves('C10', 'a later acceptance is taken at every moment of a refusal', () => {
  const moments: readonly ((file: History) => unknown)[] = [
    () => undefined,
    (file) => file.moveTo('2013-05-20'),
    (file) => file.does(director, one, passedOn()),
    (file) => [file.does(director, one, passedOn()), file.does(ombudsman, one, decides('kept'))],
  ]
  for (const moment of moments) {
    const file = refused(drafted([trust, apology]))
    moment(file)
    file.does(caseworker, one, accepts())
    expect(file.stands(one)).toBe('accepted')
    expect(file.duties).toEqual([])
    expect(file.letters.every(({ sentOn }) => sentOn !== undefined)).toBe(true)
  }
})

proves(
  'C10',
  'a refusal of the draft that is entered after the final report counts for the draft, and is decided for the final one',
  () => {
    const file = reported([trust, apology])
    file.does(caseworker, one, refuses({ happenedOn: '2013-06-10' }))
    expect(record(file).refusals).toMatchObject([{ on: '2013-06-10', report: 'draft' }])
    expect(file.duty('passRefusalOn')).toMatchObject({ dueOn: '2013-06-10', enteredLate: true })
    file.does(director, one, passedOn())
    file.does(ombudsman, one, decides('pursued'))
    expect(file.stands(one)).toBe('pursued')
  },
)

proves('C10', 'nothing is refused before a report recommends it', () => {
  const file = drafted([trust, apology])
  expect(file.refused(caseworker, one, refuses({ happenedOn: '2013-04-30' }))).toMatchObject([
    { rule: 'refusalFollowsTheReport', cites: 'C10', field: 'happenedOn' },
  ])
  const undrafted = recommended([trust, apology])
  expect(undrafted.tries(caseworker, one, refuses())).toMatchObject({ outcome: 'notAccepted' })
})
