import { expect, test } from '@jest/globals'
import { faultsOf } from '../../../machines/kernel/well-formed.ts'
import { office, trust } from '../../support/file.ts'
import { caseworker } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { accepts, apology, definitions, ends, payment, reported, sends, type Told } from './support.ts'

const investigation = 'investigation-1'

test.each([definitions.investigation, definitions.recommendation])('the chart of $name has no faults', (definition) => {
  expect(faultsOf(definition)).toEqual([])
})

proves(
  'C16',
  'when every item is complied with, the complainant and each organisation are written to, and the investigation closes',
  () => {
    const file = reported([trust, apology], [trust, payment], [office, payment])
    for (const key of [1, 2, 3]) file.does(caseworker, `recommendation-${key}`, accepts())
    ends(file, 'recommendation-1')
    ends(file, 'recommendation-2')
    expect(file.stands(investigation)).toBe('securing.monitoring')
    ends(file, 'recommendation-3')
    expect(file.stands(investigation)).toBe('securing.completing.inTime')
    expect(file.letters.map(({ letter, to, cites }) => ({ letter, to, cites }))).toEqual([
      { letter: 'completion', to: { party: 'complainant' }, cites: 'C16' },
      { letter: 'completion', to: { organisation: trust }, cites: 'C16' },
      { letter: 'completion', to: { organisation: office }, cites: 'C16' },
    ])
    expect(file.duty('writeToEverybody')).toMatchObject({ to: 'caseworker', cites: 'C16' })

    const close = { type: 'CLOSE', why: 'All was provided' }
    expect(file.refused(caseworker, investigation, close)).toMatchObject([{ rule: 'everyoneWasWrittenTo', cites: 'C16' }])
    sends(file, { party: 'complainant' })
    sends(file, { organisation: trust })
    expect(file.rulesAgainst(caseworker, investigation, close)).toEqual(['everyoneWasWrittenTo'])
    sends(file, { organisation: office })
    expect(file.duty('writeToEverybody')).toBeUndefined()
    expect(file.duty('closeInvestigation')).toMatchObject({ cites: 'C16' })
    file.does(caseworker, investigation, close)
    expect(file.stands(investigation)).toBe('closed.complete')
    expect(file.duties).toEqual([])
    expect(file.record<Told>('opener').told.at(-1)).toEqual({
      type: 'INVESTIGATION_ENDED',
      key: investigation,
      how: 'complete',
      finding: 'fully',
    })
  },
)
