import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Caller, openedCasefile, registered, type TestApp, testApp } from '../support/app.ts'

let office: TestApp
let caseworker: Caller
let lineManager: Caller
let other: Caller
let open: Awaited<ReturnType<typeof openedCasefile>>
let hidden: Awaited<ReturnType<typeof openedCasefile>>
let told: Awaited<ReturnType<typeof openedCasefile>>
let successor: Awaited<ReturnType<typeof openedCasefile>>
beforeAll(async () => {
  office = await testApp()
  await office.setClock('2012-12-03')
  caseworker = await office.signIn('caseworker')
  lineManager = await office.signIn('lineManager')
  other = await office.signIn('secondCaseworker')
  const organisation = await registered(caseworker)
  open = await openedCasefile(caseworker, organisation)
  hidden = await openedCasefile(caseworker, organisation)
  const link = { type: 'LINK', reference: hidden.reference, why: 'The same complainant, Unmentionable' }
  expect((await caseworker.post(`/instances/${open.instance}/events`, link)).status).toBe(201)
  successor = await openedCasefile(caseworker, organisation, { linkedTo: hidden.reference, reassesses: true })
  told = await openedCasefile(caseworker, organisation)
  const telling = { type: 'LINK', reference: told.reference, why: 'Unmentionable, too' }
  expect((await caseworker.post(`/instances/${hidden.instance}/events`, telling)).status).toBe(201)
  const sealing = { type: 'SEAL', posts: ['caseworker', 'lineManager'], why: 'Threats were made' }
  expect((await lineManager.post(`/instances/${hidden.instance}/events`, sealing)).status).toBe(201)
})
afterAll(() => office.end())

const addressesOf = ({ reference, instance }: typeof open) => [
  `/casefiles/${reference}`,
  `/casefiles/${reference}/history`,
  `/instances/${instance}`,
  `/instances/${instance}/history`,
  `/instances/${instance}/route`,
]
const pagesOf = ({ reference }: typeof open) => ['parties', 'print', 'timeline', 'route'].map((page) => `/casefiles/${reference}/${page}`)

describe('a casefile that was sealed after it was linked', () => {
  test('is named on those linked with it to nobody who may not see it, on no page and by no route', async () => {
    const visitor = await office.browse('secondCaseworker')
    for (const file of [open, successor, told]) {
      for (const address of addressesOf(file)) {
        const { status, body } = await other.get(address)
        expect([address, status]).toEqual([address, 200])
        expect([address, JSON.stringify(body)]).not.toEqual([
          address,
          expect.stringMatching(new RegExp(`${hidden.reference}|Unmentionable`)),
        ])
      }
      for (const address of pagesOf(file)) {
        const { status, text } = await visitor.get(address)
        expect([address, status]).toEqual([address, 200])
        expect([address, text]).not.toEqual([address, expect.stringMatching(new RegExp(`${hidden.reference}|Unmentionable`))])
      }
    }
  })

  test('is told of there as a casefile that one may not see', async () => {
    expect((await other.get(`/casefiles/${open.reference}`)).body.links).toEqual([{ reference: null, hidden: true }])
    const visitor = await office.browse('secondCaseworker')
    for (const page of ['parties', 'timeline'])
      expect((await visitor.get(`/casefiles/${open.reference}/${page}`)).text).toMatch(/a casefile you may not see/i)
  })

  test('is not found by the words of the link', async () => {
    const found = async (caller: Caller) =>
      (await caller.get('/search?q=Unmentionable')).body.items.map(({ reference }: { reference: string }) => reference).sort()
    expect([await found(caseworker), await found(other)]).toEqual([[open.reference, hidden.reference], []])
  })

  test('is named to those it is open to, with why it was linked', async () => {
    expect((await caseworker.get(`/casefiles/${open.reference}`)).body.links).toEqual([
      { reference: hidden.reference, why: 'The same complainant, Unmentionable' },
    ])
    const visitor = await office.browse('caseworker')
    for (const address of ['parties', 'print', 'timeline'])
      expect((await visitor.get(`/casefiles/${open.reference}/${address}`)).text).toContain('The same complainant, Unmentionable')
  })

  test('is named to all again once it is unsealed, also to whoever asks with what they knew', async () => {
    const { headers } = await other.get(`/casefiles/${open.reference}`)
    await lineManager.post(`/instances/${hidden.instance}/events`, { type: 'UNSEAL', why: 'No longer needed' })
    const { status, body } = await other.get(`/casefiles/${open.reference}`).set('If-None-Match', headers['etag']!)
    expect([status, body.links]).toEqual([200, [{ reference: hidden.reference, why: 'The same complainant, Unmentionable' }]])
  })
})
