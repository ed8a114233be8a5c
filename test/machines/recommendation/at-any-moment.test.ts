import { expect } from '@jest/globals'
import type { Recommendation } from '../../../machines/recommendation/record.ts'
import { findingsOfRecommendation } from '../../../src/reports/record-of-organisation-findings.ts'
import { type History, office, trust } from '../../support/file.ts'
import { caseworker } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { decidedAbout, drafted, provided, reported } from '../investigation/casefiles.ts'
import { accepts, apology, issueFinal, payment, refuses } from '../investigation/support.ts'

const [one, two] = ['recommendation-1', 'recommendation-2']
const investigation = 'investigation-1'
const adds = { type: 'ADD_RECOMMENDATION', organisation: office, action: payment }
const record = (file: History, key = one) => file.record<Recommendation>(key)

proves(
  'C10',
  'a recommendation added once the draft is out is put to its organisation: it may be refused, and has its own time to be answered',
  () => {
    const file = drafted([trust, apology]).on('2013-05-10')
    file.does(caseworker, investigation, adds)
    expect(file.stands(two)).toBe('inDraft.awaitingAnswer')
    file.moveTo('2013-06-07')
    expect(file.stands(two)).toBe('inDraft.awaitingAnswer')
    file.does(caseworker, two, refuses())
    expect(record(file, two).refusals).toMatchObject([{ report: 'draft', on: '2013-06-07' }])
    expect(file.duty('passRefusalOn')).toMatchObject({ to: 'directorAlone', dueOn: '2013-06-07' })
  },
)

proves('C10', 'changed and put again, a recommendation may be refused again before the final report, and then dropped', () => {
  const file = decidedAbout(drafted([trust, apology]), one, 'changed', { change: payment })
  expect(file.stands(one)).toBe('awaitingFinal')
  decidedAbout(file.on('2013-05-20'), one, 'dropped')
  expect(file.stands(one)).toBe('closed.dropped')
  expect(record(file).refusals.map(({ on }) => on)).toEqual(['2013-05-01', '2013-05-20'])
})

proves(
  ['C10', 'C2'],
  'what was dropped is accepted after all: it has its item, the investigation waits for it, and the drop still counts',
  () => {
    const file = decidedAbout(drafted([trust, apology]), one, 'dropped')
    issueFinal(file.on('2013-07-01'))
    expect(file.stands(investigation)).toBe('securing.withoutItem.inTime')
    file.on('2013-07-03').does(caseworker, one, accepts())
    expect(file.stands(one)).toBe('accepted')
    expect(file.stands(investigation)).toBe('securing.monitoring')
    expect(findingsOfRecommendation(record(file)).map(({ measure }) => measure)).toContain('refusedInDraftAndDropped')
  },
)

proves(
  'C2',
  'a remedy agreed before the final report and found after it has its item, if a reason says so; the letters wait for it',
  () => {
    const file = reported([trust, apology])
    file.does(caseworker, one, accepts())
    provided(file, `${one}-item-1`)
    expect(file.stands(investigation)).toBe('securing.completing.inTime')
    expect(file.refused(caseworker, investigation, adds)).toMatchObject([
      { rule: 'agreedBeforeTheReport', cites: 'C2', reasonWouldHelp: true },
    ])
    file.does(caseworker, investigation, adds, { reasons: { agreedBeforeTheReport: 'Its letter of June was found' } })
    expect(file.stands(investigation)).toBe('securing.monitoring')
    expect(file.letters.filter(({ sentOn }) => !sentOn)).toEqual([])
    expect(file.stands(two)).toBe('inFinal.awaitingAnswer')
    file.does(caseworker, two, accepts({ happenedOn: '2013-06-10', providedOn: '2013-06-20', evidence: 'A receipt' }))
    expect(file.record(`${two}-item-1`)).toMatchObject({ agreedOn: '2013-06-10', provided: { on: '2013-06-20' } })
  },
)
