import { expect } from '@jest/globals'
import type { Intervention } from '../../../machines/intervention/record.ts'
import { otherTrust, trust } from '../../support/file.ts'
import { caseworker, lineManager } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { assessing, attempt, submitPremature } from './support.ts'

/** Closed as premature on 1 March: two organisations are to say by the 20th whether they do the work. */
const requested = () => {
  const file = assessing()
  file.does(caseworker, attempt, consent)
  const work = [trust, otherTrust].map((organisation) => ({
    organisation,
    what: 'Answer the complaint',
    understood: 'By telephone',
    respondBy: '2013-03-20',
  }))
  file.does(caseworker, attempt, { ...submitPremature, work })
  file.does(lineManager, attempt, { type: 'SIGN_OFF' })
  file.does(caseworker, attempt, { type: 'ISSUE_DECISION' })
  return file
}
const consent = { type: 'RECORD_THIRD_PARTY_CONSENT', organisation: otherTrust, channel: 'telephone', forTheInvestigation: true }
const close = { type: 'CLOSE_WITHOUT_ITEM', why: 'It was abolished' }

proves('C3', 'work that was asked for has a premature item as soon as the organisation answers', () => {
  const file = requested()
  file.does(caseworker, attempt, { type: 'FURTHER_WORK_ACCEPTED', organisation: trust })
  expect(file.record(`${trust} work`)).toMatchObject({ source: 'premature', organisation: trust, targetDate: '2013-03-20' })
  expect(Object.keys(file.record<Intervention>(attempt).items)).toEqual([`${trust} work`])
})

proves('C3', 'a premature closure that asked for work ends without an item only after the date, and with a reason', () => {
  const file = requested()
  file.does(caseworker, attempt, { type: 'FURTHER_WORK_ACCEPTED', organisation: trust })
  expect(file.refused(caseworker, attempt, close)).toMatchObject([
    { rule: 'answerIsOverdue', cites: 'I2', strength: 'must', because: expect.stringContaining('2013-03-20') },
    { rule: 'workHasItsItem', cites: 'C3', strength: 'normally', reasonWouldHelp: true },
  ])
  file.moveTo('2013-03-21')
  expect(file.refused(caseworker, attempt, close)).toMatchObject([{ rule: 'workHasItsItem', cites: 'C3' }])
  file.does(caseworker, attempt, close, { reasons: { workHasItsItem: 'Abolished on 18 March; nobody took its work over' } })
  expect([file.stands(attempt), file.duty('answerToWork')]).toEqual(['closed.premature', undefined])
})
