import { describe, expect } from '@jest/globals'
import { ownLineManager } from '../../../machines/casefile/authority.ts'
import { type CasefileFacts, nothingKnown } from '../../../machines/casefile/facts.ts'
import type { Casefile } from '../../../machines/casefile/record.ts'
import { definitions } from '../../../machines/index.ts'
import { inWords, permits } from '../../../machines/kernel/authority.ts'
import { complaint, history } from '../../support/file.ts'
import { administrator, auditor, caseworker, directory, lineManager, lineOf, stamp } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'

describe('auditor and administrator send no casework event', () => {
  const note = { type: 'ADD_NOTE', note: 'Rang twice, no answer' }
  const opened = () => history(definitions).opens('casefile', complaint(), caseworker)

  proves('I16', 'not even where the casefile came to their post', () => {
    for (const [post, holder] of [
      ['auditor', auditor],
      ['administrator', administrator],
    ] as const) {
      const assigned = opened()
      assigned.does(lineManager, 'casefile', { type: 'ASSIGN', post })
      const transferred = opened()
      transferred.does(lineManager, 'casefile', { type: 'TRANSFER_DIRECTORATE', directorate: 'operations', post, why: 'Theirs' })
      for (const file of [assigned, transferred]) {
        expect(file.record<Casefile>('casefile').casefile.caseworker).toBe(post)
        expect(file.refused(holder, 'casefile', note)).toMatchObject([
          { rule: 'byTheCaseworker', cites: 'I16', because: "This is for the casefile's caseworker, or a line manager or above" },
        ])
        expect(file.offered(holder, 'casefile').filter(({ offered }) => offered)).toEqual([])
      }
    }
  })
})

describe('their own line manager', () => {
  const whoPassesOn = (casefile: Partial<CasefileFacts>) => {
    const record = { casefile: { ...nothingKnown, ...casefile } }
    const { line: _, ...standing } = stamp(caseworker, '2013-03-08')
    const line = lineOf(casefile.caseworker)
    const asked = { ...standing, ...(line && { line }) }
    return [
      inWords(ownLineManager, record, asked),
      directory.filter((by) => permits(ownLineManager, record, by, asked)).map(({ id }) => id),
    ]
  }

  proves('I20', 'is the one whom the casefile’s caseworker reports to, and no other', () => {
    expect(whoPassesOn({ caseworker: 'caseworker' })).toEqual([
      "the line manager whom the casefile's caseworker reports to",
      ['holder of lineManager'],
    ])
  })

  proves('I20', 'is any line manager of the directorate while nobody there has the casefile, or its caseworker reports to nobody', () => {
    expect(whoPassesOn({ directorate: 'operations' })).toEqual(['a line manager of operations', ['holder of lineManagerElsewhere']])
    expect(whoPassesOn({ directorate: 'customerServices', caseworker: 'ombudsman' })).toEqual([
      'a line manager of customer services and assessment',
      ['holder of lineManager', 'holder of otherLineManager'],
    ])
  })
})
