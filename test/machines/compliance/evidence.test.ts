import { describe, expect, test } from '@jest/globals'
import {
  administrator,
  assessmentOutcomesOfficer,
  auditor,
  caseworker,
  complianceOfficer,
  lineManager,
  operationsManager,
  otherLineManager,
  secondCaseworker,
} from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { caseworkTeam, evidence, judge, outcomesOfficer, overdue } from './stories.ts'
import { type Item, item, neverBy } from './support.ts'

const wanting = ['somethingDifferent', 'incomplete', 'inadequate', 'flawed', 'notProvided']
const doubt = { type: 'DIRECT_DOUBT', why: 'The letter is not signed' }
type Source = 'investigation' | 'premature' | 'intervention'
/** Evidence came on 20 March, and is to be judged. */
function toJudge(source: Source = 'investigation'): Item {
  const one = item({ source }).moveTo('2013-03-20')
  one.does(caseworker, evidence)
  return one
}

describe('who judges evidence', () => {
  proves('C16a', 'of an intervention: its assessment outcomes officer, or the assessor, or a line manager in their stead', () => {
    for (const by of [assessmentOutcomesOfficer, caseworker, lineManager, otherLineManager, operationsManager])
      expect(toJudge('intervention').against(by, judge('provided'))).toEqual([])
    for (const by of [secondCaseworker, complianceOfficer, outcomesOfficer, caseworkTeam, auditor, administrator])
      neverBy(toJudge('intervention'), by, judge('provided'), 'C16a')
  })

  proves(
    'C16a',
    'of an investigation or a premature closure: its caseworker, the compliance or the outcomes officer, or a line manager',
    () => {
      for (const source of ['investigation', 'premature'] as const) {
        for (const by of [caseworker, complianceOfficer, outcomesOfficer, lineManager, operationsManager])
          expect(toJudge(source).against(by, judge('provided'))).toEqual([])
        for (const by of [secondCaseworker, assessmentOutcomesOfficer, caseworkTeam, auditor, administrator])
          neverBy(toJudge(source), by, judge('provided'), 'C16a')
      }
    },
  )

  test('whoever monitors has a week, and then it shows as late; it is judged all the same', () => {
    for (const source of ['intervention', 'investigation', 'premature'] as const) {
      const one = toJudge(source)
      expect(one.duties('judgeEvidence')).toMatchObject([{ dueOn: '2013-03-27', cites: 'C16' }])
      expect(['caseworker', 'complianceOfficer', 'assessmentOutcomesOfficer']).toContain(one.duty('judgeEvidence')!.to)
      expect(one.moveTo('2013-03-27').evidence).toBe('judging.byMonitor.inTime')
      expect(one.moveTo('2013-03-28').evidence).toBe('judging.byMonitor.late')
      expect(one.against(caseworker, judge('provided'))).toEqual([])
    }
  })
})

describe('doubt about an intervention’s evidence', () => {
  proves('I34', 'goes to the assessment outcomes officer, who decides: the assessor does not', () => {
    const one = toJudge('intervention')
    one.does(caseworker, doubt)
    expect(one.evidence).toBe('judging.inDoubt.inTime')
    expect(one.duty('settleDoubt')).toMatchObject({ to: 'assessmentOutcomesOfficer', dueOn: '2013-03-27', cites: 'I34' })
    neverBy(one, caseworker, judge('provided'), 'I34')
    neverBy(one, secondCaseworker, judge('provided'), 'I34')
    expect(one.moveTo('2013-03-28').evidence).toBe('judging.inDoubt.late')
    one.does(assessmentOutcomesOfficer, judge('provided'))
    expect(one.place).toBe('closed.complied')
    expect(one.duty('settleDoubt')).toBeUndefined()
  })

  test('is known to interventions alone', () => {
    for (const source of ['investigation', 'premature'] as const) expect(toJudge(source).tries(caseworker, doubt).outcome).not.toBe('taken')
  })

  test('stays in doubt when more evidence comes', () => {
    const one = toJudge('intervention')
    one.does(caseworker, doubt)
    one.does(caseworker, evidence)
    expect(one.evidence).toMatch(/^judging\.inDoubt/)
  })
})

describe('what evidence is found to be', () => {
  proves('C16', 'the remedy provided, or all reasonable steps taken: complied with, for reasons that are kept', () => {
    for (const judgement of ['provided', 'reasonableSteps']) {
      const one = toJudge()
      expect(() => one.tries(caseworker, judge(judgement, { why: ' ' }))).toThrow(/why/)
      one.does(caseworker, judge(judgement))
      expect(one.place).toBe('closed.complied')
      expect(one.record).toMatchObject({
        ending: 'complied',
        endedOn: '2013-03-20',
        endedWhy: 'Read against what was agreed',
        judged: [{ on: '2013-03-20', by: caseworker.id, judgement, rating: 'B', sector: 'parliamentary' }],
      })
      expect(one.heard).toEqual([{ type: 'ITEM_ENDED', action: 'item', ending: 'complied' }])
      expect(one.file.duties).toEqual([])
    }
  })

  proves('C16', 'on the way: an answer before the target date only, from which nothing follows', () => {
    const one = toJudge()
    one.does(caseworker, judge('onTheWay'))
    expect(one.evidence).toBe('awaited')
    expect(one.escalation).toBe('none')
    expect(one.duties('judgeEvidence')).toEqual([])
    const late = toJudge().moveTo('2013-03-29')
    expect(late.refused(caseworker, judge('onTheWay'))).toContainEqual(expect.objectContaining({ field: 'judgement' }))
  })

  proves(['C20', 'I34'], 'something else, incomplete, inadequate, flawed or not provided: escalation is due the same day', () => {
    for (const judgement of wanting)
      for (const source of ['intervention', 'investigation', 'premature'] as const) {
        const one = toJudge(source)
        one.does(caseworker, judge(judgement))
        expect(one.evidence).toBe('awaited')
        expect(one.escalation).toBe('due.toBegin')
        expect(one.duty('beginEscalation')).toMatchObject({ dueOn: '2013-03-20' })
        expect(one.record.overdue).toEqual([])
        expect(one.heard).toEqual([])
      }
  })

  proves('CA', 'bad faith is marked with its reasons', () => {
    const one = toJudge()
    one.does(caseworker, judge('notProvided', { badFaith: 'The letter was dated back' }))
    expect(one.record.judged).toMatchObject([{ judgement: 'notProvided', badFaith: 'The letter was dated back' }])
  })

  proves('C15', 'without evidence there is nothing to judge: an item cannot be closed as complied with', () => {
    expect(item().tries(lineManager, judge('provided'))).toMatchObject({ outcome: 'notAccepted' })
    expect(overdue().tries(lineManager, judge('provided'))).toMatchObject({ outcome: 'notAccepted' })
  })

  test('a judgement is dated when it is recorded: it takes no other day', () => {
    expect(() => toJudge().tries(caseworker, judge('provided', { happenedOn: '2013-03-19' }))).toThrow(/happenedOn/)
  })
})

describe('the day that counts', () => {
  test('is the day the remedy was provided where it is said, else the day the evidence came; never the day we judged', () => {
    const said = item().moveTo('2013-03-20')
    said.does(caseworker, { ...evidence, providedOn: '2013-03-12', happenedOn: '2013-03-18' })
    expect(said.record.evidence).toMatchObject([{ providedOn: '2013-03-12', receivedOn: '2013-03-18' }])
    said.moveTo('2013-04-03')
    said.does(caseworker, judge('provided'))
    expect(said.record).toMatchObject({ providedOn: '2013-03-12', endedOn: '2013-04-03', overdue: [] })
    const unsaid = toJudge().moveTo('2013-04-03')
    unsaid.does(caseworker, judge('provided'))
    expect(unsaid.record).toMatchObject({ providedOn: '2013-03-20', overdue: [] })
  })

  test('lies not in the future, nor before the complaint', () => {
    expect(item().against(caseworker, { ...evidence, providedOn: '2013-03-02' }).length).toBeGreaterThan(0)
    expect(item().against(caseworker, { ...evidence, happenedOn: '2013-03-02' })).toContain('I16 must')
    expect(item().against(caseworker, { ...evidence, happenedOn: '2013-01-31' })).toContain('I16 must')
  })

  proves('C14', 'a remedy provided in time of which we hear late was not late: the clock’s record is marked as answered', () => {
    const one = overdue().moveTo('2013-04-10')
    one.does(caseworker, { ...evidence, providedOn: '2013-03-27' })
    expect(one.record.overdue).toEqual([{ since: '2013-03-29', answeredInTime: true }])
    one.does(caseworker, judge('provided'))
    expect(one.record).toMatchObject({ providedOn: '2013-03-27', overdue: [{ answeredInTime: true }] })
  })
})

describe('evidence that is here when the item opens', () => {
  proves('C2', 'a remedy provided before the report or the decision is judged at once', () => {
    const one = item({ provided: { on: '2013-02-20', evidence: 'A copy of the letter' } })
    expect(one.evidence).toBe('judging.byMonitor.inTime')
    expect(one.duties('judgeEvidence')).toContainEqual(expect.objectContaining({ dueOn: '2013-03-08' }))
    one.does(caseworker, judge('provided'))
    expect(one.record).toMatchObject({ ending: 'complied', providedOn: '2013-02-20' })
  })

  proves('I34', 'provided in time, in an item opened after its date: with us, and not overdue until judged wanting', () => {
    const one = item({ openedOn: '2013-04-02', provided: { on: '2013-03-25', evidence: 'A copy' }, source: 'intervention' })
    one.moveTo('2013-04-05')
    expect(one.record.overdue).toEqual([])
    expect(one.escalation).toBe('none')
    one.does(caseworker, judge('incomplete'))
    expect(one.record.overdue).toEqual([{ since: '2013-03-29' }])
    expect(one.escalation).toBe('due.toBegin')
  })

  test('provided after its date: it was late, from the day after that date', () => {
    const one = item({ openedOn: '2013-04-02', provided: { on: '2013-04-01', evidence: 'A copy' } }).moveTo('2013-04-03')
    expect(one.record.overdue).toEqual([{ since: '2013-03-29' }])
    one.does(caseworker, judge('provided'))
    expect(one.record).toMatchObject({ ending: 'complied', providedOn: '2013-04-01', overdue: [{ since: '2013-03-29' }] })
  })

  test('nothing provided in an item opened after its date: overdue since the day after that date', () => {
    const one = item({ openedOn: '2013-04-02' }).moveTo('2013-04-02')
    expect(one.record.overdue).toEqual([{ since: '2013-03-29' }])
    expect(one.escalation).toBe('due.toBegin')
  })
})

describe('correspondence on an item', () => {
  proves('I34', 'that reaches the assessor after closure is considered and noted', () => {
    const letter = { type: 'RECORD_CORRESPONDENCE', from: 'Mr J', what: 'He has heard nothing', considered: 'The date has not passed' }
    const { lines } = item({ source: 'intervention' }).does(caseworker, letter)
    expect(lines).toMatchObject([{ event: 'RECORD_CORRESPONDENCE', payload: { considered: 'The date has not passed' } }])
    const { considered: _, ...unread } = letter
    expect(() => item().tries(caseworker, unread)).toThrow(/considered/)
  })

  proves('CA', 'that disputes the terms is counted', () => {
    const one = item()
    one.does(caseworker, { type: 'ORGANISATION_DISPUTED_TERMS', what: 'They say that they owed no apology' })
    expect(one.record.disputes).toMatchObject([{ on: '2013-03-01' }])
    expect(one.escalation).toBe('none')
  })
})
