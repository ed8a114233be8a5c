import { describe, expect } from '@jest/globals'
import type { Casefile } from '../../../machines/casefile/record.ts'
import { type Intervention, itemKey } from '../../../machines/intervention/record.ts'
import { type History, otherTrust, trust } from '../../support/file.ts'
import { assessmentOutcomesOfficer, caseworker, complianceOfficer, deputyDirector, director, lineManager } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import {
  agree,
  chiefOperatingOfficer,
  close,
  evidence,
  judge,
  no,
  propose,
  proposeReassessment,
  reassess,
  refuse,
  yes,
} from '../compliance/stories.ts'
import { assessing, attempt, issued, submitPremature } from './support.ts'

/** What an attempt is told of items that end otherwise than complied: reopened at stage 3, or taken over by an umbrella organisation. */
const item = itemKey(trust, 'apology')
const work = itemKey(trust, 'work')

/** The trust refused absolutely what it had agreed; a deputy director and the director agreed on this step. */
function agreedAfterRefusal(step: 'reopen' | 'refer', more: object = {}): History {
  const file = issued().on('2013-03-05')
  file.does(caseworker, item, refuse(true))
  file.does(deputyDirector, item, propose(step, more))
  file.does(director, item, agree())
  return file
}
function workAsked(): History {
  const file = assessing()
  const asked = { organisation: trust, what: 'Answer the second letter', understood: 'They said so', respondBy: '2013-03-25' }
  file.does(caseworker, attempt, { ...submitPremature, work: [asked] })
  file.does(lineManager, attempt, { type: 'SIGN_OFF' })
  file.does(caseworker, attempt, { type: 'ISSUE_DECISION' })
  return file
}

proves(['C22g', 'I24'], 'reopened by two people at stage 3, nobody is asked again whether the enquiry is reopened', () => {
  const file = agreedAfterRefusal('reopen')
  file.does(caseworker, item, proposeReassessment())
  file.does(director, item, reassess)
  expect(file.stands(attempt)).toMatch(/^closed\.notComplied/)
  expect(file.duty('decideAfterFailure')).toBeUndefined()
  expect(file.record<Intervention>(attempt).afterFailure).toMatchObject({ answer: true })
  expect(file.refused(caseworker, attempt, { type: 'DECIDE_AFTER_FAILURE', reopen: no })).toMatchObject([
    { rule: 'notReopenedAlready', cites: 'I24' },
  ])
  expect(file.record<Casefile>('casefile').attempts).toHaveLength(2)
})

proves('C22g', 'of a premature case only the two decide whether it is reopened: no event of the attempt does', () => {
  const file = workAsked().on('2013-03-20')
  file.does(caseworker, attempt, { type: 'FURTHER_WORK_REFUSED', organisation: trust, words: 'No' })
  file.does(caseworker, work, proposeReassessment({ suitable: no, how: undefined }))
  file.does(deputyDirector, work, reassess)
  expect(file.tries(caseworker, attempt, { type: 'DECIDE_AFTER_FAILURE', reopen: yes }).outcome).toBe('notAccepted')
})

describe('work that was accepted', () => {
  const accepted = { type: 'FURTHER_WORK_ACCEPTED', organisation: trust }

  proves(['C4', 'C12'], 'has the target date that was agreed, with what was discussed about it', () => {
    const file = workAsked().on('2013-03-20')
    expect(file.refused(caseworker, attempt, { ...accepted, targetDate: '2013-04-30' })).toMatchObject([
      { rule: 'workDateWasDiscussed', cites: 'C4', strength: 'normally', field: 'discussed' },
    ])
    file.does(caseworker, attempt, { ...accepted, targetDate: '2013-04-30', discussed: 'Its panel meets in April' })
    expect(file.record(work)).toMatchObject({
      targetDate: '2013-04-30',
      discussed: 'Its panel meets in April',
      action: { by: '2013-04-30' },
    })
  })

  proves('C12', 'after the day we asked for is not overdue as it is born: a date that is still ahead is agreed', () => {
    const file = workAsked()
    file.moveTo('2013-03-28')
    expect(file.refused(caseworker, attempt, accepted)).toMatchObject([{ rule: 'workDateIsRealistic', cites: 'C12', strength: 'normally' }])
    file.does(caseworker, attempt, { ...accepted, targetDate: '2013-04-30', discussed: 'By telephone' })
    expect(file.stands(work)).toMatch(/onTrack/)
  })

  proves('I2', 'was not answered before it was asked for', () => {
    const file = workAsked().on('2013-03-20')
    const early = { type: 'FURTHER_WORK_REFUSED', organisation: trust, words: 'No', happenedOn: '2013-02-28' }
    expect(file.refused(caseworker, attempt, early).map(({ cites }) => cites)).toContain('I16')
    expect(
      workAsked()
        .on('2013-03-20')
        .rulesAgainst(caseworker, attempt, { ...early, happenedOn: '2013-03-01' }),
    ).toEqual([])
  })
})

describe('an umbrella organisation that agrees in the place of another', () => {
  const umbrella = {
    type: 'UMBRELLA_AGREED',
    organisation: otherTrust,
    what: 'It pays',
    measure: 'A receipt',
    until: '2013-10-01',
    understood: 'Its letter',
  }
  const secured = () => {
    const file = agreedAfterRefusal('refer', { to: 'chiefOperatingOfficer' })
    file.does(chiefOperatingOfficer, item, close({ umbrella: yes }))
    return file
  }

  proves('C23', 'has its item beside the attempt, which stays what it came to; at its end the complainant is told', () => {
    const file = secured()
    file.does(complianceOfficer, item, umbrella)
    const [key] = Object.keys(file.record<Intervention>(attempt).items).filter((each) => each !== item)
    expect(file.record<Intervention>(attempt).items[key!]).toMatchObject({ organisation: otherTrust, inPlaceOf: item })
    file.does(caseworker, key!, evidence)
    file.does(assessmentOutcomesOfficer, key!, judge('provided', { clinicalAdvice: no }))
    expect(file.record<Intervention>(attempt).items[key!]).toMatchObject({ ending: 'complied' })
    expect(file.stands(attempt)).toBe('closed.notComplied')
    expect(file.duty('tellOfUmbrella')).toMatchObject({ to: 'caseworker', cites: 'C23' })
  })

  proves('C12', 'may have agreed on an earlier day than it is entered; what it understands is asked for', () => {
    const file = secured().on('2013-04-20')
    const { understood: _, ...unsaid } = umbrella
    const then = { ...umbrella, until: '2013-04-18', happenedOn: '2013-03-10' }
    expect(file.refused(complianceOfficer, item, unsaid)).toMatchObject([
      { rule: 'umbrellaUnderstands', cites: 'C12', strength: 'normally' },
    ])
    expect(file.refused(complianceOfficer, item, { ...then, happenedOn: '2013-04-19' })).toMatchObject([
      { rule: 'umbrellaDateIsRealistic', cites: 'C12', strength: 'normally', reasonWouldHelp: true },
    ])
    file.does(complianceOfficer, item, then)
  })
})
