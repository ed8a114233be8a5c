import { createHash } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { createLogger } from '../../src/logger.ts'
import { WINDOWS } from '../../src/reports/flow/numbers.ts'
import { HashedStore } from '../../src/web/session/store.ts'
import { type Caller, openedCasefile, registered, type TestApp, testApp } from '../support/app.ts'
import { type Heard, type Hearing, hears, type Listening, listening } from './support/stream.ts'

let office: TestApp
let service: Listening
let caseworker: Caller
let organisation: string
let cookie: string
const streams: Hearing[] = []

beforeAll(async () => {
  office = await testApp(createLogger('silent'))
  await office.setClock('2013-02-04')
  service = await listening(office.app)
  caseworker = await office.signIn('caseworker')
  organisation = await registered(caseworker)
  await openedCasefile(caseworker, organisation)
  cookie = await signedIn('lineManager')
})
afterEach(() => {
  for (const stream of streams.splice(0)) stream.leave()
})
afterAll(async () => {
  await service?.close()
  await office?.end()
})

/** The cookie of somebody who signed in at the pages. */
async function signedIn(post: string): Promise<string> {
  const first = await fetch(`${service.address}/sign-in`)
  const [, token] = /name="_csrf" value="([^"]+)"/.exec(await first.text())!
  const body = new URLSearchParams({ _csrf: token!, post })
  const answer = await fetch(`${service.address}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookieOf(first) },
    body,
  })
  // The answer's end comes after the session was touched: whoever sets its end by hand waits for that.
  await answer.text()
  return cookieOf(answer)
}
const cookieOf = (answer: Response) => answer.headers.getSetCookie().at(-1)!.split(';')[0]!

async function watches(path: string, headers: Readonly<Record<string, string>> = { cookie }): Promise<Hearing> {
  const stream = await hears(service.address + path, headers)
  streams.push(stream)
  return stream
}

/** What is told next of one number: what stands and what moved are counted one after the other. */
async function toldOf(stream: Hearing, key: string): Promise<Heard['data']> {
  for (;;) {
    const { data } = await stream.next()
    if (key in data.changed) return data
  }
}

const opens = () => openedCasefile(caseworker, organisation)
const idOf = (given: string) => decodeURIComponent(given.slice('redress='.length)).replace(/^s:/, '').split('.')[0]!
const sidOf = (given: string) => createHash('sha256').update(idOf(given)).digest('hex')

describe('a manager who watches a flow', () => {
  test('is told how it stands, and after each event what changed', async () => {
    const stream = await watches('/flow/casefile/live')
    expect(stream.status).toBe(200)
    const { data } = await stream.next()
    expect(data).toMatchObject({ whole: true, asOf: expect.stringMatching(/^2013-02-04T/) })
    const before = data.changed['all:open']
    await opens()
    const then = await toldOf(stream, 'all:open')
    expect(then.changed['all:open']).toBe(before + 1)
    expect(then.whole).toBeUndefined()
    // The states that did not change are not told again.
    expect(Object.keys(then.changed).every((key) => then.changed[key] !== data.changed[key])).toBe(true)
  })

  test('is told how many came into a state and left it, in each window that a page can show', async () => {
    const stream = await watches('/flow/casefile/live')
    const { data } = await stream.next()
    await opens()
    const then = await toldOf(stream, 'all:movedIn7')
    for (const window of WINDOWS) {
      const key = `all:movedIn${window}`
      expect([key, then.changed[key]]).toEqual([key, data.changed[key] + 1])
    }
    expect(Object.keys(then.changed).filter((key) => key.startsWith('all:movedOut'))).toEqual([])
  })

  test('of every lifecycle is told all of each, and the states that are said to be held up, as they change', async () => {
    const stream = await watches('/flow/live')
    const { data } = await stream.next()
    expect(data).toMatchObject({ whole: true, asOf: expect.stringMatching(/^2013-02-04T/) })
    await opens()
    const then = await toldOf(stream, 'casefile:open')
    expect(then.changed['casefile:open']).toBe(data.changed['casefile:open'] + 1)
    expect(Object.keys(then.changed).filter((key) => !key.startsWith('casefile'))).toEqual([])
    const again = await fetch(`${service.address}/flow/numbers`, { headers: { cookie } })
    expect(((await again.json()) as { changed: object }).changed).toMatchObject(then.changed)
  })

  test('who comes back with the last event that they had is told what they missed', async () => {
    const first = await watches('/flow/casefile/live')
    const { id, data } = await first.next()
    first.leave()
    await opens()
    for (const again of [
      await watches('/flow/casefile/live', { cookie, 'Last-Event-ID': id }),
      await watches(`/flow/casefile/live?lastEventId=${id}`),
    ]) {
      const { data: missed } = await again.next()
      const now = missed.changed['all:open'] === undefined ? await toldOf(again, 'all:open') : missed
      expect(now.whole).toBeUndefined()
      expect(now.changed['all:open']).toBe(data.changed['all:open'] + 1)
    }
  })

  test('no proxy on the way is to keep anything back, and nothing in it is kept or run', async () => {
    const { headers } = await watches('/flow/casefile/live')
    expect(headers.get('content-type')).toBe('text/event-stream')
    expect(headers.get('x-accel-buffering')).toBe('no')
    for (const word of ['no-cache', 'no-transform', 'no-store']) expect(headers.get('cache-control')).toContain(word)
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('whoever is not signed in signs in first; nobody is told of a machine that there is not', async () => {
    expect((await watches('/flow/live', {})).status).toBe(303)
    const away = await watches('/flow/casefile/live', {})
    expect([away.status, away.headers.get('location')]).toEqual([303, '/sign-in?to=%2Fflow%2Fcasefile%2Flive'])
    expect((await watches('/flow/nothing/live')).status).toBe(404)
    expect((await watches('/flow/office/live')).status).toBe(404)
    expect((await watches('/flow/casefile/live?rating=Q&rating=A')).status).toBe(200)
  })

  test('watches in at most sixty places, for in the demonstration several people share a post', async () => {
    const places = await Promise.all(Array.from({ length: 61 }, () => watches('/flow/casefile/live')))
    expect(places.map(({ status }) => status).sort()).toEqual([...Array.from({ length: 60 }, () => 200), 429])
  })

  test('does not use the session by watching; whether it has ended is asked without using it, of many at once', async () => {
    const mine = await signedIn('director')
    const sid = sidOf(mine)
    await office.database.pool.query(`update session set expire = now() + interval '5 minutes' where sid = $1`, [sid])
    const stream = await watches('/flow/casefile/live', { cookie: mine })
    await stream.next()
    stream.leave()
    expect((await fetch(`${service.address}/flow/casefile/numbers`, { headers: { cookie: mine } })).status).toBe(200)
    const { rows } = await office.database.pool.query(`select expire < now() + interval '6 minutes' as kept from session where sid = $1`, [
      sid,
    ])
    expect(rows).toEqual([{ kept: true }])
    const store = new HashedStore(office.services.pool, () => {})
    const [another, here] = [cookie, mine].map(idOf) as [string, string]
    expect(await Promise.all([another, here, 'nobody'].map((id) => store.isThere(id)))).toEqual([true, true, false])
    await office.database.pool.query(`update session set expire = now() - interval '1 second' where sid = $1`, [sid])
    expect(await Promise.all([another, here].map((id) => store.isThere(id)))).toEqual([true, false])
    store.close()
  })
})

describe('a page that the stream does not reach', () => {
  const asks = (headers: Readonly<Record<string, string>> = {}) =>
    fetch(`${service.address}/flow/casefile/numbers`, { headers: { cookie, ...headers } })

  test('asks for the numbers, and is told nothing where it has them', async () => {
    const first = await asks()
    const etag = first.headers.get('etag')!
    const { changed, whole } = (await first.json()) as { changed: Record<string, number>; whole: boolean }
    expect(whole).toBe(true)
    expect(etag).toMatch(/^"[\w.-]+"$/)
    const again = await asks({ 'If-None-Match': etag })
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag])
    const stream = await watches('/flow/casefile/live')
    await stream.next()
    await opens()
    await toldOf(stream, 'all:open')
    const changedSince = await asks({ 'If-None-Match': etag })
    expect(changedSince.status).toBe(200)
    const after = (await changedSince.json()) as { changed: Record<string, number> }
    expect(after.changed['all:open']).toBe(changed['all:open']! + 1)
  })

  test('goes on in the stream where it was with the numbers', async () => {
    const id = (await asks()).headers.get('etag')!.slice(1, -1)
    const stream = await watches(`/flow/casefile/live?lastEventId=${id}`)
    expect((await stream.next()).data.whole).toBeUndefined()
  })
})

test('when the service is about to stop, whoever watches is let go at once, and the service can close', async () => {
  const closing = await testApp()
  const there = await listening(closing.app)
  try {
    const token = await closing.signIn('lineManager')
    const stream = await hears(`${there.address}/api/v1/live?machine=casefile`, { Authorization: `Bearer ${token.token}` })
    await stream.next()
    const closed = new Promise((done) => there.server.close(done))
    closing.services.drain()
    await stream.ended
    there.server.closeIdleConnections()
    await closed
    const late = await closing.signIn('lineManager')
    expect((await late.get('/live?machine=casefile')).status).toBe(503)
  } finally {
    await closing.end()
  }
})
