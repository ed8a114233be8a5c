import { expect, test } from '@jest/globals'
import { faultsOf } from '../../../machines/kernel/well-formed.ts'
import { office, trust } from '../../support/file.ts'
import { caseworker, director, ombudsman } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import {
  accepts,
  apology,
  decides,
  definitions,
  drafted,
  ends,
  issueFinal,
  passedOn,
  payment,
  refuses,
  reported,
  sends,
  type Told,
} from './support.ts'

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

proves('C16', 'where an item ended otherwise, there are no letters of completion but a duty to tell both what became of it', () => {
  const file = reported([trust, apology], [office, payment])
  for (const key of [1, 2]) file.does(caseworker, `recommendation-${key}`, accepts())
  ends(file, 'recommendation-1', 'notSecured')
  ends(file, 'recommendation-2')
  expect(file.stands('recommendation-1')).toBe('closed.notSecured')
  expect([...new Set(file.letters.map(({ letter }) => letter))]).toEqual(['endedOtherwise'])
  expect(file.duty('writeToEverybody')).toMatchObject({ cites: 'C16', title: expect.stringContaining('what became of') })
  const close = { type: 'CLOSE', why: 'The executive closed one item' }
  file.does(caseworker, investigation, close, { reasons: { everyoneWasWrittenTo: 'All were told by telephone' } })
  expect(file.stands(investigation)).toBe('closed.endedOtherwise')
  expect(file.lines.find(({ event }) => event === 'CLOSE')!.waived).toMatchObject([{ rule: 'everyoneWasWrittenTo', cites: 'C16' }])
  expect(file.letters).toEqual([])
})

proves('C16', 'telling everybody and closing has its time; after it, it is overdue, and is still taken', () => {
  const file = reported([trust, apology])
  file.does(caseworker, 'recommendation-1', accepts())
  ends(file, 'recommendation-1')
  file.moveTo('2013-07-09')
  expect(file.stands(investigation)).toBe('securing.completing.late')
  sends(file, { party: 'complainant' })
  sends(file, { organisation: trust })
  file.does(caseworker, investigation, { type: 'CLOSE', why: 'Done' })
  expect(file.stands(investigation)).toBe('closed.complete')
})

proves('C2', 'an upheld investigation does not close with no item unless a reason says why', () => {
  const file = drafted([trust, apology])
  const one = 'recommendation-1'
  file.does(caseworker, one, refuses())
  file.does(director, one, passedOn())
  file.does(ombudsman, one, decides('dropped'))
  issueFinal(file)
  expect(file.stands(investigation)).toBe('securing.withoutItem.inTime')
  expect(file.duty('closeInvestigation')).toMatchObject({ to: 'caseworker', cites: 'C2' })
  const close = { type: 'CLOSE_WITHOUT_ITEM' }
  expect(file.refused(caseworker, investigation, close)).toMatchObject([
    { rule: 'hasAnItem', cites: 'C2', strength: 'normally', reasonWouldHelp: true },
  ])
  file.moveTo('2013-05-20')
  expect(file.stands(investigation)).toBe('securing.withoutItem.late')
  file.does(caseworker, investigation, close, { reasons: { hasAnItem: 'Its only recommendation was refused, and dropped' } })
  expect(file.stands(investigation)).toBe('closed.endedOtherwise')
})

proves('C2', 'a finding that upholds the complaint without any recommendation needs the same reason', () => {
  const file = reported()
  expect(file.stands(investigation)).toBe('securing.withoutItem.inTime')
})

proves('C2', 'what was provided before the final report is an item too; all complied with by then, only telling everybody is left', () => {
  const file = drafted([trust, apology])
  file.does(caseworker, 'recommendation-1', accepts({ providedOn: '2013-05-01', evidence: 'A copy of the letter' }))
  ends(file, 'recommendation-1')
  expect(file.stands(investigation)).toBe('draftIssued')
  issueFinal(file)
  expect(file.stands(investigation)).toBe('securing.completing.inTime')
  expect(file.letters.map(({ letter }) => letter)).toEqual(['completion', 'completion'])
})

proves('C10', 'the rest of what was accepted in part is settled too before the investigation completes', () => {
  const file = reported([trust, payment])
  const part = ({ kind, what, measure, money }: typeof payment) => ({ kind, what, measure, money })
  file.does(caseworker, 'recommendation-1', {
    ...accepts(),
    type: 'ORGANISATION_PARTLY_ACCEPTED',
    accepted: part(payment),
    rest: part(payment),
    refusal: 'It refuses the interest',
  })
  ends(file, 'recommendation-1')
  expect(file.stands(investigation)).toBe('securing.monitoring')
  file.does(director, 'recommendation-2', passedOn())
  file.does(ombudsman, 'recommendation-2', decides('pursued'))
  expect(file.stands(investigation)).toBe('securing.monitoring')
  ends(file, 'recommendation-2')
  expect(file.stands(investigation)).toBe('securing.completing.inTime')
  expect(file.letters.filter(({ letter }) => letter === 'completion')).toHaveLength(2)
})

test('what is accepted after the investigation was closed has its item, which runs on by itself', () => {
  const file = reported([trust, apology])
  const one = 'recommendation-1'
  file.does(caseworker, one, refuses())
  file.does(director, one, passedOn())
  file.does(ombudsman, one, decides('notPursued'))
  file.does(caseworker, investigation, { type: 'CLOSE', why: 'Not pursued' }, { reasons: { everyoneWasWrittenTo: 'Told in person' } })
  file.on('2013-09-01').does(caseworker, one, accepts())
  ends(file, one, 'complied', 2)
  expect(file.stands(one)).toBe('closed.complied')
  expect(file.stands(investigation)).toBe('closed.endedOtherwise')
  expect(file.record(investigation)).toMatchObject({ recommendations: [{ standing: 'accepted', item: { ending: 'complied' } }] })
})
