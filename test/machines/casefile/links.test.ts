import { describe, expect, test } from '@jest/globals'
import type { Casefile } from '../../../machines/casefile/record.ts'
import { definitions } from '../../../machines/index.ts'
import { itemKey } from '../../../machines/intervention/record.ts'
import { act, unopened } from '../../../machines/kernel/file.ts'
import { complaint, type History, history, sectors, trust } from '../../support/file.ts'
import { caseworker, director, lineManager, secondCaseworker, stamp } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { proposeReassessment, reassess } from '../compliance/stories.ts'
import { assessing, attempt, submitPremature } from '../intervention/support.ts'
import { expectReplay, voiding } from '../review/support.ts'

const links = (file: History) => file.record<Casefile>('casefile').links
const opened = (more: object = {}) => history(definitions).opens('casefile', complaint(more), caseworker)
const link = { type: 'LINK', reference: 'RD-000104', why: 'The same ward' }

describe('a link', () => {
  test('is made once, saying why', () => {
    const file = opened()
    file.does(caseworker, 'casefile', link)
    expect(links(file)).toEqual([{ reference: 'RD-000104', why: 'The same ward' }])
    expect(file.refused(caseworker, 'casefile', { ...link, why: 'Again' })).toMatchObject([
      { rule: 'notLinkedAlready', field: 'reference' },
    ])
    expect(file.rulesAgainst(secondCaseworker, 'casefile', { ...link, reference: 'RD-000105' })).toEqual(['byTheCaseworker'])
  })

  test('shows on both casefiles: the other is told of it, and of no words', () => {
    const { deliveries } = opened().does(caseworker, 'casefile', link)
    expect(deliveries).toMatchObject([{ to: { casefile: 'RD-000104' }, event: { type: 'WAS_LINKED' } }])
    expect(JSON.stringify(deliveries)).not.toContain('ward')
    const other = opened()
    other.hears({ type: 'WAS_LINKED', reference: 'RD-000001' })
    expect(links(other)).toEqual([{ reference: 'RD-000001' }])
    expect(other.rulesAgainst(caseworker, 'casefile', { ...link, reference: 'RD-000001' })).toEqual(['notLinkedAlready'])
  })

  test('made from both sides it is one link, which keeps why', () => {
    const file = opened()
    file.does(caseworker, 'casefile', link)
    file.hears({ type: 'WAS_LINKED', reference: 'RD-000104' })
    expect(links(file)).toEqual([{ reference: 'RD-000104', why: 'The same ward' }])
  })

  test('made by mistake is gone here; somebody has it corrected there', () => {
    const file = opened()
    file.does(caseworker, 'casefile', link)
    file.does(lineManager, 'casefile', voiding(file, 'LINK'))
    expect(links(file)).toEqual([])
    expect(file.duties).toMatchObject([{ to: 'caseworker', title: expect.stringContaining('casefile RD-000104') }])
  })
})

/** What other files are told when a casefile is opened. */
function toldBy(more: object) {
  const casefile = definitions['casefile']!
  const event = casefile.events['OPEN']!.parse(complaint(more)) as { type: string }
  const begun = unopened(casefile, '00000000-0000-4000-8000-000000000000', 'casefile')
  const organisations = { [trust]: sectors[trust]! }
  const acted = act(definitions, begun, { instance: 'casefile', event }, stamp(caseworker, '2013-03-01', { organisations }))
  if (acted.outcome !== 'taken') throw new Error(JSON.stringify(acted))
  return acted.deliveries
}

describe('a casefile opened for another', () => {
  test('is linked from the start, and the other is told', () => {
    const file = opened({ linkedTo: 'RD-000104' })
    expect(links(file)).toEqual([{ reference: 'RD-000104' }])
    expect(toldBy({ linkedTo: 'RD-000104' })).toMatchObject([{ to: { casefile: 'RD-000104' }, event: { type: 'WAS_LINKED' } }])
    expect(toldBy({})).toEqual([])
  })

  proves('C22g', 'says so when it assesses that one again, and then names it', () => {
    const again = { linkedTo: 'RD-000104', reassesses: true }
    expect(links(opened(again))).toEqual([{ reference: 'RD-000104', reassesses: true }])
    expect(toldBy(again)).toMatchObject([{ event: { type: 'WAS_LINKED', reassesses: true } }])
    expect(() => opened({ reassesses: true })).toThrow(/saysWhatItReassesses/)
  })
})

/** The Trust would not do the work asked for, and the case is suitable for investigation: in a casefile of its own. */
function reassessedElsewhere(how: 'reopen' | 'newCasefile'): History {
  const file = assessing()
  const work = [{ organisation: trust, what: 'Answer the complaint', understood: 'By telephone', respondBy: '2013-03-20' }]
  file.does(caseworker, attempt, { ...submitPremature, work })
  file.does(lineManager, attempt, { type: 'SIGN_OFF' })
  file.does(caseworker, attempt, { type: 'ISSUE_DECISION' })
  file.does(caseworker, attempt, { type: 'FURTHER_WORK_REFUSED', organisation: trust, words: 'It will not' })
  file.does(caseworker, 'compliance', proposeReassessment({ how }))
  file.on('2013-03-11').does(director, 'compliance', reassess)
  return file
}

describe('a case that is reassessed', () => {
  proves('C22g', 'in a new casefile: the caseworker is to open it, and is done when one that reassesses this one is opened', () => {
    const file = reassessedElsewhere('newCasefile')
    expect(file.record<Casefile>('casefile').attempts).toHaveLength(1)
    expect(file.duty('openLinkedCasefile')).toMatchObject({ to: 'caseworker', cites: 'C22g', dueOn: '2013-03-18', endsBy: 'act' })
    file.hears({ type: 'WAS_LINKED', reference: 'RD-000200' })
    expect(file.duty('openLinkedCasefile')).toBeDefined()
    file.hears({ type: 'WAS_LINKED', reference: 'RD-000201', reassesses: true })
    expect(file.duty('openLinkedCasefile')).toBeUndefined()
    expect(links(file)).toEqual([{ reference: 'RD-000200' }, { reference: 'RD-000201', reassessedBy: true }])
  })

  proves('C22g', 'on the same casefile: a new attempt, and what is closed stays closed', () => {
    const file = reassessedElsewhere('reopen')
    expect(file.duty('openLinkedCasefile')).toBeUndefined()
    expect(file.record<Casefile>('casefile').attempts).toMatchObject([
      { key: attempt, how: 'premature' },
      { key: 'attempt-2', reopened: { cites: 'C22g', of: itemKey(trust, 'work') } },
    ])
    expect(file.stands(attempt)).toBe('closed.premature')
    expectReplay(file)
  })

  proves('C22g', 'agreed by mistake, the duty is gone', () => {
    const file = reassessedElsewhere('newCasefile')
    file.does({ ...director, id: 'another director' }, 'compliance', voiding(file, 'REASSESS_ENQUIRY'))
    expect(file.duty('openLinkedCasefile')).toBeUndefined()
  })
})
