import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import request from 'supertest'
import { definitions } from '../../machines/index.ts'
import { RECORDED_IN_ERROR } from '../../machines/kernel/correct.ts'
import { API, type Caller, openedCasefile, registered, type TestApp, testApp } from '../support/app.ts'
import { submissionFor } from '../support/arbitrary.ts'
import { keepsItsWord } from '../support/contract.ts'

const RUNS = 250

let office: TestApp
let organisation: string
let callers: Caller[]
beforeAll(async () => {
  office = await testApp()
  await office.setClock('2012-12-03')
  const posts = [
    'caseworker',
    'secondCaseworker',
    'lineManager',
    'operationsManager',
    'deputyDirector',
    'director',
    'ombudsman',
    'complianceOfficer',
    'assessmentOutcomesOfficer',
    'administrator',
    'auditor',
  ]
  callers = await Promise.all(posts.map((post) => office.signIn(post)))
  organisation = await registered(callers[0]!)
})
afterAll(() => office.end())

/** So many of the instances last opened are acted on. */
const LATEST = 8

async function fileWithAttempt(): Promise<string[]> {
  const { reference, instance } = await openedCasefile(callers[0]!, organisation)
  const { body } = await callers[0]!.post(`/casefiles/${reference}/instances`, { machine: 'intervention' })
  return [instance, body.id]
}

/** An event that this instance knows, mostly one it takes now, with fields that mostly fit. */
async function anEvent(gen: fc.GeneratorValue, caller: Caller, instance: string): Promise<{ machine: string; body: object }> {
  const { body } = await caller.get(`/instances/${instance}`)
  if (body.status === 404) return { machine: 'sealed', body: { type: 'ADD_NOTE', note: 'x' } }
  const { actions, notNow } = (await caller.get(`/instances/${instance}/actions`)).body as {
    actions: { type: string }[]
    notNow: { type: string }[]
  }
  const known = [...actions, ...actions, ...actions, ...notNow].map(({ type }) => type)
  const type = gen(fc.constantFrom, ...known) as string
  const schema = type === 'RECORDED_IN_ERROR' ? RECORDED_IN_ERROR : definitions[body.machine]!.events[type]!
  return { machine: body.machine, body: gen(submissionFor, schema, () => organisation) as object }
}

describe('whatever is sent by whomever', () => {
  test('events by any post are taken, or declined with their reasons; none is an error of ours', async () => {
    const instances = await fileWithAttempt()
    const answered: Record<string, number> = {}
    const count = (what: string | number) => {
      answered[what] = (answered[what] ?? 0) + 1
    }
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (gen) => {
        const caller = gen(fc.constantFrom, ...callers, callers[0]!, callers[0]!, callers[2]!)
        // A casefile that somebody sealed, or whose complaint was withdrawn, takes little more: another begins beside it.
        if (gen(fc.nat, { max: 9 }) === 0) instances.push(...(await fileWithAttempt()))
        const instance = gen(fc.constantFrom, ...instances.slice(-LATEST))
        const { machine, body } = await anEvent(gen, caller, instance)
        const { status, body: answer } = await caller.post(
          `/instances/${instance}/${gen(fc.constantFrom, 'events', 'events', 'checks')}`,
          body,
        )
        expect(machine === 'sealed' ? [404] : [200, 201, 400, 409, 422]).toContain(status)
        for (const { id } of answer.opened ?? []) instances.push(id)
        count(status)
        count(`${machine} ${status}`)
      }),
      { numRuns: RUNS, endOnFailure: true },
    )
    // Were nothing taken, or nothing refused, it would have passed for the wrong reason.
    for (const status of [200, 201, 409, 422]) expect([status, answered[status]]).toEqual([status, expect.any(Number)])
    expect(answered).toMatchObject({
      'casefile 201': expect.any(Number),
      'intervention 201': expect.any(Number),
      'intervention 422': expect.any(Number),
    })
  }, 120_000)

  test('any JSON at all is answered, or refused with the places that do not fit', async () => {
    const [instance] = await fileWithAttempt()
    const addresses = [
      '/casefiles',
      '/organisations',
      `/instances/${instance}/events`,
      `/instances/${instance}/checks`,
      `/duties/${randomUUID()}/done`,
      '/demonstration/sign-in',
    ]
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...addresses), fc.json({ maxDepth: 6 }), fc.nat(), async (address, text, who) => {
        const { token } = callers[who % callers.length]!
        const { status } = await request(office.app)
          .post(`${API}${address}`)
          .set('Authorization', `Bearer ${token}`)
          .set('Idempotency-Key', randomUUID())
          .set('Content-Type', 'application/json')
          .send(text)
          .expect(keepsItsWord)
        expect([400, 404, 422]).toContain(status)
      }),
      { numRuns: 300, endOnFailure: true },
    )
  }, 120_000)

  test('any bytes at all are answered', async () => {
    const [instance] = await fileWithAttempt()
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        const asked = request(office.app)
          .post(`${API}/instances/${instance}/events`)
          .set('Authorization', `Bearer ${callers[0]!.token}`)
          .set('Idempotency-Key', 'x')
          .set('Content-Type', 'application/json')
        asked.write(Buffer.from(bytes))
        expect((await asked.expect(keepsItsWord)).status).toBe(400)
      }),
      { numRuns: 100, endOnFailure: true },
    )
  }, 60_000)

  test('any address and any query are answered', async () => {
    const segment = fc.oneof(
      fc.constantFrom(
        'casefiles',
        'instances',
        'worklists',
        'duties',
        'letters',
        'organisations',
        'machines',
        'register',
        'history',
        'mine',
      ),
      fc.string({ unit: 'grapheme' }).map(encodeURIComponent),
    )
    const query = fc.dictionary(
      fc.constantFrom('limit', 'after', 'reference', 'state', 'machine', 'name', 'order', 'of', 'x'),
      fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed()),
      { maxKeys: 3 },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(segment, { minLength: 1, maxLength: 4 }), query, fc.nat(), async (segments, asked, who) => {
        const { status } = await callers[who % callers.length]!.get(`/${segments.join('/')}?${new URLSearchParams(asked)}`)
        expect(status).toBeLessThan(500)
      }),
      { numRuns: 300, endOnFailure: true },
    )
  }, 60_000)

  test('any place that a page might have ended at is answered, or said to be none; impossible ones once were errors of ours', async () => {
    const [instance] = await fileWithAttempt()
    const lists = [
      '/worklists/mine',
      '/worklists/awaitingMySignOff',
      '/worklists/all',
      '/worklists/all?sort=reference',
      '/worklists/closed',
      '/worklists/closed?sort=-reference',
      '/duties',
      '/casefiles',
      '/organisations',
      `/instances/${instance}/history`,
    ]
    const uuid = randomUUID()
    const impossible = [[2 ** 31], ['0000-01-01', uuid], ['0000-02-29', uuid], ['0000-01-01T00:00:00.000Z', uuid]]
    const unkeepable = [
      ['\u0000', uuid],
      ['\ud800', uuid],
    ]
    for (const list of lists)
      for (const keys of [...impossible.slice(list === '/organisations' ? 4 : 0), ...unkeepable])
        expect([list, keys, await answerAfter(list, keys)]).toEqual([list, keys, 400])
    // What a worklist is sorted by, which another one is not.
    const ofOrders = ['', '~', 'RD-000123', '2012-12-03', '2012-12-03T09:00:00.000']
    for (const last of ofOrders)
      for (const list of ['/worklists/all', '/worklists/closed'])
        expect([list, last, await answerAfter(list, ['2012-12-03', 'B', '9999-12-31', uuid, last])]).toEqual([list, last, 400])
    const day = fc.date({ min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }).map((date) => date.toISOString())
    const key = fc.oneof(
      day,
      day.map((text) => text.slice(0, 10)),
      fc.uuid(),
      fc.integer({ min: -1, max: 2 ** 53 - 1 }),
      fc.string({ unit: 'binary' }),
      fc.constant(`2012-01-01T00:00:00.${'0'.repeat(150)}Z`),
    )
    const dayOfOurs = fc.constantFrom('2012-12-03', '9999-12-31')
    const onAWorklist = fc.tuple(
      dayOfOurs,
      fc.constantFrom('A', 'B', 'C'),
      dayOfOurs,
      fc.uuid(),
      fc.oneof(key, fc.constantFrom(...ofOrders)),
    )
    const keys = fc.oneof(fc.tuple(key, fc.uuid()), fc.tuple(key), fc.array(key, { maxLength: 3 }), onAWorklist)
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...lists), keys, async (list, ended) => {
        expect([200, 400]).toContain(await answerAfter(list, ended))
      }),
      { numRuns: 300, endOnFailure: true },
    )
  }, 60_000)
  const answerAfter = async (list: string, keys: readonly unknown[]) =>
    (await callers[0]!.get(`${list}${list.includes('?') ? '&' : '?'}after=${Buffer.from(JSON.stringify(keys)).toString('base64url')}`))
      .status
})

test('what was written meanwhile is history that nobody could have written otherwise', async () => {
  const { rows } = await office.database.pool.query<{ actor: string; kind: string }>('select distinct actor, kind from transition')
  for (const { actor, kind } of rows) expect(actor === 'system').toBe(['clock', 'delivery'].includes(kind))
  expect(rows.map(({ actor }) => actor)).not.toContain('holder-of-auditor')
  expect(rows.map(({ actor }) => actor)).not.toContain('holder-of-administrator')
})
