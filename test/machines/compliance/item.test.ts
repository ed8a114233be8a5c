import { describe, expect, test } from '@jest/globals'
import { nothingKnown } from '../../../machines/casefile/facts.ts'
import type { Casefile } from '../../../machines/casefile/record.ts'
import type { Compliance, ComplianceInput } from '../../../machines/compliance/record.ts'
import { itemKey } from '../../../machines/intervention/record.ts'
import type { CalendarDate } from '../../../machines/kernel/calendar.ts'
import { trust } from '../../support/file.ts'
import { assessmentOutcomesOfficer, auditor, caseworker, lineManager, otherLineManager, secondCaseworker } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { attempt, compare, confirmed, inform, issued, submit } from '../intervention/support.ts'
import { openedWith } from './support.ts'

/** The trust's apology, agreed to be written by 28 March. */
const item = itemKey(trust, 'apology')
const evidence = { type: 'EVIDENCE_RECEIVED', what: 'A copy of the letter' }
const judge = (judgement: string) => ({ type: 'JUDGE_EVIDENCE', judgement, why: 'Read against what was agreed' })
const withEvidence = (day = '2013-03-25') => {
  const file = issued().on(day)
  file.does(caseworker, item, evidence)
  return file
}

/** The work that was asked for by 20 March, on the day its item is opened: by itself, whatever it begins with. */
const opened = (more: Partial<ComplianceInput> = {}, openedOn: CalendarDate = '2013-03-01') =>
  openedWith({
    key: 'work',
    casefile: nothingKnown,
    source: 'premature',
    organisation: trust,
    agreedOn: '2013-03-01',
    openedOn,
    targetDate: '2013-03-20',
    action: {
      id: 'work',
      kind: 'decisionReconsidered',
      what: 'Answer the second letter',
      measure: 'A copy of the answer',
      by: '2013-03-20',
      money: [],
    },
    ...more,
  })

const dutiesOf = (file: ReturnType<typeof issued>) => file.duties.filter(({ cites }) => cites === 'I34')

describe('an item', () => {
  proves('I30', 'holds the exact action that was agreed, by when, and what the casefile knows', () => {
    const file = issued()
    expect(file.record<Compliance>(item)).toMatchObject({
      source: 'intervention',
      organisation: trust,
      targetDate: '2013-03-28',
      agreedOn: '2013-03-01',
      action: { what: 'Write a letter of apology to the complainant', measure: 'A copy of it' },
      casefile: file.record<Casefile>('casefile').casefile,
    })
    expect(file.stands(item)).toBe('open.awaiting.onTrack')
  })

  proves(
    'I34',
    'is overdue from the day after its target date: the clock records it and the assessment outcomes officer has a duty',
    () => {
      const file = issued()
      file.moveTo('2013-03-28')
      expect(file.stands(item)).toBe('open.awaiting.onTrack')
      file.moveTo('2013-04-10')
      expect(file.stands(item)).toBe('open.awaiting.overdue')
      expect(file.record<Compliance>(item).overdueSince).toBe('2013-03-29')
      expect(file.duty('followUp')).toMatchObject({ to: 'assessmentOutcomesOfficer', dueOn: '2013-03-29', cites: 'I34', endsBy: 'act' })
    },
  )

  test('evidence is still taken when the date has passed, and ends the duty to follow up', () => {
    const file = issued()
    file.moveTo('2013-04-10')
    file.does(caseworker, item, evidence)
    expect(file.stands(item)).toBe('open.judging.inTime')
    expect(file.duty('followUp')).toBeUndefined()
  })

  proves('C16', 'evidence with us is judged within a week, then it shows as late; nothing closes by the clock', () => {
    const file = withEvidence()
    expect(file.duty('judgeEvidence')).toMatchObject({ to: 'assessmentOutcomesOfficer', dueOn: '2013-04-01' })
    file.moveTo('2013-04-01')
    expect(file.stands(item)).toBe('open.judging.inTime')
    file.moveTo('2013-05-01')
    expect(file.stands(item)).toBe('open.judging.late')
  })

  test('evidence that came in time keeps the item from being overdue while we judge it; judged wanting, it was overdue from the day after', () => {
    const file = withEvidence('2013-03-28')
    file.moveTo('2013-04-02')
    expect(file.record<Compliance>(item).overdueSince).toBeUndefined()
    file.does(assessmentOutcomesOfficer, item, judge('incomplete'))
    file.moveTo('2013-04-02')
    expect(file.stands(item)).toBe('open.awaiting.overdue')
    expect(file.record<Compliance>(item).overdueSince).toBe('2013-03-29')
  })

  test('what was provided before the decision is there when the item opens, and is to be judged at once', () => {
    const file = confirmed().on('2013-03-05')
    file.does(caseworker, trust, { type: 'REMEDY_PROVIDED', action: 'apology', evidence: 'A copy of the letter' })
    file.does(caseworker, attempt, inform)
    file.does(caseworker, attempt, compare)
    file.does(caseworker, attempt, submit)
    file.does(lineManager, attempt, { type: 'SIGN_OFF' })
    file.does(caseworker, attempt, { type: 'ISSUE_DECISION' })
    expect(file.record<Compliance>(item).provided).toMatchObject({ on: '2013-03-05' })
    expect(file.stands(item)).toBe('open.judging.inTime')
    expect(file.duty('judgeEvidence')).toMatchObject({ dueOn: '2013-03-12' })
    file.does(assessmentOutcomesOfficer, item, judge('provided'))
    expect(file.stands(item)).toBe('closed.complied')
  })

  proves('I34', 'a remedy provided in time before a decision that is issued after its date is with us, and not overdue', () => {
    const file = opened({ provided: { on: '2013-03-15', evidence: 'A copy of the answer' } }, '2013-03-25')
    expect(file.stands('work')).toBe('open.judging.inTime')
    expect(file.duties).toMatchObject([{ name: 'judgeEvidence', dueOn: '2013-04-01' }])
    file.moveTo('2013-03-31')
    expect(file.stands('work')).toBe('open.judging.inTime')
    expect(file.record<Compliance>('work').overdueSince).toBeUndefined()
    file.does(assessmentOutcomesOfficer, 'work', judge('incomplete'))
    expect(file.stands('work')).toBe('open.awaiting.overdue')
    expect(file.record<Compliance>('work').overdueSince).toBe('2013-03-21')
    expect(file.duties).toMatchObject([{ name: 'followUp', dueOn: '2013-03-31' }])
  })

  proves('I34', 'a remedy provided before the decision but after its date was late, from the day after that date', () => {
    const file = opened({ provided: { on: '2013-03-24', evidence: 'A copy of the answer' } }, '2013-03-25')
    expect(file.stands('work')).toBe('open.judging.inTime')
    expect(file.record<Compliance>('work').overdueSince).toBe('2013-03-21')
  })

  proves('I34', 'not provided when the decision is issued after its date, it is overdue from the day after that date', () => {
    const file = opened({}, '2013-03-25')
    file.moveTo('2013-03-25')
    expect(file.stands('work')).toBe('open.awaiting.overdue')
    expect(file.record<Compliance>('work').overdueSince).toBe('2013-03-21')
  })

  test('evidence that came in time and is entered late answers the clock: the item counts as overdue nowhere', () => {
    const file = issued()
    file.moveTo('2013-04-10')
    file.does(caseworker, item, { ...evidence, happenedOn: '2013-03-27' })
    expect(file.record<Compliance>(item).overdueSince).toBeUndefined()
    file.does(assessmentOutcomesOfficer, item, judge('provided'))
    expect(file.record<Compliance>(item).overdueSince).toBeUndefined()
  })
})

describe('judging', () => {
  proves('C16', 'an item ends as complied with, with reasons, when we are satisfied; its attempt hears of it', () => {
    for (const judgement of ['provided', 'reasonableSteps']) {
      const file = withEvidence()
      expect(() => file.rulesAgainst(caseworker, item, { ...judge(judgement), why: ' ' })).toThrow(/why/)
      file.does(assessmentOutcomesOfficer, item, judge(judgement))
      expect(file.stands(item)).toBe('closed.complied')
      expect(file.record<Compliance>(item)).toMatchObject({
        endedOn: '2013-03-25',
        judged: [{ judgement, why: 'Read against what was agreed' }],
      })
      expect(file.stands(attempt)).toBe('closed.complied')
      expect(file.record<Casefile>('casefile').attempts).toMatchObject([{ how: 'resolved', outcome: 'complied' }])
      expect(dutiesOf(file)).toEqual([])
    }
  })

  proves(
    'C16a',
    'the assessment outcomes officer judges, or the assessor where there is no doubt, or a line manager in their stead',
    () => {
      const file = withEvidence()
      for (const by of [secondCaseworker, auditor])
        expect(file.refused(by, item, judge('provided'))).toMatchObject([{ rule: 'byTheMonitor', cites: 'C16a', strength: 'must' }])
      for (const by of [assessmentOutcomesOfficer, caseworker, otherLineManager])
        expect(file.rulesAgainst(by, item, judge('provided'))).toEqual([])
    },
  )

  proves('I34', 'a doubt is a duty of the assessment outcomes officer, who decides', () => {
    const file = withEvidence()
    file.does(caseworker, item, { type: 'DIRECT_DOUBT', why: 'The letter is not signed' })
    expect(file.stands(item)).toBe('open.inDoubt.inTime')
    expect(file.duty('judgeEvidence')).toMatchObject({ to: 'assessmentOutcomesOfficer', dueOn: '2013-04-01', cites: 'I34' })
    expect(file.refused(caseworker, item, judge('provided'))).toMatchObject([{ rule: 'doubtIsTheOfficers', cites: 'I34' }])
    file.does(assessmentOutcomesOfficer, item, judge('provided'))
    expect(file.stands(item)).toBe('closed.complied')
  })

  proves('I34', 'not done, done in part or something different leaves the item open, to be followed up the same day', () => {
    for (const judgement of ['somethingDifferent', 'incomplete', 'inadequate', 'flawed', 'notProvided']) {
      const file = withEvidence()
      file.does(caseworker, item, judge(judgement))
      expect(file.stands(item)).toBe('open.awaiting.wanting')
      expect(file.duty('followUp')).toMatchObject({ dueOn: '2013-03-25' })
      expect(file.stands(attempt)).toMatch(/^monitoring/)
    }
  })

  test('on the way is an answer until the target date, and nothing follows from it', () => {
    const file = withEvidence('2013-03-28')
    expect(file.rulesAgainst(caseworker, item, judge('onTheWay'))).toEqual([])
    file.on('2013-03-29')
    expect(file.refused(caseworker, item, judge('onTheWay'))).toMatchObject([
      { rule: 'onTheWayBeforeTheTarget', cites: 'C16', field: 'judgement' },
    ])
    file.on('2013-03-28')
    file.does(caseworker, item, judge('onTheWay'))
    expect(file.stands(item)).toBe('open.awaiting.onTrack')
    expect(dutiesOf(file)).toEqual([])
  })

  proves('C15', 'without evidence there is nothing to judge: the item cannot be closed', () => {
    expect(issued().tries(lineManager, item, judge('provided'))).toMatchObject({ outcome: 'notAccepted' })
  })

  proves('C18', 'in a published case an item does not end as complied on the monitor’s word', () => {
    const file = withEvidence()
    file.does(caseworker, 'casefile', { type: 'RECORD_PUBLICATION', what: 'published' })
    expect(file.refused(lineManager, item, judge('provided'))).toMatchObject([{ rule: 'caseIsNotPublished', cites: 'C18' }])
    expect(file.rulesAgainst(lineManager, item, judge('incomplete'))).toEqual([])
  })
})

describe('work asked for when a complaint came too early', () => {
  proves('C3', 'accepted, it is an item with its target date', () => {
    const file = opened()
    expect(file.stands('work')).toBe('open.awaiting.onTrack')
    file.moveTo('2013-03-21')
    expect(file.stands('work')).toBe('open.awaiting.overdue')
  })

  proves('I2', 'refused, it is recorded as refused, and the director considers an investigation', () => {
    const file = opened({ refusedOn: '2013-03-01' })
    expect(file.stands('work')).toBe('open.refused')
    expect(file.duty('reassess')).toMatchObject({ to: 'director', dueOn: '2013-03-08', cites: 'C22g' })
    file.moveTo('2013-04-30')
    expect(file.stands('work')).toBe('open.refused')
  })

  proves(
    'I2',
    'refused, and entered after the date that was asked for, it is refused at once; the director’s duty is due from the refusal',
    () => {
      const file = opened({ refusedOn: '2013-03-19' }, '2013-04-02')
      expect(file.stands('work')).toBe('open.refused')
      expect(file.duty('reassess')).toMatchObject({ to: 'director', dueOn: '2013-03-26', enteredLate: true })
      file.moveTo('2013-04-30')
      expect(file.stands('work')).toBe('open.refused')
      expect(file.duty('followUp')).toBeUndefined()
    },
  )
})

describe('what the item remembers', () => {
  test('the day the remedy was provided counts, where it is said; else the day the evidence came', () => {
    const file = issued().on('2013-04-02')
    file.does(caseworker, item, { ...evidence, providedOn: '2013-03-27', happenedOn: '2013-04-01' })
    file.does(caseworker, item, { ...evidence, happenedOn: '2013-04-02' })
    expect(file.record<Compliance>(item).evidence.map(({ providedOn, receivedOn }) => [providedOn, receivedOn])).toEqual([
      ['2013-03-27', '2013-04-01'],
      ['2013-04-02', '2013-04-02'],
    ])
    expect(file.rulesAgainst(caseworker, item, { ...evidence, providedOn: '2013-04-03' })).toEqual(['providedByToday'])
  })

  proves('I34', 'correspondence that reaches the assessor after closure is considered and noted on the item', () => {
    const file = issued()
    const letter = { type: 'RECORD_CORRESPONDENCE', from: 'Mr J', what: 'He has heard nothing', considered: 'The date has not passed' }
    expect(file.rulesAgainst(secondCaseworker, item, letter)).toEqual(['byTheMonitor'])
    expect(file.does(caseworker, item, letter).lines).toMatchObject([
      { event: 'RECORD_CORRESPONDENCE', payload: { considered: 'The date has not passed' } },
    ])
  })

  test('a closed item still hears what the casefile says, and takes nothing else', () => {
    const file = withEvidence()
    file.does(caseworker, item, judge('provided'))
    file.does(lineManager, 'casefile', { type: 'ASSIGN', post: 'secondCaseworker' })
    expect(file.record<Compliance>(item).casefile.caseworker).toBe('secondCaseworker')
    expect(file.tries(caseworker, item, evidence)).toMatchObject({ outcome: 'notAccepted' })
  })
})
