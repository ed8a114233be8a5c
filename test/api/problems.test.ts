import { randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { API, type Caller, openedCasefile, registered, type TestApp, testApp } from '../support/app.ts'
import { keepsItsWord } from '../support/contract.ts'

let office: TestApp
let caseworker: Caller
let path: string
beforeAll(async () => {
  office = await testApp()
  await office.setClock('2012-12-03')
  caseworker = await office.signIn('caseworker')
  path = `${API}/instances/${(await openedCasefile(caseworker, await registered(caseworker))).instance}/events`
})
afterAll(() => office.end())

const asking = (type = 'application/json') =>
  request(office.app)
    .post(path)
    .set('Authorization', `Bearer ${caseworker.token}`)
    .set('Idempotency-Key', randomUUID())
    .set('Content-Type', type)
const sent = (body: string, type?: string) => asking(type).send(body).expect(keepsItsWord)
const nested = (deep: number) => `{"type":"ADD_NOTE","note":${'['.repeat(deep)}${']'.repeat(deep)}}`

describe('a body', () => {
  test('that is not a JSON object is a problem, and not an error of ours', async () => {
    for (const body of [
      '',
      '{',
      '{"type":"ADD_NOTE",}',
      '[]',
      'null',
      '7',
      '"text"',
      '{"a":1}{"b":2}',
      'NaN',
      '\uFEFF',
      '{"type":"ADD_NOTE","note":"\n"}',
    ])
      expect([body, (await sent(body)).body]).toEqual([body, expect.objectContaining({ status: 400, code: 'malformed' })])
  })

  test('that is nested deeper than anything we take is refused before it is parsed', async () => {
    for (const deep of [32, 1_000, 100_000])
      expect((await sent(nested(deep))).body).toMatchObject({ status: 400, code: 'malformed', detail: expect.stringContaining('32 deep') })
    expect((await sent(nested(31))).body).toMatchObject({ status: 400, code: 'invalid', errors: [{ pointer: '/note' }] })
    expect((await sent(JSON.stringify({ type: 'ADD_NOTE', note: '{[\\"'.repeat(100) }))).status).toBe(201)
  })

  test('with what the database cannot keep is refused, wherever it stands', async () => {
    for (const body of [
      '{"type":"ADD_NOTE","note":"a\\u0000b"}',
      '{"type":"ADD_NOTE","note":"\\ud800"}',
      '{"type":"ADD_NOTE","\\u0000":1}',
      '{"type":"ADD_NOTE","reasons":{"a":"\\udc00"}}',
    ])
      expect((await sent(body)).body).toMatchObject({ status: 400, code: 'malformed', detail: expect.stringContaining('cannot be kept') })
    expect((await sent('{"type":"ADD_NOTE","note":"\\ud83d\\ude00 é"}')).status).toBe(201)
  })

  test('with a name that reaches into prototypes is refused at every depth, and reaches nothing', async () => {
    for (const name of ['__proto__', 'constructor', 'prototype'])
      for (const body of [
        `{"type":"ADD_NOTE","note":"x","${name}":{"isAdmin":true}}`,
        `{"type":"ADD_NOTE","reasons":{"${name}":"x"}}`,
        `{"${name}":1}`,
      ])
        expect((await sent(body)).body).toMatchObject({ status: 400, code: 'malformed' })
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined()
  })

  test('that is too large is refused, also where it only becomes so when it is unpacked', async () => {
    const large = JSON.stringify({ type: 'ADD_NOTE', note: 'x'.repeat(600_000) })
    expect((await sent(large)).body).toMatchObject({ status: 413, code: 'too-large' })
    const packed = asking().set('Content-Encoding', 'gzip')
    packed.write(gzipSync(large))
    expect((await packed.expect(keepsItsWord)).body).toMatchObject({ status: 413, code: 'too-large' })
    expect((await sent('{}').set('Content-Encoding', 'squeezed')).body).toMatchObject({ status: 415 })
    const broken = [
      ['{}', 'gzip'],
      [gzipSync('{"type":"ADD_NOTE"}').subarray(0, 20), 'gzip'],
      ['x', 'deflate'],
      ['x', 'br'],
    ] as const
    for (const [bytes, encoding] of broken) {
      const half = asking().set('Content-Encoding', encoding)
      half.write(bytes)
      expect([encoding, (await half.expect(keepsItsWord)).body]).toEqual([
        encoding,
        expect.objectContaining({ status: 400, code: 'malformed', detail: 'The body broke off or could not be unpacked' }),
      ])
    }
  })

  test('of another kind, or in another encoding, is asked for as JSON', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/xml'])
      expect((await sent('{"type":"ADD_NOTE","note":"x"}', type)).body).toMatchObject({ status: 415, code: 'not-json' })
    expect((await sent('{"type":"ADD_NOTE","note":"x"}', 'application/json; charset=utf-8')).status).toBe(201)
    const bytes = asking()
    bytes.write(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]))
    expect((await bytes.expect(keepsItsWord)).body).toMatchObject({ status: 400, code: 'malformed', detail: 'It is not UTF-8' })
  })

  test('whose type is there and unusable was told that it is missing', async () => {
    const detail = async (type: unknown) => (await sent(JSON.stringify({ type, note: 'x' }))).body
    for (const [type, words] of [
      [undefined, 'Say which event: type is missing'],
      ['', 'Say which event: type is empty'],
      [7, 'type is the name of an event, a text'],
      [null, 'type is the name of an event, a text'],
      ['X'.repeat(101), 'There is no event whose type has more than 100 characters'],
    ])
      expect([type, await detail(type)]).toEqual([
        type,
        expect.objectContaining({ status: 400, code: 'invalid', errors: [{ pointer: '/type', detail: words }] }),
      ])
  })

  test('is not read from whoever is not signed in', async () => {
    const { body, status } = await request(office.app)
      .post(path)
      .set('Content-Type', 'application/json')
      .send(nested(100_000))
      .expect(keepsItsWord)
    expect([status, body.code]).toEqual([401, 'not-signed-in'])
  })
})

describe('an address', () => {
  test('that leads nowhere is a problem, whatever it looks like', async () => {
    for (const address of [
      '/api',
      '/api/v1',
      '/api/v1/',
      '/api/v1/nothing',
      '/api/v2/casefiles',
      '/api/v1/CASEFILES',
      '/api/v1/casefiles/',
      '/api/v1//casefiles',
      '/.env',
      '/api/v1/../../etc/passwd',
      '/index.html',
    ])
      expect([
        address,
        (await request(office.app).get(address).set('Authorization', `Bearer ${caseworker.token}`).expect(keepsItsWord)).body,
      ]).toEqual([address, expect.objectContaining({ status: 404, code: 'not-found' })])
  })

  test('of nothing there is reads like that of nothing one may see', async () => {
    const unknown = await caseworker.get(`/instances/${randomUUID()}`)
    for (const id of ['x', '7', 'null', '%00', "'--", '../..', 'RD-000001', `${randomUUID()}0`, '%F0%9F%98%80', 'x'.repeat(2_000)]) {
      const { body, status } = await caseworker.get(`/instances/${id}`)
      expect([id, status, body]).toEqual([id, 404, { ...unknown.body, instance: body.instance }])
    }
    for (const ref of ['RD-999999', 'RD-1', '%00', 'x', randomUUID()])
      expect((await caseworker.get(`/casefiles/${ref}`)).body).toMatchObject({ status: 404, code: 'not-found' })
    for (const address of [
      '/letters/x',
      `/letters/${randomUUID()}`,
      '/organisations/x',
      '/machines/toString',
      '/machines/nothing.svg',
      '/worklists/yours',
      `/organisations/${randomUUID()}`,
    ])
      expect([address, (await caseworker.get(address)).status]).toEqual([address, 404])
  })

  test('with characters that mean nothing is a problem', async () => {
    expect((await caseworker.get('/casefiles/%E0%A4%A')).body).toMatchObject({ status: 400, code: 'malformed' })
  })

  test('takes the methods that it says', async () => {
    const asked = async (method: 'put' | 'delete' | 'patch' | 'post' | 'get' | 'options', address: string) => {
      const { status, headers } = await request(office.app)
        [method](`${API}${address}`)
        .set('Authorization', `Bearer ${caseworker.token}`)
        .expect(keepsItsWord)
      return [status, headers['allow']]
    }
    expect(await asked('delete', '/casefiles')).toEqual([405, 'GET, HEAD, POST'])
    expect(await asked('put', '/casefiles/RD-000001')).toEqual([405, 'GET, HEAD'])
    expect(await asked('patch', '/instances/x/events')).toEqual([405, 'POST'])
    expect(await asked('get', '/instances/x/events')).toEqual([405, 'POST'])
    expect(await asked('options', '/worklists/mine')).toEqual([405, 'GET, HEAD'])
    expect((await request(office.app).head('/health')).status).toBe(200)
    expect((await request(office.app).post('/health').expect(keepsItsWord)).status).toBe(405)
  })
})

describe('a failure of ours', () => {
  test('has a reference number that finds it in the log, and says nothing else', async () => {
    const broken = await testApp()
    try {
      await broken.setClock('2012-12-03')
      const caller = await broken.signIn('caseworker')
      const { instance } = await openedCasefile(caller, await registered(caller))
      await broken.database.pool.query("update snapshot set stored = '{' where instance_id = $1", [instance])
      const { body, headers } = await caller.get(`/instances/${instance}`).set('X-Request-Id', 'a-request-of-mine')
      expect(body).toEqual({
        type: '/problems/internal',
        title: 'Something went wrong on our side',
        status: 500,
        code: 'internal',
        detail: expect.any(String),
        instance: `${API}/instances/${instance}`,
        reference: 'a-request-of-mine',
      })
      expect(headers['x-request-id']).toBe('a-request-of-mine')
    } finally {
      await broken.end()
    }
  })

  test('while the database is away asks to try again, and the process lives', async () => {
    const away = await testApp()
    try {
      const caller = await away.signIn('caseworker')
      await away.services.pool.end()
      for (const asked of [caller.get(`/instances/${randomUUID()}`), caller.post('/casefiles', {})]) {
        const { body, headers } = await asked
        expect(body).toMatchObject({ status: 503, code: 'unavailable', reference: expect.any(String) })
        expect(Number(headers['retry-after'])).toBeGreaterThan(0)
      }
      expect((await request(away.app).get('/health')).status).toBe(200)
      expect((await request(away.app).get('/ready').expect(keepsItsWord)).status).toBe(503)
    } finally {
      await away.end()
    }
  })

  test('is none when the database hangs up: it says so, and heals by itself', async () => {
    const hangUp = () =>
      office.database.pool.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name like 'redress%'",
      )
    const statuses: number[] = []
    for (let round = 0; round < 8; round++) {
      const asked = ['/casefiles', '/worklists/mine', '/me', '/organisations', `/casefiles/RD-000001/history`].map((path) =>
        caseworker.get(path).then(({ status }) => statuses.push(status)),
      )
      await hangUp()
      await Promise.all(asked)
    }
    expect(statuses.filter((status) => status !== 200 && status !== 503)).toEqual([])
    for (const path of ['/casefiles', '/me']) expect((await caseworker.get(path)).status).toBe(200)
  })

  test('is not made by a request name that would break a line of the log', async () => {
    const { headers } = await caseworker.get('/me').set('X-Request-Id', 'two words; "quoted"')
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
  })
})

test('every kind of problem explains itself where its type leads', async () => {
  const { body } = await request(office.app).get('/problems/changed-since')
  expect(body).toMatchObject({ code: 'changed-since', status: 409, title: expect.any(String), means: expect.any(String) })
  expect((await request(office.app).get('/problems/toString').expect(keepsItsWord)).status).toBe(404)
})
