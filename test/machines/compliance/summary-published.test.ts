import { expect } from '@jest/globals'
import { type History, trust } from '../../support/file.ts'
import { caseworker, complianceOfficer, deputyDirector, director } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { issued } from '../intervention/support.ts'
import { expectReplay } from '../review/support.ts'
import { agree, chiefOperatingOfficer, close, propose, refuse, yes } from './stories.ts'

const item = `${trust} apology`
const summary = { type: 'RECORD_PUBLICATION', what: 'summary' }
/** An executive decided that a summary naming individuals is published. */
function toBePublished(): History {
  const file = issued().on('2013-03-05')
  file.does(caseworker, item, refuse(true))
  file.does(deputyDirector, item, propose('refer', { to: 'chiefOperatingOfficer' }))
  file.does(director, item, agree())
  file.does(chiefOperatingOfficer, item, close({ publish: yes }))
  return file
}

proves('C23', 'the duty to publish the summary is done by recording it on the casefile, and by nothing else', () => {
  const file = toBePublished().on('2013-03-07')
  const duty = file.duty('publishSummary')!
  expect(duty).toMatchObject({ to: 'complianceOfficer', cites: 'C23', endsBy: 'act' })
  expect(file.refused(complianceOfficer, 'casefile', { type: 'DUTY_DONE', duty: duty.id })).toMatchObject([
    { rule: 'dutyEndsBySayingSo', because: '"Publish the summary, and record it on the casefile" ends when what it asks for is recorded' },
  ])
  file.does(complianceOfficer, 'casefile', summary)
  expect(file.duty('publishSummary')).toBeUndefined()
  expect(file.record('casefile')['summariesPublished']).toEqual(['2013-03-07'])
  expectReplay(file)
})

proves('C23', 'a summary published before the item was closed was of another, and leaves the duty open', () => {
  const file = toBePublished().on('2013-03-07')
  file.does(caseworker, 'casefile', { ...summary, happenedOn: '2013-03-04' })
  expect(file.duty('publishSummary')).toBeDefined()
})
