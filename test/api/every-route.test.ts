import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { apiRoutes } from '../../src/api/all.ts'
import { probes } from '../../src/api/probes.ts'
import type { Route } from '../../src/api/route.ts'
import { createLogger } from '../../src/logger.ts'
import { API, type Caller, openedCasefile, registered, type TestApp, testApp } from '../support/app.ts'
import { expectHeaders, expectProblem } from '../support/contract.ts'

const logged: string[] = []
let office: TestApp
let casefile: Awaited<ReturnType<typeof openedCasefile>>
let organisation: string
let attempt: string
beforeAll(async () => {
  const log = createLogger('trace', { write: (line: string) => void logged.push(line) })
  office = await testApp(log)
  const caseworker = await office.signIn('caseworker')
  const lineManager = await office.signIn('lineManager')
  organisation = await registered(caseworker)
  casefile = await openedCasefile(caseworker, organisation, {
    complainant: { name: 'Canary Featherstone' },
    complaint: 'The canary sang of it.',
  })
  attempt = (await caseworker.post(`/casefiles/${casefile.reference}/instances`, { machine: 'intervention' })).body.id
  await lineManager.post(`/instances/${casefile.instance}/events`, {
    type: 'SEAL',
    posts: ['caseworker', 'lineManager'],
    why: 'The canary is in danger.',
  })
})
afterAll(() => office.end())

const routes = [...apiRoutes.map((route) => ({ route, base: API })), ...probes.map((route) => ({ route, base: '' }))]
const open = routes.filter(({ route }) => route.open)
const closed = routes.filter(({ route }) => !route.open)

/** The address of a route, about this file, about one that never was, or about nothing that could be. */
function addressOf({ path }: Route, about: 'own' | 'unknown' | 'malformed'): string {
  const id = path.startsWith('/instances') ? attempt : path.startsWith('/organisations') ? organisation : randomUUID()
  const names = { own: 'intervention', unknown: 'nothing', malformed: '%00' }
  return path
    .replace('{ref}', { own: casefile.reference, unknown: 'RD-987654', malformed: "'" }[about])
    .replace('{id}', { own: id, unknown: randomUUID(), malformed: 'x' }[about])
    .replace('{name}', path.startsWith('/worklists') && about === 'own' ? 'mine' : names[about])
    .replace('{machine}', names[about])
    .replace('{kind}', about === 'own' ? 'refused' : 'nothing')
}

async function ask(caller: Caller | undefined, route: Route, base: string, about: Parameters<typeof addressOf>[1]) {
  const asked = request(office.app)
    [route.method](base + addressOf(route, about))
    .set('Idempotency-Key', randomUUID())
  const answer = await (route.method === 'post' ? asked.send((route.example as object | undefined) ?? {}) : asked).set(
    caller ? { Authorization: `Bearer ${caller.token}` } : {},
  )
  expectHeaders(answer)
  if (answer.status >= 400) expectProblem(answer)
  return answer
}

describe('every route', () => {
  test('that is not open to all asks who is there, before anything else', async () => {
    for (const { route, base } of closed)
      for (const about of ['own', 'unknown', 'malformed'] as const) {
        const { status, body } = await ask(undefined, route, base, about)
        expect([route.name, about, status, body.code]).toEqual([route.name, about, 401, 'not-signed-in'])
      }
  })

  test('that is open to all says nothing of any complaint', async () => {
    for (const { route, base } of open) {
      const { text } = await ask(undefined, route, base, 'own')
      expect([route.name, /canary|featherstone/i.test(text)]).toEqual([route.name, false])
    }
  })

  test('gives an answer or a problem to every post, about what is, what was never and what cannot be', async () => {
    for (const post of ['caseworker', 'secondCaseworker', 'ombudsman', 'administrator', 'auditor']) {
      const caller = await office.signIn(post)
      for (const { route, base } of routes)
        for (const about of ['own', 'unknown', 'malformed'] as const) {
          if (route.name === 'moveClock') continue
          const { status } = await ask(caller, route, base, about)
          expect([post, route.name, about, status < 500]).toEqual([post, route.name, about, true])
        }
    }
  })

  test('tells who may not see a sealed casefile nothing of it: not yours reads like not there, to the byte', async () => {
    const other = await office.signIn('secondCaseworker')
    for (const { route, base } of closed.filter(({ route: { path } }) => /^\/(casefiles\/\{|instances)/.test(path))) {
      const yours = await ask(other, route, base, 'own')
      const nobodys = await ask(other, route, base, 'unknown')
      expect([route.name, yours.status, nobodys.status]).toEqual([route.name, 404, 404])
      expect({ ...yours.body, instance: '' }).toEqual({ ...nobodys.body, instance: '' })
    }
    for (const { route, base } of closed.filter(({ route: { method } }) => method === 'get')) {
      const { text } = await ask(other, route, base, 'own')
      expect([
        route.name,
        /canary|featherstone/i.test(text),
        text.replace(addressOf(route, 'own'), '').includes(casefile.reference),
      ]).toEqual([route.name, false, false])
    }
  })

  test('is protected from being framed, sniffed and kept by caches on the way', async () => {
    const caller = await office.signIn('caseworker')
    for (const { route, base } of closed.filter(({ route: { method } }) => method === 'get')) {
      const { headers } = await ask(caller, route, base, 'own')
      expect([route.name, /no-store|private/.test(headers['cache-control'] ?? '')]).toEqual([route.name, true])
    }
  })
})

test('the log has a line for each request, and no word that anybody wrote', async () => {
  const caseworker = await office.signIn('caseworker')
  const faulty = [
    '{"type":"ADD_NOTE","note":"canary","x":"canary"}',
    '{"canary',
    '{"type":"canary"}',
    `{"type":"ADD_NOTE","note":"canary\\u0000"}`,
  ]
  for (const body of faulty)
    await request(office.app)
      .post(`${API}/instances/${casefile.instance}/events?canary=canary`)
      .set({ Authorization: `Bearer ${caseworker.token}`, 'Content-Type': 'application/json', 'Idempotency-Key': 'canary' })
      .send(body)
  await caseworker.get('/casefiles?reference=canary')
  await office.database.pool.query("update snapshot set stored = '{\"canary' where instance_id = $1", [attempt])
  expect((await caseworker.get(`/instances/${attempt}`)).status).toBe(500)
  expect(logged.length).toBeGreaterThan(100)
  expect(logged.filter((line) => /canary|featherstone|bearer/i.test(line))).toEqual([])
  expect(logged.some((line) => JSON.parse(line).level === 'error')).toBe(true)
})
