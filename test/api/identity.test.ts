import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'
import request from 'supertest'
import { holderOf } from '../../db/seed-posts.ts'
import { IssuerAway, issuedTokens, remembering } from '../../src/identity/tokens.ts'
import { API, callerWith, type TestApp, testApp } from '../support/app.ts'
import { keepsItsWord } from '../support/contract.ts'

let office: TestApp
beforeAll(async () => {
  office = await testApp()
})
afterAll(() => office.end())

describe('signing in to the demonstration', () => {
  const signIn = (body: object) => request(office.app).post(`${API}/demonstration/sign-in`).send(body).expect(keepsItsWord)

  test('gives a token for whoever holds the post, which says who and nothing more', async () => {
    const { body } = await signIn({ post: 'lineManager' })
    expect(body).toMatchObject({
      token: expect.any(String),
      person: { id: holderOf('lineManager'), name: 'Carol Whitfield' },
      post: 'lineManager',
      title: 'Line manager',
    })
    expect(JSON.parse(Buffer.from(body.token.split('.')[1], 'base64url').toString())).toEqual({
      sub: holderOf('lineManager'),
      iss: expect.any(String),
      aud: 'redress',
      iat: expect.any(Number),
      exp: expect.any(Number),
    })
    const me = await callerWith(office.app, '', body.token).get('/me')
    expect(me.body).toMatchObject({
      id: holderOf('lineManager'),
      posts: [{ post: 'lineManager', title: 'Line manager', grade: 'lineManager', how: 'held' }],
    })
  })

  test('is for the posts of the demonstration alone', async () => {
    for (const post of ['king', '', 7, null, undefined])
      expect((await signIn({ post })).body).toMatchObject({ status: 400, errors: [{ pointer: '/post' }] })
    expect((await signIn({ post: 'caseworker', person: 'x' })).body).toMatchObject({ status: 400, errors: [{ pointer: '/person' }] })
  })

  test('is not there in production', async () => {
    const { createApp } = await import('../../src/app.ts')
    const production = createApp({ ...office.services, config: { mode: 'production', migrationDatabaseUrl: undefined } })
    for (const path of ['/demonstration/sign-in', '/demonstration/clock'])
      expect((await request(production).post(`${API}${path}`).send({ post: 'caseworker' }).expect(keepsItsWord)).status).toBe(404)
    const { body } = await request(production).get(`${API}/openapi.json`)
    expect(Object.keys(body.paths).filter((path) => path.includes('demonstration'))).toEqual([])
  })
})

describe('a token', () => {
  const refused = async (token: string | undefined) => {
    const asked = request(office.app).get(`${API}/me`)
    const { body, status, headers } = await (token === undefined ? asked : asked.set('Authorization', token)).expect(keepsItsWord)
    expect([token, status, body.code]).toEqual([token, 401, 'not-signed-in'])
    expect(headers['www-authenticate']).toMatch(/^Bearer/)
  }

  test('that is missing, broken, foreign or unsigned lets nobody in', async () => {
    const mine = await office.services.demonstration!.tokenFor(holderOf('caseworker'))
    const [head, claims, signature] = mine.split('.') as [string, string, string]
    const otherwise = Buffer.from(
      JSON.stringify({ ...JSON.parse(Buffer.from(claims, 'base64url').toString()), sub: holderOf('ombudsman') }),
    ).toString('base64url')
    const unsigned = new UnsecuredJWT({})
      .setSubject(holderOf('ombudsman'))
      .setIssuer('redress demonstration')
      .setAudience('redress')
      .encode()
    const foreign = await new SignJWT({})
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(holderOf('ombudsman'))
      .setIssuer('redress demonstration')
      .setAudience('redress')
      .setExpirationTime('1h')
      .sign(new Uint8Array(32))
    for (const token of [
      undefined,
      '',
      'Bearer',
      'Bearer x',
      `Basic ${mine}`,
      mine,
      `Bearer ${mine} ${mine}`,
      `Bearer ${head}.${otherwise}.${signature}`,
      `Bearer ${head}.${claims}.`,
      `Bearer ${unsigned}`,
      `Bearer ${foreign}`,
      `Bearer ${'x'.repeat(8_000)}`,
    ])
      await refused(token)
    expect((await request(office.app).get(`${API}/me`).set('Authorization', `bearer ${mine}`)).status).toBe(200)
  })
})

describe('tokens of an identity provider', () => {
  const audience = 'redress'
  let provider: Server
  let issuer: string
  let mine: CryptoKey
  let another: CryptoKey
  let said: object = {}
  beforeAll(async () => {
    const pair = await generateKeyPair('RS256', { extractable: true })
    mine = pair.privateKey
    another = (await generateKeyPair('RS256')).privateKey
    const keys = { keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'RS256' }] }
    provider = createServer((asked, answer) => {
      answer
        .setHeader('Content-Type', 'application/json')
        .end(JSON.stringify(asked.url === '/keys' ? keys : { issuer, jwks_uri: `${issuer}/keys`, ...said }))
    })
    await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve))
    issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`
  })
  afterAll(() => new Promise((resolve) => provider.close(resolve)))

  const people = async (_issuer: string, subject: string) => (subject === 'u-17' ? 'amina' : undefined)
  const token = (claims: { sub?: string; iss?: string; aud?: string; exp?: string } = {}, key = mine) => {
    const { sub = 'u-17', iss = issuer, aud = audience, exp = '5m' } = claims
    return new SignJWT({})
      .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
      .setSubject(sub)
      .setIssuer(iss)
      .setAudience(aud)
      .setExpirationTime(exp)
      .sign(key)
  }

  test('are checked against its keys, its name and its audience, and lead to one of our people', async () => {
    const tokens = issuedTokens({ issuer, audience }, people)
    expect(await tokens.personOf(await token())).toBe('amina')
    const wrong = [
      token({ sub: 'u-18' }),
      token({ iss: 'http://elsewhere' }),
      token({ aud: 'payroll' }),
      token({ exp: '-1m' }),
      token({}, another),
    ]
    for (const each of wrong) expect(await tokens.personOf(await each)).toBeUndefined()
    const secret = new TextEncoder().encode(JSON.stringify((await (await fetch(`${issuer}/keys`)).json()) as object))
    const confused = await new SignJWT({})
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject('u-17')
      .setIssuer(issuer)
      .setAudience(audience)
      .setExpirationTime('5m')
      .sign(secret)
    expect(await tokens.personOf(confused)).toBeUndefined()
    expect(
      await tokens.personOf(
        await new SignJWT({})
          .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
          .setSubject('u-17')
          .setIssuer(issuer)
          .setAudience(audience)
          .sign(mine),
      ),
    ).toBeUndefined()
  })

  test('that were good are remembered for half a minute, those that were not for no time at all', async () => {
    let time = 0
    let asked = 0
    const personOf = async (given: string) => {
      asked++
      return given === 'good' ? 'amina' : undefined
    }
    const tokens = remembering({ personOf }, () => time)
    for (const [given, at, times] of [
      ['good', 0, 1],
      ['good', 29_999, 1],
      ['good', 30_000, 2],
      ['bad', 30_000, 3],
      ['bad', 30_000, 4],
    ] as const) {
      time = at
      await tokens.personOf(given)
      expect([given, at, asked]).toEqual([given, at, times])
    }
  })

  test('cannot be judged while it is away or names another, which is nobody’s fault who signs in', async () => {
    said = { issuer: 'http://elsewhere' }
    await expect(issuedTokens({ issuer, audience }, people).personOf(await token())).rejects.toThrow(IssuerAway)
    said = {}
    await expect(issuedTokens({ issuer: 'http://127.0.0.1:9', audience }, people).personOf(await token())).rejects.toThrow(IssuerAway)
    const { createApp } = await import('../../src/app.ts')
    const app = createApp({ ...office.services, tokens: issuedTokens({ issuer: 'http://127.0.0.1:9', audience }, people) })
    expect(
      (
        await request(app)
          .get(`${API}/me`)
          .set('Authorization', `Bearer ${await token()}`)
          .expect(keepsItsWord)
      ).body,
    ).toMatchObject({ status: 503, code: 'unavailable' })
  })
})
