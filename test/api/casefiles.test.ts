import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Caller, complaint, openedCasefile, registered, type TestApp, testApp } from '../support/app.ts'
import { proves } from '../support/proves.ts'

let office: TestApp
let caseworker: Caller
let lineManager: Caller
let organisation: string
beforeAll(async () => {
  office = await testApp()
  await office.setClock('2012-12-03')
  caseworker = await office.signIn('caseworker')
  lineManager = await office.signIn('lineManager')
  organisation = await registered(caseworker)
})
afterAll(() => office.end())

describe('opening a casefile', () => {
  test('answers with its reference, its lifecycles and what can be done next', async () => {
    const { body, status, headers } = await caseworker.post(
      '/casefiles',
      complaint(organisation, { earlierReference: 'OLD-77', remedySought: 'An apology' }),
    )
    expect(status).toBe(201)
    expect(body).toMatchObject({
      reference: expect.stringMatching(/^RD-\d{6}$/),
      earlierReference: 'OLD-77',
      revision: 1,
      closed: false,
      sealed: null,
      caseworker: { post: 'caseworker', people: [{ id: caseworker.person, name: 'Amina Clarke' }] },
      particulars: { complainant: { name: 'Mr J' }, complaint: 'His records were lost.', remedySought: 'An apology' },
      organisations: [{ id: organisation, name: 'Anytown District Council', sector: 'parliamentary' }],
      instances: [{ id: body.instance, machine: 'casefile', state: 'open', parent: null }],
      transition: { file: body.id, seq: 1 },
    })
    expect(body.actions.find(({ type }: { type: string }) => type === 'OPEN_INTERVENTION')).toMatchObject({ offered: true, refusals: [] })
    expect(headers).toMatchObject({ location: `/api/v1/casefiles/${body.reference}`, etag: '"1"' })
  })

  test('with the same key gives the same casefile, and not another', async () => {
    const key = randomUUID()
    const first = await caseworker.post('/casefiles', complaint(organisation), key)
    const second = await caseworker.post('/casefiles', complaint(organisation), key)
    expect(second.status).toBe(201)
    expect(second.body).toMatchObject({ id: first.body.id, reference: first.body.reference, repeated: true })
    const other = await caseworker.post('/casefiles', complaint(organisation, { complaint: 'Something else.' }), key)
    expect(other.body).toMatchObject({ status: 422, code: 'key-reused' })
  })

  test('names each field that does not fit, at its place', async () => {
    const { body } = await caseworker.post('/casefiles', {
      receivedOn: '2012-02-30',
      complainant: { name: '', shoeSize: 9 },
      complainedAbout: [],
      complaint: 7,
      flags: { complex: 'yes' },
      by: 'ombudsman',
    })
    expect(body).toMatchObject({ status: 400, code: 'invalid' })
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
      '/by',
      '/complainant/name',
      '/complainant/shoeSize',
      '/complainedAbout',
      '/complaint',
      '/flags/complex',
      '/receivedOn',
    ])
  })

  test('about an organisation that is not registered says so', async () => {
    const { body } = await caseworker.post('/casefiles', complaint(randomUUID()))
    expect(body).toMatchObject({
      status: 400,
      errors: [{ pointer: '/complainedAbout/0', detail: expect.stringContaining('register it first') }],
    })
  })

  proves('I16', 'a complaint is not received on a day that has not come', async () => {
    const { body } = await caseworker.post('/casefiles', complaint(organisation, { receivedOn: '2012-12-04' }))
    expect(body).toMatchObject({ status: 422, refusals: [{ rule: 'receivedByToday', cites: 'I16', field: 'receivedOn' }] })
  })

  test('is not for an auditor or an administrator, and the answer says for whom', async () => {
    for (const post of ['auditor', 'administrator']) {
      const { body } = await (await office.signIn(post)).post('/casefiles', complaint(organisation))
      expect(body).toMatchObject({ status: 422, refusals: [{ rule: 'byAnyStaff' }], whoCould: { words: 'a caseworker or above' } })
      expect(body.whoCould.people).toContainEqual({ id: caseworker.person, name: 'Amina Clarke', posts: ['Caseworker'] })
      expect(body.whoCould.people.map(({ id }: { id: string }) => id)).not.toContain('holder-of-auditor')
    }
  })
})

describe('a casefile', () => {
  test('is found by its reference in any case, and by its id', async () => {
    const { id, reference } = await openedCasefile(caseworker, organisation)
    for (const ref of [id, reference, reference.toLowerCase()])
      expect((await caseworker.get(`/casefiles/${ref}`)).body).toMatchObject({ id, reference })
  })

  test('that nobody changed is not sent twice', async () => {
    const { reference, instance } = await openedCasefile(caseworker, organisation)
    const { headers } = await caseworker.get(`/casefiles/${reference}`)
    expect((await caseworker.get(`/casefiles/${reference}`).set('If-None-Match', headers['etag']!)).status).toBe(304)
    expect((await caseworker.get(`/instances/${instance}`).set('If-None-Match', `W/${headers['etag']}, "99"`)).status).toBe(304)
    await caseworker.post(`/instances/${instance}/events`, { type: 'ADD_NOTE', note: 'He rang.' })
    const again = await caseworker.get(`/casefiles/${reference}`).set('If-None-Match', headers['etag']!)
    expect(again).toMatchObject({ status: 200, headers: { etag: '"2"' } })
  })

  test('opens an attempt, which answers for itself', async () => {
    const { reference } = await openedCasefile(caseworker, organisation)
    const { body, status, headers } = await caseworker.post(`/casefiles/${reference}/instances`, { machine: 'intervention' })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      machine: 'intervention',
      key: 'attempt-1',
      closed: false,
      opened: [{ id: body.id, machine: 'intervention', key: 'attempt-1' }],
    })
    expect(headers['location']).toBe(`/api/v1/instances/${body.id}`)
    expect((await caseworker.get(`/casefiles/${reference}`)).body.instances).toContainEqual(
      expect.objectContaining({ id: body.id, state: body.state }),
    )
    const second = await caseworker.post(`/casefiles/${reference}/instances`, { machine: 'intervention' })
    expect(second.body).toMatchObject({ status: 422, refusals: [{ rule: 'noAttemptUnderWay' }] })
  })

  test('opens no lifecycle that only another lifecycle opens', async () => {
    const { reference } = await openedCasefile(caseworker, organisation)
    for (const machine of ['compliance', 'approach', 'casefile', 'toString']) {
      expect((await caseworker.post(`/casefiles/${reference}/instances`, { machine })).body).toMatchObject({
        status: 400,
        errors: [{ pointer: '/machine' }],
      })
    }
    for (const more of [{ type: 'SEAL' }, { reasons: null }, { key: 'x' }])
      expect((await caseworker.post(`/casefiles/${reference}/instances`, { machine: 'intervention', ...more })).status).toBe(400)
  })
})

describe('the list of casefiles', () => {
  test('is walked page by page, each casefile once, the newest first', async () => {
    for (let count = 0; count < 5; count++) await openedCasefile(caseworker, organisation, { stage: 'investigation' })
    const seen: string[] = []
    let link: string | null = '/casefiles?stage=investigation&limit=2'
    while (link !== null) {
      const { body } = (await caseworker.get(link.replace('/api/v1', ''))) as {
        body: { items: { reference: string }[]; nextLink: string | null }
      }
      expect(body.items.length).toBeLessThanOrEqual(2)
      seen.push(...body.items.map(({ reference }) => reference))
      link = body.nextLink
    }
    expect(seen).toHaveLength(5)
    expect(seen).toEqual([...new Set(seen)].sort().reverse())
  })

  test('is searched by either reference, and no sign in it means more than itself', async () => {
    const { reference } = await openedCasefile(caseworker, organisation, { earlierReference: 'EA/100%_7' })
    const found = async (part: string) =>
      (await caseworker.get(`/casefiles?reference=${encodeURIComponent(part)}`)).body.items.map(
        (each: { reference: string }) => each.reference,
      )
    expect(await found('a/100%_')).toEqual([reference])
    expect(await found('100__7')).toEqual([])
    expect(await found(reference)).toEqual([reference])
  })

  test('is narrowed by post, directorate, organisation, closure and lifecycle', async () => {
    const council = await registered(caseworker, 'Another Council')
    const { reference } = await openedCasefile(caseworker, council)
    await caseworker.post(`/casefiles/${reference}/instances`, { machine: 'intervention' })
    const found = async (query: string) =>
      (await caseworker.get(`/casefiles?organisation=${council}&${query}`)).body.items.map((each: { reference: string }) => each.reference)
    for (const query of [
      'caseworker=caseworker',
      'directorate=customerServices',
      'closed=false',
      'machine=intervention&state=attempt',
      'state=attempt.assessing',
    ])
      expect([query, await found(query)]).toEqual([query, [reference]])
    for (const query of ['caseworker=lineManager', 'directorate=operations', 'closed=true', 'machine=compliance', 'state=att'])
      expect([query, await found(query)]).toEqual([query, []])
  })

  test('says which parameter it does not understand', async () => {
    const asked = async (query: string) => (await lineManager.get(`/casefiles?${query}`)).body
    expect(await asked('limit=0')).toMatchObject({ status: 400, errors: [{ parameter: 'limit' }] })
    expect(await asked('limit=201')).toMatchObject({ errors: [{ parameter: 'limit' }] })
    expect(await asked('colour=blue')).toMatchObject({ errors: [{ parameter: 'colour' }] })
    expect(await asked('stage=over')).toMatchObject({ errors: [{ parameter: 'stage' }] })
    expect(await asked('limit=1&limit=2')).toMatchObject({ errors: [{ parameter: 'limit' }] })
    for (const after of ['nonsense', Buffer.from('["x"]').toString('base64url'), Buffer.from('{"a":1}').toString('base64url'), '%00'])
      expect(await asked(`after=${after}`)).toMatchObject({ status: 400, errors: [{ parameter: 'after' }] })
    expect(await asked('reference=%00')).toMatchObject({ status: 400, errors: [{ parameter: 'reference' }] })
    expect(await asked('reference=%ED%A0%80')).toMatchObject({ items: [] })
  })
})
