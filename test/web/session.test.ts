import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { PoolClient } from 'pg'
import request from 'supertest'
import { type TestApp, testApp } from '../support/app.ts'

let here: TestApp
beforeAll(async () => {
  here = await testApp()
})
afterAll(() => here.end())

const PAGE = 'text/html'
const cookieOf = (response: request.Response) => [response.headers['set-cookie'] ?? []].flat().join('; ')

describe('signing in at the pages', () => {
  test('whoever is not signed in is led to the sign-in page, and from there to where they wanted to go', async () => {
    const asked = await request(here.app).get('/worklists/mine?rating=C').set('Accept', PAGE)
    expect(asked.status).toBe(303)
    expect(asked.headers['location']).toBe('/sign-in?to=%2Fworklists%2Fmine%3Frating%3DC')
    const agent = request.agent(here.app)
    const page = await agent.get(asked.headers['location']!).set('Accept', PAGE)
    expect(page.text).toContain('<input type="hidden" name="to" value="/worklists/mine?rating=C">')
    const token = /name="_csrf" value="([0-9a-f]+)"/.exec(page.text)![1]
    const signedIn = await agent.post('/sign-in').type('form').send({ _csrf: token, post: 'caseworker', to: '/worklists/mine?rating=C' })
    expect(signedIn.headers['location']).toBe('/worklists/mine?rating=C')
  })

  test('an address of somebody else is no place to be led to', async () => {
    for (const to of ['https://elsewhere.example', '//elsewhere.example', '/\\elsewhere.example']) {
      const agent = request.agent(here.app)
      const page = await agent.get('/sign-in').set('Accept', PAGE)
      const token = /name="_csrf" value="([0-9a-f]+)"/.exec(page.text)![1]
      const signedIn = await agent.post('/sign-in').type('form').send({ _csrf: token, post: 'caseworker', to })
      expect(signedIn.headers['location']).toBe('/')
    }
  })

  test('the cookie is out of reach of scripts and of other sites, and the database keeps only its digest', async () => {
    const page = await request(here.app).get('/sign-in').set('Accept', PAGE)
    expect(cookieOf(page)).toMatch(/^redress=[^;]+; Path=\/; HttpOnly; SameSite=Strict$/)
    const id = decodeURIComponent(/^redress=([^;]+)/.exec(cookieOf(page))![1]!)
      .replace(/^s:/, '')
      .split('.')[0]!
    const { rows } = await here.database.pool.query<{ sid: string; sess: string }>('select sid, sess::text from session')
    expect(rows.map(({ sid }) => sid)).toContain(createHash('sha256').update(id).digest('hex'))
    expect(JSON.stringify(rows)).not.toContain(id)
  })

  test('signing in makes a fresh session: an id known before is worth nothing after', async () => {
    const before = await request(here.app).get('/sign-in').set('Accept', PAGE)
    const cookie = cookieOf(before).split(';')[0]!
    const token = /name="_csrf" value="([0-9a-f]+)"/.exec(before.text)![1]
    const signedIn = await request(here.app).post('/sign-in').set('Cookie', cookie).type('form').send({ _csrf: token, post: 'director' })
    expect(cookieOf(signedIn).split(';')[0]).not.toBe(cookie)
    const withTheOld = await request(here.app).get('/').set('Cookie', cookie).set('Accept', PAGE)
    expect(withTheOld.headers['location']).toBe('/sign-in?to=%2F')
  })

  test('a form without the token of its session does nothing; what was typed is offered again', async () => {
    const caseworker = await here.browse('caseworker')
    const refused = await caseworker.post('/sign-out', { _csrf: 'made up', note: 'words worth keeping' })
    expect(refused.status).toBe(200)
    expect(refused.text).toContain('What you typed is kept')
    expect(refused.text).toContain('name="note" value="words worth keeping"')
    expect((await caseworker.get('/')).headers['location']).toBe('/worklists/mine')
  })

  test('a sign-in page that was open for too long is not called forbidden: the same post is there to be chosen again', async () => {
    const agent = request.agent(here.app)
    const sent = await agent.post('/sign-in').set('Accept', PAGE).type('form').send({ _csrf: 'a0', post: 'lineManager', to: '/stuck' })
    expect(sent.status).toBe(400)
    expect(sent.text).toContain('This page was open for too long: choose again')
    expect(sent.text).not.toMatch(/Somebody whose post it is for|What you typed is kept/)
    const [, first] = sent.text.split('<form class="redress-post"')
    expect(first).toContain('name="post" value="lineManager"')
    const token = /name="_csrf" value="([0-9a-f]+)"/.exec(first!)![1]
    const chosen = await agent.post('/sign-in').type('form').send({ _csrf: token, post: 'lineManager', to: '/stuck' })
    expect([chosen.status, chosen.headers['location']]).toEqual([303, '/stuck'])
  })

  test('what is sent after the session ended is kept through signing in again', async () => {
    const caseworker = await here.browse('caseworker')
    await caseworker.post('/sign-out').expect(303)
    const ended = await caseworker.post('/session', { note: 'Mrs T <b>rang</b>' })
    expect(ended.status).toBe(401)
    expect(ended.text).toContain('You were signed out')
    expect(ended.text).toContain('&quot;note&quot;:&quot;Mrs T &lt;b&gt;rang&lt;/b&gt;&quot;')
    // Whoever it was chooses their post: none is chosen for them.
    expect(ended.text).toMatch(/<select[^>]*name="post">\s*<option value="">/)
    const token = /name="_csrf" value="([0-9a-f]+)"/.exec(ended.text)![1]!
    const kept = JSON.stringify({ note: 'Mrs T <b>rang</b>' })
    const again = await caseworker.post('/sign-in', { _csrf: token, post: 'caseworker', to: '/session', kept })
    expect(again.text).toContain('name="note" value="Mrs T &lt;b&gt;rang&lt;/b&gt;"')
    expect(again.text).toContain('<form action="/session" method="post">')
  })
})

test('a list that was still loading when its owner signed out does not sign them in again', async () => {
  const caseworker = await here.browse('caseworker')
  const holding = await here.database.pool.connect()
  await holding.query('begin')
  // Of all that a list reads, this alone is read by no other page.
  await holding.query('lock table saved_view in access exclusive mode')
  const loading = caseworker.get('/worklists/mine?rating=C').then((answered) => answered)
  await isHeldUp(holding)
  await caseworker.post('/sign-out').expect(303)
  await holding.query('commit')
  holding.release()
  expect((await loading).status).toBe(200)
  expect((await caseworker.get('/')).headers['location']).toBe('/sign-in?to=%2F')
})

/** Until somebody waits for what this connection has locked. */
async function isHeldUp(holding: PoolClient): Promise<void> {
  const { rows } = await holding.query('select from pg_locks where not granted and pg_backend_pid() = any (pg_blocking_pids(pid))')
  if (rows.length === 0) await isHeldUp(holding)
}

test('signing out once the session has ended leads to signing in, and to nothing else', async () => {
  const caseworker = await here.browse('caseworker')
  await caseworker.post('/sign-out').expect(303)
  const again = await caseworker.post('/sign-out')
  expect({ status: again.status, to: again.headers['location'] }).toEqual({ status: 303, to: '/sign-in' })
})

test('what was sent to a page that cannot be shown any more stands in the page that says so', async () => {
  const caseworker = await here.browse('caseworker')
  const gone = await caseworker.post(`/instances/${randomUUID()}/events/ADD_NOTE`, { text: 'Mr J <i>rang</i>' })
  expect(gone.status).toBe(404)
  expect(gone.text).toContain('name="text" value="Mr J &lt;i&gt;rang&lt;/i&gt;"')
})

describe('a page that cannot be shown', () => {
  test('is a page that says so, with the same headers as any other', async () => {
    const caseworker = await here.browse('caseworker')
    const missing = await caseworker.get('/casefiles/RD-999999/nothing-here')
    expect(missing.status).toBe(404)
    expect(missing.text).toContain('There is no such thing')
    expect(missing.headers['content-security-policy']).toContain("default-src 'none'")
    expect(missing.headers['cache-control']).toBe('no-store')
  })

  test('is a problem for a program that asks for no page', async () => {
    const { status, body } = await request(here.app).get('/nothing-here')
    expect({ status, code: body.code }).toEqual({ status: 404, code: 'not-found' })
  })
})

test('where nobody holds the post that is chosen, what was typed before the session ended is kept on', async () => {
  const caseworker = await here.browse('caseworker')
  await caseworker.post('/sign-out').expect(303)
  const ended = await caseworker.post('/session', { note: 'words worth keeping' })
  const token = /name="_csrf" value="([0-9a-f]+)"/.exec(ended.text)![1]!
  const kept = JSON.stringify({ note: 'words worth keeping' })
  const again = await caseworker.post('/sign-in', { _csrf: token, post: 'nobody', to: '/session', kept })
  expect(again.status).toBe(400)
  expect(again.text).toContain('Choose a post that somebody holds today')
  expect(again.text).toContain('value="{&quot;note&quot;:&quot;words worth keeping&quot;}"')
})
