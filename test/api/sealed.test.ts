import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Caller, openedCasefile, registered, type TestApp, testApp } from '../support/app.ts'
import { planted } from '../support/planted.ts'
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

async function sealedCasefile() {
  const casefile = await openedCasefile(caseworker, organisation, { complainant: { name: 'Mrs Unmentionable' } })
  const attempt = (await caseworker.post(`/casefiles/${casefile.reference}/instances`, { machine: 'intervention' })).body.id as string
  const sealing = { type: 'SEAL', posts: ['caseworker', 'lineManager'], why: 'Threats were made' }
  expect((await lineManager.post(`/instances/${casefile.instance}/events`, sealing)).status).toBe(201)
  return { ...casefile, attempt }
}

describe('a sealed casefile', () => {
  test('is there for the posts it is open to, and for the auditor', async () => {
    const { reference } = await sealedCasefile()
    for (const caller of [caseworker, lineManager, await office.signIn('auditor')]) {
      const { body } = await caller.get(`/casefiles/${reference}`)
      expect(body).toMatchObject({
        reference,
        sealed: { posts: ['caseworker', 'lineManager'] },
        particulars: { complainant: { name: 'Mrs Unmentionable' } },
      })
      expect((await caller.get('/casefiles?limit=200')).body.items).toContainEqual(expect.objectContaining({ reference, sealed: true }))
    }
  })

  test('is not there for anybody else, by any address, and reads like one that never was', async () => {
    const { reference, id, instance, attempt } = await sealedCasefile()
    for (const post of ['secondCaseworker', 'operationsManager', 'ombudsman', 'administrator']) {
      const other = await office.signIn(post)
      const nothing = await other.get('/casefiles/RD-999999')
      const addresses = [
        `/casefiles/${reference}`,
        `/casefiles/${id}`,
        `/casefiles/${reference}/history`,
        `/instances/${instance}`,
        `/instances/${attempt}`,
        `/instances/${attempt}/actions`,
        `/instances/${attempt}/history`,
      ]
      for (const address of addresses) {
        const { body, status } = await other.get(address)
        expect([post, address, status, body]).toEqual([post, address, 404, { ...nothing.body, instance: body.instance }])
      }
      for (const [address, body] of Object.entries({
        [`/casefiles/${reference}/instances`]: { machine: 'intervention' },
        [`/instances/${instance}/events`]: { type: 'ADD_NOTE', note: 'x' },
        [`/instances/${instance}/checks`]: { type: 'ADD_NOTE', note: 'x' },
        [`/instances/${attempt}/events`]: { type: 'NOTHING' },
      }))
        expect([post, address, (await other.post(address, body)).status]).toEqual([post, address, 404])
      expect((await other.get('/casefiles?limit=200')).body.items.map((each: { reference: string }) => each.reference)).not.toContain(
        reference,
      )
      for (const list of ['mine', 'team', 'unassigned', 'overdue', 'dueIn7Days', 'awaitingMySignOff'])
        expect(JSON.stringify((await other.get(`/worklists/${list}?limit=200`)).body)).not.toContain(reference)
    }
  })

  test('is there again for all once it is unsealed', async () => {
    const { reference, instance } = await sealedCasefile()
    const other = await office.signIn('secondCaseworker')
    expect((await other.get(`/casefiles/${reference}`)).status).toBe(404)
    await lineManager.post(`/instances/${instance}/events`, { type: 'UNSEAL', why: 'No longer needed' })
    expect((await other.get(`/casefiles/${reference}`)).body).toMatchObject({ reference, sealed: null })
  })

  proves('I31', 'who holds a duty of a sealed casefile sees the duty, its paragraph and its date, and nothing besides', async () => {
    const { id, attempt } = await sealedCasefile()
    await planted(
      office.database.pool,
      `insert into duty (id, file_id, instance_id, name, addressee, title, due_on, cites, ends_by, entered_late, opened_seq)
       values (gen_random_uuid(), $1, $2, 'recordFailed', 'complianceOfficer', 'Record the failed intervention', '2012-12-10', 'I31', 'acknowledgement', false, 1)`,
      [id, attempt],
    )
    const officer = await office.signIn('complianceOfficer')
    for (const list of ['/worklists/mine', '/duties']) {
      const { body } = await officer.get(list)
      expect(body.items).toEqual([
        {
          kind: 'duty',
          id: expect.any(String),
          title: 'Record the failed intervention',
          dueOn: '2012-12-10',
          band: 'dueIn7Days',
          cites: 'I31',
          paragraph: 'Casework guidance, paragraph 2.6.31',
          rating: null,
          to: 'complianceOfficer',
          toWords: 'compliance officer',
          endsBy: 'acknowledgement',
          enteredLate: false,
          casefile: null,
          organisation: null,
          about: [],
          instance: null,
          caseworker: null,
          directorate: null,
          nextLetter: null,
          evidence: null,
          stage: null,
          sealed: true,
        },
      ])
    }
  })

  proves('I31', 'a duty was shown to the officer whom the casefile is sealed to, and they could not say that it is done', async () => {
    const { id, instance, attempt, reference } = await sealedCasefile()
    const given = async (to: string, endsBy: string) => {
      const { rows } = await planted<{ id: string }>(
        office.database.pool,
        `insert into duty (id, file_id, instance_id, name, addressee, title, due_on, cites, ends_by, entered_late, opened_seq)
         values (gen_random_uuid(), $1, $2, 'recordFailed', $3, 'Record the failed intervention', '2012-12-10', 'I31', $4, false, 1) returning id`,
        [id, attempt, to, endsBy],
      )
      return rows[0]!.id
    }
    const duty = await given('outcomesOfficer', 'acknowledgement')
    const officer = await office.signIn('outcomesOfficer')
    const say = (caller: Caller, which: string, key?: string) => caller.post(`/duties/${which}/done`, { note: 'It is recorded' }, key)
    const nothing = (await say(officer, '5b9c5c1e-8b1f-4c7a-9a55-0d6a3f1e2c4d')).body
    for (const post of ['secondCaseworker', 'ombudsman', 'administrator', 'complianceOfficer']) {
      const { body } = await say(await office.signIn(post), duty)
      expect([post, body]).toEqual([post, { ...nothing, instance: body.instance }])
    }

    const answer = await say(officer, duty, 'once')
    expect([answer.status, answer.body, answer.headers['etag']]).toEqual([201, { duty, sealed: true, repeated: false }, undefined])
    expect((await say(officer, duty, 'once')).body).toEqual({ duty, sealed: true, repeated: true })
    expect((await say(officer, duty)).status).toBe(404)
    expect((await officer.get('/duties')).body.items).toEqual([])
    expect((await caseworker.get(`/casefiles/${reference}/history?order=newest&limit=1`)).body.items).toMatchObject([
      { event: 'DUTY_DONE', by: { id: officer.person } },
    ])

    const { body } = await say(officer, await given('outcomesOfficer', 'act'))
    expect(body).toMatchObject({ status: 422, refusals: [{ rule: 'dutyEndsBySayingSo' }] })
    expect(JSON.stringify(body)).not.toMatch(/Unmentionable|RD-/)
    expect((await officer.post(`/instances/${instance}/events`, { type: 'DUTY_DONE', duty })).status).toBe(404)
  })
})

describe('a post that was given up', () => {
  test('a second ago sees and does nothing more, whatever the token says', async () => {
    const { reference, instance } = await openedCasefile(caseworker, organisation)
    const other = await office.signIn('secondCaseworker')
    expect((await other.get(`/casefiles/${reference}`)).status).toBe(200)
    await office.database.pool.query("update holding set to_day = '2012-12-02' where person = $1", [other.person])
    try {
      expect((await other.get(`/casefiles/${reference}`)).status).toBe(404)
      expect((await other.post(`/instances/${instance}/events`, { type: 'ADD_NOTE', note: 'x' })).status).toBe(404)
      for (const list of ['/casefiles', '/duties', '/worklists/unassigned'])
        expect((await other.get(list)).body).toMatchObject({ items: [] })
      expect((await other.get('/me')).status).toBe(404)
    } finally {
      await office.database.pool.query('update holding set to_day = null where person = $1', [other.person])
    }
  })
})
