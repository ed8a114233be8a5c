import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { examples } from '../../scripts/demonstration/stories.ts'
import { proves } from '../support/proves.ts'
import { Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await Stage.tells(examples)
}, 120_000)
afterAll(() => stage?.ends())

test('each of the six examples reaches its outcome: resolved, and every agreed action complied with', async () => {
  for (const name of Object.keys(examples)) {
    expect([name, await stage.states(name, 'intervention')]).toEqual([name, ['closed.complied']])
    const items = await stage.states(name, 'compliance')
    expect([name, [...new Set(items)]]).toEqual([name, ['closed.complied']])
  }
})

proves(['I19', 'I21'], 'Mr J: four actions, the last added by the Trust and so an offer; each has its item, money in pence', async () => {
  expect((await stage.states('mrJ', 'compliance')).length).toBe(4)
  const { attempts } = (await stage.record('mrJ', 'casefile')) as { attempts: object[] }
  expect(attempts).toMatchObject([
    { how: 'resolved', closureDetail: 'No evidence of unremedied injustice', enquiryAction: 'Intervention short of an investigation' },
  ])
  const { offers } = (await stage.record('mrJ', 'approach')) as { offers: { became: string; actions: { id: string; money: object[] }[] }[] }
  expect(offers).toMatchObject([{ became: 'accepted' }])
  expect(offers[0]!.actions.map(({ id }) => id)).toEqual(['apology', 'copy-on-file', 'costs', 'service'])
  expect(offers[0]!.actions[2]!.money).toEqual([{ kind: 'payment', amount: 200_000 }])
})

proves(
  ['I9', 'I19'],
  'Mr B: a proposal to consider a payment passes with its reason; the first offer, without an amount, was withdrawn; 10,000 pounds are confirmed',
  async () => {
    const { offers } = (await stage.record('mrB', 'approach')) as { offers: { became: string; actions: { money: object[] }[] }[] }
    expect(offers.map(({ became }) => became)).toEqual(['withdrawn', 'accepted'])
    expect(offers.map(({ actions }) => actions[0]!.money)).toEqual([[{ kind: 'payment' }], [{ kind: 'payment', amount: 1_000_000 }]])
    const proposal = (await stage.history('mrB')).find(({ event }) => event === 'PROPOSE_INTERVENTION')
    expect(proposal!['waived']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ rule: 'everyActionIsSpecific', cites: 'I9' }),
        expect.objectContaining({ rule: 'apologyAskedFor', cites: 'I18' }),
      ]),
    )
    expect(await stage.record('mrB', 'intervention')).toMatchObject({ casefile: { aggrievedDiffers: true } })
  },
)

proves(
  ['I6', 'I34'],
  'Mrs T: the explanation was seen and judged; what the Trust provided before our decision stands in the items from the start',
  async () => {
    expect(await stage.record('mrsT', 'intervention')).toMatchObject({ explanations: expect.objectContaining({}) })
    const { explanations } = (await stage.record('mrsT', 'intervention')) as { explanations: Record<string, { satisfied: boolean }> }
    expect(Object.values(explanations)).toMatchObject([{ satisfied: true }])
    const history = await stage.history('mrsT')
    expect(history.filter(({ event }) => event === 'REMEDY_PROVIDED').length).toBe(3)
    const opened = history.filter(({ event, machine }) => event === 'OPENED' && machine === 'compliance')
    expect(opened.length).toBe(3)
  },
)

proves(['I5', 'I21'], 'Mr D: no view of fault was needed; agreement by telephone waited for its confirmation', async () => {
  expect(await stage.record('mrD', 'intervention')).toMatchObject({
    assessment: { indicationOfFault: false, promptActionWouldResolve: true },
  })
  const events = (await stage.history('mrD')).map(({ event }) => event)
  expect(events.indexOf('ORGANISATION_AGREED')).toBeLessThan(events.indexOf('WRITTEN_CONFIRMATION_RECEIVED'))
})

proves('I21', 'Mrs C: the confirmation states both sums, 1,649.86 pounds and the 100 offered before', async () => {
  const { agreed } = (await stage.record('mrsC', 'approach')) as { agreed: { money: object[] }[] }
  expect(agreed[0]!.money).toEqual([
    { kind: 'payment', amount: 164_986 },
    { kind: 'earlierOffer', amount: 10_000 },
  ])
})

proves('I16', 'Mr S: an enquiry and no proposal; what the office offered was accepted, and provided before our decision', async () => {
  const events = (await stage.history('mrS')).map(({ event }) => event)
  expect(events).toContain('ENQUIRE_OF_ORGANISATION')
  expect(events).not.toContain('PROPOSE_INTERVENTION')
  expect(await stage.record('mrS', 'approach')).toMatchObject({ origin: 'enquiry', proposals: 0 })
})

test('every line of all histories, put again, gives the same snapshots, timers, duties and letters, byte for byte', async () => {
  const verified = await stage.verify()
  expect(verified.difference).toBeUndefined()
  expect(verified.files).toBe(12)
})
