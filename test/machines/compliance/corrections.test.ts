import { describe, expect, test } from '@jest/globals'
import { caseworker, complianceOfficer, deputyDirector, director, lineManager, ombudsman, operationsManager } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import {
  another,
  askExtension,
  chiefOperatingOfficer,
  close,
  evidence,
  extend,
  interimDirectorOfOperations,
  judge,
  propose,
  refuse,
  withExecutive,
} from './stories.ts'
import { type Item, item } from './support.ts'

const entry = (one: Item, event: string) => one.file.lines.findLast((line) => line.event === event)!.seq
const inError = (one: Item, event: string) => ({
  type: 'RECORDED_IN_ERROR',
  transition: entry(one, event),
  why: 'It was another organisation',
})
/** On 10 March the caseworker recorded an absolute refusal: stage 3 began. */
function refusedByMistake(): Item {
  const one = item().moveTo('2013-03-10')
  one.does(caseworker, refuse(true))
  return one
}

describe('a refusal recorded by mistake, after stage 3 began', () => {
  proves('C21', 'is corrected by a line manager who did not record it: the item is in monitoring as if it had never been', () => {
    const one = refusedByMistake().moveTo('2013-03-15')
    one.does(lineManager, inError(one, 'ORGANISATION_REFUSED'))
    expect(one.escalation).toBe('none')
    expect(one.record.escalation).toMatchObject({ stageReached: 0, refusals: [] })
    expect(one.duty('proposeStep')).toBeUndefined()
    expect(one.duty('noteEscalation')).toBeUndefined()
    one.moveTo('2013-03-21').moveTo('2013-03-29')
    expect(one.letters('reminder')).toMatchObject([{ sentOn: '2013-03-21' }])
    expect(one.duty('beginEscalation')).toMatchObject({ dueOn: '2013-03-29' })
  })

  test('with the target date missed since: escalation is then due for that', () => {
    const one = refusedByMistake().moveTo('2013-04-05')
    expect(one.escalation).toMatch(/^stage3/)
    one.does(lineManager, inError(one, 'ORGANISATION_REFUSED'))
    expect(one.escalation).toBe('due.toBegin')
    expect(one.record.overdue).toEqual([{ since: '2013-03-29' }])
    expect(one.duty('beginEscalation')).toMatchObject({ dueOn: '2013-03-29' })
  })

  test('not by whoever recorded it, nor by a colleague of theirs', () => {
    const one = refusedByMistake()
    for (const by of [caseworker, another('caseworker'), complianceOfficer])
      expect(one.tries(by, inError(one, 'ORGANISATION_REFUSED'))).toMatchObject({ outcome: 'refused' })
  })

  test('what was done because of it is corrected first, by whom it took', () => {
    const one = refusedByMistake()
    one.does(deputyDirector, propose('furtherLetter'))
    const acted = one.tries(lineManager, inError(one, 'ORGANISATION_REFUSED'))
    expect(acted).toMatchObject({ outcome: 'refused', refusals: [{ because: expect.stringContaining('proposed a step at stage 3') }] })
    expect(one.tries(lineManager, inError(one, 'PROPOSE_STEP'))).toMatchObject({ outcome: 'refused' })
    one.does(another('deputyDirector'), inError(one, 'PROPOSE_STEP'))
    one.does(lineManager, inError(one, 'ORGANISATION_REFUSED'))
    expect(one.escalation).toBe('none')
  })

  test('the compliance officer, who has noted that escalation began, is told', () => {
    const one = refusedByMistake()
    one.file.does(complianceOfficer, 'casefile', { type: 'DUTY_DONE', duty: one.duty('noteEscalation')!.id })
    one.does(lineManager, inError(one, 'ORGANISATION_REFUSED'))
    expect(one.file.duties).toContainEqual(expect.objectContaining({ to: 'complianceOfficer', title: expect.stringMatching(/by mistake/) }))
  })
})

describe('an ending recorded by mistake', () => {
  proves('C23', 'is corrected only by one of the four posts, and not by who recorded it', () => {
    const one = withExecutive()
    one.does(chiefOperatingOfficer, close())
    for (const by of [chiefOperatingOfficer, director, deputyDirector, operationsManager, lineManager])
      expect(one.tries(by, inError(one, 'CLOSE_EXCEPTIONALLY'))).toMatchObject({ outcome: 'refused' })
    for (const by of [ombudsman, interimDirectorOfOperations])
      expect(one.tries(by, inError(one, 'CLOSE_EXCEPTIONALLY'))).toMatchObject({ outcome: 'taken' })
    one.does(ombudsman, inError(one, 'CLOSE_EXCEPTIONALLY'))
    expect(one.escalation).toBe('stage3.withExecutive.inTime')
    expect(one.heard).toEqual([])
  })

  proves('C16', 'as complied with: the item goes on where it was, with its clocks', () => {
    const one = item().moveTo('2013-03-20')
    one.does(caseworker, evidence)
    one.does(caseworker, judge('provided'))
    one.moveTo('2013-04-10')
    one.does(lineManager, inError(one, 'JUDGE_EVIDENCE'))
    expect(one.evidence).toBe('judging.byMonitor.late')
    expect(one.date).toBe('passed.withUs')
    expect(one.heard).toEqual([])
  })
})

describe('an extension granted by mistake', () => {
  proves('C13', 'is corrected by another operations manager or above: the first date counts again, from the day it was missed', () => {
    const one = item().moveTo('2013-03-20')
    one.does(caseworker, askExtension())
    one.does(operationsManager, extend())
    one.moveTo('2013-04-05')
    const mistake = inError(one, 'EXTEND_TARGET_DATE')
    for (const by of [caseworker, lineManager, operationsManager]) expect(one.tries(by, mistake)).toMatchObject({ outcome: 'refused' })
    one.does(deputyDirector, mistake)
    expect(one.record).toMatchObject({
      targetDate: '2013-03-28',
      targetDates: [{ date: '2013-03-28' }],
      overdue: [{ since: '2013-03-29' }],
    })
    expect(one.escalation).toBe('due.toBegin')
    expect(one.extension).toBe('asked.late')
  })
})
