import { describe, expect, test } from '@jest/globals'
import {
  assessmentOutcomesOfficer,
  auditor,
  caseworker,
  complianceOfficer,
  deputyDirector,
  director,
  lineManager,
  ombudsman,
} from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import {
  agreedStep,
  atStageThree,
  close,
  evidence,
  firstLetter,
  judge,
  judgeReply,
  openPlaces,
  outcomesOfficer,
  overdue,
  propose,
  proposeReassessment,
  refuse,
  reply,
  start,
  withExecutive,
  wroteOnce,
  wroteTwice,
} from './stories.ts'
import { facts, type Item, item, needsReason, neverBy } from './support.ts'

const committed = { type: 'ORGANISATION_COMMITTED', words: 'We shall write by the end of the month' }

describe('refusing what was agreed', () => {
  proves('C19', 'makes escalation due at once, before any date has passed', () => {
    for (const source of ['intervention', 'investigation', 'premature'] as const) {
      const one = item({ source }).moveTo('2013-03-10')
      one.does(caseworker, refuse(false))
      expect(one.escalation).toBe('due.toBegin')
      expect(one.duty('beginEscalation')).toMatchObject({ dueOn: '2013-03-10' })
      expect(one.record).toMatchObject({ overdue: [], escalation: { refusals: [{ on: '2013-03-10', absolute: false }] } })
      one.does(caseworker, start('prevarication'))
      expect(one.escalation).toMatch(/^stage1\.letterDue/)
    }
  })

  test('may be recorded by whoever hears of it', () => {
    for (const by of [caseworker, complianceOfficer, outcomesOfficer, assessmentOutcomesOfficer, lineManager])
      expect(item().against(by, refuse(false))).toEqual([])
    neverBy(item(), auditor, refuse(false), 'C16a')
  })
})

describe('an absolute refusal', () => {
  proves('C21', 'goes straight to stage 3, from anywhere', () => {
    for (const [name, begin] of Object.entries(openPlaces)) {
      const one = begin()
      one.does(caseworker, refuse(true))
      expect([name, one.escalation]).toEqual([name, expect.stringMatching(/^stage3\.conferring\.toPropose/)])
      expect(one.record.escalation).toMatchObject({ stageReached: 3, refusals: [{ absolute: true }] })
      expect(one.duty('proposeStep')).toMatchObject({ to: 'deputyDirector' })
      for (const name of ['beginEscalation', 'issueStageLetter', 'actOnNoReply', 'judgeReply']) expect(one.duties(name)).toEqual([])
    }
  })

  proves('C21', 'also where evidence is in doubt, or with the Casework Team', () => {
    const doubted = item({ source: 'intervention' })
    doubted.does(caseworker, evidence)
    doubted.does(caseworker, { type: 'DIRECT_DOUBT', why: 'Unsigned' })
    const published = item({ casefile: { ...facts, publishedOn: '2013-03-01' } })
    published.does(caseworker, evidence)
    for (const one of [doubted, published]) {
      one.does(caseworker, refuse(true))
      expect(one.escalation).toMatch(/^stage3\.conferring/)
    }
  })

  proves('C21', 'at stage 3 it is recorded, and what is under way there stays', () => {
    const one = withExecutive()
    one.does(caseworker, refuse(true))
    expect(one.escalation).toMatch(/^stage3\./)
    expect(one.record.escalation.refusals).toMatchObject([{ absolute: true }])
  })

  proves('C21', 'of a premature item goes to stage 3 as well: to reassessment', () => {
    const one = wroteOnce({ source: 'premature' })
    one.does(caseworker, refuse(true))
    expect(one.escalation).toMatch(/^stage3\.reassessing\.toPropose/)
  })

  proves('C21', 'at stage 1 instead only with a reason', () => {
    const one = item()
    needsReason(one, caseworker, refuse(true, { straightTo: 'stage1' }), 'C21')
    expect(one.escalation).toMatch(/^(due|stage1)/)
    expect(one.record.escalation.refusals).toMatchObject([{ absolute: true }])
  })

  test('ends the reply clock of the stage before', () => {
    const one = wroteOnce()
    one.does(caseworker, refuse(true))
    one.moveTo('2013-05-30')
    expect(one.record.escalation.letters).toEqual([{ stage: 'stage1', on: '2013-03-29', replyBy: '2013-04-08' }])
  })
})

/** A further letter was proposed, or reassessment put: both wait for another person. */
function proposedFurtherLetter(): Item {
  const one = atStageThree()
  one.does(deputyDirector, propose('furtherLetter'))
  return one
}
function reassessmentPut(): Item {
  const one = atStageThree({ source: 'premature' })
  one.does(caseworker, proposeReassessment())
  return one
}

describe('a commitment after a refusal', () => {
  const afterRefusal = (): Item => {
    const one = item().moveTo('2013-03-10')
    one.does(caseworker, refuse(true))
    return one
  }

  proves('C22e', 'is judged like a reply, also at stage 3; satisfactory, the item is back in monitoring with a date', () => {
    const one = afterRefusal().moveTo('2013-03-12')
    one.does(caseworker, committed)
    expect(one.duties('judgeReply')).toContainEqual(expect.objectContaining({ dueOn: '2013-03-19' }))
    one.does(caseworker, judgeReply(true, '2013-03-31'))
    expect(one.escalation).toBe('none')
    one.does(caseworker, evidence)
    one.does(caseworker, judge('provided'))
    expect(one.place).toBe('closed.complied')
  })

  proves('C22e', 'not satisfactory, stage 3 goes on', () => {
    const one = afterRefusal()
    one.does(caseworker, committed)
    one.does(caseworker, judgeReply(false))
    expect(one.escalation).toMatch(/^stage3\.conferring\.toPropose/)
    expect(one.against(deputyDirector, propose('furtherLetter'))).toEqual([])
  })

  proves('C22e', 'is taken from wherever escalation is due or under way', () => {
    const places: readonly (readonly [string, () => Item])[] = [
      ['due', overdue],
      ['heldBack', openPlaces['heldBack']!],
      ['stage1 letter due', openPlaces['started']!],
      ['stage1', wroteOnce],
      ['stage1 silent', () => wroteOnce().moveTo('2013-04-09')],
      ['stage2 letter due', openPlaces['atStageTwo']!],
      ['stage2', wroteTwice],
      ['stage3', atStageThree],
      ['stage3, put to an executive', withExecutive],
      ['stage3, a step running', () => agreedStep('other', { what: 'A meeting', reviewOn: '2013-04-20' })],
    ]
    for (const [name, begin] of places) {
      const one = begin()
      one.does(caseworker, committed)
      expect([name, one.record.escalation.commitments.length]).toEqual([name, 1])
      expect([name, one.duties('judgeReply').length]).toEqual([name, 1])
      one.does(caseworker, judgeReply(true, '2013-05-15'))
      expect([name, one.escalation]).toEqual([name, 'none'])
    }
  })

  proves('C22e', 'not satisfactory, leaves what was agreed or put at stage 3 as it is', () => {
    const places: readonly (readonly [RegExp, () => Item])[] = [
      [/^stage3\.conferring\.proposed/, proposedFurtherLetter],
      [/^stage3\.letterDue/, () => agreedStep('furtherLetter')],
      [/^stage3\.stepRunning/, () => agreedStep('other', { what: 'A meeting', reviewOn: '2013-04-20' })],
      [/^stage3\.withExecutive/, withExecutive],
      [/^stage3\.reassessing\.proposed/, reassessmentPut],
    ]
    for (const [place, begin] of places) {
      const one = begin()
      for (const said of [committed, reply]) {
        one.does(caseworker, said)
        expect(one.escalation).toMatch(place)
        one.does(caseworker, judgeReply(false))
        expect(one.escalation).toMatch(place)
      }
    }
  })

  proves('C23', 'unjudged, keeps an executive from deciding only without a reason', () => {
    for (const said of [committed, reply]) {
      const one = withExecutive()
      one.does(caseworker, said)
      expect(one.against(ombudsman, close())).toEqual(['C23 normally'])
      one.does(ombudsman, close(), { nothingLeftToJudge: 'It says what it has said before' })
      expect(one.place).toBe('closed.notSecured')
      expect(one.duty('judgeReply')).toBeUndefined()
    }
  })

  test('is judged only where there is one', () => {
    expect(atStageThree().against(caseworker, judgeReply(false))).toContain('C22d must')
    expect(withExecutive().against(caseworker, judgeReply(true, '2013-05-15'))).toContain('C22d must')
  })

  proves('C22e', 'given when escalation was merely due and not satisfactory: it is due again', () => {
    const one = overdue()
    one.does(caseworker, committed)
    one.does(caseworker, judgeReply(false))
    expect(one.escalation).toBe('due.toBegin')
    expect(one.duty('beginEscalation')).toMatchObject({ cites: 'C20' })
  })

  test('not kept: escalation is due the day after', () => {
    const one = afterRefusal()
    one.does(caseworker, committed)
    one.does(caseworker, judgeReply(true, '2013-04-15'))
    expect(one.moveTo('2013-04-15').escalation).toBe('none')
    expect(one.record.overdue).toEqual([{ since: '2013-03-29' }])
    expect(one.moveTo('2013-04-16').escalation).toBe('due.toBegin')
  })
})

describe('a recommendation that was not accepted and is pursued', () => {
  const pursued = () => item({ pursued: { on: '2013-03-01', why: 'It is serious' } })

  proves('C10', 'begins at stage 1: straight to stage 3 is for what had been agreed', () => {
    const one = pursued()
    expect(one.escalation).toMatch(/^stage1\.letterDue/)
    expect(one.record.pursued).toEqual({ on: '2013-03-01', why: 'It is serious' })
    expect(one.duties('issueStageLetter')).toContainEqual(expect.objectContaining({ dueOn: '2013-03-01' }))
    expect(one.duties('noteEscalation')).toMatchObject([{ to: 'complianceOfficer' }])
    one.does(caseworker, firstLetter('2013-03-10'))
    expect(one.escalation).toBe('stage1.awaitingReply')
  })

  proves('C21', 'refused again, even absolutely, is not of what was agreed: at its stage that is a reply to be judged', () => {
    const one = pursued()
    one.does(caseworker, firstLetter('2013-03-10'))
    one.does(caseworker, refuse(true))
    expect(one.escalation).toBe('stage1.replyToJudge.inTime')
    one.does(caseworker, judgeReply(false))
    expect(one.escalation).toMatch(/^stage2\.letterDue/)
  })

  proves('C10', 'is complied with like any other, when the organisation does it after all', () => {
    const one = pursued()
    one.does(caseworker, evidence)
    one.does(caseworker, judge('provided'))
    expect(one.record.ending).toBe('complied')
    expect(one.tries(director, refuse(true))).toMatchObject({ outcome: 'notAccepted' })
  })
})
