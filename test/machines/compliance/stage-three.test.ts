import { describe, expect, test } from '@jest/globals'
import {
  actingUp,
  auditor,
  caseworker,
  delegatedBy,
  deputyDirector,
  director,
  directorOfOtherDirectorate,
  lineManager,
  ombudsman,
  operationsManager,
} from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { agree, agreedStep, another, atStageThree, chiefOperatingOfficer, deputyDirectorElsewhere, propose } from './stories.ts'
import { facts, type Item, neverBy } from './support.ts'

const sendBack = { type: 'SEND_BACK_STEP', why: 'A letter has been tried' }
const _furtherLetter = { type: 'ISSUE_FURTHER_LETTER', replyBy: '2013-04-22' }
/** The deputy director proposed a further letter on 10 April. */
function proposed(step = 'furtherLetter', more: object = {}): Item {
  const one = atStageThree()
  one.does(deputyDirector, propose(step, more))
  return one
}

describe('at stage 3', () => {
  proves('C22c', 'a deputy director of the directorate proposes: nobody lower, nobody higher, nobody of elsewhere', () => {
    expect(atStageThree().against(deputyDirector, propose('furtherLetter'))).toEqual([])
    for (const by of [caseworker, lineManager, operationsManager, director, deputyDirectorElsewhere, chiefOperatingOfficer, auditor])
      neverBy(atStageThree(), by, propose('furtherLetter'), 'C22c')
    const moved = atStageThree().changes({ ...facts, directorate: 'operations' })
    neverBy(moved, deputyDirector, propose('furtherLetter'), 'C22c')
    expect(moved.against(deputyDirectorElsewhere, propose('furtherLetter'))).toEqual([])
  })

  proves('C22c', 'a director of the directorate agrees: not a deputy, not one of elsewhere, not an executive', () => {
    expect(proposed().against(director, agree())).toEqual([])
    for (const by of [
      another('deputyDirector'),
      directorOfOtherDirectorate,
      operationsManager,
      chiefOperatingOfficer,
      ombudsman,
      caseworker,
    ])
      neverBy(proposed(), by, agree(), 'C22c')
    for (const by of [another('deputyDirector'), chiefOperatingOfficer]) neverBy(proposed(), by, sendBack, 'C22c')
  })

  proves('C22c', 'while the director’s post is vacant an executive may stand in', () => {
    const one = proposed()
    const vacant = { directorVacant: true } as const
    expect(one.file.rulesAgainst(chiefOperatingOfficer, 'item', agree(), vacant)).toEqual([])
    expect(one.file.rulesAgainst(operationsManager, 'item', agree(), vacant)).not.toEqual([])
    expect(one.file.rulesAgainst(another('deputyDirector'), 'item', agree(), vacant)).not.toEqual([])
  })

  proves('C22c', 'whoever acts up as the director may agree', () => {
    expect(proposed().against(actingUp(another('deputyDirector'), 'director'), agree())).toEqual([])
  })

  proves('C22c', 'it is two people: who proposed it does not agree it, acting up or under a delegation', () => {
    neverBy(proposed(), actingUp(deputyDirector, 'director'), agree(), 'C22c')
    neverBy(proposed(), delegatedBy(director, deputyDirector, 'director'), agree(), 'C22c')
  })

  proves('C22c', 'neither acts for the other', () => {
    neverBy(proposed(), delegatedBy(deputyDirector, caseworker, 'director'), agree(), 'C22c')
    const one = atStageThree()
    one.does(delegatedBy(director, operationsManager, 'deputyDirector'), propose('furtherLetter'))
    neverBy(one, director, agree(), 'C22c')
  })

  proves('C22f', 'conferring takes a week, and then shows as late; a proposal too', () => {
    const one = atStageThree()
    expect(one.duty('proposeStep')).toMatchObject({ to: 'deputyDirector', dueOn: '2013-04-17', cites: 'C22c' })
    expect(one.escalation).toBe('stage3.conferring.toPropose.inTime')
    expect(one.moveTo('2013-04-18').escalation).toBe('stage3.conferring.toPropose.late')
    one.does(deputyDirector, propose('furtherLetter'))
    expect(one.duty('proposeStep')).toBeUndefined()
    expect(one.duty('agreeStep')).toMatchObject({ to: 'directorAlone', dueOn: '2013-04-25', cites: 'C22c' })
    expect(one.moveTo('2013-04-26').escalation).toBe('stage3.conferring.proposed.late')
    expect(one.against(director, agree())).toEqual([])
  })

  proves('C22f', 'what is not agreed goes back, and another step is proposed', () => {
    const one = proposed()
    one.does(director, sendBack)
    expect(one.escalation).toMatch(/^stage3\.conferring\.toPropose/)
    expect(one.duty('agreeStep')).toBeUndefined()
    expect(one.against(deputyDirector, propose('refer', { to: 'ombudsman' }))).toEqual([])
  })

  test('a step proposed says why', () => {
    expect(() => atStageThree().tries(deputyDirector, propose('furtherLetter', { why: ' ' }))).toThrow(/why/)
    expect(() => atStageThree().tries(deputyDirector, propose('forgetIt'))).toThrow(/step/)
  })
})

describe('which steps there are', () => {
  proves('C22f', 'the enquiry is reopened for interventions alone', () => {
    expect(atStageThree().against(deputyDirector, propose('reopen'))).toContain('C22f must')
    expect(atStageThree({ source: 'intervention' }).against(deputyDirector, propose('reopen'))).toEqual([])
  })

  proves('C22f', 'stage 3 never waits without a date', () => {
    const running = [
      atStageThree(),
      proposed(),
      agreedStep('furtherLetter'),
      agreedStep('refer', { to: 'ombudsman' }),
      agreedStep('other', { what: 'A meeting', reviewOn: '2013-04-24' }),
      agreedStep('reopen', {}, {}, { source: 'intervention' }),
      atStageThree({ source: 'premature' }),
    ]
    for (const one of running) {
      const { nextDue } = one.file.state.instances.find(({ machine }) => machine === 'compliance')!
      expect([one.escalation, one.file.duties.some(({ dueOn }) => dueOn <= '2013-04-24') || nextDue !== undefined]).toEqual([
        one.escalation,
        true,
      ])
    }
  })
})
