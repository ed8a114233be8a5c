import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { definitions } from '../../machines/index.ts'
import { addDays } from '../../machines/kernel/calendar.ts'
import { action, allPoints, assessment } from '../../scripts/demonstration/passages.ts'
import { verify } from '../../src/engine/verify.ts'
import { type Caller, openedCasefile, registered, type TestApp, testApp } from '../support/app.ts'
import { proves } from '../support/proves.ts'

let office: TestApp
let caseworker: Caller
let lineManager: Caller
let officer: Caller
beforeAll(async () => {
  office = await testApp()
  await office.setClock('2013-03-01')
  caseworker = await office.signIn('caseworker')
  lineManager = await office.signIn('lineManager')
  officer = await office.signIn('complianceOfficer')
})
afterAll(() => office.end())

const shown = async (organisation: string) => (await caseworker.get(`/organisations/${organisation}`)).body
const put = async (caller: Caller, instance: string, event: object): Promise<{ transition: { seq: number } }> => {
  const { status, body } = await caller.post(`/instances/${instance}/events`, event)
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body
}
async function movesTo(day: string) {
  await office.setClock(day)
  await office.services.sweep()
}

/** A caseworker asks it for an apology. */
async function asked(organisation: string, today: string) {
  const { reference } = await openedCasefile(caseworker, organisation, { receivedOn: today })
  const { body } = await caseworker.post(`/casefiles/${reference}/instances`, { machine: 'intervention' })
  for (const event of [
    { type: 'RECORD_COMPLAINANT_CONTACT', channel: 'telephone', toldRemedyMayBeSought: true, expectations: 'An apology' },
    { type: 'RECORD_ASSESSMENT', ...assessment() },
    { type: 'DECIDE_TO_ATTEMPT', prospect: { answer: true, why: 'It has acted on such proposals before' } },
    { type: 'ADD_ACTION', action: action('apology', organisation, 'Write a letter of apology', addDays(today, 28), { kind: 'apology' }) },
    {
      type: 'PROPOSE_INTERVENTION',
      whom: [organisation],
      channel: 'writing',
      contact: 'focalPoint',
      points: allPoints,
      respondBy: addDays(today, 14),
    },
  ])
    await put(caseworker, body.id, event)
  await office.services.sweep()
}

proves(['C6', 'C9'], 'a first remedy begins the year; the duty comes in time, and what is recorded then begins the next', async () => {
  const organisation = await registered(caseworker, 'Hill Trust')
  expect((await shown(organisation)).rating).toMatchObject({ state: 'rated.notMeasured', reviewBy: null })
  await asked(organisation, '2013-03-01')
  expect((await shown(organisation)).rating).toMatchObject({
    state: 'rated.reviewNotDue',
    firstRemedyOn: '2013-03-01',
    reviewBy: '2014-03-01',
  })
  await movesTo('2014-02-10')
  const mine = async () =>
    (await officer.get('/worklists/mine?limit=200')).body.items.filter((each: { organisation: { id: string } | null }) => each.organisation)
  expect(await mine()).toMatchObject([
    { title: 'Look at the organisation’s rating again', dueOn: '2014-03-01', cites: 'C9', organisation: { id: organisation } },
  ])
  const { instance } = (await shown(organisation)).rating
  await put(officer, instance, { type: 'RECORD_NO_CHANGE', why: 'Nothing but this one remedy', information: 'insufficient' })
  expect(await mine()).toEqual([])
  expect((await shown(organisation)).rating).toMatchObject({ information: 'insufficient', reviewBy: '2015-02-10' })
})

proves(['C6', 'C9'], 'a remedy asked of an organisation that was succeeded begins the year of the one in force', async () => {
  await office.setClock('2014-03-01')
  const [old, heir] = [await registered(caseworker, 'Old Trust'), await registered(caseworker, 'New Trust')]
  const { instance } = await shown(old)
  await put(officer, instance, { type: 'ORGANISATION_SUCCEEDED', successor: heir, happenedOn: '2014-02-27' })
  await asked(old, '2014-03-01')
  expect((await shown(heir)).rating).toMatchObject({ state: 'rated.reviewNotDue', firstRemedyOn: '2014-03-01' })
  expect((await shown(old)).rating).toMatchObject({ state: 'kept', firstRemedyOn: null })
})

proves('C6', 'a succession recorded by mistake is put right: the organisation is in force again', async () => {
  const [old, heir] = [await registered(caseworker, 'Still There Trust'), await registered(caseworker, 'Not Yet Trust')]
  const { instance } = await shown(old)
  const { transition } = await put(officer, instance, { type: 'ORGANISATION_SUCCEEDED', successor: heir })
  const listed = async () => (await caseworker.get('/organisations?name=Still')).body.items
  expect(await listed()).toMatchObject([{ id: old, succeeded: true }])
  await put(lineManager, instance, { type: 'RECORDED_IN_ERROR', transition: transition.seq, why: 'The order was not made' })
  expect(await listed()).toMatchObject([{ id: old, succeeded: false }])
  expect(await shown(old)).toMatchObject({ successor: null, inForce: { id: old }, rating: { state: 'rated.notMeasured' } })
  expect(await shown(heir)).toMatchObject({ predecessors: [] })
})

proves('C7', 'a rating agreed by mistake is put right by somebody who could have agreed it, and is what it was', async () => {
  const organisation = await registered(caseworker, 'Mistaken Trust')
  const { instance } = (await shown(organisation)).rating
  const factors = [{ factor: 'commitment', bears: 'favourable' }]
  await put(officer, instance, { type: 'SUGGEST_RATING', rating: 'A', why: 'By its record', factors })
  const { transition } = await put(caseworker, instance, { type: 'AGREE_RATING' })
  expect((await caseworker.get('/organisations?name=Mistaken')).body.items).toMatchObject([{ rating: 'A' }])
  const struckOut = { type: 'RECORDED_IN_ERROR', transition: transition.seq, why: 'Another organisation was meant' }
  const refused = await caseworker.post(`/instances/${instance}/events`, struckOut)
  expect(refused.body.refusals).toContainEqual(expect.objectContaining({ rule: 'correctedByAnother' }))
  await put(lineManager, instance, struckOut)
  expect((await shown(organisation)).rating).toMatchObject({ state: 'suggested.inTime', rating: 'B', history: [] })
  expect((await caseworker.get('/organisations?name=Mistaken')).body.items).toMatchObject([{ rating: 'B' }])
})

test('every line of the histories, put again, gives what is kept', async () => {
  expect((await verify(office.services.pool, definitions)).difference).toBeUndefined()
})
