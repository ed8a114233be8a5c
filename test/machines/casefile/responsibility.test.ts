import { describe, expect, test } from '@jest/globals'
import { type Casefile, casefileClosed } from '../../../machines/casefile/record.ts'
import { definitions } from '../../../machines/index.ts'
import { complaint, history } from '../../support/file.ts'
import {
  administrator,
  auditor,
  caseworker,
  director,
  lineManager,
  operationsManager,
  otherLineManager,
  secondCaseworker,
} from '../../support/people.ts'
import { proves } from '../../support/proves.ts'

const opened = (more: object = {}) => history(definitions).opens('casefile', complaint(more), caseworker)
const record = (file: ReturnType<typeof history>) => file.record<Casefile>('casefile')

describe('whose the casefile is', () => {
  const assign = { type: 'ASSIGN', post: 'secondCaseworker' }

  proves('I16', 'a line manager or above assigns a casefile, its caseworker does not', () => {
    const file = opened()
    expect(file.refused(caseworker, 'casefile', assign)).toMatchObject([
      { rule: 'byALineManagerOrAbove', cites: 'I16', strength: 'must', reasonWouldHelp: false },
    ])
    file.does(lineManager, 'casefile', assign)
    expect(record(file).casefile.caseworker).toBe('secondCaseworker')
  })

  test('assigning to the post that has it already is no change', () => {
    expect(opened().rulesAgainst(lineManager, 'casefile', { type: 'ASSIGN', post: 'caseworker' })).toEqual(['toAnotherPost'])
  })

  test('who could assign it is everyone from line manager up, and nobody else', () => {
    const { words, people } = opened().whoCould('casefile', 'ASSIGN')
    expect(words).toBe('a line manager or above')
    expect(people).toContain(otherLineManager.id)
    expect(people).toContain(director.id)
    expect(people).not.toContain(secondCaseworker.id)
    expect(people).not.toContain(auditor.id)
  })

  proves('I16', 'everything else on it is for its caseworker or someone above a caseworker', () => {
    const file = opened()
    const note = { type: 'ADD_NOTE', note: 'Rang twice, no answer' }
    expect(file.refused(secondCaseworker, 'casefile', note)).toMatchObject([
      { rule: 'byTheCaseworker', cites: 'I16', because: "This is for the casefile's caseworker, or a line manager or above" },
    ])
    expect(file.rulesAgainst(auditor, 'casefile', note)).toEqual(['byTheCaseworker'])
    expect(file.rulesAgainst(administrator, 'casefile', note)).toEqual(['byTheCaseworker'])
    file.does(caseworker, 'casefile', note)
    file.does(operationsManager, 'casefile', note)
    file.does(lineManager, 'casefile', assign)
    expect(file.rulesAgainst(caseworker, 'casefile', note)).toEqual(['byTheCaseworker'])
    file.does(secondCaseworker, 'casefile', note)
  })
})

test('assigning and transferring say of themselves that they hand a casefile on, and nothing else does', () => {
  const handingOn = Object.values(definitions).flatMap(({ events }) =>
    Object.entries(events).flatMap(([type, schema]) => ((schema.meta() as { handsOn?: true }).handsOn ? [type] : [])),
  )
  expect(handingOn).toEqual(['ASSIGN', 'TRANSFER_DIRECTORATE'])
})

describe('transfer to another directorate', () => {
  const transfer = { type: 'TRANSFER_DIRECTORATE', directorate: 'operations', why: 'It is to be investigated there' }

  proves('I16', 'a line manager or above transfers; the post that had the casefile stays behind', () => {
    const file = opened()
    expect(file.rulesAgainst(caseworker, 'casefile', transfer)).toEqual(['byALineManagerOrAbove'])
    file.does(lineManager, 'casefile', transfer)
    expect(record(file).casefile).toMatchObject({ directorate: 'operations' })
    expect(record(file).casefile.caseworker).toBeUndefined()
  })

  test('the receiving directorate’s post may be named at once', () => {
    const file = opened()
    file.does(lineManager, 'casefile', { ...transfer, post: 'caseworkerElsewhere' })
    expect(record(file).casefile).toMatchObject({ directorate: 'operations', caseworker: 'caseworkerElsewhere' })
  })

  test('a casefile is not transferred to the directorate that has it', () => {
    expect(opened().rulesAgainst(lineManager, 'casefile', { ...transfer, directorate: 'customerServices' })).toEqual([
      'toAnotherDirectorate',
    ])
  })
})

describe('stage and flags', () => {
  test('the stage changes to another one', () => {
    const file = opened()
    expect(file.rulesAgainst(caseworker, 'casefile', { type: 'CHANGE_STAGE', stage: 'preliminary' })).toEqual(['toAnotherStage'])
    file.does(caseworker, 'casefile', { type: 'CHANGE_STAGE', stage: 'furtherAssessment' })
    expect(record(file).casefile.stage).toBe('furtherAssessment')
  })

  proves('I1', 'a casefile does not go on to investigation while an attempt is under way', () => {
    const file = opened()
    file.does(caseworker, 'casefile', { type: 'OPEN_INTERVENTION' })
    expect(file.refused(caseworker, 'casefile', { type: 'CHANGE_STAGE', stage: 'investigation' })).toMatchObject([
      { rule: 'noAttemptInTheWay', cites: 'I1', field: 'stage' },
    ])
    file.does(caseworker, 'casefile', { type: 'CHANGE_STAGE', stage: 'furtherAssessment' })
    file.does(caseworker, 'attempt-1', { type: 'PROPOSE_INVESTIGATION', rationale: 'Wider interest' })
    file.does(caseworker, 'casefile', { type: 'CHANGE_STAGE', stage: 'investigation' })
    expect(casefileClosed(record(file))).toBe(false)
  })

  test('a flag is set and cleared, the others stay', () => {
    const file = opened({ flags: { clinicalMatters: true } })
    file.does(caseworker, 'casefile', { type: 'SET_FLAG', flag: 'highRisk', set: true })
    file.does(caseworker, 'casefile', { type: 'SET_FLAG', flag: 'clinicalMatters', set: false })
    expect(record(file).casefile.flags).toEqual({ clinicalMatters: false, highRisk: true, complex: false })
  })
})

describe('sealing', () => {
  const seal = { type: 'SEAL', posts: ['caseworker', 'lineManager'], why: 'The complainant is known to staff' }

  proves('I16', 'a line manager or above seals a casefile to named posts, and unseals it, saying why', () => {
    const file = opened()
    expect(file.rulesAgainst(caseworker, 'casefile', seal)).toEqual(['byALineManagerOrAbove'])
    file.does(lineManager, 'casefile', seal)
    expect(record(file).sealed).toEqual({ posts: ['caseworker', 'lineManager'], why: 'The complainant is known to staff' })
    expect(file.rulesAgainst(caseworker, 'casefile', { type: 'UNSEAL', why: 'No longer' })).toEqual(['byALineManagerOrAbove'])
    file.does(lineManager, 'casefile', { type: 'UNSEAL', why: 'They have left' })
    expect(record(file).sealed).toBeUndefined()
  })

  test('what is not sealed is not unsealed; sealing it makes it so', () => {
    const file = opened()
    expect(file.refused(lineManager, 'casefile', { type: 'UNSEAL', why: 'Why not' })).toMatchObject([{ rule: 'isSealed' }])
    file.does(lineManager, 'casefile', seal)
    expect(file.rulesAgainst(lineManager, 'casefile', { type: 'UNSEAL', why: 'Why not' })).toEqual([])
  })
})
