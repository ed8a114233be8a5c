import { Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { createWebSocketReceiver, type StatelyInspectionEvent } from '@statelyai/inspect'
import { WebSocket } from 'ws'
import { definitions } from '../../machines/index.ts'
import { snapshotOf } from '../../machines/kernel/stored.ts'
import { type Caller, complaint, openedCasefile, registered, type TestApp, testApp } from '../support/app.ts'
import { type Listening, listening } from './support/stream.ts'

/** With whom this process has spoken since the tests began. */
const spokenWith = new Set<string>()
const connect = Socket.prototype.connect
Socket.prototype.connect = function (this: Socket, ...words: Parameters<typeof connect>) {
  this.once('connect', () => spokenWith.add(this.remoteAddress ?? 'a socket of this machine'))
  return connect.apply(this, words)
} as typeof connect

let office: TestApp
let service: Listening
let caseworker: Caller
let organisation: string
const open: WebSocket[] = []

beforeAll(async () => {
  office = await testApp()
  await office.setClock('2013-02-04')
  service = await listening(office.app)
  caseworker = await office.signIn('caseworker')
  organisation = await registered(caseworker)
})
afterEach(() => {
  for (const socket of open.splice(0)) socket.terminate()
})
afterAll(async () => {
  office?.services.drain()
  await service?.close()
  await office?.end()
  Socket.prototype.connect = connect
})

const addressOf = () => `${service.address.replace('http', 'ws')}/api/v1/inspect`
type Headers = Readonly<Record<string, string>>
const bearer = (token: string): Headers => ({ Authorization: `Bearer ${token}` })

/** Messages as they come; `until` answers once one of them is what was waited for. */
async function looksOn(headers: Headers) {
  const socket = new WebSocket(addressOf(), { headers })
  open.push(socket)
  const messages: StatelyInspectionEvent[] = []
  const waiting: (() => void)[] = []
  socket.on('message', (data) => {
    messages.push(JSON.parse(String(data)))
    for (const look of waiting) look()
  })
  await new Promise<void>((opened, failed) => socket.once('open', opened).once('error', failed))
  return { socket, messages, until: (is: (message: StatelyInspectionEvent) => boolean) => until(messages, waiting, is) }
}
const until = (
  messages: readonly StatelyInspectionEvent[],
  waiting: (() => void)[],
  is: (message: StatelyInspectionEvent) => boolean,
): Promise<void> =>
  new Promise((found) => {
    const look = () => messages.some(is) && found()
    waiting.push(look)
    look()
  })

/** How somebody who may not look on is answered. */
const refusedWith = (headers: Headers, address = addressOf()): Promise<{ status: number; code: string }> =>
  new Promise((answered, failed) => {
    const socket = new WebSocket(address, { headers })
    socket.once('open', () => failed(new Error('It was opened')))
    socket.once('error', () => {})
    socket.once('unexpected-response', (_request, response) => {
      let text = ''
      response.on('data', (part) => {
        text += part
      })
      response.once('end', () => answered({ status: response.statusCode!, code: JSON.parse(text).code }))
    })
  })

const isSnapshotOf =
  (instance: string) =>
  ({ type, sessionId }: StatelyInspectionEvent): boolean =>
    type === '@xstate.snapshot' && sessionId === instance

describe('the inspector', () => {
  test('tells the tools that others have built: the lifecycle, what was put to it, and where it stands', async () => {
    const auditor = await office.signIn('auditor')
    const receiver = createWebSocketReceiver({ server: addressOf().replace('ws://', `ws://token:${auditor.token}@`) })
    const heard: StatelyInspectionEvent[] = []
    const waiting: (() => void)[] = []
    receiver.subscribe((event) => {
      heard.push(event)
      for (const look of waiting) look()
    })
    // Whoever has sent the first message has been let in.
    const other = await looksOn(bearer(auditor.token))
    const casefile = await openedCasefile(caseworker, organisation)
    await until(heard, waiting, isSnapshotOf(casefile.instance))
    const { body } = await caseworker.post(`/casefiles/${casefile.reference}/instances`, { machine: 'intervention' })
    await until(heard, waiting, isSnapshotOf(body.id))
    const of = (id: string) => heard.filter(({ sessionId }) => sessionId === id)
    expect(of(body.id).map(({ type }) => type)).toEqual(['@xstate.actor', '@xstate.event', '@xstate.snapshot'])
    const [actor, event, snapshot] = of(body.id) as [StatelyInspectionEvent, StatelyInspectionEvent, StatelyInspectionEvent]
    expect(actor).toMatchObject({ name: 'intervention', rootId: casefile.id, parentId: casefile.instance, _version: '0.7.2' })
    expect(JSON.parse((actor as unknown as { definition: string }).definition)).toMatchObject({
      id: 'intervention',
      states: expect.any(Object),
    })
    expect(event).toMatchObject({ rootId: casefile.id, event: { type: expect.stringMatching(/^[A-Z_]+$/) } })
    const { file } = await office.services.engine.look(caseworker.person, body.id)
    const held = file.instances.find(({ id }) => id === body.id)!
    expect(snapshot).toMatchObject({
      snapshot: { status: 'active', value: snapshotOf(definitions['intervention']!, held).value, context: {} },
    })
    expect(other.messages.length).toBeGreaterThan(0)
  })

  test('tells who comes later of the lifecycles that were told of before', async () => {
    const auditor = await office.signIn('auditor')
    const first = await looksOn(bearer(auditor.token))
    const casefile = await openedCasefile(caseworker, organisation)
    await first.until(isSnapshotOf(casefile.instance))
    const second = await looksOn(bearer(auditor.token))
    await second.until(({ type, sessionId }) => type === '@xstate.actor' && sessionId === casefile.instance)
    await caseworker.post(`/instances/${casefile.instance}/events`, { type: 'ADD_NOTE', note: 'She rang' })
    await second.until(isSnapshotOf(casefile.instance))
    expect(second.messages.filter(({ sessionId }) => sessionId === casefile.instance).map(({ type }) => type)).toEqual([
      '@xstate.actor',
      '@xstate.event',
      '@xstate.snapshot',
    ])
  })

  test('says nothing that anybody wrote, and no name', async () => {
    const administrator = await office.signIn('administrator')
    const socket = await looksOn(bearer(administrator.token))
    const { body } = await caseworker.post('/casefiles', {
      ...complaint(organisation),
      complainant: { name: 'Canary Featherstone' },
      complaint: 'The canary sang',
    })
    await caseworker.post(`/instances/${body.instance}/events`, { type: 'ADD_NOTE', note: 'A canary’s words' })
    await socket.until(
      ({ type, sessionId, ...more }) =>
        type === '@xstate.event' && sessionId === body.instance && JSON.stringify(more).includes('ADD_NOTE'),
    )
    expect(JSON.stringify(socket.messages)).not.toMatch(/canary|featherstone|holder|text:/i)
  })

  test('tells of a sealed casefile only who may read everything', async () => {
    const [auditor, administrator] = await Promise.all([office.signIn('auditor'), office.signIn('administrator')])
    const lineManager = await office.signIn('lineManager')
    const casefile = await openedCasefile(caseworker, organisation)
    await lineManager.post(`/instances/${casefile.instance}/events`, { type: 'SEAL', posts: ['caseworker', 'lineManager'], why: 'Danger' })
    const everything = await looksOn(bearer(auditor.token))
    const rest = await looksOn(bearer(administrator.token))
    await caseworker.post(`/instances/${casefile.instance}/events`, { type: 'ADD_NOTE', note: 'Sealed' })
    const next = await openedCasefile(caseworker, organisation)
    await everything.until(isSnapshotOf(casefile.instance))
    await rest.until(isSnapshotOf(next.instance))
    expect(rest.messages.some(({ rootId }) => rootId === casefile.id)).toBe(false)
  })

  test('tells an administrator who comes after a casefile was sealed of none of its lifecycles', async () => {
    const [auditor, administrator] = await Promise.all([office.signIn('auditor'), office.signIn('administrator')])
    const lineManager = await office.signIn('lineManager')
    const everything = await looksOn(bearer(auditor.token))
    const casefile = await openedCasefile(caseworker, organisation)
    const { body } = await caseworker.post(`/casefiles/${casefile.reference}/instances`, { machine: 'intervention' })
    const other = await openedCasefile(caseworker, organisation)
    await Promise.all([body.id, other.instance].map((id) => everything.until(isSnapshotOf(id))))
    await lineManager.post(`/instances/${casefile.instance}/events`, { type: 'SEAL', posts: ['caseworker', 'lineManager'], why: 'Danger' })
    const rest = await looksOn(bearer(administrator.token))
    await rest.until(({ type, sessionId }) => type === '@xstate.actor' && sessionId === other.instance)
    expect(everything.messages.some(({ type, sessionId }) => type === '@xstate.actor' && sessionId === body.id)).toBe(true)
    const next = await openedCasefile(caseworker, organisation)
    await rest.until(isSnapshotOf(next.instance))
    expect(rest.messages.filter(({ rootId }) => rootId === casefile.id)).toEqual([])
  })

  test('has nobody look on but an auditor or an administrator, and says why', async () => {
    expect(await refusedWith({})).toEqual({ status: 401, code: 'not-signed-in' })
    expect(await refusedWith(bearer('made-up'))).toEqual({ status: 401, code: 'not-signed-in' })
    for (const post of ['caseworker', 'ombudsman', 'complianceOfficer'])
      expect([post, await refusedWith(bearer((await office.signIn(post)).token))]).toEqual([post, { status: 403, code: 'not-allowed' }])
    const auditor = await office.signIn('auditor')
    expect(await refusedWith(bearer(auditor.token), `${service.address.replace('http', 'ws')}/elsewhere`)).toEqual({
      status: 404,
      code: 'not-found',
    })
    const asked = await auditor.get('/inspect')
    expect([asked.status, asked.headers['upgrade']]).toEqual([426, 'websocket'])
  })

  test('lets a page of this service in by its session, and no page of another', async () => {
    const first = await fetch(`${service.address}/sign-in`)
    const [, token] = /name="_csrf" value="([^"]+)"/.exec(await first.text())!
    const cookieOf = (answer: Response) => answer.headers.getSetCookie().at(-1)!.split(';')[0]!
    const body = new URLSearchParams({ _csrf: token!, post: 'auditor' })
    const cookie = cookieOf(
      await fetch(`${service.address}/sign-in`, { method: 'POST', redirect: 'manual', headers: { cookie: cookieOf(first) }, body }),
    )
    expect(await refusedWith({ cookie })).toEqual({ status: 403, code: 'not-allowed' })
    expect(await refusedWith({ cookie, Origin: 'https://elsewhere.example' })).toEqual({ status: 403, code: 'not-allowed' })
    expect((await looksOn({ cookie, Origin: service.address })).socket.readyState).toBe(WebSocket.OPEN)
  })
})

test('a line that was being written while others were written after it is not lost', async () => {
  const auditor = await office.signIn('auditor')
  const socket = await looksOn(bearer(auditor.token))
  const casefile = await openedCasefile(caseworker, organisation)
  const late = await office.database.pool.connect()
  try {
    await late.query('begin')
    await late.query(
      `insert into transition select file_id, 99, 99, instance_id, machine, version, guidance, kind, 'ADD_NOTE', entry, actor, happened_on, recorded_at, null,
         snapshot_digest, hash, reverse(hash) from transition where file_id = $1 and seq = 1`,
      [casefile.id],
    )
    const next = await openedCasefile(caseworker, organisation)
    await socket.until(isSnapshotOf(next.instance))
    expect(socket.messages.some(({ id }) => id === `${casefile.id}.99.event`)).toBe(false)
    await late.query('commit')
    await socket.until(({ id }) => id === `${casefile.id}.99.event`)
    expect(socket.messages.filter(({ id }) => id === `${casefile.id}.1.event`)).toHaveLength(1)
  } finally {
    late.release()
  }
})

test('no other host was spoken with', () => {
  expect([...spokenWith].filter((address) => !/^(127\.0\.0\.1|::1|::ffff:127\.0\.0\.1|a socket of this machine)$/.test(address))).toEqual(
    [],
  )
  expect(spokenWith.size).toBeGreaterThan(0)
})
