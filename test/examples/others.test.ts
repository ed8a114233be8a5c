import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { others } from '../../scripts/demonstration/stories.ts'
import { proves } from '../support/proves.ts'
import { Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await Stage.tells(others)
}, 120_000)
afterAll(() => stage?.ends())

proves(
  ['I11', 'I20', 'I23'],
  'two organisations: one agrees, the other refuses and is escalated to the directorate; the case goes on without it',
  async () => {
    expect(await stage.states('twoOrganisations', 'intervention')).toEqual(['closed.complied'])
    const events = (await stage.history('twoOrganisations')).map(({ event }) => event)
    expect(
      events.filter((event) => ['ORGANISATION_REFUSED', 'ESCALATE', 'PASS_ON', 'DECIDE_OUTCOME', 'GO_ON_WITHOUT'].includes(event)),
    ).toEqual(['ORGANISATION_REFUSED', 'ESCALATE', 'PASS_ON', 'DECIDE_OUTCOME', 'GO_ON_WITHOUT'])
    expect(await stage.record('twoOrganisations', 'intervention')).toMatchObject({
      notAgreed: [{ action: { id: 'contract' }, became: 'refused' }],
    })
  },
)

proves(
  'I21',
  'agreed by telephone and never confirmed is no agreement: the clock records it, each on its day, and a person decides',
  async () => {
    expect(await stage.states('neverConfirmed', 'intervention')).toEqual(['closed.proposedForInvestigation'])
    const clock = (await stage.history('neverConfirmed')).filter(({ kind, machine }) => kind === 'clock' && machine === 'approach')
    // Agreed on 10 February: due seven days on, passed on the 18th, delayed by more than a week on the 25th.
    expect(clock.map(({ happenedOn, to }) => [happenedOn, to])).toEqual([
      ['2013-02-18', 'awaitingConfirmation.late'],
      ['2013-02-25', 'awaitingConfirmation.significantlyDelayed'],
    ])
  },
)

proves(
  ['I20', 'I31'],
  'a body silent to the end is late, then significantly delayed, escalated and reconsidered; silence is no refusal',
  async () => {
    expect(await stage.states('silent', 'intervention')).toEqual(['closed.declined'])
    const lines = await stage.history('silent')
    expect(
      lines.filter(({ kind, machine }) => kind === 'clock' && machine === 'approach').map(({ happenedOn, to }) => [happenedOn, to]),
    ).toEqual([
      ['2013-02-19', 'awaitingResponse.late'],
      ['2013-02-26', 'awaitingResponse.significantlyDelayed'],
    ])
    const { items } = await (await stage.office.as('complianceOfficer')).get<{ items: { name: string; casefile?: string }[] }>('/duties')
    expect(items.filter(({ name }) => name === 'recordFailedIntervention')).toEqual([])
  },
)

proves('I26', 'a decision returned twice is signed in the end, and its item waits for evidence', async () => {
  expect(await stage.states('returnedTwice', 'intervention')).toEqual(['monitoring'])
  const { returns } = (await stage.record('returnedTwice', 'intervention')) as { returns: object[] }
  expect(returns).toMatchObject([{ to: 'letter' }, { to: 'complainant' }])
})

test('a refusal entered on the wrong casefile is struck out by another person, and the dates fall as if it had never been entered', async () => {
  expect(await stage.states('corrected', 'approach')).toEqual(['confirmed'])
  const lines = await stage.history('corrected')
  const refusal = lines.find(({ event }) => event === 'ORGANISATION_REFUSED')!
  expect(refusal).toMatchObject({ struckOut: expect.anything() })
  expect(await stage.record('corrected', 'approach')).toMatchObject({ refusals: [] })
})

test('every line of all histories, corrections among them, put again gives the same, byte for byte', async () => {
  expect((await stage.verify()).difference).toBeUndefined()
})
