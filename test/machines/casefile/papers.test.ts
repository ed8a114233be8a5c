import { describe, expect, test } from '@jest/globals'
import type { Casefile } from '../../../machines/casefile/record.ts'
import { definitions } from '../../../machines/index.ts'
import { complaint, history, trust } from '../../support/file.ts'
import { caseworker, lineManager, secondCaseworker } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'

const opened = () => history(definitions).opens('casefile', complaint(), caseworker).on('2013-03-20')
const record = (file: ReturnType<typeof history>) => file.record<Casefile>('casefile')

describe('papers', () => {
  const letter = {
    type: 'RECORD_CORRESPONDENCE',
    direction: 'received',
    channel: 'letter',
    party: 'organisation',
    what: 'They will look at it',
  }

  test('correspondence keeps the day it happened beside the day it was entered, and stays in the history', () => {
    const file = opened()
    const { lines } = file.does(caseworker, 'casefile', { ...letter, organisation: trust, happenedOn: '2013-03-12' })
    expect(lines).toMatchObject([
      {
        event: 'RECORD_CORRESPONDENCE',
        payload: { what: 'They will look at it' },
        stamp: { happenedOn: '2013-03-12', today: '2013-03-20' },
      },
    ])
  })

  test('correspondence with an organisation says which', () => {
    expect(opened().refused(caseworker, 'casefile', letter)).toMatchObject([{ rule: 'saysWhichOrganisation', field: 'organisation' }])
    expect(opened().rulesAgainst(caseworker, 'casefile', { ...letter, party: 'complainant' })).toEqual([])
  })

  test('a document says what it is and from whom, and is not dated in the future', () => {
    const document = { type: 'FILE_DOCUMENT', what: 'Medical records', from: 'The trust', dated: '2013-03-20', reference: 'MR 12' }
    expect(opened().rulesAgainst(caseworker, 'casefile', document)).toEqual([])
    expect(opened().rulesAgainst(caseworker, 'casefile', { ...document, dated: '2013-03-21' })).toEqual(['datedByToday'])
  })

  test('none of the words are in what the casefile remembers: they can be erased from the history alone', () => {
    const file = opened()
    const before = file.state.instances[0]!.stored
    file.does(caseworker, 'casefile', { ...letter, organisation: trust })
    file.does(caseworker, 'casefile', { type: 'FILE_DOCUMENT', what: 'Medical records', from: 'The trust' })
    file.does(caseworker, 'casefile', { type: 'ADD_NOTE', note: 'Rang twice' })
    expect(file.state.instances[0]!.stored).toBe(before)
    expect(file.state.revision).toBe(4)
  })
})

describe('publication', () => {
  proves('C18', 'published and laid are two dated facts, each recorded once and told to what is open', () => {
    const file = opened()
    file.does(caseworker, 'casefile', { type: 'OPEN_INTERVENTION' })
    file.does(caseworker, 'casefile', { type: 'RECORD_PUBLICATION', what: 'published', happenedOn: '2013-03-14' })
    expect(record(file).casefile.publishedOn).toBe('2013-03-14')
    expect(record(file).casefile.laidOn).toBeUndefined()
    expect(file.refused(caseworker, 'casefile', { type: 'RECORD_PUBLICATION', what: 'published' })).toMatchObject([
      { rule: 'notRecordedAlready', cites: 'C18', field: 'what' },
    ])
    file.does(lineManager, 'casefile', { type: 'RECORD_PUBLICATION', what: 'laid' })
    expect(file.record<Casefile>('attempt-1').casefile).toMatchObject({ publishedOn: '2013-03-14', laidOn: '2013-03-20' })
  })

  proves('I16', 'another caseworker records no publication', () => {
    expect(opened().rulesAgainst(secondCaseworker, 'casefile', { type: 'RECORD_PUBLICATION', what: 'laid' })).toEqual(['byTheCaseworker'])
  })

  proves(['C23', 'C18'], 'a summary naming individuals is recorded each time, and is not the publication that C18 asks about', () => {
    const file = opened()
    file.does(caseworker, 'casefile', { type: 'OPEN_INTERVENTION' })
    const summary = { type: 'RECORD_PUBLICATION', what: 'summary', note: 'On the web' }
    const { lines } = file.does(caseworker, 'casefile', { ...summary, happenedOn: '2013-03-14' })
    expect(lines).toHaveLength(1)
    file.does(caseworker, 'casefile', summary)
    expect(record(file).summariesPublished).toEqual(['2013-03-14', '2013-03-20'])
    expect(record(file).casefile.publishedOn).toBeUndefined()
    expect(file.rulesAgainst(secondCaseworker, 'casefile', summary)).toEqual(['summaryRecordedBy'])
    expect(file.rulesAgainst(caseworker, 'casefile', { type: 'RECORD_PUBLICATION', what: 'published' })).toEqual([])
  })
})
