import { describe, expect } from '@jest/globals'
import type { Settings } from '../../../machines/guidance/settings.ts'
import { addDays } from '../../../machines/kernel/calendar.ts'
import { caseworker, deputyDirector, director, lineManager } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import {
  agree,
  askExtension,
  askToHoldBack,
  atStageThree,
  caseworkTeam,
  evidence,
  holdBack,
  overdue,
  propose,
  proposeReassessment,
  refuse,
  reply,
  view,
  withExecutive,
  wroteOnce,
} from './stories.ts'
import { facts, type Item, item, needsReason } from './support.ts'

/** After this, with these days set, that duty is due so many days later. */
const waits: readonly (readonly [Partial<Settings>, string, number, () => Item, (one: Item) => void])[] = [
  [{ judgingEvidenceDays: 3 }, 'judgeEvidence', 3, item, (one) => one.does(caseworker, evidence)],
  [{ caseworkTeamDays: 4 }, 'giveView', 4, published, (one) => one.does(caseworker, evidence)],
  [
    { ombudsmanDays: 5 },
    'decideCompliance',
    5,
    published,
    (one) => {
      one.does(caseworker, evidence)
      one.does(caseworkTeam, view('provided'))
    },
  ],
  [{ extensionRequestDays: 2 }, 'decideExtension', 2, item, (one) => one.does(caseworker, askExtension())],
  [{ escalationDutyDays: 1 }, 'beginEscalation', 1, item, (one) => one.does(caseworker, refuse(false))],
  [{ judgingReplyDays: 6 }, 'judgeReply', 6, wroteOnce, (one) => one.does(caseworker, reply)],
  [{ conferringDays: 9 }, 'proposeStep', 9, item, (one) => one.does(caseworker, refuse(true))],
  [{ conferringDays: 9 }, 'agreeStep', 9, atStageThree, (one) => one.does(deputyDirector, propose('furtherLetter'))],
  [{ executiveDays: 10 }, 'decideClosing', 10, atStageThree, refer],
  [{ promptDays: 1 }, 'issueStageLetter', 1, overdue, (one) => one.does(lineManager, begun)],
  [{ updateEveryDays: 5 }, 'updateComplainant', 5, overdue, (one) => one.does(caseworker, told)],
  [{ reassessingDays: 8 }, 'putReassessment', 8, premature, (one) => one.does(caseworker, refuse(true))],
  [{ reassessingDays: 8 }, 'agreeReassessment', 8, prematureAtStageThree, (one) => one.does(caseworker, proposeReassessment())],
]
const begun = { type: 'START_ESCALATION', reason: 'missedTargetDate', why: 'Nothing has come' }
const told = { type: 'UPDATE_COMPLAINANT', how: 'email', said: 'Not yet' }
function published(): Item {
  return item({ casefile: { ...facts, publishedOn: '2013-02-20', laidOn: '2013-02-20' } })
}
function refer(one: Item): void {
  one.does(deputyDirector, propose('refer', { to: 'ombudsman' }))
  one.does(director, agree())
}
function premature(): Item {
  return item({ source: 'premature' })
}
function prematureAtStageThree(): Item {
  return atStageThree({ source: 'premature' })
}

describe('the days that the guidance does not give', () => {
  proves(['C13', 'C14', 'C16', 'C18', 'C20', 'C22', 'C22d', 'C22g', 'C23'], 'are the settings’: each duty is due by its own', () => {
    for (const [settings, name, days, begin, way] of waits) {
      const one = begin().under(settings)
      const { day } = one.file
      way(one)
      expect([name, one.duty(name)?.dueOn]).toEqual([name, addDays(day, days)])
    }
  })

  proves('C20', 'are the settings’: how long escalation is held back, and when the line manager sees that it is due', () => {
    const one = overdue().under({ holdBackDays: 5 })
    one.does(caseworker, askToHoldBack)
    expect(one.against(lineManager, holdBack('2013-04-03'))).toEqual([])
    needsReason(one, lineManager, holdBack('2013-04-04'), 'C20')
    const seen = item().under({ showAfterDays: 6 })
    seen.does(caseworker, refuse(false))
    expect(seen.duty('beginEscalation')).toMatchObject({ dueOn: '2013-03-01', shownToLineManagerOn: '2013-03-07' })
  })

  proves('C22f', 'are the settings’: how far ahead another step is reviewed', () => {
    const one = atStageThree().under({ otherStepDays: 21 })
    expect(one.against(deputyDirector, propose('other', { what: 'A meeting', reviewOn: '2013-05-01' }))).toEqual([])
    needsReason(one, deputyDirector, propose('other', { what: 'A meeting', reviewOn: '2013-05-02' }), 'C22f')
  })

  proves('C23', 'as they stood when the wait began: a later change moves nothing', () => {
    const one = withExecutive().under({ executiveDays: 30 })
    expect(one.duty('decideClosing')).toMatchObject({ dueOn: '2013-04-17' })
    expect(one.moveTo('2013-04-18').escalation).toBe('stage3.withExecutive.late')
  })
})
