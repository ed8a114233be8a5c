import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Caller, complaint, openedCasefile, registered, type TestApp, testApp } from '../support/app.ts'
import { proves } from '../support/proves.ts'

let office: TestApp
let caseworker: Caller
let organisation: string
beforeAll(async () => {
  office = await testApp()
  await office.setClock('2012-12-03')
  caseworker = await office.signIn('caseworker')
  organisation = await registered(caseworker)
})
afterAll(() => office.end())

const opening = (reference: string, body: object, by: Caller = caseworker) => by.post(`/casefiles/${reference}/instances`, body)
const atInvestigation = () => openedCasefile(caseworker, organisation, { stage: 'investigation' })
const recommended = {
  what: 'Apologise in writing',
  kind: 'apology',
  measure: 'A copy of the letter',
  achievable: 'It has the file',
  injustice: 'The distress',
  by: '2013-01-31',
}

describe('a request opens', () => {
  test('an investigation, where the casefile is at that stage, and then its recommendations', async () => {
    const { reference } = await atInvestigation()
    const investigation = await opening(reference, { machine: 'investigation' })
    expect(investigation).toMatchObject({ status: 201, body: { machine: 'investigation', key: 'investigation-1', closed: false } })
    expect((await opening(reference, { machine: 'investigation' })).body).toMatchObject({
      status: 422,
      refusals: [{ rule: 'noInvestigationUnderWay' }],
    })
    const one = await opening(reference, { machine: 'recommendation', organisation, action: recommended })
    expect(one).toMatchObject({ status: 201, body: { machine: 'recommendation', key: 'recommendation-1', parent: investigation.body.id } })
    expect((await caseworker.get(`/instances/${one.body.id}`)).body.record).toMatchObject({ organisation })
  })

  test('a recommendation only where an investigation is under way, and with all that it says', async () => {
    const { reference } = await atInvestigation()
    const asked = { machine: 'recommendation', organisation, action: recommended }
    expect((await opening(reference, asked)).body).toMatchObject({ status: 409, code: 'not-accepted' })
    await opening(reference, { machine: 'investigation' })
    expect((await opening(reference, { machine: 'recommendation', organisation: randomUUID(), action: {} })).body).toMatchObject({
      status: 400,
      errors: expect.arrayContaining([expect.objectContaining({ pointer: '/action/what' })]),
    })
  })

  proves('I33', 'a review, once there is a decision of ours to complain of', async () => {
    const { reference } = await openedCasefile(caseworker, organisation)
    const { body } = await opening(reference, { machine: 'review', complaint: 'It is not what I asked for' })
    expect(body).toMatchObject({
      status: 422,
      code: 'refused',
      refusals: expect.arrayContaining([expect.objectContaining({ rule: 'aLetterHasFollowed' })]),
    })
  })

  proves('C11', 'no compliance item: that comes of what was agreed, accepted or decided', async () => {
    const { reference } = await openedCasefile(caseworker, organisation)
    expect((await opening(reference, { machine: 'compliance', organisation })).body).toMatchObject({
      status: 400,
      errors: [{ pointer: '/machine', detail: expect.stringMatching(/never by a request.*C11/) }],
    })
  })

  test('each by its own event and no other', async () => {
    const { reference } = await atInvestigation()
    expect((await opening(reference, { machine: 'investigation', type: 'OPEN_INVESTIGATION' })).status).toBe(201)
    expect((await opening(reference, { machine: 'review', type: 'SEAL' })).body).toMatchObject({
      status: 400,
      errors: [{ pointer: '/type', detail: 'type is REFER_FOR_REVIEW here, and may be left out' }],
    })
    expect((await opening(reference, { machine: 'intervention', organisation })).body).toMatchObject({
      status: 400,
      errors: [{ pointer: '/organisation', detail: 'There is no such field' }],
    })
  })
})

describe('a casefile opened with a link', () => {
  const linksOf = async (reference: string) => (await caseworker.get(`/casefiles/${reference}`)).body.links as { reference: string }[]

  test('shows it on both, a moment later', async () => {
    const earlier = await openedCasefile(caseworker, organisation)
    const { body, status } = await caseworker.post('/casefiles', complaint(organisation, { linkedTo: earlier.reference }))
    expect(status).toBe(201)
    await office.services.deliveries.settled()
    expect([await linksOf(body.reference), await linksOf(earlier.reference)]).toMatchObject([
      [{ reference: earlier.reference }],
      [{ reference: body.reference }],
    ])
  })

  test('to a casefile that there is not, or that is sealed to the person, says so and opens nothing', async () => {
    const sealed = await openedCasefile(caseworker, organisation)
    const lineManager = await office.signIn('lineManager')
    await lineManager.post(`/instances/${sealed.instance}/events`, {
      type: 'SEAL',
      posts: ['lineManager'],
      why: 'A colleague is named in it',
    })
    for (const linkedTo of ['RD-999999', sealed.reference])
      expect((await caseworker.post('/casefiles', complaint(organisation, { linkedTo }))).body).toMatchObject({
        status: 400,
        errors: [{ pointer: '/linkedTo', detail: 'There is no casefile of this reference' }],
      })
  })
})

describe('before a file is opened', () => {
  const numbers = async () => (await office.database.pool.query('select count(*)::int as files from file')).rows[0]

  test('what opening a casefile would do is answered, and nothing is kept', async () => {
    const before = await numbers()
    const { status, body } = await caseworker.post('/casefiles/checks', complaint(organisation))
    expect(status).toBe(200)
    expect(body).toMatchObject({ state: 'open', lines: [{ machine: 'casefile', event: 'OPEN', from: 'unopened', to: 'open' }] })
    expect(await numbers()).toEqual(before)
  })

  test('what registering an organisation would do, too: it is rated from the beginning', async () => {
    const { status, body } = await caseworker.post('/organisations/checks', { name: 'Fenwick Council', sector: 'health' })
    expect(status).toBe(200)
    expect(body.instances.map(({ machine }: { machine: string }) => machine)).toEqual(['organisation', 'rating'])
    expect((await caseworker.get('/organisations?name=Fenwick')).body.items).toEqual([])
  })

  test('what would be refused is refused in the same words', async () => {
    const asked = complaint(organisation, { receivedOn: '2013-01-01' })
    const [check, opened] = [await caseworker.post('/casefiles/checks', asked), await caseworker.post('/casefiles', asked)]
    expect(check.body).toMatchObject({ status: 422, refusals: [{ rule: 'receivedByToday' }] })
    expect(check.body.refusals).toEqual(opened.body.refusals)
    const auditor = await office.signIn('auditor')
    expect((await auditor.post('/casefiles/checks', complaint(organisation))).body).toMatchObject({
      refusals: [{ rule: 'byAnyStaff', cites: 'I16' }],
    })
  })
})
