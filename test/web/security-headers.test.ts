import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import request from 'supertest'
import type { Page } from '../../src/web/page.ts'
import { allPages } from '../../src/web/pages/all.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { begins, type Visitor } from '../support/browse.ts'

let here: TestApp
let caseworker: Visitor
beforeAll(async () => {
  here = await testApp()
  caseworker = await here.browse('caseworker')
})
afterAll(() => here.end())

/** Of nothing there is, or of something every office has. */
const addressOf = ({ path }: Page, name: string) => path.replaceAll('{id}', randomUUID()).replaceAll(/\{\w+\}/g, name)
const anybody = () => request(here.app)

function expectProtected({ headers }: Pick<request.Response, 'headers'>): void {
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'no-referrer' })
  expect(headers['cross-origin-opener-policy']).toBe('same-origin')
  expect(headers['x-powered-by']).toBeUndefined()
  expect(headers['x-request-id']).toMatch(/^[\w.:-]{8,80}$/)
}

/** What of a policy lets in more than this service itself: nothing may. */
function expectStrict(policy: string): void {
  const directives = Object.fromEntries(policy.split(';').map((each) => each.trim().split(/ (.*)/s).slice(0, 2) as [string, string]))
  expect(directives).toMatchObject({ 'default-src': "'none'", 'frame-ancestors': "'none'", 'base-uri': "'none'" })
  expect(policy).not.toMatch(/unsafe|\*|https?:|wss?:/)
  for (const [name, sources] of Object.entries(directives))
    for (const source of (sources ?? '').split(' '))
      expect([name, source]).toEqual([name, expect.stringMatching(/^('none'|'self'|'nonce-[\w+/=]+'|data:)$/)])
  expect(directives['script-src'] ?? '').not.toContain('data:')
}

function expectPage(response: request.Response): void {
  expectProtected(response)
  expectStrict(response.headers['content-security-policy']!)
  expect(response.headers['cache-control']).toContain('no-store')
}

/** Without the token of the session no form is taken, whatever it is about: that it is not is said before anybody looks for that. */
async function expectOnlyOwnForms(page: Page): Promise<void> {
  const address = addressOf(page, 'mine')
  const { status, text } = await caseworker.post(address, { _csrf: 'of-somebody-else', note: 'words' })
  expect([address, status, /<h1[^>]*>([^<]*)</.exec(text)?.[1]]).toEqual([address, 200, 'What you typed is kept'])
}

/** One of the pages signs them out. */
let signedIn: readonly Visitor[] = []

describe('every page is protected, whoever asks and whatever comes of it', () => {
  for (const page of allPages)
    test(`${page.method.toUpperCase()} ${page.path}: ${page.name}`, async () => {
      if (signedIn.length === 0) signedIn = await Promise.all(['caseworker', 'administrator'].map((post) => here.browse(post)))
      const visitors = signedIn
      if (page.path === '/sign-out') signedIn = []
      for (const visitor of visitors)
        for (const name of ['mine', 'nothing', '%00', 'casefile']) {
          const address = addressOf(page, name)
          const asked = page.method === 'get' ? visitor.get(address) : visitor.post(address)
          const answer = await (page.stream ? begins(asked) : asked)
          expect([address, answer.status < 500]).toEqual([address, true])
          expectProtected(answer)
          expectStrict(answer.headers['content-security-policy']!)
        }
      const notSignedIn = await anybody()[page.method](addressOf(page, 'mine')).set('Accept', 'text/html')
      expectProtected(notSignedIn)
      expectStrict(notSignedIn.headers['content-security-policy']!)
      if (!page.open) expect([303, 401, 403]).toContain(notSignedIn.status)
      if (page.method === 'post') await expectOnlyOwnForms(page)
    })
})

test('so is what is no page, what cannot be read, and what no page takes', async () => {
  const page = (asked: request.Test) => asked.set('Accept', 'text/html')
  const wrong = [
    [page(anybody().get('/nothing')), 404],
    [caseworker.get('/nothing'), 404],
    [page(anybody().get('/%')), 404],
    [page(anybody().put('/sign-in')), 405],
    [page(anybody().post('/sign-in').type('form').send('a'.repeat(2_000_000))), 413],
    [page(anybody().post('/sign-in').type('form').send({ post: 'caseworker' })), 400],
  ] as const
  for (const [asked, status] of wrong) {
    const answer = await asked
    expect([answer.status, answer.text.includes('<main')]).toEqual([status, true])
    expect(answer.text).not.toMatch(/\n\s+at |node_modules|\.ts:\d/)
    expectPage(answer)
  }
})

test('so are styles, scripts and pictures, which are no secret and are kept', async () => {
  const { text } = await anybody().get('/sign-in').set('Accept', 'text/html')
  const assets = [...text.matchAll(/(?:href|src)="(\/[^"]+\.(?:css|js|svg)[^"]*)"/g)].map(([, address]) => address!)
  expect(assets.length).toBeGreaterThanOrEqual(3)
  for (const address of assets) {
    const answer = await anybody().get(address)
    expect([address, answer.status]).toEqual([address, 200])
    expectProtected(answer)
    expectStrict(answer.headers['content-security-policy']!)
  }
})

test('each answer has a nonce of its own', async () => {
  const nonceOf = async () => /'nonce-([^']+)'/.exec((await caseworker.get('/help')).headers['content-security-policy']!)?.[1]
  const nonces = await Promise.all([nonceOf(), nonceOf()])
  expect(new Set(nonces).size).toBe(2)
})
