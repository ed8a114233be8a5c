import { expect } from '@jest/globals'
import { definitions } from '../../../machines/index.ts'
import { complaint, history, sectors, trust } from '../../support/file.ts'
import { caseworker, director } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { chiefOperatingOfficer, evidence, judge, no } from '../compliance/stories.ts'
import { accepts, apology, decides, passedOn, refuses } from '../investigation/support.ts'

const item = 'recommendation-1-item-1'
/** Refused in the final report, and pursued. */
function pursued() {
  const file = history(definitions).opens('casefile', complaint({ stage: 'investigation' }), caseworker)
  file.does(caseworker, 'casefile', { type: 'OPEN_INVESTIGATION' })
  file.does(caseworker, 'investigation-1', { type: 'ADD_RECOMMENDATION', organisation: trust, action: apology })
  file.moveTo('2013-05-01')
  file.does(caseworker, 'investigation-1', { type: 'ISSUE_DRAFT_REPORT' })
  file.moveTo('2013-07-01')
  file.does(caseworker, 'investigation-1', { type: 'MAKE_FINDING', finding: 'fully', why: 'The delay was maladministration' })
  file.does(caseworker, 'investigation-1', { type: 'ISSUE_FINAL_REPORT' })
  file.does(caseworker, 'recommendation-1', { ...refuses(), words: 'We did nothing wrong' })
  file.does(director, 'recommendation-1', passedOn())
  file.does(chiefOperatingOfficer, 'recommendation-1', { ...decides('pursued'), why: 'They misread our report' })
  return file
}

proves('C10', 'the item of a pursued recommendation keeps what the organisation said as its refusal, and not why we pursue it', () => {
  expect(pursued().record(item)).toMatchObject({ escalation: { refusals: [{ words: 'We did nothing wrong' }] } })
})

proves('C10', 'the duty to record the commitment on the item does not outlive the item', () => {
  const file = pursued().on('2013-07-05')
  file.does(caseworker, 'recommendation-1', accepts())
  expect(file.duty('recordCommitment')).toBeDefined()
  file.does(caseworker, item, evidence)
  file.does(caseworker, item, judge('provided', { clinicalAdvice: no }), { organisations: sectors })
  expect([file.stands(item), file.duty('recordCommitment')]).toEqual(['closed.complied', undefined])
})
