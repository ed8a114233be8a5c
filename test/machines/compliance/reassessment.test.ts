import { describe, expect, test } from '@jest/globals'
import {
  actingUp,
  caseworker,
  complianceOfficer,
  delegatedBy,
  deputyDirector,
  director,
  directorOfOtherDirectorate,
  lineManager,
  ombudsman,
  operationsManager,
} from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import {
  agreedStep,
  another,
  atStageThree,
  close,
  deputyDirectorElsewhere,
  evidence,
  judge,
  judgeReply,
  no,
  propose,
  proposeReassessment,
  reassess,
  wroteTwice,
  yes,
} from './stories.ts'
import { type Item, item, neverBy } from './support.ts'

const premature = { source: 'premature' } as const
const refused = (openedOn = '2013-03-01'): Item => item({ ...premature, openedOn, refusedOn: '2013-03-01' })
/** Reassessment was put to the director on 10 April. */
function proposed(more: object = {}): Item {
  const one = atStageThree(premature)
  one.does(caseworker, proposeReassessment(more))
  return one
}
const sendBack = { type: 'SEND_BACK_REASSESSMENT', why: 'Say what an investigation could find' }

describe('a premature item at stage 3', () => {
  proves('C22g', 'is about whether the case is suitable for investigation, within a week', () => {
    const one = atStageThree(premature)
    expect(one.escalation).toBe('stage3.reassessing.toPropose.inTime')
    expect(one.duty('putReassessment')).toMatchObject({ dueOn: '2013-04-17', cites: 'C22g' })
    expect(one.moveTo('2013-04-18').escalation).toBe('stage3.reassessing.toPropose.late')
    expect(wroteTwice(premature).moveTo('2013-04-16').against(caseworker, proposeReassessment())).toEqual([])
  })

  proves('I2', 'refused work begins there at once, dated from the refusal, also when it is entered late', () => {
    expect(refused().escalation).toBe('stage3.reassessing.toPropose.inTime')
    expect(refused().duty('putReassessment')).toMatchObject({ dueOn: '2013-03-08', cites: 'C22g' })
    const late = refused('2013-04-02').moveTo('2013-04-02')
    expect(late.escalation).toBe('stage3.reassessing.toPropose.late')
    expect(late.duty('putReassessment')).toMatchObject({ dueOn: '2013-03-08', enteredLate: true })
    late.does(caseworker, proposeReassessment())
    late.does(deputyDirector, reassess)
    expect(late.place).toBe('closed.notComplied')
  })

  proves('C22g', 'suitable or not, yes or no and why, is recorded', () => {
    const { suitable: _, ...silent } = proposeReassessment()
    expect(atStageThree(premature).against(caseworker, silent)).toContain('C22g consider')
    for (const suitable of [yes, no]) expect(atStageThree(premature).against(caseworker, proposeReassessment({ suitable }))).toEqual([])
  })

  proves('C22g', 'if it is suitable, how is said: the enquiry reopened, or a new linked casefile', () => {
    expect(atStageThree(premature).against(caseworker, proposeReassessment({ how: undefined })).length).toBeGreaterThan(0)
    expect(atStageThree(premature).against(caseworker, proposeReassessment({ suitable: no, how: undefined }))).toEqual([])
  })
})

describe('who puts it', () => {
  proves(
    'C22g',
    'it falls to the caseworker, who knows the case, as well as to the director or deputy director; once put, to neither',
    () => {
      const one = refused()
      for (const [name, to] of [
        ['putReassessment', 'director'],
        ['putReassessmentCaseworker', 'caseworker'],
      ] as const)
        expect(one.duty(name)).toMatchObject({ to, dueOn: '2013-03-08', cites: 'C22g', endsBy: 'act' })
      one.does(caseworker, proposeReassessment())
      expect([one.duty('putReassessment'), one.duty('putReassessmentCaseworker')]).toEqual([undefined, undefined])
      expect(one.duty('agreeReassessment')).toBeDefined()
    },
  )
})

describe('who agrees the reassessment', () => {
  proves('C22g', 'a director or a deputy director of the directorate', () => {
    for (const by of [director, deputyDirector]) expect(proposed().against(by, reassess)).toEqual([])
    for (const by of [
      caseworker,
      complianceOfficer,
      lineManager,
      operationsManager,
      deputyDirectorElsewhere,
      directorOfOtherDirectorate,
      ombudsman,
    ])
      neverBy(proposed(), by, reassess, 'C22g')
    expect(proposed().refused(operationsManager, reassess)[0]!.because).toMatch(
      /director or a deputy director|deputy director or a director/,
    )
  })

  proves('C22g', 'it is two people, neither acting for the other', () => {
    const one = atStageThree(premature)
    one.does(deputyDirector, proposeReassessment())
    neverBy(one, deputyDirector, reassess, 'C22g')
    neverBy(one, actingUp(deputyDirector, 'director'), reassess, 'C22g')
    neverBy(one, delegatedBy(deputyDirector, caseworker, 'deputyDirector'), reassess, 'C22g')
    expect(one.against(another('deputyDirector'), reassess)).toEqual([])
  })

  proves('C22g', 'within a week; what is sent back is put again', () => {
    const one = proposed()
    expect(one.duty('agreeReassessment')).toMatchObject({ to: 'director', dueOn: '2013-04-17' })
    neverBy(one, lineManager, sendBack, 'C22g')
    expect(one.moveTo('2013-04-18').escalation).toBe('stage3.reassessing.proposed.late')
    one.does(director, sendBack)
    expect(one.escalation).toMatch(/^stage3\.reassessing\.toPropose/)
    expect(one.duty('agreeReassessment')).toBeUndefined()
    expect(one.place).toMatch(/^open/)
  })
})

describe('after reassessment', () => {
  proves('C22g', 'the item closes as not complied with, and the enquiry is reopened or a new casefile made', () => {
    for (const how of ['reopen', 'newCasefile'] as const) {
      const one = proposed({ how })
      one.does(director, reassess)
      expect(one.place).toBe('closed.notComplied')
      expect(one.record).toMatchObject({ ending: 'notComplied', endedOn: '2013-04-10', endedWhy: reassess.why })
      expect(one.heard).toContainEqual({ type: 'ITEM_ENDED', action: 'item', ending: 'notComplied' })
      expect(one.heard).toContainEqual(expect.objectContaining({ type: 'ENQUIRY_REOPENED', how, cites: 'C22g' }))
    }
  })

  proves('C22g', 'it closes as not complied with also where the case is not suitable: nothing is reopened', () => {
    const one = proposed({ suitable: no, how: undefined })
    one.does(director, reassess)
    expect(one.place).toBe('closed.notComplied')
    expect(one.heard).toEqual([{ type: 'ITEM_ENDED', action: 'item', ending: 'notComplied' }])
  })

  proves('C15', 'nobody closes a premature item exceptionally: it has its own way', () => {
    for (const one of [atStageThree(premature), proposed(), refused()]) expect(one.tries(ombudsman, close()).outcome).not.toBe('taken')
  })

  test('done after all while it is considered, the item is complied with', () => {
    const one = proposed()
    one.does(caseworker, evidence)
    one.does(caseworker, judge('provided'))
    expect(one.place).toBe('closed.complied')
    expect(one.heard).toEqual([{ type: 'ITEM_ENDED', action: 'item', ending: 'complied' }])
  })

  test('evidence that is found wanting meanwhile changes nothing', () => {
    const one = proposed()
    one.does(caseworker, evidence)
    one.does(caseworker, judge('flawed'))
    expect(one.escalation).toMatch(/^stage3\.reassessing\.proposed/)
  })

  test('committed to after all, the work is monitored again', () => {
    const one = refused()
    one.does(caseworker, { type: 'ORGANISATION_COMMITTED', words: 'We shall do it', until: '2013-03-28' })
    one.does(caseworker, judgeReply(true, '2013-03-28'))
    expect(one.escalation).toBe('none')
    expect(one.moveTo('2013-03-29').escalation).toBe('due.toBegin')
  })
})

describe('an intervention’s item at stage 3', () => {
  const reopening = () => agreedStep('reopen', {}, {}, { source: 'intervention' })

  proves(['I24', 'C22f'], 'whose enquiry is to be reopened goes the same way, and ends as not complied with', () => {
    const one = reopening()
    expect(one.escalation).toMatch(/^stage3\.reassessing\.toPropose/)
    one.does(caseworker, proposeReassessment())
    neverBy(one, operationsManager, reassess, 'C22g')
    one.does(director, reassess)
    expect(one.place).toBe('closed.notComplied')
    expect(one.heard).toContainEqual({ type: 'ITEM_ENDED', action: 'item', ending: 'notComplied' })
    expect(one.heard).toContainEqual(expect.objectContaining({ type: 'ENQUIRY_REOPENED', how: 'reopen' }))
  })

  proves('C15', 'does not end so where the enquiry is not reopened: that is for the four posts', () => {
    const one = reopening()
    for (const more of [{ suitable: no, how: undefined }, { how: 'newCasefile' }])
      expect(one.against(caseworker, proposeReassessment(more))).toEqual(['C22g must'])
    neverBy(one, lineManager, sendBack, 'C22g')
    one.does(director, sendBack)
    expect(one.escalation).toMatch(/^stage3\.conferring\.toPropose/)
    expect(one.against(deputyDirector, propose('refer', { to: 'ombudsman' }))).toEqual([])
  })

  proves('C15', 'otherwise it does not end as not complied with', () => {
    for (const source of ['intervention', 'investigation'] as const)
      expect(atStageThree({ source }).tries(caseworker, proposeReassessment())).toMatchObject({ outcome: 'notAccepted' })
  })
})
