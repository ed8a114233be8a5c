import { describe, expect, test } from '@jest/globals'
import { composeFrom, lacksOf, missingFrom } from '../../src/letters/compose.ts'
import { proves } from '../support/proves.ts'
import { asKept } from './golden.ts'
import { casefile, ref, sourceOf } from './invented-case.ts'
import { furtherLetterAgreed, notSecured, toComplainant, toCouncil, toTrust } from './invented-item.ts'
import { ended } from './invented-report.ts'

const on20July = { today: '2013-07-20' }
const allDone = sourceOf(ended('complied', 'complied', 'complied'), on20July)
const notAll = sourceOf(ended('complied', 'notSecured', 'notAccepted'), on20July)
const complete = (to: typeof toComplainant | typeof toTrust | typeof toCouncil) => ({ letter: 'completion', to }) as const
const otherwise = (to: typeof toComplainant | typeof toTrust) => ({ letter: 'endedOtherwise', to }) as const

describe('that our action is complete', () => {
  proves('C16', 'is told to the complainant, with all that was done', () => {
    expect(composeFrom(complete(toComplainant), allDone)).toBe(asKept('completion-complainant'))
    expect(missingFrom(complete(toComplainant), allDone)).toEqual([])
  })
  proves('C16', 'is told to each organisation, with what it did itself', () => {
    expect(composeFrom(complete(toTrust), allDone)).toBe(asKept('completion-organisation'))
    expect(missingFrom(complete(toTrust), allDone)).toEqual([])
    const theirs = composeFrom(complete(toCouncil), allDone)
    expect(theirs).toContain('Send us an action plan')
    expect(theirs).not.toContain('Pay Mrs T')
  })
  proves('C16', 'is not said where anything ended otherwise, or is still open', () => {
    const lacking = 'That all of it has been complied with (Compliance guidance, paragraph 16): that every item ended as complied'
    expect(lacksOf(complete(toComplainant), notAll)).toEqual([lacking])
    expect(lacksOf(complete(toTrust), notAll)).toEqual([lacking])
  })
  proves('C16', 'lacks the report where none was issued, and recommendations where none had an item', () => {
    const { finalIssuedOn: _, ...without } = ended('complied', 'complied', 'complied')
    expect(lacksOf(complete(toComplainant), sourceOf({ ...without, recommendations: [] }))).toEqual([
      'Which report it is about (Compliance guidance, paragraph 16): the day of the final report',
      'What was recommended (Compliance guidance, paragraph 16): what was recommended',
      'That all of it has been complied with (Compliance guidance, paragraph 16): that every item ended as complied',
    ])
  })
  test('says nothing of what was dropped from the draft', () => {
    for (const to of [toComplainant, toCouncil]) expect(composeFrom(complete(to), allDone)).not.toContain('Dismiss the clerk')
  })
})

describe('what became of a remedy that was not all complied with', () => {
  proves('C16', 'is told to the complainant, for each recommendation', () => {
    expect(composeFrom(otherwise(toComplainant), notAll)).toBe(asKept('ended-otherwise-complainant'))
    expect(missingFrom(otherwise(toComplainant), notAll)).toEqual([])
  })
  proves('C16', 'is told to an organisation, for its own', () => {
    expect(composeFrom(otherwise(toTrust), notAll)).toBe(asKept('ended-otherwise-organisation'))
    expect(missingFrom(otherwise(toTrust), notAll)).toEqual([])
  })
  proves('C16', 'is told to an organisation that did all of its own without a word of what others did not do', () => {
    const text = composeFrom(otherwise(toTrust), sourceOf(ended('complied', 'complied', 'notSecured'), on20July))
    expect(text).toContain('What we recommended to you has been done, and our action on it has ended.')
    expect(text).not.toContain('not all')
  })
  proves('C16', 'is missing while an item is open', () => {
    const open = ended('complied', 'complied', 'complied')
    const [first, ...rest] = open.recommendations
    expect(lacksOf(otherwise(toComplainant), sourceOf({ ...open, recommendations: [{ ...first!, item: {} }, ...rest] }))).toEqual([
      'What became of each (Compliance guidance, paragraph 16): how every item ended',
    ])
  })
})

describe('whom a letter to the complainant reaches', () => {
  const opens = (about: Parameters<typeof sourceOf>[1]) =>
    composeFrom(complete(toComplainant), sourceOf(allDone.record, { ...on20July, ...about })).split('\n\n')
  const died = { ...casefile.casefile, diedOn: '2013-07-01' }

  test('who speaks for them, where somebody does', () => {
    const text = opens({ casefile: { ...casefile, representative: { name: ref('Mr Advocate') } } })
    expect([text[1], text[3], text[4]]).toEqual([
      'Mr Advocate',
      'Dear Mr Advocate,',
      'The complaint of Mrs T about Eastvale Hospital NHS Trust',
    ])
  })
  proves('I22', 'those who act for them after their death, where nobody else goes on with the complaint', () => {
    const text = opens({ casefile: { ...casefile, casefile: died } })
    expect([text[1]?.split('\n')[0], text[3], text[4]]).toEqual([
      'The personal representatives of the late Mrs T',
      'Dear Sir or Madam,',
      'The complaint of the late Mrs T about Eastvale Hospital NHS Trust',
    ])
  })
})

describe('a notice of publication', () => {
  const notice = { letter: 'publicationNotice', to: toTrust } as const
  const on11June = { today: '2013-06-11' }
  proves('C23', 'says that the remedy was not secured, and that a summary is published which may name individuals', () => {
    expect(composeFrom(notice, sourceOf(notSecured, on11June))).toBe(asKept('publication-notice'))
    expect(missingFrom(notice, sourceOf(notSecured, on11June))).toEqual([])
  })
  proves('C23', 'lacks the closure and the decision to publish until an executive has taken them', () => {
    expect(lacksOf(notice, sourceOf(furtherLetterAgreed, on11June))).toEqual([
      'That it was not secured, and when we closed our action (Compliance guidance, paragraph 23): the closure of the item as not secured',
      'That a summary of the case is published (Compliance guidance, paragraph 23): the decision to publish a summary, when closing the item',
    ])
  })
})
